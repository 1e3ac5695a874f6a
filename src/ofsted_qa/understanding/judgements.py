"""Finds the grades that a document gives, and those of other inspections that it reports.

A grade given is printed in the table of the front page, in the heading of its section, or in the sentence that
states the overall judgement. A grade reported stands in a sentence that says what was judged. The words for areas
and grades are data (`data/judgements.json`).
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ofsted_qa.understanding.dates import dates
from ofsted_qa.understanding.sentences import split
from ofsted_qa.values import Block, BlockKind, Document, DocumentKind, Grade, Judgement, JudgementArea, Span
from ofsted_qa.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_GRADED = frozenset({DocumentKind.ILACS_REPORT, DocumentKind.SIF_REPORT, DocumentKind.OTHER_INSPECTION_REPORT})
#: Kinds that never give a grade of their own and often report one.
_LETTERS = frozenset(
    {DocumentKind.MONITORING_VISIT_LETTER, DocumentKind.FOCUSED_VISIT_LETTER, DocumentKind.JTAI_LETTER}
)
_MOST_HEADING_WORDS = 40
_OPENING_BLOCKS = 25
_OVERALL = re.compile(
    r"(?:^|\. )(?:the overall judgement is (?:that )?|(?=children's services))(?P<what>children's services .{0,80}?)?"
    r"(?:\bare |\bis |\b(?=requires? improvement))"
)
#: What a sentence says that reports a judgement: the verb, then at most a few words, then the grade.
_JUDGED = re.compile(
    r"\b(?:judged|rated|graded|found|assessed|deemed|judgements? (?:of|was)|grad(?:e|ing) (?:of|was)|rating (?:of|was)"
    r"|(?:services?|arrangements|effectiveness|authority|council)\b[^.;:]{0,60}?"
    r"(?:\b(?:were|was)\b|(?=\brequired? ))\s*)"
    r"(?:(?:children'?s? |these |its |their |the )?services?\b)?[^.;:]{0,24}?[\"'‘“]?\b(?P<grade>GRADES)(?!\w)"
)
_SAYS_JUDGED = re.compile(
    r"\b(?:judge[ds]?|judgements?|judgment|rated|graded|gradings?|grades?|inspect(?:ed|ion|ors))\b"
)
_EARLIER = re.compile(r"\b(?:previous|last|earlier|first|since|then|(?:19|20)\d\d)\b")
_NO_GRADE_BEFORE = re.compile(r"\b(?:not|no|never|yet|neither|longer)\W+(?:\w+\W+){0,3}$")
#: What is only hoped for, or was judged by nobody of the inspectorate.
_NO_INSPECTION = re.compile(
    r"\b(?:should|would|could|must|aim\w*|ambitio\w*|hop(?:e|es|ed|ing)|expect\w*|target\w*|audit(?:s|ors|ed)?|sampled"
    r"|peer review|self-)\b"
)
_NO_GRADE_AFTER = re.compile(r"\s*(?:practice|quality|progress|help|care|support|relationships?|outcomes|or better)\b")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("ofsted_qa").joinpath("data/judgements.json").read_text("utf-8"))
    return data


@cache
def _phrases(what: str) -> dict[str, str]:
    """Phrases in lower case, the longest first → the area or grade."""
    kind = "area" if what == "areas" else "grade"
    pairs = [(phrase, entry[kind]) for entry in _data()[what] for phrase in entry["phrases"]]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _grades() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _phrases('grades')))})(?!\w)")


@cache
def _judged() -> re.Pattern[str]:
    alternatives = "|".join(map(re.escape, _phrases("grades")))
    return re.compile(_JUDGED.pattern.replace("GRADES", alternatives))


def judgements(document: Document, kind: DocumentKind, visit: tuple[date | None, date | None]) -> tuple[Judgement, ...]:
    """The judgements of a document, those given first, in the order of the text; one for each area given.

    `visit` holds the first and last day of the inspection that the document reports.
    """
    given: dict[JudgementArea, Judgement] = {}
    if kind in _GRADED:
        for found in (*_of_rows(document), *_of_opening(document), *_of_headings(document)):
            given.setdefault(found[0], _judgement(document, *found, given_here=True, when=visit))
    elif kind is DocumentKind.AREA_SEND_REPORT:
        for found in _of_outcome(document):
            given.setdefault(found[0], _judgement(document, *found, given_here=True, when=visit))
    reported = [] if kind is DocumentKind.AREA_SEND_REPORT else _reported(document, kind)
    here = {(one.area, one.grade) for one in given.values()}
    return (*given.values(), *(one for one in reported if not _repeats(document, one, here)))


def _repeats(document: Document, reported: Judgement, here: set[tuple[JudgementArea, Grade]]) -> bool:
    """Whether a sentence says in other words what the report itself gives; lists of earlier grades do not."""
    listed = _whole_grade(document.slice(reported.span).rpartition(":")[2])
    return not reported.inspection_start and not listed and (reported.area, reported.grade) in here


_Found = tuple[JudgementArea, Grade, Span, Span]


def _judgement(
    document: Document,
    area: JudgementArea,
    grade: Grade,
    printed: Span,
    evidence: Span,
    *,
    given_here: bool,
    when: tuple[date | None, date | None],
) -> Judgement:
    return Judgement(area, grade, " ".join(document.slice(printed).split()), *when, given_here, evidence)


def _area(text: str) -> JudgementArea | None:
    """The area that a text names; the longest phrase wins."""
    lowered = folded(text)
    return next((JudgementArea(area) for phrase, area in _phrases("areas").items() if phrase in lowered), None)


def _areas(text: str) -> list[JudgementArea]:
    """All the areas that a text names."""
    lowered = folded(text)
    found: list[JudgementArea] = []
    for phrase, area in _phrases("areas").items():
        if phrase in lowered:
            found.append(JudgementArea(area))
            lowered = lowered.replace(phrase, " ")
    return list(dict.fromkeys(found))


def areas_in(text: str) -> tuple[JudgementArea, ...]:
    """The areas of judgement that a text names."""
    return tuple(_areas(text))


def grades_in(text: str) -> tuple[Grade, ...]:
    """The grades whose words stand in a text, in order; "requires improvement to be good" is one."""
    found = (_phrases("grades")[match.group()] for match in _grades().finditer(folded(text)))
    return tuple(dict.fromkeys(map(Grade, found)))


def _whole_grade(text: str) -> Grade | None:
    """The grade that a cell holds, and nothing else."""
    return next((Grade(g) for p, g in _phrases("grades").items() if folded(text).strip(" .") == p), None)


def _of_rows(document: Document) -> Iterator[_Found]:
    """Rows of a grade table: the area in one cell, the grade alone in the last."""
    for block in document.blocks:
        text = document.slice(block)
        if block.kind is not BlockKind.TABLE_ROW or "\t" not in text:
            continue
        name, _, cell = text.rpartition("\t")
        grade, area = _whole_grade(" ".join(cell.split())), _area(name)
        if grade and area:
            printed = Span(block.end - len(cell), block.end)
            yield area, grade, printed, Span(block.start, block.end)


def _of_opening(document: Document) -> Iterator[_Found]:
    """The sentence that states the overall judgement, near the front."""
    for block in document.blocks[:_OPENING_BLOCKS]:
        text = folded(document.slice(block))
        match = _OVERALL.search(text)
        grade = _grades().match(text, match.end()) if match else None
        if match and grade:
            yield (
                JudgementArea.OVERALL_EFFECTIVENESS,
                Grade(_phrases("grades")[grade.group()]),
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
        titled = block.kind is BlockKind.HEADING or re.search(r"graded judgement|judgement (?:for|is)", lowered)
        for match in _grades().finditer(lowered) if titled else ():
            at_end = not lowered[match.end() :].strip(" .")
            area = _area(text[: match.start()])
            if at_end and area and not _NO_GRADE_BEFORE.search(lowered[: match.start()]):
                printed = Span(block.start + match.start(), block.start + match.end())
                yield area, Grade(_phrases("grades")[match.group()]), printed, Span(block.start, block.end)


def _of_outcome(document: Document) -> Iterator[_Found]:
    """The sentence of an area SEND report that states its outcome."""
    for block in document.blocks[:_OPENING_BLOCKS]:
        text = " ".join(folded(document.slice(block)).replace("\n", " ").split(" "))
        for phrase, outcome in _phrases("send_outcomes").items():
            at = text.find(phrase)
            if at >= 0:
                printed = Span(block.start + at, block.start + at + len(phrase))
                yield JudgementArea.SEND_OUTCOME, Grade(outcome), printed, Span(block.start, block.end)
                return


def _reported(document: Document, kind: DocumentKind) -> list[Judgement]:
    """Grades of earlier inspections that sentences report; in a report of inspectors only what they say of then."""
    found: list[Judgement] = []
    earlier = ""
    for block in document.blocks:
        text = document.slice(block)
        if block.kind is BlockKind.HEADING:
            earlier = text if re.search(r"\b(?:previous|other|last|earlier)\b.*\binspection", folded(text)) else ""
        if block.kind in {BlockKind.HEADING, BlockKind.FURNITURE}:
            continue
        if earlier and block.kind is BlockKind.LIST_ITEM:
            found += _of_item(document, block)
        before = ""
        for start, end in split(text, block.kind):
            sentence = text[start:end]
            found += _of_sentence(document, kind, block, (start, end), before)
            before = sentence
    # Where a grade is reported twice, the more precise date counts.
    found.sort(key=_precision)
    unique: dict[tuple[JudgementArea, Grade, int | None], Judgement] = {}
    for one in found:
        dated = any((one.area, one.grade) == key[:2] for key in unique)
        if one.inspection_start or not dated:
            unique.setdefault((one.area, one.grade, _year(one)), one)
    named = {(one.grade, _year(one)) for one in found if one.area is not JudgementArea.OVERALL_EFFECTIVENESS}
    # "The inspection of 2012 judged services inadequate" adds nothing to what was judged inadequate in 2012.
    kept = [
        one
        for one in unique.values()
        if one.area is not JudgementArea.OVERALL_EFFECTIVENESS
        or (one.grade, _year(one)) not in named
        or _area(document.slice(one.span)) is JudgementArea.OVERALL_EFFECTIVENESS
    ]
    return sorted(kept, key=lambda one: one.span.start)


def _precision(judgement: Judgement) -> int:
    """Days within which an inspection is dated; undated ones come last."""
    first, last = judgement.inspection_start, judgement.inspection_end
    return (last - first).days if first and last else 100_000


def _year(judgement: Judgement) -> int | None:
    return judgement.inspection_start.year if judgement.inspection_start else None


def _of_item(document: Document, block: Block) -> Iterator[Judgement]:
    """An item of a list of earlier grades: "leadership, management and governance: inadequate"."""
    name, colon, cell = document.slice(block).rpartition(":")
    grade, area = _whole_grade(cell), _area(name)
    if colon and grade and area:
        printed = Span(block.end - len(cell), block.end)
        span = Span(block.start, block.end)
        yield _judgement(document, area, grade, printed, span, given_here=False, when=(None, None))


def _of_sentence(
    document: Document, kind: DocumentKind, block: Block, place: tuple[int, int], before: str
) -> Iterator[Judgement]:
    sentence = document.slice(block)[slice(*place)]
    lowered, context = folded(sentence), folded(before)
    if not _SAYS_JUDGED.search(lowered):
        return
    about_then = _EARLIER.search(lowered) or re.search(r"previous|last inspection", context)
    if kind in _GRADED and not about_then:
        return
    if _NO_INSPECTION.search(lowered):
        return
    regimes = _data()["other_regimes"]
    for match in _judged().finditer(lowered):
        around = lowered[: match.end() + 40]
        start = match.start("grade")
        around = around if _area(sentence) else f"{context} {around}"
        if any(re.search(rf"\b{re.escape(word)}\b", around) for word in regimes):
            continue
        if _NO_GRADE_BEFORE.search(lowered[:start]) or _NO_GRADE_AFTER.match(lowered, match.end()):
            continue
        mentions = [m for m in [*dates(sentence), *dates(before)] if m.first]
        when = (mentions[0].first, mentions[0].last) if mentions else (None, None)
        evidence = Span(block.start + place[0], block.start + place[1])
        printed = Span(evidence.start + start, evidence.start + match.end("grade"))
        grade = Grade(_phrases("grades")[match["grade"]])
        areas = _areas(sentence[: match.end()]) or _areas(before) or [JudgementArea.OVERALL_EFFECTIVENESS]
        for area in areas:
            yield _judgement(document, area, grade, printed, evidence, given_here=False, when=when)
