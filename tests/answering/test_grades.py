from __future__ import annotations

import pytest
from made_up import asked, judged, letter
from made_up_reports import area_send, entries, ilacs, joint_letter, sif

from ofsted_qa.answering import grade_questions, grades
from ofsted_qa.answering.asked import analyse
from ofsted_qa.answering.grades import Graded
from ofsted_qa.values import Document, Framework, NoteKind
from starter_papers import understood

LEADERS = "The impact of leaders on social work practice with children and families"
ADOPTION = "Adoption performance\tRequires improvement"
LEEDS_2015 = sif("Leeds", "2 – 20 November 2015", "12 January 2016", "are good", ADOPTION, board="inadequate")
LEEDS_2018 = ilacs("Leeds", "2 to 13 July 2018", leaders="Outstanding", both="Good", overall="Outstanding")
LEEDS_2022 = ilacs("Leeds", "7 to 18 March 2022", leaders="Good", both="Outstanding", overall="Outstanding")
BURY_2026 = ilacs("Bury", "8 to 19 June 2026", leaders="Good", care="Good", leavers="Inadequate")
BURY_SINCE = (
    "Services in Bury have improved since the last inspection in 2021, when overall effectiveness was inadequate."
)
BURY_2025 = ilacs("Bury", "9 to 20 June 2025", BURY_SINCE, overall="Requires improvement to be good")
LEEDS = (LEEDS_2015, LEEDS_2018, LEEDS_2022)


def _answered(text: str, *documents: Document) -> Graded | None:
    named = frozenset(one.profile.authority for one in documents if one.profile.authority)
    asked = analyse(text, named)
    question = grade_questions.read(asked)
    assert question is not None, text
    council = asked.authorities[0] if asked.authorities else None
    return grades.answered(question, council, entries(*documents))


def _graded(text: str, *documents: Document) -> Graded:
    graded = _answered(text, *documents)
    assert graded is not None
    return graded


def _lines(graded: Graded) -> list[str]:
    """What would be read out: the words before each quotation, and the quotation."""
    return [
        f"{lead}“{run.judged.candidate.document.text[run.start : run.end]}”".replace("\t", " ")
        for lead, run in graded.lines
    ]


def _notes(graded: Graded) -> dict[NoteKind, str]:
    return {one.kind: one.text for one in graded.remarks}


def test_the_grade_comes_first_with_its_inspection_and_then_the_words_that_prove_it() -> None:
    graded = _graded("What grade was Leeds given for its leaders?", *LEEDS)
    assert _lines(graded) == [
        f"Leeds, inspection of 7 to 18 March 2022: Good. “{LEADERS} Good”",
    ]
    assert graded.remarks == ()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("What is Leeds' overall grade?", "18 March 2022: Outstanding"),
        ("How was Leeds judged in 2018?", "13 July 2018: Outstanding"),
        ("What did Leeds get for care leavers in July 2018? Which grade?", "13 July 2018: Good"),
        ("What was Leeds' first grade?", "20 November 2015: good"),
        ("What was Leeds' grade in the SIF inspection?", "20 November 2015: good"),
        ("How was Leeds graded in the report of January 2016?", "20 November 2015: good"),
        ("What did the previous inspection grade Leeds?", "13 July 2018: Outstanding"),
        ("What grade did Leeds have before 2018?", "20 November 2015: good"),
        ("How were looked after children in Leeds graded in 2018?", "13 July 2018: Good"),
        ("What grade did the Leeds safeguarding board get?", "20 November 2015: inadequate"),
        ("What grade did Leeds get for adoption?", "20 November 2015: Requires improvement"),
    ],
)
def test_the_inspection_is_the_one_asked_for_else_the_latest_that_graded_it(text: str, answer: str) -> None:
    (line,) = _lines(_graded(text, *LEEDS))
    assert answer in line


def test_a_grade_that_a_later_inspection_replaced_is_marked() -> None:
    graded = _graded("How was Leeds judged for care leavers in 2018?", *LEEDS)
    text = "A later inspection (7 to 18 March 2022) replaced this grade: Outstanding."
    assert _notes(graded) == {NoteKind.SUPERSEDED: text}
    (later,) = graded.beside
    assert later.judged.candidate.document == LEEDS_2022
    board = _graded("What grade did the Leeds safeguarding board get?", *LEEDS)
    assert _notes(board)[NoteKind.SUPERSEDED].endswith("gave no grade for the same area.")


