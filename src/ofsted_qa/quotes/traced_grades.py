"""Compares a grade that a paper reports with the grade that the inspectors' documents give for the area."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofsted_qa.understanding.dates import dates
from ofsted_qa.understanding.grade_words import named_areas, named_grades
from ofsted_qa.values import Document, Grade, Judgement, JudgementArea

if TYPE_CHECKING:
    from collections.abc import Sequence


_OVERALL = re.compile(r"\boverall\b|\bchildren['’]s (?:social care )?services\b|\bthe council\b", re.IGNORECASE)
#: A grade that is only hoped for was given by nobody.
_HOPED = re.compile(
    r"\b(?:before|until|next|can|could|should|would|will|ambitio\w*|aim\w*|hop(?:e|es|ed|ing)|target\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GradeTold:
    """A grade that a sentence reports, and the judgement of the inspectors' document for the same area."""

    grade: Grade
    document: Document
    judgement: Judgement

    @property
    def agrees(self) -> bool:
        """Whether both are the same grade."""
        return self.grade is self.judgement.grade


def grades_told(sentence: str, sources: Sequence[Document]) -> list[GradeTold]:
    """The grades that a sentence reports, each with the judgement that the sources give for its area, where they do.

    A sentence that names a year is compared with inspections of that year alone; any other with the grades that
    the latest source gives.
    """
    grades = named_grades(sentence)
    if len(grades) != 1 or _HOPED.search(sentence):
        return []  # which of several grades is meant for which area cannot be told
    areas = named_areas(sentence) or ([JudgementArea.OVERALL_EFFECTIVENESS] if _OVERALL.search(sentence) else [])
    years = {mention.first.year for mention in dates(sentence) if mention.first} | {
        int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", sentence)
    }
    told: list[GradeTold] = []
    for area in areas:
        given = [(one, judgement) for one in sources for judgement in one.profile.judgements if judgement.area is area]
        given = [pair for pair in given if _of_years(*pair, years)]
        given.sort(key=lambda pair: str(pair[1].inspection_start or ""), reverse=True)
        told += [GradeTold(grades[0], *pair) for pair in given[:1]]
    return told


def _of_years(document: Document, judgement: Judgement, years: set[int]) -> bool:
    start, published = judgement.inspection_start, document.profile.published
    if not years:
        return judgement.given_here
    known = {day.year for day in (start, published if judgement.given_here else None) if day}
    return bool(known & years)
