from __future__ import annotations

import pytest

from ofsted_qa.understanding.sentences import split
from ofsted_qa.values import BlockKind


def _split(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [text[start:end] for start, end in split(text, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hale and Dr. J. R. Smith met Cllr. Day.",
        "See para. 2.4 and paras. 3 to 5, No. 5 and app. 2 of it.",
        "Children in St. Helens waited.",
        "The outturn exceeded the budget by £8.6m and £1.3m.",
        "Write to jo.hale@dudley.gov.uk. or see www.Ofsted.Gov.uk/Reports.Html today.",
        "It is at http://reports.ofsted.gov.uk/Local.Authorities/Medway now.",
        "Some, e.g. Jo and i.e. Al, agreed.",
        "It took 2.5 years.",
        "The group A. Smith led agreed.",
        'They said "good. not great" of it.',
    ],
)
def test_one_sentence(text: str) -> None:
    assert _split(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "It rose. It fell! Why? £7m was spent. 12 left.",
            ["It rose.", "It fell!", "Why?", "£7m was spent.", "12 left."],
        ),
        ("The best outcomes.We can and we will.", ["The best outcomes.", "We can and we will."]),
        ("The answer was no. They left.", ["The answer was no.", "They left."]),
        ('He said "it is good." She agreed.', ['He said "it is good."', "She agreed."]),
        ("They met at 3 p.m. The board agreed.", ["They met at 3 p.m.", "The board agreed."]),
        ("Écoles closed. Été came.", ["Écoles closed.", "Été came."]),
        ('"It is good. It is safe."', ["It is good.", "It is safe."]),
        ("It fell (again). It rose.", ["It fell (again).", "It rose."]),
        ("  One.  \n  Two. ", ["One.", "Two."]),
        ("It is attached at Appendix A. All agreed.", ["It is attached at Appendix A.", "All agreed."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert _split(text) == sentences


def test_a_row_of_three_cells_and_a_heading_are_one() -> None:
    row = "Staff leave. Now.\tWe hire. Much.\tJo Hale"
    assert _split(row, BlockKind.TABLE_ROW) == [row]
    assert _split("Title. With a stop", BlockKind.HEADING) == ["Title. With a stop"]


def test_the_label_of_a_cell_stays_with_its_first_sentence() -> None:
    assert _split("Law:\tOne thing. Another.\nA third.", BlockKind.TABLE_ROW) == [
        "Law:\tOne thing.",
        "Another.",
        "A third.",
    ]
    assert _split("Law:\nOne thing.") == ["Law:\nOne thing."]


def test_a_line_of_marks_is_no_sentence() -> None:
    assert _split("It fell.\n* * *\n...") == ["It fell."]
