"""Understands a follow-up out of the question before it: "And who signed it?", "What about Medway?"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ofsted_qa.answering import noting
from ofsted_qa.answering.wanted import OPEN, Wanted
from ofsted_qa.understanding.authorities import mentions

if TYPE_CHECKING:
    from ofsted_qa.answering.asked import Asked

#: Words that point at something said before; not "is there a plan", nor "did they say that caseloads fell".
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|him|her|his|hers|those|these|this|the same)\b"
    r"|^that\b|\b(?:about|after|before|by|did|does|for|from|has|in|is|of|on|to|was|why|with) that\b"
    r"|\bthat (?:document|inspection|letter|one|paper|report|visit|year)\b"
)
_GOES_ON = re.compile(r"^(?:and|but|so|or|also|what about|how about|what of)\b")
#: "And the director?", "What about adoption?", but not "And who signed it?", "But has it improved?".
_LEAVES_OUT = re.compile(
    r"^(?:what about|how about|what of|(?:and|but|or|also)"
    r" (?!(?:are|can|could|did|do|does|had|has|have|how|is|should|was|were|wh\w+|will|would)\b))"
)
#: A question with fewer terms than this that names no council is about the council spoken of before.
_FEW_TERMS = 3
#: Kinds of answer that can be looked for without a word of what they are about ("What is the grade?").
_ENOUGH = frozenset({Wanted.GRADE, Wanted.CONTACT})


def follows(asked: Asked) -> bool:
    """Whether a question is to be understood out of the one before it."""
    if _goes_on(asked):
        return True
    return not asked.authorities and (_points_back(asked) or len(asked.terms) < _FEW_TERMS)


def unclear(asked: Asked, *, first: bool) -> bool:
    """Whether a question gives nothing to look for, or points only at something that was never said.

    `first`: it is the first of its conversation, so that "and who pays for it?" goes on from nothing.
    """
    named = asked.authorities or asked.kinds or asked.documents
    if first and not named and _goes_on(asked) and _points_back(asked):
        return True
    if asked.terms or asked.dates:
        return False
    at_nothing = not named and (_points_back(asked) or _goes_on(asked))
    somebody_on_someone = asked.speaker and asked.authorities  # "What did inspectors find in Tameside?"
    return at_nothing or not (asked.roles or asked.wanted & _ENOUGH or somebody_on_someone)


def means_documents(asked: Asked, before: Asked) -> bool:
    """Whether a follow-up is about the document that answered the question before ("it", "her", "And who …")."""
    points = _points_back(asked) or (_goes_on(asked) and not _LEAVES_OUT.match(asked.text.lower()))
    return points and not asked.kinds and not _swaps(asked) and _same_place(asked, before)


def resolved(asked: Asked, before: Asked, documents: tuple[str, ...]) -> Asked:
    """A follow-up with what it leaves unsaid taken from the question before.

    `documents` are those that are meant by a word that points back. A follow-up that only names another
    council or year asks the question before again, one that only names another thing asks it of that.
    """
    if _swaps(asked):
        return _swapped(asked, before)
    if asked.wanted <= OPEN and _LEAVES_OUT.match(asked.text.lower()):
        asked = replace(asked, wanted=before.wanted, speaker=before.speaker, said=before.said, by_name=before.by_name)
    bare = not asked.terms and not asked.roles
    same_place = _same_place(asked, before)
    return replace(
        asked,
        text=_joined(before, asked) if bare else asked.text,
        authorities=asked.authorities or before.authorities,
        terms=before.terms if bare else asked.terms,
        dates=asked.dates or (before.dates if same_place else ()),
        documents=documents,
    )


def _swaps(asked: Asked) -> bool:
    """Whether a follow-up asks the question before again, of another council or year alone."""
    nothing_else = asked.wanted <= OPEN and not asked.terms
    return nothing_else and bool(asked.authorities or asked.dates) and _goes_on(asked)


def _swapped(asked: Asked, before: Asked) -> Asked:
    elsewhere = bool(asked.authorities)
    return replace(
        before,
        text=_put_in(asked, before) or _joined(before, asked),
        authorities=asked.authorities or before.authorities,
        misspelt=asked.misspelt,
        kinds=asked.kinds or before.kinds,
        dates=asked.dates or (() if elsewhere else before.dates),
        paper_dates=asked.paper_dates or (() if elsewhere else before.paper_dates),
        documents=(),
    )


def _put_in(asked: Asked, before: Asked) -> str:
    """The question before with the new council and dates in the place of its own; nothing where it names none."""
    runs: list[tuple[int, int, str]] = []
    if asked.authorities:
        runs = [(one.start, one.end, noting.listed(asked.authorities)) for one in mentions(before.text)[:1]]
    new = [asked.text[one.start : one.end] for one in asked.dates]
    old = [(one.start, one.end, text) for one, text in zip(before.dates, new, strict=False)]
    if len(runs) < bool(asked.authorities):
        return ""
    runs += old
    text = before.text
    for start, end, words in sorted(runs, reverse=True):
        text = text[:start] + words + text[end:]
    added = " and ".join(new[len(old) :])
    return f"{text.rstrip(' ?.')} in {added}?" if added else text


def _joined(before: Asked, asked: Asked) -> str:
    return f"{before.text} – {asked.text}"


def _same_place(asked: Asked, before: Asked) -> bool:
    return not asked.authorities or set(asked.authorities) <= set(before.authorities)


def _points_back(asked: Asked) -> bool:
    return bool(_POINTS_BACK.search(asked.text.lower()))


def _goes_on(asked: Asked) -> bool:
    return bool(_GOES_ON.match(asked.text.lower()))
