from __future__ import annotations

import pytest
from made_up import asked, entries

from ofsted_qa.answering.listing import listed
from starter_papers import understood

REPORT = """Ofsted
Inspection of Dudley local authority children's services
Inspection dates: 4 March 2019 to 15 March 2019
Lead inspector: Ann Hill, Her Majesty's Inspector

Judgement	Grade
Overall effectiveness	Good
The impact of leaders on social work practice	Good

Dudley

Services have improved since the last inspection. Caseloads have fallen.

What needs to improve

- The timeliness of assessments.
- The quality of supervision, which is not
  yet consistent.
- The number of foster carers.

The experiences of children in care

Children in care are seen often.
"""
LATER = REPORT.replace("2019", "2022").replace("The timeliness of assessments", "The stability of the workforce")
PAPER = """Dudley Council
Report to: Cabinet
Date: 3 June 2023

Recommendations

1. That Cabinet notes the report.
2. That Cabinet asks for a further report in June.
"""
DOCUMENTS = [understood(text, name) for text, name in ((REPORT, "old.txt"), (LATER, "new.txt"), (PAPER, "paper.txt"))]


def said(question: str) -> list[str]:
    return [
        one.judged.candidate.document.text[one.start : one.end] for one in listed(asked(question), entries(*DOCUMENTS))
    ]


@pytest.mark.parametrize(
    "question",
    ["What needs to improve in Dudley?", "what must Dudley put right", "List the areas for improvement in Dudley."],
)
def test_every_item_of_the_latest_list_of_inspectors_is_given_in_order(question: str) -> None:
    first, second, third = said(question)
    assert first == "The stability of the workforce."
    assert " ".join(second.split()) == "The quality of supervision, which is not yet consistent."
    assert third == "The number of foster carers."


def test_the_year_asked_for_settles_which_list() -> None:
    assert (
        said("What needed to improve in Dudley in 2019? What needs to improve?")[0] == "The timeliness of assessments."
    )


def test_a_council_papers_list_is_given_where_its_date_is_asked_for() -> None:
    assert said("What were the recommendations in June 2023 in Dudley?") == [
        "That Cabinet notes the report.",
        "That Cabinet asks for a further report in June.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What needs to improve about fostering in Dudley?",  # a matter of its own: searched for
        "Did supervision improve in Dudley?",
        "How many children are in care in Dudley?",
        "What needs to improve in Dudley in 2011?",
    ],
)
def test_other_questions_are_not_answered_by_a_list(question: str) -> None:
    assert said(question) == []


def test_a_paper_without_a_date_stands_behind_dated_ones() -> None:
    undated = understood(PAPER.replace("Date: 3 June 2023\n", ""), "undated.txt")
    report = understood(PAPER.replace("2023", "2024").replace("further", "second"), "paper2.txt")
    found = listed(asked("What were the recommendations?"), entries(undated, report))
    assert undated.profile.published is None
    assert [one.judged.candidate.document.source.name for one in found] == ["paper2.txt", "paper2.txt"]


def test_a_front_sheets_row_is_the_list_where_the_paragraph_only_points_there() -> None:
    paper = understood(
        "Dudley Council\n\nReport to:\tCabinet\nRecommendations:\tThat Cabinet notes the report.\n\n"
        "1. BACKGROUND\n\n1.1 Ofsted visited Dudley in May 2022.\n\n"
        "2. RECOMMENDATIONS\n\n2.1 As set out on the front of the report.\n",
        "front.txt",
    )
    found = listed(asked("What are the recommendations of the Dudley report?"), entries(paper))
    assert ["That Cabinet notes the report." in paper.text[one.start : one.end] for one in found] == [True]


def test_a_list_is_asked_for_by_whose_it_is() -> None:
    report = """Dudley Council

Children's Select Committee

6 November 2018

Final Report of the Foster Carers Task Group

Recommendations

Recommendation 1: That fees rise.

Recommendation 2: That a line be set up. It costs little.

9. The Cabinet Member has been asked to respond.
"""
    document = understood(report, "report.txt")

    def given(question: str) -> list[str]:
        runs = listed(asked(question), entries(document))
        return [document.text[one.start : one.end] for one in runs]

    both = ["Recommendation 1: That fees rise.", "Recommendation 2: That a line be set up. It costs little."]
    assert given("What are the recommendations of the task group?") == both
    assert given("What does the report on foster carers recommend?") == both
    assert given("What are the recommendations on adoption?") == []
    assert said("What should Dudley do next?") == said("What needs to improve in Dudley?")


def test_points_under_a_labelled_item_come_with_it_and_one_label_is_no_list() -> None:
    front = "Dudley Council\nReport to: Cabinet\nDate: 3 June 2023\n\nRecommendations\n\n"
    nested = (
        "Recommendation 1: That the council should:\n\n- raise fees\n- train carers\n\nRecommendation 2: To report.\n"
    )
    numbered = "1. That the report be noted.\n\n2. Priority 3: That it be closed.\n\n3. That fees rise.\n"
    for text, count in ((nested, 4), (numbered, 3)):
        document = understood(front + text, "report.txt")
        assert len(listed(asked("What are the recommendations?"), entries(document))) == count