def test_a_visit_replaces_no_grade() -> None:
    visit = joint_letter("Leeds", "4 to 8 December 2023")
    assert _graded("What is Leeds' overall grade?", *LEEDS, visit).remarks == ()


@pytest.mark.parametrize(
    "text",
    [
        "What grade did Leeds get in 2019?",
        "How was Leeds' safeguarding board graded in 2022?",
        "What grade did Leeds have before 2015?",
        "What grade did Leeds get for help and protection?",
    ],
)
def test_another_year_or_area_never_answers(text: str) -> None:
    assert _graded(text, *LEEDS) == Graded()


def test_what_is_only_reported_answers_where_the_report_is_not_there_and_says_so() -> None:
    graded = _graded("What grade did Bury get in 2021?", BURY_2025)
    assert _lines(graded) == [f"Bury, 2021: inadequate. “{BURY_SINCE}”"]
    assert set(_notes(graded)) == {NoteKind.REPORTED, NoteKind.SUPERSEDED}
    report = ilacs("Bury", "25 October to 5 November 2021", overall="Inadequate")
    given = _graded("What grade did Bury get in 2021?", BURY_2025, report)
    assert "5 November 2021: Inadequate" in _lines(given)[0]
    assert NoteKind.REPORTED not in _notes(given)


def test_all_grades_of_an_inspection_each_with_its_own_run() -> None:
    graded = _graded("What were the grades in Leeds in 2018?", *LEEDS)
    assert _lines(graded)[0].startswith("Leeds, inspection of 2 to 13 July 2018:\n“The impact of leaders")
    assert [line.split()[-1] for line in _lines(graded)] == ["Outstanding”", "Good”", "Outstanding”"]
    (good,) = _graded("Which areas were judged good in Leeds in 2018?", *LEEDS).lines
    assert good[1] == graded.lines[1][1]


def test_change_is_told_with_dates_oldest_first() -> None:
    graded = _graded("How has Leeds' overall grade changed since 2015?", *LEEDS)
    assert [line[:46] for line in _lines(graded)] == [
        "Leeds, inspection of 2 to 20 November 2015: go",
        "Leeds, inspection of 2 to 13 July 2018: Outsta",
        "Leeds, inspection of 7 to 18 March 2022: Outst",
    ]
    assert graded.frameworks == {Framework.SIF, Framework.ILACS}
    assert not graded.partial
    within = _graded("Did Leeds get better between 2018 and 2022?", *LEEDS)
    assert [one.judged.candidate.document for _, one in within.lines] == [LEEDS_2018, LEEDS_2022]


def test_change_with_one_inspection_alone_is_told_in_part() -> None:
    graded = _graded("How did Leeds' grade change between 2016 and 2019?", *LEEDS)
    assert graded.partial
    assert NoteKind.NOT_FOUND in _notes(graded)


def test_a_grade_taken_for_granted_is_corrected() -> None:
    wrong = _graded("Why was Leeds judged inadequate?", *LEEDS)
    assert "Outstanding" in _lines(wrong)[0]
    assert "“inadequate”" in _notes(wrong)[NoteKind.WRONG_PREMISE]
    assert NoteKind.WRONG_PREMISE in _notes(_graded("Was Leeds judged good?", *LEEDS))
    assert _graded("Was Leeds judged outstanding?", *LEEDS).remarks == ()
    assert _graded("Has Leeds ever been judged good?", *LEEDS).remarks == ()


def test_the_reasons_for_a_grade_are_not_for_the_judgements() -> None:
    assert _answered("Why was Leeds judged outstanding?", *LEEDS) is None
    assert _answered("Why did Leeds get that grade?", *LEEDS) is None


def test_an_inspection_from_april_2026_gives_no_overall_grade() -> None:
    graded = _graded("What grade did Bury get in 2026?", BURY_2026, BURY_2025)
    assert len(graded.lines) == len(BURY_2026.profile.judgements)
    assert "April 2026" in _notes(graded)[NoteKind.NO_GRADE_GIVEN]
    refused = _graded("What was Bury's overall grade in 2026?", BURY_2026, BURY_2025)
    assert (refused.lines, set(_notes(refused))) == ((), {NoteKind.NO_GRADE_GIVEN})
    earlier = _graded("What is Bury's overall grade?", BURY_2026, BURY_2025)
    assert "20 June 2025: Requires improvement to be good" in _lines(earlier)[0]
    assert set(_notes(earlier)) == {NoteKind.SUPERSEDED}


