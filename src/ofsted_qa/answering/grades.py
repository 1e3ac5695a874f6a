"""Answers a question for a grade out of the judgements that documents give, instead of by searching sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofsted_qa.answering import noting
from ofsted_qa.answering.composing import cites
from ofsted_qa.answering.extents import Chosen
from ofsted_qa.answering.grade_questions import Form, GradeQuestion, Which, areas_named, no_overall_grade_from
from ofsted_qa.answering.inspections import (
    INSPECTORS_OWN,
    UNGRADED,
    Inspection,
    Stated,
    inspections,
    published_within,
    run_of,
)
from ofsted_qa.values import BlockKind, Document, DocumentKind, Framework, JudgementArea, Note, NoteKind
from ofsted_qa.words import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.answering.extents import Judged
    from ofsted_qa.index import Entry
    from ofsted_qa.understanding.dates import DateMention
    from ofsted_qa.values import Citation

_OVERALL = (JudgementArea.OVERALL_EFFECTIVENESS,)
_SEND = (JudgementArea.SEND_OUTCOME,)
_IN_OTHER_WORDS = 0.3  # share of the question's terms from which a sentence may mean the area that it does not name
#: What says that no grade was given: "this area has not been judged"; not "is not judged to be good".
_NOT_JUDGED = re.compile(
    r"\b(?:not|never|no)\b(?:\W+(?!longer)\w+){0,4}?\W+(?:judged|graded|graded judgements?|grades?)\b"
    r"(?!\W+(?:(?:to be|as|either)\W+)?(?:good|outstanding|inadequate|adequate|requir))"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """A note to be, with the runs of text that it is about."""

    kind: NoteKind
    text: str
    about: tuple[Chosen, ...] = ()


@dataclass(frozen=True, slots=True)
class Graded:
    """What the judgements of one council answer.

    `lines` are the runs to be quoted, each with the words before it; none where inspectors gave no such grade,
    so that only other papers may still state one. `beside` are runs that only remarks cite.
    """

    lines: tuple[tuple[str, Chosen], ...] = ()
    beside: tuple[Chosen, ...] = ()
    remarks: tuple[Remark, ...] = ()
    frameworks: frozenset[Framework] = frozenset()
    partial: bool = False


def answered(question: GradeQuestion, council: str | None, entries: Sequence[Entry]) -> Graded | None:
    """What the documents of a council (or, where none is named, of the only one) answer to a question for a grade.

    None where the question is not for the judgements to answer: they know no grade of that council, or the
    reasons for a grade are asked.
    """
    graded = {one.document.profile.authority for one in entries if one.document.profile.judgements}
    if (council is None and len(graded) > 1) or (question.why and not question.named):
        return None
    periods = question.periods.get(council, question.periods[None])
    if question.kinds:
        return _of_visit(entries, question, periods)
    known = inspections(entries)
    if not any(one.entry for one in known):
        return _without_reports(question, periods, entries, known)
    fitting = _fitting(question, periods, [one for one in known if question.framework in (None, one.framework)])
    shown = _history(question, fitting) if question.form is Form.HISTORY else _one(question, fitting)
    return _composed(question, shown, known) if shown else _not_given(question, periods, entries)


def may_state(document: Document) -> bool:
    """Whether a sentence of a document may still state a grade where the judgements know none.

    Of what inspectors wrote themselves the judgements know everything, unless its grades could not be read.
    """
    profile = document.profile
    given = any(one.given_here for one in profile.judgements)
    return profile.kind not in INSPECTORS_OWN or not (given or profile.kind in UNGRADED)


def of_area(asked: Asked, judged: Judged) -> bool:
    """Whether a sentence is about a graded area that a question names; of the whole every sentence may be.

    "Services for care leavers were graded good" says nothing of leadership; "our work with those who have left our
    care" is about care leavers, though not by that name.
    """
    wanted = _all(areas_named(asked.text)) - {JudgementArea.OVERALL_EFFECTIVENESS}
    if not wanted or judged.features.own >= _IN_OTHER_WORDS:
        return True
    candidate = judged.candidate
    return bool(wanted & _all(areas_named(f"{candidate.passage.heading} {candidate.text}")))


def _all(areas: Sequence[tuple[JudgementArea, ...]]) -> set[JudgementArea]:
    return {one for each in areas for one in each}


def notes(graded: Graded, citations: Sequence[Citation]) -> list[Note]:
    """The remarks as notes on the citations of an answer."""
    return [
        Note(one.kind, one.text, tuple(each.number for each in citations if cites(each, one.about)))
        for one in graded.remarks
    ]


def _fitting(question: GradeQuestion, periods: Sequence[DateMention], known: Sequence[Inspection]) -> list[Inspection]:
    """The inspections that a question can mean; an undated question means those whose own report is there."""
    on_send = _SEND in question.areas
    others = [one for one in known if not one.on_send]
    regime = [one for one in known if one.on_send] if on_send or not others else others
    if not periods and question.which is not Which.PREVIOUS and question.form is not Form.HISTORY:
        return [one for one in regime if one.entry]
    fitting = [one for one in regime if one.within(periods)]
    if periods and not any(one.entry for one in fitting):
        fitting += [one for one in regime if one.published_within(periods)]
    if not fitting and not question.areas:
        fitting = [one for one in known if one.within(periods)]
    return fitting


_Shown = list[tuple[Inspection, list[Stated]]]


def _one(question: GradeQuestion, fitting: Sequence[Inspection]) -> _Shown:
    """The one inspection that is meant, of those that graded what is asked."""
    grading = _history(question, fitting)
    if question.which is Which.FIRST:
        return grading[:1]
    return grading[-2:-1] if question.which is Which.PREVIOUS else grading[-1:]


def _history(question: GradeQuestion, fitting: Sequence[Inspection]) -> _Shown:
    """All inspections that graded what is asked, oldest first."""
    return [(one, found) for one in fitting if (found := _wanted(question, one))]


def _wanted(question: GradeQuestion, inspection: Inspection) -> list[Stated]:
    """The grades of an inspection that are asked for; the overall grade where the question names no area."""
    every = [one for one in inspection.stated if question.form is Form.ALL or _no_overall(inspection)]
    if question.areas:
        found = [inspection.of(areas) for areas in question.areas]
    elif inspection.on_send:
        found = [inspection.of(_SEND)]
    else:
        found = list(every) or [inspection.of(_OVERALL)]
        if not (any(found) or inspection.entry):
            found = list(inspection.stated)  # all that is known of it
    kept = list({id(one.run): one for one in found if one}.values())
    named = [one for one in kept if one.judgement.grade in question.named]
    return named if question.form is Form.ALL and named else kept


def _no_overall(inspection: Inspection) -> bool:
    """Whether it is an inspection of children's services from when on no overall grade is given."""
    return inspection.framework is Framework.ILACS and inspection.first >= no_overall_grade_from()


