from __future__ import annotations

from time import perf_counter

import pytest

from ofsted_qa.reading.markup import CELL, CELL_PARAGRAPH, lines


def _texts(text: str) -> list[str]:
    return [line.text for line in lines(text) if line.text]


def test_tags_go_and_words_stay() -> None:
    assert _texts("<b>Date:</b>\t23 January <u>2018</u>") == [f"Date:{CELL}23 January 2018"]


def test_a_row_stays_one_line_with_its_paragraphs() -> None:
    assert _texts("<b>Law:</b>\t<p>One.</p> <p>Two.</p>") == [f"Law:{CELL}One.{CELL_PARAGRAPH}Two."]


def test_tables_and_lists() -> None:
    assert _texts("<table><tr><th>Risk</th><td>High</td></tr><tr><td>Cost</td><td>Low</td></tr></table>") == [
        f"Risk{CELL}High",
        f"Cost{CELL}Low",
    ]
    assert _texts("<ul><li>first</li><li>second</li></ul>") == ["- first", "- second"]
    assert _texts("| Action | Owner |\n|---|---|\n| Train | Jo |") == [
        f"Action{CELL}Owner",
        f"---{CELL}---",
        f"Train{CELL}Jo",
    ]


def test_headings_and_emphasis() -> None:
    first, second, third = [
        line for line in lines("## **Background**\n\n<h3>Findings</h3>\n\n**Next steps**") if line.text
    ]
    assert (first.text, first.heading, first.bold) == ("Background", 2, True)
    assert (second.text, second.heading) == ("Findings", 3)
    assert (third.text, third.heading, third.bold) == ("Next steps", 0, True)


def test_form_feeds_count_pages() -> None:
    assert [(line.text, line.page) for line in lines("one\ftwo\nthree") if line.text] == [
        ("one", 1),
        ("two", 2),
        ("three", 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "see <https://www.local.gov.uk/pack>",
        "fewer than <20 cases",
        "scores <all groups",
        "a < b > c",
        "<!-- left open",
    ],
)
def test_what_is_no_tag_stays(text: str) -> None:
    assert _texts(text) == [text]


def test_scripts_and_comments_are_no_words() -> None:
    assert _texts("Good<script>alert('x')</script> news<!-- hidden --> today") == ["Good news today"]


def test_an_entity_brings_back_nothing_that_cannot_be_seen() -> None:
    assert _texts("in&shy;ade&#8203;qu&#x202e;ate &amp; more") == ["inadequate & more"]


@pytest.mark.parametrize(
    "text", ["<" * 50_000, "*a " * 10_000, "<p>a</p>" * 10_000, "<p " * 20_000, "x\t<p>a</p>" * 5000]
)
def test_hostile_lines_take_no_quadratic_time(text: str) -> None:
    started = perf_counter()
    lines(text)
    assert perf_counter() - started < 5