def test_an_area_send_inspection_gives_an_outcome_and_no_grade() -> None:
    document = area_send("Enfield", "20 to 24 March 2023")
    outcome = _graded("What was the outcome of the SEND inspection of Enfield?", document)
    assert ": inconsistent experiences and outcomes. “The local area" in _lines(outcome)[0]
    assert outcome.remarks == ()
    graded = _graded("What grade did Enfield get for SEND?", document)
    assert set(_notes(graded)) == {NoteKind.NO_GRADE_GIVEN}
    assert _graded("What is Enfield's overall grade?", document).lines == ()


def test_a_visit_gives_no_grade_in_its_own_words_where_it_says_so() -> None:
    silent, saying = (joint_letter("Merton", "4 to 8 December 2023", says_so=one) for one in (False, True))
    graded = _graded("What grade did the joint inspection give Merton?", silent)
    assert graded.lines == ()
    assert _notes(graded) == {NoteKind.NO_GRADE_GIVEN: "A joint targeted area inspection gives no grade."}
    assert _lines(_graded("How was Merton graded in 2023?", saying)) == [
        "Merton, 4 to 8 December 2023: no grade. “Joint targeted area inspections do not result in graded judgements.”"
    ]
    assert _answered("What was the outcome of the joint inspection of Merton?", silent) is None
    assert NoteKind.NO_GRADE_GIVEN in _notes(_graded("Was Dudley graded good?", letter()))


def test_where_only_letters_are_there_the_grade_that_they_report_is_given() -> None:
    text = (
        "Ofsted\n\n29 November 2016\n\nDear Ms Ainsty\n\nMonitoring visit to York children's services\n\n"
        "This letter summarises the findings of the monitoring visit on 1 and 2 November 2016. It was the second visit "
        "since the local authority was judged inadequate for services for children who need help and protection in "
        "February 2016.\n\nVisits are late.\n"
    )
    report = understood(text)
    graded = _graded("Was York judged inadequate?", report)
    assert [lead for lead, _ in graded.lines] == ["York, February 2016: inadequate. "]
    assert set(_notes(graded)) == {NoteKind.REPORTED}
    assert NoteKind.WRONG_PREMISE in _notes(_graded("Is York outstanding?", report))
    assert set(_notes(_graded("What grade did York get in November 2016?", report))) == {NoteKind.NO_GRADE_GIVEN}


def test_an_area_that_was_not_judged_is_said_to_be() -> None:
    document = sif("Leeds", "2 – 20 November 2015", "12 January 2016", "are good", "Adoption performance\tNot judged")
    graded = _graded("Why was adoption in Leeds graded good?", document)
    assert _lines(graded) == ["Leeds, 2 to 20 November 2015: no grade. “Adoption performance Not judged”"]
    assert NoteKind.NO_GRADE_GIVEN in _notes(graded)


def test_other_councils_and_councils_without_reports_are_left_to_the_search() -> None:
    paper = understood("Medway Council\n\nReport to: Cabinet\n\nMedway was judged to be good by Ofsted in 2015.\n")
    assert _answered("What grade did Medway get?", paper) is None
    assert _answered("What was the overall grade?", LEEDS_2022, BURY_2025) is None
    assert "Outstanding" in _lines(_graded("What was the overall grade?", LEEDS_2022))[0]


def test_only_papers_whose_grades_are_not_known_may_still_state_one() -> None:
    assert grades.may_state(understood("Medway Council\n\nReport to: Cabinet\n\nMedway was judged to be good.\n"))
    assert not grades.may_state(LEEDS_2022)
    assert not grades.may_state(letter())


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("What grade was Medway given for care leavers?", True),
        ("What grade was Medway given for leadership?", False),
        ("What overall grade was Medway given?", True),
    ],
)
def test_a_sentence_answers_for_the_area_that_it_names(question: str, *, may: bool) -> None:
    paper = understood("Medway Council\n\nReport to: Cabinet\n\nServices for care leavers were graded 'good'.\n")
    assert grades.of_area(asked(question), judged(paper, "graded 'good'", own=0.0)) is may