def _composed(question: GradeQuestion, shown: _Shown, known: Sequence[Inspection]) -> Graded | None:
    """The grades shown, with the words before each and the remarks on them; None where their reasons are asked."""
    right = not question.named or any(one.judgement.grade in question.named for _, found in shown for one in found)
    if question.why and right:
        return None
    remarks: list[Remark] = []
    lines: list[tuple[str, Chosen]] = []
    for inspection, found in shown:
        for place, one in enumerate(found):
            given = inspection.entry is not None
            lead = f"{noting.inspection(one.document, inspection.first, inspection.last, given_here=given)}:"
            listed = question.form is Form.ALL or len(found) > len(question.areas or _OVERALL)
            grade = one.judgement.printed_grade.strip(" .")
            lines.append(((f"{lead}\n" if not place else "") if listed else f"{lead} {grade}. ", one.run))
        remarks += _remarks_on(question, inspection, found)
    runs = tuple(run for _, run in lines)
    if not right:
        remarks.append(Remark(NoteKind.WRONG_PREMISE, noting.other_grade(question.named), runs))
    beside, superseded = _superseded(question, shown[-1][0], known)
    alone = question.form is Form.HISTORY and len(shown) == 1
    if alone:
        remarks.append(Remark(NoteKind.NOT_FOUND, "The documents give no grade of another inspection at that time."))
    frameworks = frozenset(one.framework for one, _ in shown if one.framework)
    return Graded(tuple(lines), beside, (*remarks, *superseded), frameworks, partial=alone)


def _remarks_on(question: GradeQuestion, inspection: Inspection, found: Sequence[Stated]) -> list[Remark]:
    runs = tuple(one.run for one in found)
    if not inspection.entry:
        return [Remark(NoteKind.REPORTED, noting.ONLY_REPORTED, runs)]
    if inspection.on_send and question.grade_asked:
        return [Remark(NoteKind.NO_GRADE_GIVEN, noting.OUTCOME_NO_GRADE, runs)]
    if _no_overall(inspection) and not question.areas:
        return [Remark(NoteKind.NO_GRADE_GIVEN, noting.no_overall_grade(no_overall_grade_from()))]
    return []


