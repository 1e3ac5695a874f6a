"""Reads what a question asks about grades: for what, of which inspection, and in what form.

Strict on purpose: a question is for a grade only if every word of it is accounted for, by the council, a date, an
area that is graded, or the asking. "Was the supervision good?" is left to the search.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ofsted_qa.answering import lexicon
from ofsted_qa.answering.wanted import EXACT, Wanted, grades_named, wanted
from ofsted_qa.understanding.authorities import AuthorityMention, mentions
from ofsted_qa.understanding.dates import DateMention, dates
from ofsted_qa.values import DocumentKind, Framework, Grade, JudgementArea, VoiceRole
from ofsted_qa.words import STOP_WORDS, folded, stem, tokens

if TYPE_CHECKING:
    from ofsted_qa.answering.asked import Asked

_INSPECTORS = {None, VoiceRole.OFSTED, VoiceRole.INSPECTORATES}
#: "Why was Dudley judged outstanding?" takes the grade for granted; where that is right, the reasons are asked for.
_WHY = re.compile(r"\bwhy\b|\bhow come\b|\bwhat (?:made|makes)\b")
_YES_OR_NO = re.compile(
    r"^(?:and |so |but )?(?:are|is|was|were|did|does|do|has|have|had)\b|\b(?:is|was|are|were|did|has)n't (?:it|they)\b"
)
_FARED = re.compile(
    r"\bhow (?:well |badly )?(?:did|do|does|has|have|had) .*"
    r"\b(?:do|done|fared?|perform(?:ed)?|come out|turn(?:ed)? out)\b"
)
_RESULT = re.compile(r"\b(?:result|outcome)\b")
_INSPECTED = re.compile(r"\binspect(?:ion|ed)\b")
#: What a subordinate clause says of a grade is not asked: "What has been done since it was judged inadequate?"
_IN_A_CLAUSE = re.compile(
    r"\b(?:since|(?<!looked )after|before|when|until|because|although)\b[^?,]*\b(?:judged|rated|graded)\b"
)
_WHAT = re.compile(r"^(?:and |so |but )?(?:what|which|why|how come)\b")
_HISTORY = re.compile(r"\bover (?:time|the years)\b|\bhistory\b|\bever\b|\beach (?:inspection|time)\b")
_OVERALL_FOR = re.compile(r"\boverall\s+(?:(?!and\b)\w+\s+){0,6}for\b")
_BEFORE = re.compile(r"\b(?:before|prior to)(?: the| its)?\s*$")
_AFTER = re.compile(r"\b(?:after|since|following)(?: the| its)?\s*$")
_ALL_AREAS = re.compile(r"\b(?:all|each|every)\b")
_FIRST = re.compile(r"\b(?:first|earliest|original|next)\b")
_PREVIOUS = re.compile(r"\b(?:previous|previously|earlier)\b")
_PAIR = 2


class Form(StrEnum):
    """What is to be given: one inspection's grade, all its grades, or the grades of one inspection after another."""

    ONE = "one"
    ALL = "all"
    HISTORY = "history"


class Which(StrEnum):
    """Which of the inspections that fit, where a question does not say by its date."""

    LATEST = "latest"
    FIRST = "first"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class GradeQuestion:
    """What a question asks about grades.

    `areas` holds for each area named the areas that answer, the best first (none where the question names
    none). `periods` are the dates of the inspections meant, for each council that the question names and for
    `None`, all councils. `named` are the grades that the question itself names, taken for granted where `why`.
    `grade_asked` tells whether it asks for a grade by that name, so that "no grade is given" answers it.
    """

    areas: tuple[tuple[JudgementArea, ...], ...]
    form: Form
    which: Which
    periods: dict[str | None, tuple[DateMention, ...]]
    named: frozenset[Grade]
    why: bool
    grade_asked: bool
    framework: Framework | None
    kinds: frozenset[DocumentKind]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("ofsted_qa").joinpath("data/grade_questions.json").read_text("utf-8"))
    return data


@cache
def _stems_of(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _data()[name])


def no_overall_grade_from() -> date:
    """The first day of inspections that give no overall grade."""
    return date.fromisoformat(_data()["no_overall_grade_from"])


