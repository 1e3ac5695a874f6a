from __future__ import annotations

from dataclasses import replace
from datetime import date

from made_up import asked, judged, letter

from ofsted_qa.answering import noting
from ofsted_qa.answering.composing import cite
from ofsted_qa.answering.extents import Chosen
from ofsted_qa.answering.spelling import Correction
from ofsted_qa.passages import passages
from ofsted_qa.values import Citation, Document, DocumentKind, Filters, NoteKind, Page
from starter_papers import understood


def _cited(document: Document, words: str) -> tuple[Citation, ...]:
    one = judged(document, words)
    return cite([Chosen(one, one.candidate.sentence.start, one.candidate.sentence.end)], passages(document))


def test_how_misspelt_words_were_read_is_said() -> None:
    (note,) = noting.spelling_notes(asked("What grade did Dudlay get?"), [Correction("moraly", "morale")])
    assert note.text == "Read “Dudlay” as “Dudley”, “moraly” as “morale”."
    assert noting.spelling_notes(asked("What grade did Dudley get?"), []) == []


def test_a_date_before_the_visit_reported_cannot_be_right() -> None:
    right = letter()
    wrong = replace(right, profile=replace(right.profile, published=date(2016, 3, 14)))
    citations = _cited(right, "Caseloads")
    (note,) = noting.impossible_dates(citations, [wrong])
    assert (note.kind, note.citations) == (NoteKind.IMPOSSIBLE_DATE, (1,))
    assert noting.impossible_dates(citations, [right]) == []
    assert noting.impossible_dates((), [wrong]) == []


def test_words_that_a_machine_read_off_a_picture_are_marked() -> None:
    plain = letter()
    citations = _cited(plain, "Caseloads")
    start = citations[0].start
    length = len(plain.text)
    scanned = replace(plain, pages=(Page(1, None, 0, start), Page(2, None, start, length, machine_read=True)))
    (note,) = noting.read_by_machine(citations, [scanned])
    assert (note.kind, note.citations) == (NoteKind.READ_BY_MACHINE, (1,))
    assert note.text.startswith("Page 2 was read by machine (OCR)")
    typed = replace(plain, pages=(Page(1, None, 0, start, machine_read=True), Page(2, None, start, length)))
    assert noting.read_by_machine(citations, [typed]) == []
    assert noting.read_by_machine((), [scanned]) == []


def test_a_grade_taken_for_granted_and_not_given_is_said() -> None:
    document = understood("Medway Council was judged to be good in 2015.\n")
    citations = _cited(document, "judged")
    (note,) = noting.wrong_premise(asked("Why was Medway judged inadequate?"), citations)
    assert (note.kind, note.citations) == (NoteKind.WRONG_PREMISE, (1,))
    assert noting.wrong_premise(asked("Was Medway judged good?"), citations) == []
    assert noting.wrong_premise(asked("What is the caseload?"), citations) == []


def test_a_letter_on_a_visit_gives_no_grade() -> None:
    assert noting.ungraded(asked("What grade does the Dudley letter give?"))
    assert not noting.ungraded(asked("What grade does the Cabinet report give?"))


def test_of_which_council_nothing_was_found_is_said() -> None:
    notes = noting.silent(["Medway", "Leeds"], {"Medway"})
    assert [note.text for note in notes] == ["The documents on Medway do not say.", "There are no documents on Leeds."]


def test_why_there_was_nothing_to_search_is_said() -> None:
    assert "no documents on Leeds" in noting.nothing_searched(Filters(authorities=("Medway", "Leeds")), {"Medway"})
    assert "no such documents" in noting.nothing_searched(Filters(authorities=("Medway",)), {"Medway"})


def test_names_are_listed_as_a_person_would() -> None:
    assert noting.listed(["Dudley"]) == "Dudley"
    assert noting.listed(["Dudley", "Medway", "Tameside"]) == "Dudley, Medway and Tameside"


def test_the_days_of_an_inspection_as_a_person_says_them() -> None:
    assert noting.days(date(2018, 7, 2), date(2018, 7, 13)) == "2 to 13 July 2018"
    assert noting.days(date(2018, 9, 24), date(2018, 10, 5)) == "24 September to 5 October 2018"
    assert noting.days(date(2022, 12, 5), date(2023, 2, 15)) == "5 December 2022 to 15 February 2023"
    assert noting.days(date(2018, 7, 2), date(2018, 7, 2)) == "2 July 2018"
    assert noting.days(date(2016, 2, 1), date(2016, 2, 29)) == "February 2016"
    assert noting.days(date(2016, 1, 1), date(2016, 12, 31)) == "2016"


def test_what_replaced_a_grade_is_said_as_far_as_it_is_the_same() -> None:
    assert noting.superseded("July 2018", "Good", same=True).endswith("replaced this grade: Good.")
    assert noting.superseded("July 2018", None, same=True).endswith("replaced these grades.")
    assert "no grade for the same area" in noting.superseded("July 2018", None, same=False)


def test_kinds_of_visit_that_give_no_grade_are_named() -> None:
    text = noting.kinds_without_grade({DocumentKind.MONITORING_VISIT_LETTER, DocumentKind.COUNCIL_REPORT})
    assert text == "A monitoring visit gives no grade."
