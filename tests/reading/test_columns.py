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