def read(asked: Asked) -> GradeQuestion | None:
    """What a question asks about grades, or None where it asks for something else."""
    lowered = folded(asked.text)
    if asked.wanted & set(EXACT) or asked.speaker not in _INSPECTORS or asked.roles:
        return None
    places = _mentions(asked)
    left, areas = _areas(_content(asked, lowered, places))
    events, frameworks = _named(lowered, "events"), _named(lowered, "frameworks")
    left = [word for word in left if not any(word in _stems_of_entry(entry) for entry in (*events, *frameworks))]
    accounted = _stems_of("accounted") | _stems_of("changes") | _stems_of("compares")
    accounted |= _stems_of("accounted_beside_an_area") if areas else frozenset()
    if any(word not in accounted for word in left):
        return None
    words = {word for word, _, _ in tokens(lowered)}
    named = frozenset(Grade(name.replace(" ", "_")) for name in grades_named(lowered))
    form = _form(asked, lowered, words, areas)
    grade_asked = bool(words & set(_data()["grade_words"]))
    if form is None or not (grade_asked or _asks_otherwise(asked, lowered, words, areas, named, form)):
        return None
    if len(areas) > 1 and _OVERALL_FOR.search(lowered):
        areas = [area for area in areas if area != (JudgementArea.OVERALL_EFFECTIVENESS,)]
    return GradeQuestion(
        areas=tuple(areas),
        form=form,
        which=_which(lowered),
        periods=_periods(asked, lowered, places, form),
        named=named,
        why=bool(_WHY.search(lowered)),
        grade_asked=grade_asked or bool(named),
        framework=next((Framework(entry["framework"]) for entry in frameworks), None),
        kinds=frozenset(DocumentKind(kind) for entry in events for kind in entry["kinds"]),
    )


def areas_named(text: str) -> list[tuple[JudgementArea, ...]]:
    """The areas that a text names, each as the areas that stand for it, the best first."""
    return _areas([stem(word) for word, _, _ in tokens(text) if word not in STOP_WORDS])[1]


def _stems_of_entry(entry: dict[str, Any]) -> frozenset[str]:
    """The stems of all phrases of an entry of the data."""
    return frozenset(stem(word) for phrase in entry["phrases"] for word, _, _ in tokens(phrase))


def _mentions(asked: Asked) -> list[AuthorityMention]:
    """Where the question names councils, misspelt ones too, in order."""
    named = mentions(asked.text)
    misspelt = [one for one in asked.misspelt if all(one.name != other.name for other in named)]
    return sorted([*named, *misspelt], key=lambda one: one.start)


def _content(asked: Asked, lowered: str, places: list[AuthorityMention]) -> list[str]:
    """The stems of all words that no council, date, kind of document or inspectorate accounts for."""
    settled = [(one.start, one.end) for one in places]
    settled += [(one.start, one.end) for one in dates(asked.text)]
    settled += lexicon.kinds_named(lowered)[1]
    settled += [(start, end) for role, start, end in lexicon.speakers_named(lowered) if role is VoiceRole.OFSTED]
    outside = [
        word for word, start, end in tokens(lowered) if not any(start < stop and begin < end for begin, stop in settled)
    ]
    grade_words = _data()["grade_words"]
    return [stem(word) for word in outside if word not in STOP_WORDS and word not in grade_words]


