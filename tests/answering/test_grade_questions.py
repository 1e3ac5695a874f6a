from __future__ import annotations

from datetime import date

import pytest
from made_up import asked

from ofsted_qa.answering.grade_questions import Form, GradeQuestion, Which, areas_named, read
from ofsted_qa.values import DocumentKind, Framework, Grade, JudgementArea


def _read(text: str) -> GradeQuestion:
    question = read(asked(text))
    assert question is not None, text
    return question


@pytest.mark.parametrize(
    "text",
    [
        "Is it true that staff morale is good in Dudley?",
        "Was the supervision good in Dudley?",
        "What good practice did Ofsted find in Dudley?",
        "What is good in Dudley?",
        "What was inadequate in Dudley?",
        "Was progress good in Dudley?",
        "What has been done since Dudley was judged inadequate?",
        "What improved after Dudley was rated inadequate?",
        "Who judged Dudley inadequate?",
        "When was Dudley rated inadequate?",
        "How many areas were judged good in Dudley?",
        "What led to the inadequate judgement of Dudley?",
        "What does the council say Dudley was rated?",
        "How did caseloads in Dudley change between 2016 and 2018?",
        "Did leaders do enough for care leavers in Dudley?",
        "Which grade did children's homes in Dudley get?",
    ],
)
def test_a_question_for_something_else_is_left_alone(text: str) -> None:
    assert read(asked(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "What grade was Dudley given?",
        "How was Dudley judged overall?",
        "Dudley overall rating",
        "Is Dudley good?",
        "Dudley is outstanding, isn't it?",
        "How did Dudley do in the 2018 inspection?",
        "What was the result of the latest Ofsted inspection of Dudley?",
    ],
)
def test_without_an_area_the_overall_grade_is_asked(text: str) -> None:
    question = _read(text)
    assert question.form is Form.ONE
    assert question.areas in {(), ((JudgementArea.OVERALL_EFFECTIVENESS,),)}


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("leadership", JudgementArea.LEADERS),
        ("help and protection", JudgementArea.HELP_AND_PROTECTION),
        ("children who need help and protection", JudgementArea.HELP_AND_PROTECTION),
        ("its looked after children", JudgementArea.CHILDREN_IN_CARE),
        ("work with care leavers", JudgementArea.CARE_LEAVERS),
        ("adoption", JudgementArea.ADOPTION),
        ("the safeguarding children board", JudgementArea.LSCB),
        ("SEND", JudgementArea.SEND_OUTCOME),
    ],
)
def test_an_area_is_known_by_its_wordings(words: str, area: JudgementArea) -> None:
    ((first, *_),) = _read(f"What overall grade did Dudley get for {words}?").areas
    assert first is area


def test_the_longer_wording_of_an_area_wins() -> None:
    assert areas_named("children in care and care leavers") == [
        (JudgementArea.CHILDREN_IN_CARE, JudgementArea.CHILDREN_LOOKED_AFTER),
        (JudgementArea.CARE_LEAVERS,),
    ]
    assert areas_named("the safeguarding of children") == [(JudgementArea.HELP_AND_PROTECTION,)]


def test_the_form_of_the_answer() -> None:
    assert _read("What were the grades in Dudley?").form is Form.ALL
    assert _read("Which areas were judged inadequate in Dudley?").form is Form.ALL
    assert _read("How has Dudley's overall grade changed?").form is Form.HISTORY
    assert _read("Did Dudley's care leavers' services improve between 2018 and 2022?").form is Form.HISTORY
    assert _read("Which of Dudley and Medway was judged better for care leavers?").form is Form.ONE


def test_which_inspection_is_meant() -> None:
    assert _read("What was Dudley's first grade?").which is Which.FIRST
    assert _read("What did the previous inspection grade Dudley?").which is Which.PREVIOUS
    assert _read("What grade does Dudley have?").which is Which.LATEST
    assert _read("What was Dudley's grade in the SIF inspection?").framework is Framework.SIF
    assert _read("What grade did the joint inspection give Dudley?").kinds == {DocumentKind.JTAI_LETTER}


def test_the_grades_that_a_question_takes_for_granted() -> None:
    question = _read("Why was Dudley judged to require improvement?")
    assert question.why
    assert question.named == {Grade.REQUIRES_IMPROVEMENT}
    assert not _read("Was Dudley outstanding?").why


def _days(text: str, council: str | None = None) -> list[tuple[date | None, date | None]]:
    return [(one.first, one.last) for one in _read(text).periods[council]]


def test_dates_are_of_the_inspection_and_may_be_bounds() -> None:
    assert _days("What grade did Dudley get in June 2018?") == [(date(2018, 6, 1), date(2018, 6, 30))]
    assert _days("What grade did Dudley have before 2014?") == [(date.min, date(2013, 12, 31))]
    assert _days("Dudley's next grade after 2014?") == [(date(2015, 1, 1), date.max)]
    assert _days("How did Dudley's grade change from 2016 to 2018?") == [(date(2016, 1, 1), date(2018, 12, 31))]
    assert _days("How has Dudley's grade changed since 2016?") == [(date(2016, 1, 1), date.max)]


def test_each_of_two_councils_has_its_own_date() -> None:
    text = "Adoption grades: Dudley 2015 against Medway 2017"
    assert _days(text, "Dudley") == [(date(2015, 1, 1), date(2015, 12, 31))]
    assert _days(text, "Medway") == [(date(2017, 1, 1), date(2017, 12, 31))]
    assert set(_read("Adoption grades of Dudley and Medway in 2015").periods) == {None}
