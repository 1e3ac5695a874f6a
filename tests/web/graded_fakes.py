"""Judgements made up for the tests of the grades, each on the words of the fake letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fake_answerer import LETTER

from ofsted_qa.values import Document, Grade, Judgement, JudgementArea, Span

YEAR = (date(2013, 1, 1), date(2013, 12, 31))
DAYS = (date(2015, 6, 29), date(2015, 7, 23))


def judged(
    grade: Grade,
    days: tuple[date | None, date | None] = DAYS,
    *,
    area: JudgementArea = JudgementArea.OVERALL_EFFECTIVENESS,
    given: bool = True,
) -> Judgement:
    return Judgement(area, grade, grade.value.replace("_", " "), *days, given_here=given, span=Span(14, 44))


def on(council: str, name: str = "report.pdf") -> Document:
    return replace(
        LETTER,
        source=replace(LETTER.source, name=name),
        profile=replace(LETTER.profile, authority=council),
    )