@cache
def _area_phrases() -> tuple[tuple[tuple[str, ...], tuple[JudgementArea, ...]], ...]:
    """The stems of each phrase for an area, the longest first, with the areas that answer."""
    pairs = [
        (
            tuple(stem(word) for word, _, _ in tokens(phrase) if word not in STOP_WORDS),
            tuple(JudgementArea(area) for area in entry["areas"]),
        )
        for entry in _data()["areas"]
        for phrase in entry["phrases"]
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _areas(content: list[str]) -> tuple[list[str], list[tuple[JudgementArea, ...]]]:
    """The areas that a question names, and the stems of its other words."""
    left, found = list(content), []
    for phrase, areas in _area_phrases():
        size = len(phrase)
        for place in range(len(left) - size, -1, -1):
            if tuple(left[place : place + size]) == phrase:
                left[place : place + size] = []
                found.append(areas)
    return left, list(dict.fromkeys(found))


def _named(lowered: str, what: str) -> list[dict[str, Any]]:
    """The entries of the data of which the question holds a phrase."""
    return [
        entry
        for entry in _data()[what]
        if any(re.search(rf"\b{re.escape(phrase)}\b", lowered) for phrase in entry["phrases"])
    ]


def _form(asked: Asked, lowered: str, words: set[str], areas: list[tuple[JudgementArea, ...]]) -> Form | None:
    """The form of the answer; None where a grade is only mentioned by the way."""
    one_council = len(asked.authorities) < _PAIR
    noun = bool(words & set(_data()["grade_nouns"]))
    changes = one_council and (bool(words & set(_data()["changes"])) or bool(_HISTORY.search(lowered)))
    if changes and _WHAT.search(lowered) and not noun:
        return None
    if changes and (words & set(_data()["grade_words"]) or len(asked.dates) >= _PAIR):
        return Form.HISTORY
    if _IN_A_CLAUSE.search(lowered):
        return None
    if not areas and words & set(_data()["every"]) and words & set(_data()["grade_words"]):
        return Form.ALL
    return Form.ALL if noun and _ALL_AREAS.search(lowered) else Form.ONE


def _asks_otherwise(
    asked: Asked,
    lowered: str,
    words: set[str],
    areas: list[tuple[JudgementArea, ...]],
    named: frozenset[Grade],
    form: Form,
) -> bool:
    """Whether a question without a word for a grade asks for one all the same."""
    inspected = bool(_INSPECTED.search(lowered))
    send = (JudgementArea.SEND_OUTCOME,) in areas
    inherited = Wanted.GRADE in asked.wanted and Wanted.GRADE not in wanted(lowered) and bool(areas or asked.dates)
    return (
        form is Form.HISTORY
        or inherited
        or bool(named and (_YES_OR_NO.search(lowered) or _WHY.search(lowered)))
        or bool(_FARED.search(lowered) and (areas or inspected or asked.dates))
        or bool(_RESULT.search(lowered) and (inspected or send))
        or ("overall" in words and bool(words & {"decide", "decided"}))
        or (len(asked.authorities) >= _PAIR and bool(words & set(_data()["compares"])))
    )


def _which(lowered: str) -> Which:
    if _FIRST.search(lowered):
        return Which.FIRST
    return Which.PREVIOUS if _PREVIOUS.search(lowered) else Which.LATEST


def _periods(
    asked: Asked, lowered: str, places: list[AuthorityMention], form: Form
) -> dict[str | None, tuple[DateMention, ...]]:
    """The dates of the inspections meant: of a council those that stand behind its name, where each has its own."""
    there = dates(asked.text)
    meant = [one for one in asked.dates if one in there] or list(asked.dates)
    days = [day for one in meant for day in (one.first, one.last) if day]
    if form is Form.HISTORY and len(meant) >= _PAIR and days:
        return {None: (replace(meant[0], first=min(days), last=max(days)),)}
    if form is Form.HISTORY and meant and meant[0].first and not _BEFORE.search(lowered[: meant[0].start]):
        return {None: (replace(meant[0], last=date.max, month=None),)}  # since then, that inspection included
    limited = {one: _limited(one, lowered) if one in there else one for one in meant}
    own: dict[str | None, tuple[DateMention, ...]] = {}
    ends = [*(one.start for one in places[1:]), len(asked.text)]
    for place, end in zip(places, ends, strict=False):
        own[place.name] = tuple(limited[one] for one in meant if place.start < one.start < end)
    each_its_own = len(own) >= _PAIR and all(own.values())
    return {None: tuple(limited.values()), **(own if each_its_own else {})}


def _limited(mention: DateMention, lowered: str) -> DateMention:
    """A date as a bound: "before 2014" means all days until then."""
    ahead = lowered[: mention.start]
    if mention.first and mention.last and _BEFORE.search(ahead):
        return replace(mention, first=date.min, last=mention.first - timedelta(days=1), month=None)
    if mention.first and mention.last and _AFTER.search(ahead):
        return replace(mention, first=mention.last + timedelta(days=1), last=date.max, month=None)
    return mention
