from __future__ import annotations

import pytest
from made_up import asked, entries

from ofsted_qa.answering.sections import marked_rows, section
from starter_papers import understood

PAPER = """Dudley Council
Report to: Cabinet
Date: 3 June 2019

## Options

1. Cabinet may approve the plan.
2. Cabinet may ask for another.

## Legal implications

The Children Act 1989 applies. Ofsted wrote: "Delay is common."

## Action plan

Ref	Action	Owner	Status
A1	Recruit social workers	Ann Hill	Delayed
A2	Train managers	Jo Hale	Complete
A3	Visit children	Ann Hill	Delayed
"""
DOCUMENTS = [understood(PAPER, "paper.md"), understood(PAPER.replace("2019", "2017"), "old.md")]


def _section(question: str) -> list[str]:
    return [
        one.judged.candidate.document.text[one.start : one.end] for one in section(asked(question), entries(*DOCUMENTS))
    ]


def _rows(question: str) -> list[str]:
    found = marked_rows(asked(question), entries(*DOCUMENTS))
    assert len({one.judged.candidate.document.id for one in found}) <= 1
    return [one.judged.candidate.document.text[one.start : one.end].split("\t")[0] for one in found]


def test_a_short_section_that_is_named_is_given_whole() -> None:
    (options,) = _section("What options does Dudley's cabinet have?")
    assert options.startswith("Cabinet may approve")
    assert options.endswith("ask for another.")


def test_a_section_in_two_voices_is_given_in_two_runs() -> None:
    assert _section("What are the legal implications for Dudley?") == [
        "The Children Act 1989 applies.",
        'Ofsted wrote: "Delay is common."',
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What are the legal implications of the budget for Dudley?",
        "What did Ofsted say about the options?",
        "When were the options for Dudley written?",
    ],
)
def test_what_asks_for_more_than_the_section_is_searched_for(question: str) -> None:
    assert _section(question) == []


def test_every_row_with_the_mark_that_is_asked_for_is_given() -> None:
    assert _rows("Which actions in Dudley's action plan are delayed?") == ["A1", "A3"]
    assert _rows("Which actions in Dudley's action plan are complete?") == ["A2"]
    assert _rows("Which actions in Dudley's action plan are red?") == []
    assert _rows("Which actions in Dudley's action plan does Ann Hill own?") == ["A1", "A3"]
    assert _rows("Who owns the delayed actions?") == []


def test_a_heading_with_the_date_that_is_asked_for_is_of_any_documents_date() -> None:
    text = "Dudley Council\nReport to: Cabinet\nDate: 3 June 2021\n\n## Priorities for 2022/23\n\n- Recruit\n- Retain\n"
    found = section(asked("What are Dudley's priorities for 2022/23?"), entries(understood(text, "paper.md")))
    assert [one.judged.candidate.document.text[one.start : one.end] for one in found] == ["Recruit\nRetain"]
    assert section(asked("What are Dudley's priorities for 2023/24?"), entries(understood(text, "paper.md"))) == []


def test_a_section_is_named_by_what_its_heading_is_also_called() -> None:
    headings = "## Multi-agency safeguarding hub\n\n### Strengths"
    text = f"Dudley Council\nReport to: Cabinet\n\n{headings}\n\n- Checks are quick.\n"
    found = section(asked("What are the strengths of the Dudley MASH?"), entries(understood(text, "paper.md")))
    assert [one.judged.candidate.document.text[one.start : one.end] for one in found] == ["Checks are quick."]