def _superseded(
    question: GradeQuestion, shown: Inspection, known: Sequence[Inspection]
) -> tuple[tuple[Chosen, ...], tuple[Remark, ...]]:
    """That a later graded inspection replaced the grades shown: only such a one does."""
    later = [one for one in known if one.entry and one.on_send is shown.on_send and one.first > shown.last]
    if not later:
        return (), ()
    last = later[-1]
    same = _wanted(question, last)
    stated = [one for one in same or (last.of(_OVERALL),) if one] or list(last.stated)
    only = same[0].judgement.printed_grade if len(same) == 1 else None
    text = noting.superseded(noting.days(last.first, last.last), only, same=bool(same))
    run = stated[0].run
    return (run,), (Remark(NoteKind.SUPERSEDED, text, (run,)),)


def _of_visit(entries: Sequence[Entry], question: GradeQuestion, periods: Sequence[DateMention]) -> Graded | None:
    """A grade asked of a kind of visit that gives none; None where something else of the visit is asked."""
    if not question.grade_asked:
        return None
    reports = [one for one in entries if one.document.profile.kind in question.kinds]
    return _no_grade(question, reports, periods)


def _without_reports(
    question: GradeQuestion, periods: Sequence[DateMention], entries: Sequence[Entry], known: Sequence[Inspection]
) -> Graded | None:
    """The answer where no document gives a grade: what inspectors report of another, or that visits give none."""
    dated = [one for one in entries if not periods or published_within(one.document, periods)]
    none = dated and question.grade_asked and all(one.document.profile.kind in UNGRADED for one in dated)
    shown = _one(question, [one for one in known if one.within(periods)])
    graded = _composed(question, shown, known) if shown and (periods or none) else None
    return _no_grade(question, dated, periods) if none and not graded else graded


def _not_given(question: GradeQuestion, periods: Sequence[DateMention], entries: Sequence[Entry]) -> Graded:
    """That no grade was given, in the words of the report that says so; else nothing."""
    meant = [one for one in entries if not periods or published_within(one.document, periods)]
    reports = [one for one in meant if one.document.profile.kind in INSPECTORS_OWN]
    if question.areas and question.areas != (_OVERALL,):
        saying = [run for one in reports if (run := _not_judged(one, question.areas))]
        if saying:
            lead = f"{noting.of_document(saying[-1].judged.candidate.document)}: no grade. "
            return Graded(((lead, saying[-1]),), remarks=(Remark(NoteKind.NO_GRADE_GIVEN, noting.NOT_JUDGED),))
        return Graded()
    first = [one.document.profile.visit_start for one in reports if one.document.profile.framework is Framework.ILACS]
    if any(day and day >= no_overall_grade_from() for day in first):
        return Graded(remarks=(Remark(NoteKind.NO_GRADE_GIVEN, noting.no_overall_grade(no_overall_grade_from())),))
    if reports and question.grade_asked and _kinds(reports) <= UNGRADED | {DocumentKind.AREA_SEND_REPORT}:
        return _no_grade(question, reports, periods)
    return Graded()


def _no_grade(question: GradeQuestion, reports: Sequence[Entry], periods: Sequence[DateMention]) -> Graded:
    """That reports of a kind that gives no grade give none, in their own words where they say so."""
    meant = [one for one in reports if not periods or published_within(one.document, periods)]
    remark = Remark(NoteKind.NO_GRADE_GIVEN, noting.kinds_without_grade(question.kinds | _kinds(meant)))
    saying = [run for one in meant if (run := _not_judged(one, ()))]
    lines = tuple((f"{noting.of_document(run.judged.candidate.document)}: no grade. ", run) for run in saying[-1:])
    return Graded(lines, remarks=(remark,))


def _kinds(entries: Sequence[Entry]) -> frozenset[DocumentKind]:
    return frozenset(one.document.profile.kind for one in entries)


def _not_judged(entry: Entry, areas: Sequence[Sequence[JudgementArea]]) -> Chosen | None:
    """The sentence of a report that says that none of some areas was judged; of any area where none is named."""
    document = entry.document
    for place, sentence in enumerate(document.sentences):
        block = document.blocks[sentence.block]
        words = folded(document.slice(sentence))
        if block.kind is BlockKind.HEADING or not _NOT_JUDGED.search(words):
            continue
        if areas and not any(one in areas for one in areas_named(words)):
            continue
        return run_of(entry, place, place)
    return None
