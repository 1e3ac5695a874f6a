from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_qa.quotes.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“It’s  good”\n\tnow", "'It's good' now"),
        ("confident – and safe", "confident-and safe"),
        ("child\u2011centred", "child-centred"),
        ("ﬁnd eﬀective oﬃcers", "find effective officers"),
        ("ca\u00adre\u200b and \u2066hope\u2069", "care and hope"),
        ("\uff26\uff35\uff2c\uff2c width", "FULL width"),
        ("cafe\u0301", "café"),
        ("wait…", "wait..."),
        ("a \u200b b", "a b"),
    ],
)
def test_typography_is_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize("text", ["10² is not 102", "½ of them", "NOT", "Ⅳ", "£8.6m", "re-sign"])
def test_words_figures_and_capitals_stay(text: str) -> None:
    assert fold(text).text == text


@given(st.text(max_size=200))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    places = [folded.origin(offset) for offset in range(len(folded.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    for offset, place in enumerate(places):
        if folded.text[offset].isascii() and text[place].isascii() and text[place].isalnum():
            assert folded.text[offset] == text[place]
