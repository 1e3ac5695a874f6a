from __future__ import annotations

from made_up import asked, candidate, judged

from ofsted_qa.answering.rows import cell_of, head_of, told_by
from ofsted_qa.answering.selecting import select
from starter_papers import understood

PAPER = """Dudley Council
Report to: Cabinet
Date: 3 June 2019

Budget

Heading	2017/18 outturn	2018/19 budget	2018/19 forecast
Placements	£21.3m	£22.0m	£23.9m
Staffing	£15.8m	£15.2m	£14.5m

The two tables are apart.

Name	Office
"""
DOCUMENT = understood(PAPER, "paper.txt")


def _cell(question: str, row: str) -> str | None:
    place = cell_of(asked(question), DOCUMENT, candidate(DOCUMENT, row).sentence)
    return DOCUMENT.slice(place) if place else None


def test_a_row_of_columns_knows_its_head() -> None:
    head = head_of(DOCUMENT, candidate(DOCUMENT, "Staffing").sentence.block)
    assert head is not None
    assert DOCUMENT.slice(head).startswith("Heading\t2017/18")
    for other in ("Heading", "Report to:", "apart", "Name"):
        assert head_of(DOCUMENT, candidate(DOCUMENT, other).sentence.block) is None, other


def test_what_parts_the_rows_of_a_table_does_not_end_it() -> None:
    plan = """Dudley Council

## Actions

No	Action	Status

### Priority 1

A1	Recruit social workers	Delayed
A2	Train managers	Complete

### Priority 2

B1	Visit children	Delayed

## Targets

Measure	Target	Actual
Visits	95	88
"""
    document = understood(plan, "plan.md")
    for row in ("A1", "A2", "B1"):
        head = head_of(document, candidate(document, f"{row}\t").sentence.block)
        assert head is not None
        assert document.slice(head) == "No\tAction\tStatus"
    head = head_of(document, candidate(document, "Visits").sentence.block)
    assert head is not None
    assert document.slice(head) == "Measure\tTarget\tActual"
    assert head_of(document, candidate(document, "Measure").sentence.block) is None


def test_the_cell_is_the_one_whose_column_the_question_names() -> None:
    assert _cell("How much did Dudley spend on placements in 2017/18?", "Placements") == "£21.3m"
    assert _cell("How much is the forecast for staffing in Dudley in 2018/19?", "Staffing") == "£14.5m"


def test_where_no_column_or_two_are_named_alike_there_is_no_cell() -> None:
    assert _cell("How much is staffing in Dudley?", "Staffing") is None
    assert _cell("How much was staffing in Dudley in 2018/19?", "Staffing") is None
    assert _cell("Is the forecast for staffing right?", "Staffing") is None


def test_a_cell_answers_for_certain_where_its_row_is_named_by_all_words_of_the_first_cell() -> None:
    question = asked("How much did Dudley spend on placements in 2017/18?")
    told = told_by(question, DOCUMENT, candidate(DOCUMENT, "Placements").sentence)
    assert told is not None
    assert DOCUMENT.slice(told) == "£21.3m"
    assert told_by(question, DOCUMENT, candidate(DOCUMENT, "Staffing").sentence) is None
    assert told_by(question, DOCUMENT, candidate(DOCUMENT, "apart").sentence) is None


def test_a_cell_is_read_out_with_the_head_of_its_table_and_nothing_else() -> None:
    question = asked("How much did Dudley spend on staffing in 2017/18?")
    ranked = [judged(DOCUMENT, "Staffing"), judged(DOCUMENT, "apart")]
    (chosen,) = select(question, ranked)
    read = DOCUMENT.text[chosen.start : chosen.end]
    assert read.startswith("Heading\t2017/18 outturn")
    assert read.endswith("£14.5m")
