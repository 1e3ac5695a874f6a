"""Says which characters of a page a reader cannot see: none of their ink is on the page as it is shown.

One test stands for many tricks (no paint, white on white, covered by a picture, switched-off layers): where
the page shows one even shade, no letter is seen. Letters too small to read and letters beyond the paper count
as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ofsted_qa.reading.pdf.glyphs import Glyph

_SMALLEST = 2.0  # points; smaller print is a trick, not a footnote
_EVEN = 14  # of 255 shades: a letter that differs less from its ground is not seen
_WHITE = 0.97  # lightness of ink that shows on a dark ground alone
_LIGHT_GROUND = 180  # of 255: mean shade of a box above which its ground is no dark one
_TOGETHER = 6  # characters that are looked at together


@dataclass(frozen=True, slots=True)
class Ink:
    """How a character is painted: lightness from 0 (black) to 1 (white), wholly clear, or not at all.

    What lies under a picture counts as not painted.
    """

    lightness: float
    clear: bool
    unpainted: bool


def unseen(
    glyphs: Sequence[Glyph], inks: Sequence[Ink], page: NDArray[np.uint8], *, layered: bool = False
) -> list[bool]:
    """For each character whether it cannot be seen; `page` is the shown page, one pixel to the point.

    Characters of one ink that stand side by side are looked at together, a few at a time: a dot by itself has
    little ink. Unpainted text is not seen, unless the page is `layered`: on a scan that has a layer of unpainted text,
    a character that stands where the picture shows something counts as seen.
    """
    out: list[bool] = []
    start = 0
    for index in range(1, len(glyphs) + 1):
        if index < len(glyphs) and index - start < _TOGETHER and _beside(glyphs, inks, start, index):
            continue
        unpainted = inks[start].unpainted and not layered
        hidden = unpainted or _hidden(glyphs[start:index], inks[start], page)
        out += [hidden] * (index - start)
        start = index
    return out


def _beside(glyphs: Sequence[Glyph], inks: Sequence[Ink], start: int, index: int) -> bool:
    first, before, here = glyphs[start], glyphs[index - 1], glyphs[index]
    if inks[index] is not inks[start] and inks[index] != inks[start]:
        return False
    return abs(here.baseline - first.baseline) < 1 and -1 < here.left - before.right < first.size


def _hidden(run: Sequence[Glyph], ink: Ink, page: NDArray[np.uint8]) -> bool:
    height, width = page.shape
    top, bottom = min(glyph.top for glyph in run), max(glyph.bottom for glyph in run)
    box = page[
        max(0, int(top)) : max(0, min(height, int(bottom) + 2)),
        max(0, int(run[0].left)) : max(0, min(width, int(run[-1].right) + 2)),
    ]
    return run[0].size < _SMALLEST or ink.clear or not _shows(box, ink)


def _shows(box: NDArray[np.uint8], ink: Ink) -> bool:
    if box.size == 0 or int(box.max()) - int(box.min()) < _EVEN:
        return False
    return ink.lightness < _WHITE or float(box.mean()) < _LIGHT_GROUND
