from __future__ import annotations

import pytest

from ofsted_qa.quotes.parts import PartKind, bare, flat, parts, readings


def _shape(quote: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.text) for one in parts(quote)]


@pytest.mark.parametrize(
    ("quote", "shape"),
    [
        ("“one two”", [("words", "one two")]),
        ("one … two", [("words", "one"), ("gap", ""), ("words", "two")]),
        (
            "one ... two. [...] three",
            [("words", "one"), ("gap", ""), ("words", "two"), ("gap", ""), ("words", "three")],
        ),
        ("…one two…", [("words", "one two")]),
        ("[t]he council", [("words", "the council")]),
        ("and [T]he council", [("words", "and"), ("case", ""), ("words", "The council")]),
        ("they [the council] did", [("words", "they"), ("bracket", "the council"), ("words", "did")]),
        ("improve[d] much", [("bracket", "improved"), ("words", "much")]),
        ("their [sic] work", [("words", "their"), ("case", ""), ("words", "work")]),
    ],
)
def test_a_quotation_is_taken_apart(quote: str, shape: list[tuple[str, str]]) -> None:
    assert _shape(quote) == shape


def test_words_before_an_ellipsis_may_end_a_sentence() -> None:
    assert [one.stopped for one in parts("All is well. … More is to come")] == [True, False, False]


def test_hyphens_at_line_ends_bullets_and_numbers_are_read_either_way() -> None:
    assert {"a re-form of it", "a reform of it"} <= set(readings("a re-\nform of it"))
    assert "one\ntwo" in readings("• one\n• two")
    assert "it is so" in readings("2.4 it is so")
    assert len(readings("a-\nb c-\nd e-\nf g-\nh i-\nj")) <= 32


def test_edges_are_bare_and_parts_are_flattened() -> None:
    assert bare("“All is well.”") == "All is well"
    assert flat(parts("one … [the council] two")) == "one the council two"
    assert parts("…") == []
    assert all(one.kind is not PartKind.GAP for one in parts("… …"))
