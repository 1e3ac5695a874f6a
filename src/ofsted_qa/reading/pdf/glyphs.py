"""Takes the characters of PDF pages out of pdfium, as a reader of the page would see them.

Positions are in points from the top left corner of the page as it is
shown (crop box and rotation applied), y growing downwards.
"""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from ofsted_qa.reading.pdf.drawings import Rule, drawings
from ofsted_qa.reading.pdf.ink import share_inked
from ofsted_qa.reading.pdf.visibility import Ink, unseen
from ofsted_qa.values import UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


#: More pages than any agenda pack; a file beyond it is a mistake or an attack.
MOST_PAGES = 2000
MOST_CHARACTERS = 60_000  # on one page; a page of print holds some 6,000
_HYPHEN_MARK = 2  # what pdfium gives for a hyphen at a line end
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC_FLAG = 1 << 6  # of a font descriptor (ISO 32000-1, table 123)
_SIDEWAYS = 0.2  # radians by which a character may lean before it counts as set sideways
_SCALE = 1000  # device units for a page's transformation, so that whole numbers are exact enough
_LARGEST_SIDE = 14_400  # points; no PDF page may be larger (ISO 32000-1, annex C)
_DUST = 0.0001  # share of a scanned page that is dust; two words have twice as much
_RULES = 0.003  # share of a page without letters that may be ruled lines alone
_SCANNED = 0.5  # share of a page that pictures cover before the page counts as scanned


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character of a page: where it stands, its base line and its type size, in points."""

    character: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed on one page.

    `hidden` counts letters that a reader cannot see, `sideways` letters that are set sideways; both are
    left out. `scanned` says that pictures cover the page; `overlaid` that its text is an unseen layer
    over or under such a picture, read by a machine. `inked` says that a page that is scanned or has no letters
    shows more than its paper.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    hidden: int = 0
    sideways: int = 0
    scanned: bool = False
    overlaid: bool = False
    inked: bool = False


def sheets(data: bytes) -> Iterator[Sheet]:
    """The pages of a PDF in order.

    Raises:
        UnreadableDocumentError: the file is encrypted, damaged, or has more than `MOST_PAGES` pages.
    """
    document = opened(data)
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableDocumentError(f"it has {len(document)} pages, more than {MOST_PAGES}")
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError as error:
                raise UnreadableDocumentError(f"page {index + 1} cannot be read: the file is damaged") from error
            yield _sheet(page, index + 1)
            page.close()
    finally:
        document.close()


def picture(data: bytes, number: int, scale: float) -> NDArray[np.uint8]:
    """A page (from 1) as a grey picture of shape (height, width), `scale` pixels to the point."""
    document = opened(data)
    try:
        return _grey(document[number - 1], scale)
    finally:
        document.close()


def opened(data: bytes) -> Any:  # noqa: ANN401 (pypdfium2 is untyped)
    """A PDF as pypdfium2 has it; to be closed.

    Raises:
        UnreadableDocumentError: it is locked, encrypted or damaged.
    """
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = raw.FPDF_GetLastError()
        if code == raw.FPDF_ERR_PASSWORD:
            raise UnreadableDocumentError("it is locked with a password") from error
        if code == raw.FPDF_ERR_SECURITY:
            raise UnreadableDocumentError("it is encrypted in a way that cannot be read") from error
        raise UnreadableDocumentError("this is not a whole PDF file") from error


def _grey(page: Any, scale: float) -> NDArray[np.uint8]:  # noqa: ANN401
    bitmap = page.render(scale=scale, grayscale=True)
    pixels: NDArray[np.uint8] = bitmap.to_numpy().reshape(bitmap.height, bitmap.width, -1)[:, :, 0].copy()
    return pixels


def _sheet(page: Any, number: int) -> Sheet:  # noqa: ANN401
    width, height = page.get_size()
    if not (0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE):
        raise UnreadableDocumentError(f"page {number} is {width:.0f} by {height:.0f} points: no page can be so")
    transform = _transform(page, width, height)
    drawn = drawings(page, transform)
    scanned = drawn.covered > _SCANNED * width * height
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text.raw)
    if count > MOST_CHARACTERS:
        raise UnreadableDocumentError(f"page {number} holds {count} characters, more than {MOST_CHARACTERS}")
    glyphs, inks, sideways = _characters(text, max(0, count), transform, drawn.beneath)
    text.close()
    shown = _grey(page, 1.0)
    overlaid = scanned and sum(ink.unpainted for ink in inks) * 2 > len(inks)
    hidden = unseen(glyphs, inks, shown, layered=overlaid) if glyphs else []
    kept = glyphs if not any(hidden) else [g for g, out in zip(glyphs, hidden, strict=True) if not out]
    lost = sum(out and not g.character.isspace() for g, out in zip(glyphs, hidden, strict=True))
    inked = (scanned or not kept) and share_inked(shown) > (_DUST if scanned else _RULES)
    return Sheet(number, width, height, tuple(kept), drawn.rules, lost, sideways, scanned, overlaid, inked)


def _transform(page: Any, width: float, height: float) -> NDArray[np.float64]:  # noqa: ANN401
    """The affine map from a page's own space to points from the top left: an array of shape (3, 2)."""
    x, y = ctypes.c_int(), ctypes.c_int()
    across, down = round(width * _SCALE), round(height * _SCALE)
    ends = []
    for point in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        raw.FPDF_PageToDevice(page.raw, 0, 0, across, down, 0, *point, x, y)
        ends.append((x.value / _SCALE, y.value / _SCALE))
    origin, right, up = np.array(ends)
    return np.array([(right - origin) / 1000.0, (up - origin) / 1000.0, origin])


