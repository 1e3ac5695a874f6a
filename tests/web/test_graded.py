from __future__ import annotations

from datetime import date

from graded_fakes import DAYS, YEAR, judged, on

from ofsted_qa.faces.web.graded import by_council, when_in_words
from ofsted_qa.values import Grade


def test_a_judgement_that_several_documents_state_is_one_with_the_report_that_gives_it_first() -> None:
    reported, given = judged(Grade.GOOD, given=False), judged(Grade.GOOD)
    later, report = on("Medway", "later.pdf"), on("Medway", "report.pdf")
    found = by_council([(later, reported), (report, given), (on("Harrow"), judged(Grade.INADEQUATE, YEAR))])
    assert list(found) == ["Harrow", "Medway"]
    [one] = found["Medway"]
    assert one.given
    assert [document.source.name for document, _ in one.evidence] == ["report.pdf", "later.pdf"]
    assert len(found["Harrow"]) == 1


def test_grades_of_other_inspections_stay_apart() -> None:
    document = on("Medway")
    found = by_council([(document, judged(Grade.GOOD, YEAR)), (document, judged(Grade.GOOD, DAYS))])
    assert len(found["Medway"]) == 2


def test_when_an_inspection_was_is_said_as_it_is_known() -> None:
    def said(start: date | None, end: date | None) -> str:
        [[one]] = by_council([(on("Medway"), judged(Grade.GOOD, (start, end)))]).values()
        return when_in_words(one)

    assert said(*DAYS) == "29 June 2015 to 23 July 2015"
    assert said(*YEAR) == "2013"
    assert said(date(2016, 2, 1), date(2016, 2, 29)) == "February 2016"
    assert said(date(2016, 2, 3), None) == "3 February 2016"
    assert said(None, None) == "not dated"
