from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_papers import checker

from ofsted_qa.quotes import QuoteChecker, trace
from ofsted_qa.quotes.differences import differences
from ofsted_qa.quotes.traced_grades import grades_told
from ofsted_qa.quotes.tracing import outcome_of
from ofsted_qa.values import BadInputError, Grade, Judgement, JudgementArea, Span, Trace, TraceOutcome
from starter_papers import understood

GRADED = Judgement(
    JudgementArea.OVERALL_EFFECTIVENESS,
    Grade.REQUIRES_IMPROVEMENT,
    "requires improvement to be good",
    date(2018, 10, 29),
    date(2018, 11, 9),
    given_here=True,
    span=Span(0, 6),
)


def _trace(name: str, checking: QuoteChecker | None = None) -> Trace:
    used = checking or checker()
    return trace(used, next(one for one in used.corpus.documents if one.source.name == name))


def test_a_papers_quotations_and_findings_stand_beside_the_inspectors_own() -> None:
    traced = _trace("paper.txt")
    assert [one.source.name for one in traced.sources] == ["letter.txt"]
    quotation, finding = traced.findings
    assert (quotation.outcome, quotation.said.text) == (
        TraceOutcome.ALTERED,
        "Staff morale is very good, and turnover has fallen in most teams.",
    )
    assert quotation.source is not None
    assert "“very” was added" in quotation.reason
    assert finding.source is not None
    assert finding.outcome is TraceOutcome.HARDENED
    assert "“often”" in finding.reason


def test_what_no_source_says_has_none() -> None:
    findings = _trace("article.txt").findings
    assert findings[-1].said.text == "Ofsted inspectors rated the services as 'inadequate' in 2016."
    assert {(one.outcome, one.source) for one in findings} == {(TraceOutcome.NO_SOURCE, None)}


def test_without_sources_nothing_is_held_against_anything() -> None:
    paper = next(one for one in checker().corpus.documents if one.source.name == "paper.txt")
    traced = _trace("paper.txt", QuoteChecker([paper]))
    assert traced.sources == ()
    assert {one.outcome for one in traced.findings} == {TraceOutcome.NO_SOURCE}
    assert "holds no document" in traced.findings[0].reason


def test_the_inspectors_own_document_is_no_paper() -> None:
    with pytest.raises(BadInputError, match="inspectors' own"):
        _trace("letter.txt")


@pytest.mark.parametrize(
    ("own", "paper", "outcome"),
    [
        ("Some children wait too long", "Children wait some more too long", TraceOutcome.ALTERED),
        ("Children in some homes wait", "Children in homes wait", TraceOutcome.HARDENED),
        ("Children in homes wait", "Children in some homes wait", TraceOutcome.SOFTENED),
        ("Children in big homes wait", "Children in large homes wait", TraceOutcome.ALTERED),
    ],
)
def test_qualifiers_soften_and_harden(own: str, paper: str, outcome: TraceOutcome) -> None:
    assert outcome_of(differences(own, paper))[0] is outcome


def test_a_grade_is_held_against_the_judgement_of_its_area_and_year() -> None:
    report = understood("Ofsted's report.", "report.txt")
    report = replace(report, profile=replace(report.profile, judgements=(GRADED,)))
    (same,) = grades_told("Ofsted rated overall effectiveness as 'requires improvement to be good'.", [report])
    assert same.agrees
    (other,) = grades_told("Ofsted rated overall effectiveness as 'good'.", [report])
    assert not other.agrees
    assert grades_told("Ofsted rated overall effectiveness as 'good' in 2011.", [report]) == []
    assert grades_told("The aim is that overall effectiveness will be good.", [report]) == []
    assert grades_told("It went from inadequate to good overall.", [report]) == []
