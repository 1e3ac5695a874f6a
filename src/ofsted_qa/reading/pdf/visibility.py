"""Says which characters of a page a reader cannot see: none of their ink is on the page as it is shown.

One test stands for many tricks (no paint, white on white, covered by a picture, switched-off layers): where
the page shows one even shade, no letter is seen. Letters too small to read and letters beyond the paper count
as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ofsted_qa.reading.pdf.glyphs import Glyph

_SMALLEST = 2.0  # points; smaller print is a trick, not a footnote
_EVEN = 14  # of 255 shades: a letter that differs less from its ground is not seen
_WHITE = 0.97  # lightness of ink that shows on a dark ground alone
_LIGHT_GROUND = 180  # of 255: mean shade of a box above which its ground is no dark one
_NEIGHBOURS = 2  # characters on either side that are looked at with one: a dot or dash has little ink


@dataclass(frozen=True, slots=True)
class Ink:
    """How a character is painted: lightness from 0 (black) to 1 (white), wholly clear, or not at all."""

    lightness: float
    clear: bool
    unpainted: bool


def unseen(glyphs: Sequence[Glyph], inks: Sequence[Ink], page: NDArray[np.uint8]) -> list[bool]:
    """For each character whether it cannot be seen; `page` is the shown page, one pixel to the point.

    Spaces share the lot of the character before them. Unpainted text over a picture that shows something there
    is a scan's text layer, and counts as seen.
    """
    height, width = page.shape
    out: list[bool] = []
    for index, (glyph, ink) in enumerate(zip(glyphs, inks, strict=True)):
        if glyph.character.isspace():
            out.append(out[-1] if out else False)
            continue
        left, right = _around(glyphs, index)
        box = page[
            max(0, int(glyph.top)) : min(height, int(np.ceil(glyph.bottom)) + 1),
            max(0, int(left)) : min(width, int(np.ceil(right)) + 1),
        ]
        out.append(glyph.size < _SMALLEST or ink.clear or not _shows(box, ink))
    return out


def _around(glyphs: Sequence[Glyph], index: int) -> tuple[float, float]:
    """The left and right end of a character and its neighbours on the line."""
    here = glyphs[index]
    near = [
        glyph
        for glyph in glyphs[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
        if abs(glyph.baseline - here.baseline) < 1 and abs(glyph.left - here.left) < 4 * here.size
    ]
    return min(glyph.left for glyph in near), max(glyph.right for glyph in near)


def _shows(box: NDArray[np.uint8], ink: Ink) -> bool:
    if box.size == 0 or int(box.max()) - int(box.min()) < _EVEN:
        return False
    return ink.lightness < _WHITE or float(box.mean()) < _LIGHT_GROUND
