"""How long a quotation, and the text of a long paper, takes to check against the documents of an index."""  # noqa: INP001

# Run it with the Python of the environment: python benchmarks/quotes.py INDEX. It takes 600 sentences out of the
# documents, leaves them, changes a word or joins two, and times each check; then it times other ways to find the
# same exact words, and a text of 20 pages of such sentences between marks. All times are processor time, since other
# work on the machine changes the time on the clock.

from __future__ import annotations

import random
import re
import sys
from bisect import bisect_left
from pathlib import Path
from statistics import quantiles
from time import process_time
from typing import TYPE_CHECKING

from ofsted_qa import Library, Settings
from ofsted_qa.index import IndexStore
from ofsted_qa.quotes import QuoteChecker, check_text
from ofsted_qa.quotes.grams import Grams, words_of
from ofsted_qa.quotes.parts import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofsted_qa.quotes.corpus import Corpus

SENTENCES = 600
PAGES, WORDS_ON_A_PAGE = 20, 500
MILLISECONDS = 1_000


def main() -> None:
    """Measure, and print a line for each thing measured.

    Raises:
        OfstedQaError: there is no index, or it cannot be read.
    """
    folder = Path(sys.argv[1])
    started = process_time()
    documents = IndexStore(folder).open(None).documents
    print(f"{len(documents)} documents read in {process_time() - started:.2f} s")  # noqa: T201
    started = process_time()
    checker = QuoteChecker(documents)
    print(f"{len(checker.corpus.text):,} characters folded in {process_time() - started:.2f} s")  # noqa: T201
    chosen = random.Random(1)
    held = [document.slice(one) for document in documents for one in document.sentences]
    sentences = chosen.sample([one for one in held if len(words_of(one)) > 5], SENTENCES)  # noqa: PLR2004
    started = process_time()
    checker.check("zebras prefer purple bicycles")
    print(f"words numbered in {process_time() - started:.2f} s (once, at the first that is not found)")  # noqa: T201
    third = SENTENCES // 3
    kinds: dict[str, Sequence[str]] = {
        "verbatim": sentences[:third],
        "one word changed": [_changed(one, chosen) for one in sentences[third : 2 * third]],
        "two joined": [f"{one} {other}" for one, other in zip(sentences[::2], sentences[1::2], strict=True)][:third],
    }
    for name, quotes in kinds.items():
        _timed(name, quotes, checker.check)
    _timed("all", [quote for quotes in kinds.values() for quote in quotes], checker.check)
    _ways(checker.corpus, sentences[:third])
    _text(checker, sentences)
    library = Library.open(Settings(index=folder))
    started = process_time()
    library.check_quote(sentences[0])
    print(f"first check of a new library: {process_time() - started:.2f} s")  # noqa: T201


def _changed(sentence: str, chosen: random.Random) -> str:
    words = sentence.split()
    words[chosen.randrange(1, len(words) - 1)] = "never"
    return " ".join(words)


def _timed(name: str, quotes: Sequence[str], check: Callable[[str], object]) -> None:
    times: list[float] = []
    for quote in quotes:
        started = process_time()
        check(quote)
        times.append((process_time() - started) * MILLISECONDS)
    cuts = quantiles(times, n=20)
    print(f"{name:22} {cuts[9]:7.2f} ms at p50 {cuts[18]:7.2f} ms at p95 ({len(times)} quotations)")  # noqa: T201


def _ways(corpus: Corpus, sentences: Sequence[str]) -> None:
    """Other ways to find exact words: runs of numbered words, and a sorted list of all words' beginnings."""
    text = corpus.text
    _timed("exact: str.find", sentences, lambda one: list(corpus.find(bare(one))))
    started = process_time()
    grams = Grams(corpus)
    print(f"word q-grams built in {process_time() - started:.2f} s")  # noqa: T201
    _timed(
        "exact: word q-grams", sentences, lambda one: grams.longest(grams.numbered([w for w, _, _ in words_of(one)]), 0)
    )
    started = process_time()
    places = sorted((match.start() for match in re.finditer(r"\w+", text)), key=lambda at: text[at : at + 60])
    print(f"suffix array of words built in {process_time() - started:.2f} s")  # noqa: T201
    _timed(
        "exact: suffix array",
        sentences,
        lambda one: bisect_left(places, bare(one)[:60], key=lambda at: text[at : at + 60]),
    )


def _text(checker: QuoteChecker, sentences: Sequence[str]) -> None:
    words, parts = 0, []
    for number, sentence in enumerate(sentences):
        if words > PAGES * WORDS_ON_A_PAGE:
            break
        flat = " ".join(sentence.replace('"', "'").split())
        parts.append(f'Inspectors said: "{flat}"' if number % 3 else f"Inspectors found that {flat}")
        words += len(flat.split())
    started = process_time()
    findings = check_text(checker, "\n\n".join(parts))
    seconds = process_time() - started
    print(f"a text of {words:,} words: {len(findings)} quotations and claims in {seconds:.1f} s")  # noqa: T201


if __name__ == "__main__":
    main()