def _characters(
    text: Any,  # noqa: ANN401
    count: int,
    transform: NDArray[np.float64],
    beneath: frozenset[int],
) -> tuple[list[Glyph], list[Ink], int]:
    """The upright characters of a page in the order of its content, their inks, and how many were sideways.

    `beneath` are the addresses of text objects that lie under a picture.
    """
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    page = text.raw
    styles: dict[int, _Style] = {}
    found: list[tuple[str, _Style]] = []
    numbers: list[tuple[float, float, float, float, float, float]] = []
    sideways = 0
    for index in range(count):
        character = _character(raw.FPDFText_GetUnicode(page, index))
        if not character or raw.FPDFText_IsGenerated(page, index) == 1:
            continue
        handle = raw.FPDFText_GetTextObject(page, index)
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        style = styles.get(address)
        if style is None:
            style = styles[address] = _style(page, index, handle, transform, covered=address in beneath)
        if style.sideways:
            sideways += not character.isspace()
            continue
        raw.FPDFText_GetLooseCharBox(page, index, box)
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        numbers.append((box.left, box.right, box.top, box.bottom, x.value, y.value))
        found.append((character, style))
    if not found:
        return [], [], sideways
    table = np.array(numbers)
    ones = np.ones(len(table))
    corners = [np.column_stack([table[:, across], table[:, up], ones]) @ transform for across, up in ((0, 2), (1, 3))]
    lows, highs = np.minimum(*corners), np.maximum(*corners)
    baselines = (np.column_stack([table[:, 4], table[:, 5], ones]) @ transform)[:, 1]
    glyphs = [
        Glyph(character, left, right, top, bottom, baseline, style.size, style.bold, style.italic)
        for (character, style), (left, top), (right, bottom), baseline in zip(
            found, lows.tolist(), highs.tolist(), baselines.tolist(), strict=True
        )
    ]
    return glyphs, [style.ink for _, style in found], sideways


def _character(code: int) -> str:
    """A character as it is printed, "" for what prints nothing; pdfium marks a hyphen at a line end by 2."""
    if code == _HYPHEN_MARK:
        return "-"
    character = chr(code)
    if character in "\t\u00a0":
        return " "
    # Control characters, halves of a pair, and what is none at all; a soft hyphen is seen at line ends alone.
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn"} else character


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    italic: bool
    sideways: bool
    ink: Ink


def _style(
    page: Any,  # noqa: ANN401
    index: int,
    handle: Any,  # noqa: ANN401
    transform: NDArray[np.float64],
    *,
    covered: bool,
) -> _Style:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(page, index, name, 128, flags)
    font = name.value.decode("utf-8", "replace").lower()
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, index, matrix)
    upright = np.array([[matrix.a, matrix.b], [matrix.c, matrix.d]]) @ transform[:2]
    along, up = upright
    size = raw.FPDFText_GetFontSize(page, index) * float(np.hypot(*up))
    angle = float(np.arctan2(along[1], along[0]))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(page, index, red, green, blue, alpha)
    mode = raw.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
    return _Style(
        size=size,
        bold=any(word in font for word in _BOLD_NAMES) or raw.FPDFText_GetFontWeight(page, index) >= _BOLD_WEIGHT,
        italic=bool(flags.value & _ITALIC_FLAG) or "italic" in font or "oblique" in font,
        sideways=abs(angle) > _SIDEWAYS,
        ink=Ink(
            lightness=(red.value + green.value + blue.value) / (3 * 255),
            clear=alpha.value == 0,
            unpainted=covered or mode in {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP},
        ),
    )
