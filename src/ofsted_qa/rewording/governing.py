"""Negations, hedges and conditions: which govern what a sentence says, and whether its retelling keeps them.

"Most children are seen" may not become "Children are seen", nor "managers do not always challenge" "managers
challenge", and no "some" or "not" may come in that is not there. Words of one class say the same
(`data/governing.json`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ofsted_qa.rewording.figures import without_dates
from ofsted_qa.rewording.reference import any_of, data, shared_stem, telling
from ofsted_qa.words import STOP_WORDS, folded, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT = re.compile(r"\b\w+n't\b")
_CLAUSE_ENDS = re.compile(r"[;:\t\n(]|\s[–—-]\s|,\s+(?=(?:and|but|which|who|while|although|though|so|whereas)\b)")
_MORE_ENDS = re.compile(r"\s+(?=(?:but|although|though|whereas)\b)")
#: "Partners told us that …", "The council said: “…”": what follows, or precedes in marks, is theirs.
_TOLD = re.compile(
    r"\b(?:said|says|say|told|tells|tell|stated?|states|reported?|reports|claim(?:s|ed)?)\b(?:\s\w+){0,2}?(?:\s+that\b|\s*[:,]?\s*[“‘\"']|\s*:)"
    r"|[”\"'],?\s+(?:\w+\W+){0,8}?(?:said|says|told|tells|added|commented)\b"
)
_NEAR = 2  # content words behind a word that governs, of which one is the word that it governs
_TOO_ALSO = re.compile(r"\btoo\W*$")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause: its content stems and the classes that it holds, each with its place in the clause."""

    stems: tuple[tuple[str, int], ...]
    governors: tuple[tuple[str, int], ...]

    @property
    def content(self) -> frozenset[str]:
        return frozenset(word for word, _ in self.stems)

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.governors)

    def governing(self, word: str) -> frozenset[str]:
        """The classes that stand before a word of the clause; words of strength only where a negation does too."""
        strengths = data("governing")["strengths"]
        last = max(at for other, at in self.stems if other == word)
        before = {kind for kind, at in self.governors if at < last or kind == "only"}
        return frozenset(before if "negation" in before else before.difference(strengths))

    def heads(self, among: frozenset[str]) -> list[tuple[str, str]]:
        """Each class with the first word behind it that is one of some: what it governs before all else."""
        following = (
            (kind, [word for word, place in self.stems if place > at and word in among]) for kind, at in self.governors
        )
        return [(kind, words[0]) for kind, words in following if words]

    def near(self, word: str, reach: int) -> frozenset[str]:
        """The classes that stand before any occurrence of a word, with fewer than `reach` other words between."""
        places = [place for other, place in self.stems if other == word]
        return frozenset(
            kind
            for kind, at in self.governors
            for place in places
            if at < place and sum(at < other < place for _, other in self.stems) < reach
        )


def keeps_what_governs(said: str, cited: str) -> bool:
    """Whether what governs the cited words governs them in a sentence that retells them, and nothing else does."""
    there = [_clause(text) for text in clauses(cited)]
    present = _clause(said).classes
    for text in clauses(said):
        here = _clause(text)
        touched, needed = _needed(here, there)
        if not needed <= here.classes | (present & {"if", "view"}):
            return False
        allowed = frozenset(kind for one in touched for kind in one.classes)
        if not here.classes <= allowed | {"view"} or not _same_heads(here, touched):
            return False
    whole = _whole(cited)
    return whole <= present | _told_in(said)


def _same_heads(here: _Clause, touched: list[_Clause]) -> bool:
    """Whether what governs a word before all others stands close before it on both sides ("few children")."""
    free = {*data("governing")["strengths"], *data("governing")["whole_sentence"], *data("governing")["free_to_leave"]}
    for one in touched:
        shared = here.content & one.content
        if any(
            kind not in here.near(word, 1 if kind == "negation" else _NEAR)
            for kind, word in one.heads(one.content)
            if word in shared and kind not in free
        ):
            return False
    there = frozenset(word for one in touched for word in one.content)
    return all(
        any(kind in one.near(word, _NEAR) for one in touched) for kind, word in here.heads(there) if kind not in free
    )


def clauses(text: str) -> list[str]:
    """The clauses of a sentence, where marks and words of contrast part them."""
    parts = [part for piece in _CLAUSE_ENDS.split(text) for part in _MORE_ENDS.split(piece)]
    return [part for part in parts if any(map(str.isalnum, part))] or [text]


def _needed(here: _Clause, there: list[_Clause]) -> tuple[list[_Clause], frozenset[str]]:
    """The cited clauses that a clause retells, and the classes that govern what it says of them."""
    touched: list[_Clause] = []
    needed: set[str] = set()
    for word in here.content:
        holding = [one for one in there if word in one.content]
        most = max((len(here.content & one.content) for one in holding), default=0)
        best = [one for one in holding if len(here.content & one.content) == most]
        touched += best
        if best:
            needed |= frozenset.intersection(*(one.governing(word) for one in best))
    elsewhere = {*data("governing")["whole_sentence"], *data("governing")["free_to_leave"]}
    return touched, frozenset(needed - elsewhere)


def _whole(cited: str) -> frozenset[str]:
    """The classes that govern a whole sentence from wherever they stand: conditions, and that somebody says it."""
    found = _clause(cited).classes & set(data("governing")["whole_sentence"])
    return found | {"told"} if _TOLD.search(folded(cited)) else found


def _told_in(said: str) -> frozenset[str]:
    """What a verb of telling in a sentence stands for: it says that somebody says or thinks so."""
    plain = folded(said)
    return frozenset({"told", "view"}) if telling().search(plain) or "according to" in plain else frozenset()


def _clause(text: str) -> _Clause:
    plain = folded(without_dates(text))
    governors = [(kind, match.start()) for kind, pattern in _classes() for match in pattern.finditer(plain)]
    governors += [("negation", match.start()) for match in _NOT.finditer(plain)]
    governors = [one for one in governors if not (one[0] == "too" and _TOO_ALSO.search(plain, one[1]))]
    stems = ((shared_stem(word), start) for word, start, _ in tokens(plain) if is_content(word))
    return _Clause(tuple(stems), tuple(governors))


def is_content(word: str) -> bool:
    """Whether a folded word says something by itself: neither a word of grammar nor one that governs others."""
    return word not in STOP_WORDS and word not in _governing_words()


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(any_of(words))) for kind, words in data("governing")["classes"].items())


@cache
def _governing_words() -> frozenset[str]:
    """The single words that govern others."""
    phrases: Iterable[list[str]] = data("governing")["classes"].values()
    return frozenset(word for words in phrases for word in words if " " not in word)
