"""Judgements as a person compares them: by council and area, each once, with every document that states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ofsted_qa.faces.wording import date_in_words
from ofsted_qa.values import Document, Grade, Judgement, JudgementArea

if TYPE_CHECKING:
    from collections.abc import Iterable


NO_COUNCIL = "No council named"


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade for an area from one inspection, and where it is stated: by the report that gives it first.

    `start` and `end` are the days of the inspection, or the month or year in which it was; None where not known.
    """

    area: JudgementArea
    grade: Grade
    printed: str
    start: date | None
    end: date | None
    evidence: tuple[tuple[Document, Judgement], ...]

    @property
    def given(self) -> bool:
        """Whether a document gives it; otherwise it is only reported."""
        return self.evidence[0][1].given_here

    @property
    def middle(self) -> float | None:
        """The middle of the inspection as a day number, None where it is not dated."""
        return (self.start.toordinal() + (self.end or self.start).toordinal()) / 2 if self.start else None


def by_council(stated: Iterable[tuple[Document, Judgement]]) -> dict[str, tuple[Graded, ...]]:
    """The judgements of each council in the order of the names, each council's as they were stated in order."""
    found: dict[str, dict[tuple[object, ...], list[tuple[Document, Judgement]]]] = {}
    for document, one in stated:
        same = (one.area, one.grade, one.inspection_start, one.inspection_end)
        council = found.setdefault(document.profile.authority or NO_COUNCIL, {})
        council.setdefault(same, []).append((document, one))
    return {
        council: tuple(_graded(evidence) for evidence in graded.values()) for council, graded in sorted(found.items())
    }


def when_in_words(one: Graded) -> str:
    """When the inspection was: days, a month, a year, or that it is not dated."""
    start, end = one.start, one.end
    if start is None:
        return "not dated"
    if end is None or end == start:
        return date_in_words(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    next_day = end + timedelta(days=1)
    if start.day == 1 and next_day.day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B %Y}"
    return f"{date_in_words(start)} to {date_in_words(end)}"


def _graded(evidence: list[tuple[Document, Judgement]]) -> Graded:
    ordered = tuple(sorted(evidence, key=lambda pair: not pair[1].given_here))
    first = ordered[0][1]
    return Graded(first.area, first.grade, first.printed_grade, first.inspection_start, first.inspection_end, ordered)
