from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ofsted_qa.reading.blocks import blocks
from ofsted_qa.reading.markup import lines
from ofsted_qa.values import BlockKind
from starter_papers import DUDLEY_REPORT, MEDWAY, TAMESIDE, paper

if TYPE_CHECKING:
    from ofsted_qa.reading.assembly import Draft

HEADING, PARAGRAPH, ITEM, ROW = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE_ROW,
)


def _blocks(text: str) -> list[Draft]:
    return blocks(lines(text))


def _short(text: str) -> list[tuple[BlockKind, str | None, str]]:
    return [(draft.kind, draft.number, draft.text) for draft in _blocks(text)]


def test_numbered_paragraphs_under_numbered_headings() -> None:
    assert _short("1. Purpose\n\n1.1 To tell the board.\n1.2 To ask for money.\n\n2 apples") == [
        (HEADING, "1", "Purpose"),
        (PARAGRAPH, "1.1", "To tell the board."),
        (PARAGRAPH, "1.2", "To ask for money."),
        (PARAGRAPH, None, "2 apples"),
    ]


def test_short_numbered_recommendations_are_no_headings() -> None:
    found = _short("3. Recommendations\n\n3.1 The board notes the report\n3.2 The board asks for another")
    assert [kind for kind, _, _ in found] == [HEADING, PARAGRAPH, PARAGRAPH]
    assert [kind for kind, _, _ in _short("RESOLVED\n\n(1) That it be noted.\n(2) That it return.")][1:] == [
        PARAGRAPH
    ] * 2


def test_a_number_in_the_middle_of_a_sentence_opens_no_paragraph() -> None:
    text = "In the year the rate of children in need in the city rose to nearly\n4.5 per cent of all children."
    assert _short(text) == [(PARAGRAPH, None, text.replace("\n", " "))]
    numbered = f"1.4 {text}".replace("4.5", "1.5")
    assert _short(numbered) == [(PARAGRAPH, "1.4", text.replace("\n", " ").replace("4.5", "1.5"))]


def test_lettered_items_are_items_and_a_letter_in_a_sentence_is_none() -> None:
    assert _short("They will:\n\n(a) publish the plan;\n(b) report in May.")[1:] == [
        (ITEM, None, "(a) publish the plan;"),
        (ITEM, None, "(b) report in May."),
    ]
    text = "It was done under section forty-seven of the Act and its paragraph\n(a) of the schedule to that Act."
    assert _short(text) == [(PARAGRAPH, None, text.replace("\n", " "))]


def test_the_next_number_of_a_list_opens_a_paragraph_in_small_letters_too() -> None:
    first, second = (f"{verb} all of the plans with every one of the families that they concern" for verb in "st")
    text = f"They should:\n\n1. {first}\n2. {second}\n4. {second}"
    joined = f"{second} 4. {second}"
    assert _short(text)[1:] == [(PARAGRAPH, "1", first), (PARAGRAPH, "2", joined)]


@pytest.mark.parametrize("mark", ["-", "*", "•", "■", "–", "- ✓", "\uf0b7"])
def test_list_items(mark: str) -> None:
    assert _short(f"They should:\n{mark} make sure\n{mark} be safe")[1:] == [
        (ITEM, None, "make sure"),
        (ITEM, None, "be safe"),
    ]


def test_a_front_sheet() -> None:
    assert [kind for kind, _, _ in _short("Report to: Cabinet\nDate: 5 May 2019\nAuthor:\tJo Hale")] == [ROW] * 3


def test_rows_that_begin_in_lower_case_stay_rows() -> None:
    assert [draft.text for draft in _blocks("Action\tOwner\ntrain staff\tJo Hale\nhire staff\tAl Day")] == [
        "Action\tOwner",
        "train staff\tJo Hale",
        "hire staff\tAl Day",
    ]


def test_a_sentence_goes_on_over_a_page_end() -> None:
    assert _short("The strategy is beginning to\n\n\f\n\nreduce the number of children.") == [
        (PARAGRAPH, None, "The strategy is beginning to reduce the number of children.")
    ]


def test_wrapped_lines_are_one_paragraph_and_short_lines_are_not() -> None:
    wrapped = "This line is as long as the page is wide, so that its sentence has to go on in\nOfsted's next line."
    assert len(_blocks(wrapped)) == 1
    assert len(_blocks("Civic Offices\nGuildhall Square\nPO1 2AL")) == 3


def test_a_tail_of_an_office_and_a_heading_are_told_apart() -> None:
    assert _short("Author: Jo Hale, Programme\n\nManager\n\nSummary\n\nThis is the report of it.")[:2] == [
        (ROW, None, "Author: Jo Hale, Programme Manager"),
        (HEADING, None, "Summary"),
    ]
    assert _short("Author: Jo Hale\n\nKey issues\n\nThe first of the issues is money.")[1] == (
        HEADING,
        None,
        "Key issues",
    )


def test_a_row_of_dots_is_no_text() -> None:
    assert [draft.text for draft in _blocks("Jo Hale\n\n.....\n\nDirector")] == ["Jo Hale", "Director"]


def test_the_papers_print_their_numbers() -> None:
    numbers = [block.number for block in paper(DUDLEY_REPORT).blocks if block.number]
    assert numbers == [str(number) for number in range(1, 14)]
    medway = [block.number for block in paper(MEDWAY).blocks if block.number and "." in block.number]
    assert medway[:4] == ["1.1", "2.1", "2.2", "2.3"]
    assert medway[-1] == "9.1"
    tameside = paper(TAMESIDE)
    (twice,) = [block for block in tameside.blocks if block.number == "2.10"]
    assert tameside.slice(twice).startswith("Work is now underway")


