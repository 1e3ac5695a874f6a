from __future__ import annotations

from datetime import date

import pytest

from ofsted_qa.rewording.figures import counts_another, dates_held, figures, numbers_held


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("£2.5m and £2,500,000", [(2.5e6, "£"), (2.5e6, "£")]),
        ("twenty-four, 24 and twelve", [(24, ""), (24, ""), (12, "")]),
        ("45% or 45 per cent", [(45, "%"), (45, "%")]),
        ("the third visit and the 3rd", [(3, "ordinal"), (3, "ordinal")]),
        ("two thirds, a half and a dozen", [(2, ""), (0, "third"), (0, "half"), (12, "")]),
        ("one of them, on 3 May 2018 and in 2018/19", []),
        ("two million pounds", [(2e6, "")]),
    ],
)
def test_numbers_are_read(text: str, values: list[tuple[float, str]]) -> None:
    assert [(one.value, one.unit) for one in figures(text)] == values


CITED = "Caseloads fell from 24 to 17, and up to 40 children wait; 37 posts are vacant, of which 29 are covered."


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("Caseloads fell from 24 to 17", True),
        ("Caseloads fell from 17 to 24", False),
        ("Up to forty children wait", True),
        ("Forty children wait", False),
        ("More than 40 children wait", False),
        ("29 of the 37 vacant posts are covered", True),
        ("There are 41 vacant posts", False),
    ],
)
def test_a_number_stands_where_it_stands_in_the_cited_words(said: str, *, held: bool) -> None:
    assert numbers_held(said, CITED, "") is held


def test_a_number_known_beside_the_citation_is_held() -> None:
    assert numbers_held("It has 12 members", "The board meets weekly.", "12 members")


def test_a_figure_counts_what_it_counts() -> None:
    assert counts_another("29 posts are vacant", CITED)
    assert not counts_another("37 posts are vacant", CITED)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("The visit was on 27 November 2018", True),
        ("The visit was in November 2018", True),
        ("The visit was in 2018", True),
        ("The visit was on 28 November 2018", False),
        ("The visit was by November 2018", False),
        ("The letter of December 2018 speaks of the visit", True),
        ("The visit was in December 2018", False),
    ],
)
def test_a_date_is_that_of_the_words_or_the_documents_own(said: str, *, held: bool) -> None:
    assert dates_held(said, "The visit took place on 27 November 2018.", "", date(2018, 12, 20)) is held
