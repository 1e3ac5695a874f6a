"""What is drawn on a PDF page beside its characters: ruled lines and pictures, and which characters lie under these.

Positions are in points from the top left corner of the page as it is shown, y growing downwards.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_OBJECTS = 20_000  # drawn objects of one page that are looked at: maps hold more, tables never
_MOST_PICTURES = 500  # of one page that characters are looked for under
_THIN = 2.5  # points; a drawn box no thicker is a ruled line


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: horizontal where `top == bottom`, vertical where `left == right`."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is drawn on a page.

    `covered` is the area of its pictures in square points. `beneath` holds the addresses of the text objects
    that an opaque picture was laid over: what is seen there is the picture.
    """

    rules: tuple[Rule, ...]
    covered: float
    beneath: frozenset[int]


_Box = tuple[float, float, float, float]


def drawings(page: Any, transform: NDArray[np.float64]) -> Drawings:  # noqa: ANN401 (pypdfium2 is untyped)
    """What is drawn on a page of pypdfium2; `transform`, of shape (3, 2), maps its own space to the shown page."""
    rules: list[Rule] = []
    texts: list[tuple[int, float, float]] = []
    beneath: set[int] = set()
    covered, drawn, pictures = 0.0, 0, 0
    kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_TEXT)
    for one in page.get_objects(filter=kinds, max_depth=3):
        box = _box(one, transform)
        if box is None:
            continue
        left, top, right, bottom = box
        if one.type == raw.FPDF_PAGEOBJ_TEXT:
            address = ctypes.cast(one.raw, ctypes.c_void_p).value or 0
            texts.append((address, (left + right) / 2, (top + bottom) / 2))
            continue
        drawn += 1
        if drawn > _MOST_OBJECTS:
            break
        if one.type == raw.FPDF_PAGEOBJ_PATH:
            rules += _rules(one, left, top, right, bottom)
            continue
        covered += (right - left) * (bottom - top)
        pictures += 1
        if pictures <= _MOST_PICTURES and _opaque(one):
            beneath |= {address for address, x, y in texts if left <= x <= right and top <= y <= bottom}
    return Drawings(tuple(rules), covered, frozenset(beneath))


def _box(drawn: Any, transform: NDArray[np.float64]) -> _Box | None:  # noqa: ANN401
    try:
        left, bottom, right, top = drawn.get_bounds()
    except pdfium.PdfiumError:
        return None
    ends = np.array([[left, bottom, 1.0], [right, top, 1.0]]) @ transform
    (left, top), (right, bottom) = ends.min(axis=0).tolist(), ends.max(axis=0).tolist()
    return left, top, right, bottom


def _opaque(image: Any) -> bool:  # noqa: ANN401
    """Whether a picture hides what lies under it: watermarks are see-through, masks paint their ink alone."""
    if raw.FPDFPageObj_HasTransparency(image.raw):
        return False
    try:
        about = image.get_metadata()
    except pdfium.PdfiumError:
        return False
    return not (about.bits_per_pixel == 1 and about.colorspace == raw.FPDF_COLORSPACE_UNKNOWN)


def _rules(drawn: Any, left: float, top: float, right: float, bottom: float) -> list[Rule]:  # noqa: ANN401
    """The lines that a drawn path rules: itself if it is thin, its four sides if it is a stroked box."""
    middle, centre = (top + bottom) / 2, (left + right) / 2
    if bottom - top <= _THIN:
        return [Rule(left, middle, right, middle)] + (
            [Rule(centre, top, centre, bottom)] if right - left <= _THIN else []
        )
    if right - left <= _THIN:
        return [Rule(centre, top, centre, bottom)]
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn.raw, filled, stroked)
    segments = raw.FPDFPath_CountSegments(drawn.raw)
    if not stroked.value or segments > 6:  # noqa: PLR2004 (a box is drawn in four or five strokes)
        return []
    return [
        Rule(left, top, right, top),
        Rule(left, bottom, right, bottom),
        Rule(left, top, left, bottom),
        Rule(right, top, right, bottom),
    ]
