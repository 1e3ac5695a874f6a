"""What the ink of a page tells of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ofsted_qa.reading.pdf import ink
from scanner import DPI, picture_of
from typeset import BOLD, HEIGHT, Typist

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCALE = DPI / 72
WORDS = "Leaders know the strengths of their services"


def _page(typist: Typist, askew: float = 0.0) -> NDArray[np.uint8]:
    return np.asarray(picture_of(typist, askew))


def _type(font: tuple[str, float], words: str = WORDS) -> ink.Type:
    """The type of one line whose base line stands 300 points from the top."""
    page = _page(Typist().at(72, HEIGHT - 300, words, font))
    return ink.type_of(page, words, 70 * SCALE, 285 * SCALE, 500 * SCALE, 306 * SCALE)


@pytest.mark.parametrize("askew", [0.0, 0.5, -1.0, 2.0])
def test_a_page_askew_is_made_level(askew: float) -> None:
    page = _page(Typist().lines([WORDS] * 6), askew)
    slope = ink.slope(page)
    assert slope == pytest.approx(-np.tan(np.radians(askew)), abs=0.002)
    assert abs(ink.slope(ink.levelled(page, slope))) <= 0.001


def test_a_page_without_lines_is_left_as_it_is() -> None:
    blank = np.full((100, 80), 240, dtype=np.uint8)
    assert ink.slope(blank) == 0.0
    assert ink.share_inked(blank) == 0.0
    assert (ink.levelled(blank, 0.05) == blank).all()


@pytest.mark.parametrize("size", [9.0, 11.0, 14.0, 20.0])
@pytest.mark.parametrize("words", [WORDS, "2.1", "ANNEX B"])
def test_the_size_and_the_base_line_are_told(size: float, words: str) -> None:
    found = _type(("Helvetica", size), words)
    assert found.size / SCALE == pytest.approx(size, rel=0.12)
    assert found.baseline / SCALE == pytest.approx(300, abs=1.0)


def test_bold_strokes_are_wider() -> None:
    assert _type(BOLD).stroke > 1.3 * _type(("Helvetica", 11.0)).stroke


def test_a_line_without_ink_has_the_size_of_its_box() -> None:
    blank = np.full((100, 80), 240, dtype=np.uint8)
    assert ink.type_of(blank, "x", 10, 20, 30, 40) == ink.Type(15.0, 35.0, 0.0)


@pytest.mark.parametrize(("mark", "is_one"), [("\u2022", True), ("4", False), ("and", False), ("", False)])
def test_a_blot_by_itself_before_a_line_is_a_bullet(mark: str, *, is_one: bool) -> None:
    page = _page(Typist().at(72, HEIGHT - 300, mark).at(90, HEIGHT - 300, WORDS))
    found = ink.bullet(page, 90 * SCALE, 300 * SCALE, 11 * SCALE)
    assert (found is not None) is is_one
    assert found is None or 72 <= found[0] / SCALE < found[1] / SCALE <= 77
