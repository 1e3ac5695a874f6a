"""Finds the grades that a document gives, and those of other inspections that it reports.

A grade given is printed in the table of the front page, in the heading of its section, or in the sentence that
states the overall judgement. A grade reported stands in a sentence that says what was judged. The words for areas
and grades are data (`data/judgements.json`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ofsted_qa.understanding.grade_words import NO_GRADE_BEFORE, grades, named_area, phrases, whole_grade
from ofsted_qa.understanding.reported_grades import reported
from ofsted_qa.values import (
    INSPECTION_REPORTS,
    BlockKind,
    Document,
    DocumentKind,
    Grade,
    Judgement,
    JudgementArea,
    Span,
)
from ofsted_qa.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_MOST_HEADING_WORDS = 40
_OPENING_BLOCKS = 25
#: A line that states a judgement of an area and nothing else: "The Safeguarding Children Board (SCB) is good."
_STATES = re.compile(r"(?:the )?(?:effectiveness of (?:the )?)?(?P<subject>[^.;:()]+?)(?: \(\w+\))? (?:is|are) ")
_TITLED = re.compile(r"graded judgement|judgement (?:for|is)")
_OVERALL = re.compile(
    r"(?:^|\. )(?:the overall judgement is (?:that )?|(?=children's services))(?P<what>children's services .{0,80}?)?"
    r"(?:\bare |\bis |\b(?=requires? improvement))"
)


def judgements(document: Document, kind: DocumentKind, visit: tuple[date | None, date | None]) -> tuple[Judgement, ...]:
    """The judgements of a document, those given first, in the order of the text; one for each area given.

    `visit` holds the first and last day of the inspection that the document reports.
    """
    given: dict[JudgementArea, Judgement] = {}
    if kind in INSPECTION_REPORTS:
        ways = (_of_paired_headings, _of_rows, _of_opening, _of_headings)
        for found in (one for way in ways for one in way(document)):
            given.setdefault(found[0], _given(document, *found, visit))
    elif kind is DocumentKind.AREA_SEND_REPORT:
        for found in _of_outcome(document):
            given.setdefault(found[0], _given(document, *found, visit))
    then = [] if kind is DocumentKind.AREA_SEND_REPORT else reported(document, kind)
    here = {(one.area, one.grade) for one in given.values()}
    return (*given.values(), *(one for one in then if not _repeats(document, one, here)))


def _repeats(document: Document, then: Judgement, here: set[tuple[JudgementArea, Grade]]) -> bool:
    """Whether a sentence says in other words what the report itself gives; lists of earlier grades do not."""
    listed = whole_grade(document.slice(then.span).rpartition(":")[2])
    return not then.inspection_start and not listed and (then.area, then.grade) in here


_Found = tuple[JudgementArea, Grade, Span, Span]


def _given(
    document: Document,
    area: JudgementArea,
    grade: Grade,
    printed: Span,
    evidence: Span,
    when: tuple[date | None, date | None],
) -> Judgement:
    return Judgement(area, grade, " ".join(document.slice(printed).split()), *when, given_here=True, span=evidence)


def _of_rows(document: Document) -> Iterator[_Found]:
    """Rows of a grade table: the area in one cell, the grade alone in the last."""
    for block in document.blocks:
        text = document.slice(block)
        if block.kind is not BlockKind.TABLE_ROW or "\t" not in text:
            continue
        name, _, cell = text.rpartition("\t")
        grade, area = whole_grade(" ".join(cell.split())), named_area(name)
        if grade and area:
            start = block.end - len(cell)
            printed = Span(start, start + len(cell.rstrip(" .")))
            yield area, grade, printed, Span(block.start, block.end)


def _of_opening(document: Document) -> Iterator[_Found]:
    """The sentence that states the overall judgement, near the front."""
    for block in document.blocks[:_OPENING_BLOCKS]:
        text = folded(document.slice(block))
        match = _OVERALL.search(text)
        grade = grades().match(text, match.end()) if match else None
        if match and grade:
            yield (
                JudgementArea.OVERALL_EFFECTIVENESS,
                Grade(phrases("grades")[grade.group()]),
                Span(block.start + grade.start(), block.start + grade.end()),
                Span(block.start, block.end),
            )
            return


def _of_headings(document: Document) -> Iterator[_Found]:
    """Headings and short lines that end in a grade: "The experiences and progress of care leavers: good"."""
    for block in document.blocks:
        text = document.slice(block)
        if block.kind in {BlockKind.LIST_ITEM, BlockKind.FOOTNOTE} or len(text.split()) > _MOST_HEADING_WORDS:
            continue
        lowered = folded(text)
        stated = _STATES.match(lowered)
        titled = (
            block.kind is BlockKind.HEADING
            or _TITLED.search(lowered)
            or (stated and stated["subject"] in phrases("areas"))
        )
        for match in grades().finditer(lowered) if titled else ():
            at_end = not lowered[match.end() :].strip(" .")
            area = named_area(text[: match.start()])
            if at_end and area and not NO_GRADE_BEFORE.search(lowered[: match.start()]):
                printed = Span(block.start + match.start(), block.start + match.end())
                yield area, Grade(phrases("grades")[match.group()]), printed, Span(block.start, block.end)


def _of_paired_headings(document: Document) -> Iterator[_Found]:
    """A heading that is a grade, under the heading of its section: "Leadership and management", "Grade 2 (good)"."""
    for above, block in pairwise(document.blocks):
        if above.kind is block.kind is BlockKind.HEADING:
            grade, area = whole_grade(document.slice(block)), named_area(document.slice(above))
            if grade and area:
                yield area, grade, Span(block.start, block.end), Span(above.start, block.end)


def _of_outcome(document: Document) -> Iterator[_Found]:
    """The sentence of an area SEND report that states its outcome."""
    for block in document.blocks[:_OPENING_BLOCKS]:
        text = " ".join(folded(document.slice(block)).replace("\n", " ").split(" "))
        for phrase, outcome in phrases("send_outcomes").items():
            at = text.find(phrase)
            if at >= 0:
                printed = Span(block.start + at, block.start + at + len(phrase))
                yield JudgementArea.SEND_OUTCOME, Grade(outcome), printed, Span(block.start, block.end)
                return
