from __future__ import annotations

from ofsted_qa.reading.columns import tabulated


def test_words_in_columns_are_cells_with_a_tab_between_them() -> None:
    lines = [
        "Setting                  2022/23      2024/25 (forecast)",
        "External residential      £5,870      £6,340",
        "Council-run home             n/a      £4,920",
    ]
    assert tabulated(lines) == [
        "Setting\t2022/23\t2024/25 (forecast)",
        "External residential\t£5,870\t£6,340",
        "Council-run home\tn/a\t£4,920",
    ]


def test_the_row_above_may_have_nothing_over_the_first_column() -> None:
    lines = ["             2018/19   2019/20", "Enquiries    196       171", "Visits       64        58"]
    assert [line.strip() for line in tabulated(lines)] == ["2018/19\t2019/20", "Enquiries\t196\t171", "Visits\t64\t58"]


def test_other_lines_stay_as_they_are() -> None:
    for lines in (
        ["Present:    Councillor Hale (Chair);", "            Councillor Day"],  # a label and its value
        ["One   two   three", "Much further   to the   right"],  # not below each other
        ["He came.  She left.  They met.", "Staff moved.  All left.  None stayed."],
        ["One   two   three"],  # a row alone
        ["Area\tGrade   of   it", "Adoption\tGood   for   now"],  # parted already
        ["One   two   three", "", "One   two   three"],
    ):
        assert tabulated(lines) == lines


def test_two_columns_are_a_table_where_several_lines_begin_the_second_at_one_place() -> None:
    lines = """Judgement                                 Grade

The impact of leaders on practice         Requires improvement
with children and families                to be good

Overall effectiveness                     Requires improvement
                                          to be good

Since the last inspection much changed.""".split("\n")
    assert tabulated(lines) == [
        "Judgement\tGrade",
        "The impact of leaders on practice with children and families\tRequires improvement to be good",
        "Overall effectiveness\tRequires improvement to be good",
        "",
        "Since the last inspection much changed.",
    ]
    groups = ["Staffing      £3m", "Transport     £2m", "", "Placements    £9m", "Legal fees    £1m"]
    assert tabulated(groups) == ["Staffing\t£3m", "Transport\t£2m", "Placements\t£9m", "Legal fees\t£1m"]
    close = ["Area         Grade", "Adoption     Good", "Leadership   Inadequate"]
    assert tabulated(close) == ["Area\tGrade", "Adoption\tGood", "Leadership\tInadequate"]


def test_numbered_paragraphs_and_labels_are_no_table() -> None:
    for lines in (
        ["3.1   It was so.", "3.2   It was not.", "3.3   It is."],
        ["(a)   one thing", "(b)   another", "(c)   a third"],
        ["Present:    Councillor Hale", "Officers:   Jo Dean", "Public:     nobody"],
        ["Adoption     Good", "Leadership   Inadequate"],
    ):
        assert tabulated(lines) == lines
