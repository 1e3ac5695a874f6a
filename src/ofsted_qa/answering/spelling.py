"""Reads misspelt words of a question as words of the documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ofsted_qa.answering import lexicon
from ofsted_qa.models import common_words
from ofsted_qa.words import STOP_WORDS, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SHORTEST = 4  # letters
_SHORTEST_PART = 5  # letters of a word that another one is made of
_INFLECTED = re.compile(r"(?:(?<=[sxz])es|(?<=[cs]h)es|(?<![sxz])s|(?<!e)ed|(?<=e)d|(?<!e)ing)$")
_OPENINGS = ("mis", "out", "over", "under")
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")
_TWO_SLIPS_FROM = 8  # letters; shorter words of two slips are other words


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question, and the word of the documents that it was read as."""

    written: str
    read_as: str


def correct(question: str, words: Iterable[str], known: Callable[[str], bool]) -> list[Correction]:
    """The words of a question that no document holds, each with the nearest word that one does.

    One slip is forgiven from five letters on (four in a name with its capital), two from eight (optimal
    string alignment distance, so that two letters swapped are one slip); the first letter must be right.
    `words` are the documents', in lower case; `known` says of a stem whether the documents hold it.
    Everyday words are left alone.
    """
    choices = [word for word in words if len(word) >= _SHORTEST]
    corrections: list[Correction] = []
    for match in _WORD.finditer(question):
        word = match.group().lower()
        if len(word) < _SHORTEST + match.group().islower():
            continue  # a short word that is no name has too many neighbours
        if word in STOP_WORDS or known(stem(word)) or stem(word) in lexicon.everyday_stems():
            continue
        if _is_english(word):
            continue  # another English word than those of the documents: "reply" is no slip for "rely"
        likely = [choice for choice in choices if choice[0] == word[0]]
        slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        found = process.extractOne(word, likely, scorer=OSA.distance, score_cutoff=slips)
        if found is not None:
            read_as = str(found[0])
            corrections.append(
                Correction(match.group(), read_as.capitalize() if match.group()[0].isupper() else read_as)
            )
    return corrections


def _is_english(word: str) -> bool:
    """Whether a word is English: common, or made of a common one ("auditors", "overspent")."""
    known = common_words()
    parts = [_INFLECTED.sub("", word), *(word.removeprefix(one) for one in _OPENINGS)]
    return word in known or any(len(part) >= _SHORTEST_PART and part in known for part in parts)
