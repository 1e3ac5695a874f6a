"""Lines as the machine gives them: every character has its place."""

from __future__ import annotations

import numpy as np
import pytest

from ofsted_qa.reading.pdf import ocr

BOX = np.array([[10, 20], [110, 20], [110, 40], [10, 40]], dtype=np.float32)


def _corners(left: int, right: int) -> list[list[int]]:
    return [[left, 20], [right, 20], [right, 40], [left, 40]]


def test_a_word_is_spread_over_its_box_and_a_space_has_no_width() -> None:
    line = ocr._line(BOX, "to  be", 0.9, [("to", 1.0, _corners(10, 30)), ("be", 0.8, _corners(50, 70))])
    assert line.text == "to be"
    assert line.edges == (10, 20, 30, 50, 60, 70)
    assert line.confidence == pytest.approx(0.9)
    assert (line.top, line.bottom) == (20, 40)


def test_words_that_are_not_those_of_the_line_are_spread_over_it() -> None:
    line = ocr._line(BOX, "to be", 0.9, [("other", 0.5, _corners(10, 30))])
    assert line.edges == (10, 30, 50, 70, 90, 110)


def test_edges_never_go_back() -> None:
    line = ocr._line(BOX, "a b", 0.9, [("a", 1.0, _corners(40, 60)), ("b", 1.0, _corners(50, 58))])
    assert list(line.edges) == sorted(line.edges)


@pytest.mark.stack
@pytest.mark.skipif(not ocr.installed(), reason="the extra ocr is not installed: pip install 'ofsted-qa[ocr]'")
def test_a_page_without_words_has_no_lines() -> None:
    assert ocr.read_lines(np.full((400, 300), 255, dtype=np.uint8)) == []
