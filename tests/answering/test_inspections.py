from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from made_up import asked
from made_up_reports import entries, ilacs, sif

from ofsted_qa.answering.inspections import inspections, last_inspected
from ofsted_qa.understanding.dates import dates
from ofsted_qa.values import JudgementArea
from starter_papers import understood

if TYPE_CHECKING:
    from ofsted_qa.index import Entry

SINCE_2021 = (
    "Services in Bury have improved since the last inspection in 2021, when overall effectiveness was inadequate."
)


def _bury_2025() -> Entry:
    (entry,) = entries(ilacs("Bury", "9 to 20 June 2025", SINCE_2021, overall="Good"))
    return entry


def test_inspections_are_those_given_and_those_only_reported_oldest_first() -> None:
    reported, given = inspections([_bury_2025()])
    assert (reported.entry, reported.first, reported.last) == (None, date(2021, 1, 1), date(2021, 12, 31))
    assert given.entry is not None
    assert (given.first, given.last) == (date(2025, 6, 9), date(2025, 6, 20))
    assert [one.judgement.printed_grade for one in given.stated] == ["Good", "Good"]


def test_a_council_was_last_inspected_when_its_newest_report_says() -> None:
    older = ilacs("Bury", "25 October to 5 November 2021", overall="Inadequate")
    known = [_bury_2025(), *entries(older)]
    (run,) = last_inspected(asked("When was Bury last inspected?"), known)
    assert "9 to 20 June 2025" in run.judged.candidate.text
    for other in (
        "When was the last inspection of Bury before 2022?",
        "When did the last inspection find delay in Bury?",
        "Who last inspected Bury?",
    ):
        assert last_inspected(asked(other), known) == []
    leeds = entries(sif("Leeds", "2 – 20 November 2015", "12 January 2016", "are good"))
    assert last_inspected(asked("When was the last inspection?"), [*known, *leeds]) == []


def test_what_is_reported_gives_way_to_the_report_itself() -> None:
    report = ilacs("Bury", "25 October to 5 November 2021", overall="Inadequate")
    first, _ = inspections([_bury_2025(), *entries(report)])
    assert first.entry is not None
    assert first.entry.document == report


def test_grades_that_only_the_council_reports_do_not_count() -> None:
    assert inspections(entries(understood("Medway Council\n\nMedway was judged to be good by Ofsted in 2015.\n"))) == []


def test_children_in_care_counted_for_care_leavers_where_the_name_says_so() -> None:
    combined, alone = (
        inspections(entries(ilacs("Leeds", "2 to 6 March 2020", **{area: "Good"})))[0] for area in ("both", "care")
    )
    assert combined.of([JudgementArea.CARE_LEAVERS]) is not None
    assert alone.of([JudgementArea.CARE_LEAVERS]) is None


def test_a_report_is_of_its_days_and_of_the_day_it_was_published() -> None:
    (one,) = inspections(entries(sif("Leeds", "2 – 20 November 2015", "12 January 2016", "are good")))
    assert one.within(dates("2015"))
    assert not one.within(dates("2016"))
    assert one.published_within(dates("2016"))
    assert one.within(())


def test_the_proof_is_the_sentence_with_the_one_before_it_where_that_holds_the_date() -> None:
    text = "The last inspection of Bury’s safeguarding arrangements was in March 2012. It was judged to be good."
    reported, _ = inspections(entries(ilacs("Bury", "9 to 20 June 2014", text, overall="Good")))
    (stated,) = reported.stated
    assert stated.document.text[stated.run.start : stated.run.end] == text


def test_a_heading_that_gives_a_grade_can_be_cited() -> None:
    (entry,) = entries(sif("Leeds", "2 – 20 November 2015", "12 January 2016", "are good", board="inadequate"))
    (one,) = inspections([entry])
    board = one.of([JudgementArea.LSCB])
    assert board is not None
    assert entry.document.text[board.run.start : board.run.end] == "The Local Safeguarding Children Board is inadequate"
    assert inspections([replace(entry, passages=())]) == []
