from __future__ import annotations

from fake_answerer import LETTER, PAPER, answered, cite, refused

from ofsted_qa.faces.web.told import lines, near, quoted, told


def test_a_text_is_told_in_its_order_with_what_it_leaves_out_last() -> None:
    first, second = cite(1, LETTER, "first point"), cite(2, LETTER, "second point")
    third = cite(3, PAPER, "some progress")
    text = "Short [2]\n“second point” [2]\nand first point [1]"
    assert told(text, (first, second, third)) == ("Short [2]\n", (second, "\nand ", first, "", third))
    assert told("Nothing.", ()) == ("Nothing.", ())


def test_lone_stops_between_quotations_are_no_lines() -> None:
    assert lines(".\n") == []
    assert lines(" a\n\n b ") == ["a", "b"]


def test_the_nearest_thing_is_no_quotation_that_answers() -> None:
    assert quoted(refused()) == ()
    assert near(refused()) == refused().citations
    assert quoted(answered()) == answered().citations
    assert near(answered()) == ()
