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
    head, row = select(question, ranked)
    assert DOCUMENT.text[head.start : head.end] == "Heading\t2017/18 outturn\t2018/19 budget\t2018/19 forecast"
    assert DOCUMENT.text[row.start : row.end] == "Staffing\t£15.8m\t£15.2m\t£14.5m"


def test_words_to_search_for_that_name_row_and_column_ask_for_the_figure() -> None:
    told = told_by(asked("staffing dudley 2017/18"), DOCUMENT, candidate(DOCUMENT, "Staffing").sentence)
    assert told is not None
    assert DOCUMENT.slice(told) == "£15.8m"
    assert told_by(asked("staffing dudley"), DOCUMENT, candidate(DOCUMENT, "Staffing").sentence) is None


def test_columns_set_with_spaces_have_heads_though_nothing_stands_over_the_first() -> None:
    paper = """Dudley Council

                        2018/19     2019/20     2020/21
Enquiries               196         171         248
Households approved      14          17          11
"""
    document = understood(paper, "report.txt")
    row = candidate(document, "Households")
    question = asked("How many households did Dudley approve in 2019/20?")
    told = told_by(asked("How many households were approved in 2019/20?"), document, row.sentence)
    assert told is not None
    assert document.slice(told) == "17"
    head, read = select(question, [judged(document, "Households")])
    assert document.text[head.start : head.end] == "2018/19\t2019/20\t2020/21"
    assert document.text[read.start : read.end] == "Households approved\t14\t17\t11"


def test_the_caption_of_a_table_is_read_out_with_its_columns() -> None:
    paper = "Dudley Council\n\n{}\n\nPlacement\tBudget\tForecast\nHomes\t9,450\t12,310\nFostering\t5,380\t5,130\n"
    question = asked("How much is the forecast for fostering in Dudley?")
    for caption, read in (("Table 1: Budgets (£000)", True), ("Budgets were set by Cabinet in the spring.", False)):
        document = understood(paper.format(caption), "paper.txt")
        head, _ = select(question, [judged(document, "Fostering")])
        assert document.text[head.start : head.end].startswith(caption) is read


def test_a_quarter_names_its_column_and_a_share_may_have_its_unit_in_the_label() -> None:
    paper = "Dudley Council\n\nIndicator\tQ2 2024/25\tQ3 2024/25\nPlans issued in time (%)\t36.1\t43.8\n"
    document = understood(paper, "paper.txt")
    for quarter in ("quarter 3", "Q3"):
        question = asked(f"What percentage of plans were issued in time in {quarter}?")
        told = told_by(question, document, candidate(document, "Plans issued").sentence)
        assert told is not None
        assert document.slice(told) == "43.8"


def test_a_row_with_a_cell_missing_heads_nothing_unless_it_names_periods_alone() -> None:
    last_blank = "Dudley Council\n\nTeam\tQ1\tQ2\t\nNorth\t5\t6\tup\nSouth\t7\t8\tdown\n"
    ragged = "Dudley Council\n\nTeam\tNorth\tSouth\tEast\nFound\t4\t5\t6\nNorth adopters\t\t5\t6\nLost\t7\t8\t9\n"
    for paper, row in ((last_blank, "South"), (ragged, "Lost")):
        document = understood(paper, "paper.txt")
        head = head_of(document, candidate(document, row).sentence.block)
        assert head is None or document.slice(head).startswith(("North\t5", "Team")), paper
        assert told_by(asked("How many did South make in Q1?"), document, candidate(document, row).sentence) is None


def test_a_row_is_not_told_by_the_row_that_denies_it() -> None:
    paper = "Dudley Council\n\nArea\t2018\t2019\nChildren seen\t4\t5\nChildren not seen\t7\t8\n"
    document = understood(paper, "paper.txt")
    for question, seen, unseen in (
        ("children not seen 2019", None, "8"),
        ("How many children were seen in 2019?", "5", None),
    ):
        for row, figure in (("Children seen", seen), ("Children not seen", unseen)):
            told = told_by(asked(question), document, candidate(document, row).sentence)
            assert (document.slice(told) if told else None) == figure
