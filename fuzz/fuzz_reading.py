"""Feeds mutated papers and odd Word files to reading, understanding and passages; checks that every offset holds."""  # noqa: INP001

# python fuzz/fuzz_reading.py --seconds 60 --seed 1. An input that breaks something is written into build/fuzz/.

from __future__ import annotations

import argparse
import random
import sys
import traceback
from pathlib import Path
from time import monotonic

from odd_word_files import odd_word_file

from ofsted_qa.index import Entry, codec, invariant
from ofsted_qa.passages import passages
from ofsted_qa.reading.text import TextReader
from ofsted_qa.reading.word import WordReader
from ofsted_qa.understanding import understand
from ofsted_qa.values import Reader, Source, UnreadableDocumentError

ROOT = Path(__file__).resolve().parent.parent
BROKEN = ROOT / "build" / "fuzz"
WORD_FILES = 4  # one input in so many is a Word file
LARGEST = 40_000  # bytes; small inputs are tried more often
NASTY = (
    b"\x00",
    b"\x0c",
    b"\r\n\x0c\r\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",  # half of a surrogate pair
    b"\xe2\x80\xa8",  # a line separator
    b"\xe2\x80\xae",  # writing turned round
    b"\xf3\xa0\x81\x81",  # a tag character
    b"\xe2\x80\x8b",  # a space of no width
    b"e\xcc\x81" * 9,
    b"<table><tr><td>",
    b"</td></table>",
    b"<!--",
    b"<p>" * 50,
    b"<ul><li><ul><li>",
    b"&#0;&#xD800;&#x110000;&nbsp;",
    b"&amp;lt;script&gt;",
    b"# ",
    b"| a | b |\n|---|---|\n",
    b"2.1.3 ",
    b"(99) ",
    b"31 February 2019",
    b"29 and 30 February 0000",
    b"99/99/9999",
    b"Dear Mr \xe2\x80\x9c",
    b"\xe2\x80\x9cquoted \xe2\x80\x98within\xe2\x80\x99",
    b"Yours sincerely\n\n",
    b"Ofsted: \xe2\x80\x9c",
    b" said that ",
    b"Date: ",
    b"- \n- \n- ",
    b"." * 200,
    b"a" * 3_000,
    b" " * 500,
    b"\n" * 50,
    b"\xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a\xd8\xa9 \xe4\xb8\xad\xe6\x96\x87 \xce\xb5\xce\xbb",
)


def mutated(papers: list[bytes], chance: random.Random) -> bytes:
    """A piece of a paper with a few changes of bytes, lines and nasty snippets."""
    paper = bytearray(chance.choice(papers))
    start = chance.randrange(len(paper))
    data = bytearray(paper[start : start + chance.choice((200, 2_000, LARGEST))])
    for _ in range(chance.randint(0, 12)):
        place = chance.randrange(len(data) + 1)
        other = min(len(data), place + chance.choice((1, 1, 10, 300)))
        way = chance.randrange(5)
        if way == 0:
            data[place:place] = chance.choice(NASTY)
        elif way == 1:
            del data[place:other]
        elif way == 2:  # noqa: PLR2004
            data[place:place] = data[place:other] * chance.randint(1, 5)
        elif way == 3:  # noqa: PLR2004
            data[place:other] = chance.randbytes(min(other - place, 10))
        else:
            data[place:place] = chance.choice(papers)[start : start + chance.randint(1, 400)]
    codec_name = chance.choices(("", "utf-16", "cp1252"), (20, 1, 1))[0]
    return data.decode("utf-8", "replace").encode(codec_name, "replace") if codec_name else bytes(data)


def check(data: bytes, reader: Reader) -> bool:
    """Read, understand and cut one input; whether it was a document.

    Raises:
        Exception: anything that is not the refusal of a file.
    """
    try:
        document = reader.read(data, Source("fuzz.txt", "/fuzz.txt", "/"))
    except UnreadableDocumentError:
        return False
    document = understand(document)
    entry = Entry(document, passages(document))
    invariant.check([entry])
    if codec.load(Entry, codec.dump(entry).encode().decode()) != entry:
        raise ValueError("the record gives back another document")
    return True


def main() -> int:
    """Try inputs until the time is over, and print how many; the exit code is 1 if one broke something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    papers = [path.read_bytes() for path in sorted((ROOT / "corpus").glob("*.txt"))] + [b" ".join(NASTY)]
    tried = documents = broken = 0
    until = monotonic() + given.seconds
    while monotonic() < until:
        data = mutated(papers, chance)
        tried += 1
        word = tried % WORD_FILES == 0
        if word:
            data = odd_word_file(data.decode("utf-8", "replace"), chance)
        try:
            documents += check(data, WordReader() if word else TextReader())
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            broken += 1
            BROKEN.mkdir(parents=True, exist_ok=True)
            place = BROKEN / f"{given.seed}-{tried}{'.docx' if word else '.txt'}"
            place.write_bytes(data)
            print(f"{place}: {traceback.format_exc(limit=-2)}", file=sys.stderr)  # noqa: T201
    print(f"{tried} inputs tried, {documents} of them documents, {broken} broke something (seed {given.seed})")  # noqa: T201
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
