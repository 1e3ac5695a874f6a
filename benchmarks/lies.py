"""How many sentences of documents are held by themselves, and how many lies made of them are dropped."""  # noqa: INP001

# Run it with the Python of the environment: python benchmarks/lies.py FILE… . Each sentence of a paragraph is held
# against itself as a model might repeat it, then with one thing changed: a number, a month, a council, a grade,
# a name, a negation or hedge left out, a "not" put in, the other speaker named, a noun of another sentence put in the
# place of its own. The seed is fixed.

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_qa.parsing import parsed
from ofsted_qa.passages import passages
from ofsted_qa.rewording.evidence import Evidence
from ofsted_qa.rewording.holding import judged
from ofsted_qa.rewording.reference import any_of, data
from ofsted_qa.rewording.sentences import told
from ofsted_qa.understanding.authorities import mentions, names
from ofsted_qa.understanding.people import names_in
from ofsted_qa.values import BlockKind, Citation, Document, VoiceRole
from ofsted_qa.words import STOP_WORDS, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FEWEST_WORDS = 6
MONTHS = "January February March April May June July August September October November December".split()
GRADES = ("outstanding", "good", "inadequate")
CHANCE = random.Random(7)
PROSE = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION}


def _swapped(text: str, pattern: str, other: Callable[[str], str]) -> str | None:
    """A text with the first match of a pattern replaced; None where there is none."""
    found = re.search(pattern, text)
    return text[: found.start()] + other(found.group()) + text[found.end() :] if found else None


def _number(text: str) -> str | None:
    return _swapped(text, r"(?<![\d.,/£])\d{1,3}(?![\d.,/]|(?:st|nd|rd|th))(?= [a-z])", lambda old: str(int(old) + 7))


def _month(text: str) -> str | None:
    pattern = rf"\b(?:{'|'.join(MONTHS)})\b(?= \d)"
    return _swapped(text, pattern, lambda old: MONTHS[(MONTHS.index(old) + 5) % 12])


def _grade(text: str) -> str | None:
    return _swapped(text, rf"\b(?:{'|'.join(GRADES)})\b", lambda old: GRADES[(GRADES.index(old) + 1) % 3])


def _council(text: str) -> str | None:
    for one in mentions(text):
        other = CHANCE.choice([name for name in sorted(set(names().values())) if name != one.name])
        return text[: one.start] + other + text[one.end :]
    return None


def _name(text: str) -> str | None:
    for _, start, end in names_in(text):
        return f"{text[:start]}Gwendolyn Farrow{text[end:]}"
    return None


def _governor_left_out(text: str) -> str | None:
    kinds = ("negation", "most", "many", "some", "few", "only", "may", "intent", "formerly", "mostly")
    words = [word for kind in kinds for word in data("governing")["classes"][kind] if word not in {"fail", "lack"}]
    found = re.search(any_of(words), folded(text))
    if not found or found.group() in {
        "failed",
        "fails",
        "failing",
        "failure",
        "failures",
        "lacks",
        "lacked",
        "lacking",
    }:
        return None
    return " ".join((text[: found.start()] + text[found.end() :]).split())


def _not_put_in(text: str) -> str | None:
    if re.search(any_of([*data("governing")["classes"]["negation"]]), folded(text)):
        return None
    return _swapped(text, r"\b(?:is|are|was|were|has|have)\b", lambda old: f"{old} not")


def _noun(text: str, others: list[str]) -> str | None:
    """The last longer word of the sentence replaced by that of another sentence."""
    own = set(re.findall(r"[a-z]+", folded(text)))
    found = [match for match in re.finditer(r"\b[a-z]{6,}\b", text) if match.group() not in STOP_WORDS]
    new = [
        word
        for word in CHANCE.choice(others).split()
        if re.fullmatch(r"[a-z]{6,}", word) and word not in own | STOP_WORDS
    ]
    if not found or not new:
        return None
    return text[: found[-1].start()] + new[-1] + text[found[-1].end() :]


def _speaker(text: str, role: VoiceRole) -> str | None:
    """The sentence given to the other of Ofsted and the council."""
    begun = text[0].lower() + text[1:] if text[1:2].islower() else text
    if role is VoiceRole.OFSTED:
        return f"The council said that {begun}"
    return f"Ofsted found that {begun}" if role is VoiceRole.COUNCIL else None


def _sentences(documents: Iterator[Document]) -> Iterator[Citation]:
    for document in documents:
        cut = passages(document)
        for one in document.sentences:
            words = document.slice(one)
            prose = document.blocks[one.block].kind in PROSE and words.endswith(".")
            inside = [each for each in cut if each.start <= one.start and one.end <= each.end]
            if prose and inside and len(words.split()) >= FEWEST_WORDS and "\n" not in words:
                yield Citation.cut(1, document, inside[0], one.start, one.end, one.voice)


def main() -> None:
    """Make the lies and count what becomes of them."""
    paths = [Path(given) for given in sys.argv[1:] if given != "--misses"]
    cited = list(_sentences(one for one in parsed([(path, path) for path in paths]) if isinstance(one, Document)))
    others = [one.quote for one in cited]
    made: dict[str, Callable[[Citation], str | None]] = {
        "repeated": lambda one: one.quote,
        "number": lambda one: _number(one.quote),
        "month": lambda one: _month(one.quote),
        "council": lambda one: _council(one.quote),
        "person": lambda one: _name(one.quote),
        "grade": lambda one: _grade(one.quote),
        "hedge or negation left out": lambda one: _governor_left_out(one.quote),
        "not put in": lambda one: _not_put_in(one.quote),
        "another noun": lambda one: _noun(one.quote, others),
        "the other speaker": lambda one: _speaker(one.quote, one.voice.role) if one.voice.first_hand else None,
    }
    for name, make in made.items():
        counts: Counter[bool] = Counter()
        for one in cited:
            text = make(one)
            if text is None:
                continue
            held = judged(told(f"{text.rstrip('.')} [1]."), [Evidence(one)]) is None
            counts[held] += 1
            if "--misses" in sys.argv and held is not (name == "repeated"):
                print(f"  {name}: {text}")  # noqa: T201
        print(f"{name}: {counts[True]} of {counts.total()} held")  # noqa: T201


if __name__ == "__main__":
    main()