def test_the_rows_of_the_papers() -> None:
    medway = paper(MEDWAY)
    rows = [medway.slice(block) for block in medway.blocks if block.kind is ROW]
    assert "Author: Sue Brunton-Reed, Improvement Programme Manager" in rows
    assert "Report from: Barbara Peacock, Director of Children and Adults Services" in rows
    assert [row.count("\t") for row in rows if "\t" in row] == [2, 2, 2, 2]
    tameside = paper(TAMESIDE)
    (money,) = [tameside.slice(b) for b in tameside.blocks if b.kind is ROW and "£8.6m" in tameside.slice(b)]
    assert money.startswith("Financial Implications: (Authorised by the Section 151 Officer)\tThere are no")
    assert "£11.6m" in money
    assert money.endswith("significant period of time.")


def test_the_duties_of_a_corporate_parent_are_a_list() -> None:
    tameside = paper(TAMESIDE)
    items = [tameside.slice(block) for block in tameside.blocks if block.kind is ITEM]
    assert len(items) == 5
    assert items[2] == "make sure they have access to services"


def test_a_text_that_breaks_its_lines_where_the_next_word_has_no_room_is_joined_there() -> None:
    text = """4.0 NEXT STEPS

4.1  Subject to approval, the purchase of the property in Paignton will complete in May.
     A report on the progress will be brought to the Overview and Scrutiny Board later,
     and that is the end.

4.2  This report seeks approval to purchase and to open two council-run children's homes
     in Torbay

5.0 LEGAL IMPLICATIONS

5.1  There are none."""
    found = _short(text)
    assert [(kind, number) for kind, number, _ in found] == [
        (HEADING, "4.0"),
        (PARAGRAPH, "4.1"),
        (PARAGRAPH, "4.2"),
        (HEADING, "5.0"),
        (PARAGRAPH, "5.1"),
    ]
    assert found[1][2].endswith(
        "in May. A report on the progress will be brought to the Overview and Scrutiny Board "
        "later, and that is the end."
    )


def test_the_minutes_of_a_meeting_are_headed_by_their_numbers() -> None:
    text = """Present:    Councillor Hale (Chair);
            Councillors Day and Hill

31/22     Apologies

          Apologies were received from Councillor Mills.

          Resolved:-

          (1) that the report be noted;

32/22     Fostering

          The Board received a report. 24/25 Budgets were discussed."""
    assert _short(text) == [
        (ROW, None, "Present: Councillor Hale (Chair); Councillors Day and Hill"),
        (HEADING, "31/22", "Apologies"),
        (PARAGRAPH, None, "Apologies were received from Councillor Mills."),
        (PARAGRAPH, None, "Resolved:-"),
        (PARAGRAPH, "1", "that the report be noted;"),
        (HEADING, "32/22", "Fostering"),
        (PARAGRAPH, None, "The Board received a report. 24/25 Budgets were discussed."),
    ]
    for whole in ("7/10 Children said that they felt safe.", "3/10 Children had no worker."):
        assert _short(whole) == [(PARAGRAPH, None, whole)]
    assert _short("24/25 Budgets were set.") == [(PARAGRAPH, None, "24/25 Budgets were set.")]


def test_the_foot_of_a_page_is_no_heading() -> None:
    found = _short(
        "It was agreed.\n\nPage 41\n\nThe board then thanked all who had come to its meeting.\n\nPage 3 of 12"
    )
    assert [kind for kind, _, _ in found] == [PARAGRAPH, BlockKind.FURNITURE, PARAGRAPH, BlockKind.FURNITURE]
    assert [kind for kind, _, _ in _short("Cases graded good\n\n5 of 12")] == [PARAGRAPH] * 2


def test_a_question_heads_what_stands_under_it_but_not_beside_it() -> None:
    assert [kind for kind, _, _ in _short("What needs to improve?\n\n◼ Visits to children.\n◼ Consent.")] == [
        HEADING,
        ITEM,
        ITEM,
    ]
    assert _short("Is the decision a key decision? Yes\n\nThere are several reasons for it that follow below.")[0] == (
        PARAGRAPH,
        None,
        "Is the decision a key decision? Yes",
    )


def test_headings_that_come_again_stand_below_those_that_they_follow() -> None:
    text = "\n\n".join(
        f"{area}\n\nStrengths\n\n- Plans are good.\n\nAreas for consideration\n\n- Visits are late."
        for area in ("Multi-agency hub", "Disabled children")
    )
    assert [(one.text, one.level) for one in _blocks(text) if one.kind is HEADING] == [
        ("Multi-agency hub", 1),
        ("Strengths", 2),
        ("Areas for consideration", 2),
        ("Disabled children", 1),
        ("Strengths", 2),
        ("Areas for consideration", 2),
    ]


def test_a_heading_that_states_a_grade_may_be_two_lines_high() -> None:
    text = (
        "The experiences and progress of children who need help and protection: requires\nimprovement to be good\n\n"
        "1. Early help is well established and makes a difference to many families in the\nborough."
    )
    assert [kind for kind, _, _ in _short(text)] == [HEADING, PARAGRAPH]


def test_a_full_line_swallows_neither_a_section_nor_what_announces_an_answer() -> None:
    sentence = "The service has been reviewed by the director and the panel this year."
    for name in ("Recommendations", "Response from Councillor Ann Day"):
        found = _short(f"{sentence}\n{sentence}\n{name}\nNote the report.")
        assert name in [text for _, _, text in found]
