"""Pages that are pictures: finds them, has their words read by a machine, and gives them glyphs as if printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from ofsted_qa.reading.pdf import ink, ocr
from ofsted_qa.reading.pdf.glyphs import Glyph, Sheet, picture
from ofsted_qa.reading.pdf.lines import is_bullet
from ofsted_qa.reading.pdf.ocr import ReadLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


#: Pages of one file that are read by machine: more than any signed letter or scanned report has.
MOST_SCANS = 300
_FEW_LETTERS = 200  # a page that a picture covers and that holds fewer is a scan with a stamp or a page number
#: Mean confidence of a page's words below which the page is not to be trusted. On pages of Ofsted reports made ever
#: poorer, 0.99 went with 3 wrong characters in 1,000, 0.965 with 22, 0.91 with 50, 0.80 with 140.
_TRUSTED = 0.95
_SURE = 0.5  # confidence below which a line is a scribble, a logo or a signature
_ONE_SIZE = (0.8, 1.25)  # of the body's size: what is measured between these is the body's size
_FEWEST_MEASURED = 4  # characters of a line whose size can be told
_BOLD = 1.3  # of the usual stroke: wider strokes are bold
_ASCENT, _DESCENT = 0.95, 0.25  # of the type size: how far a line reaches above and below its base line
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Scans:
    """The sheets of a document with the words of its scanned pages.

    By their numbers: `read` are the pages that a machine read, `doubtful` those whose words are not to be trusted,
    `wordless` those on which no words were found, `waiting` those that are not read because the extra is not
    installed, `beyond` those past `MOST_SCANS`. `lost` says for each page read how many lines were left out.
    """

    sheets: tuple[Sheet, ...]
    read: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()
    wordless: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    beyond: tuple[int, ...] = ()
    lost: tuple[tuple[int, int], ...] = ()


def with_scans(data: bytes, sheets: Sequence[Sheet], page_read: Callable[[], None]) -> Scans:
    """The sheets of a PDF, its scanned pages read by machine; `page_read` is called after each of those.

    What is printed on such a page as text (a page number, a stamp) stays as it is printed.
    """
    pictures = [sheet for sheet in sheets if _is_picture(sheet)]
    numbers = tuple(sheet.number for sheet in pictures)
    if not pictures or not ocr.installed():
        return Scans(tuple(sheets), waiting=numbers)
    pages: list[_Page] = []
    for sheet in pictures[:MOST_SCANS]:
        pages.append(_read(data, sheet))
        page_read()
    trusted = [page for page in pages if page.lines and page.trusted]
    doubtful = [page for page in pages if not page.wordless and not page.trusted]
    filled = _filled(trusted)
    return Scans(
        tuple(filled.get(sheet.number, sheet) for sheet in sheets),
        read=tuple(filled),
        doubtful=tuple(page.sheet.number for page in doubtful),
        wordless=tuple(page.sheet.number for page in pages if page.wordless and not page.sheet.glyphs),
        beyond=numbers[MOST_SCANS:],
        lost=tuple((page.sheet.number, page.lost) for page in trusted if page.lost),
    )


def _is_picture(sheet: Sheet) -> bool:
    if sheet.overlaid or not sheet.inked:
        return False
    letters = sum(not glyph.character.isspace() for glyph in sheet.glyphs)
    return not letters or (sheet.scanned and letters < _FEW_LETTERS)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that was read, with its type; in pixels of its page made level."""

    read: ReadLine
    type: ink.Type
    bullet: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class _Page:
    """What was read on a page: its lines, how sure the machine is of their words, and how many lines were left out."""

    sheet: Sheet
    scale: float
    lines: tuple[_Line, ...]
    confidence: float
    lost: int

    @property
    def wordless(self) -> bool:
        return not self.lines and not self.lost

    @property
    def trusted(self) -> bool:
        return self.confidence >= _TRUSTED and self.lost <= len(self.lines)


def _read(data: bytes, sheet: Sheet) -> _Page:
    """What a machine reads on a page beside the text that is printed there."""
    scale = ocr.LONGEST_SIDE / max(sheet.width, sheet.height)
    page = picture(data, sheet.number, scale)
    page = ink.levelled(page, ink.slope(page))
    found = [line for line in ocr.read_lines(page) if not _printed(line, sheet.glyphs, scale)]
    kept = [line for line in found if line.confidence >= _SURE and any(c.isalnum() for c in line.text)]
    letters = sum(len(line.text) for line in kept)
    confidence = sum(line.confidence * len(line.text) for line in kept) / letters if letters else 0.0
    lines: list[_Line] = []
    for line in kept:
        left = line.edges[0]
        style = ink.type_of(page, line.text, left, line.top, line.edges[-1], line.bottom)
        lines.append(_Line(line, style, ink.bullet(page, left, style.baseline, style.size)))
    lost = sum(line.confidence < _SURE for line in found)
    return _Page(sheet, scale, tuple(lines), confidence, lost)


def _printed(line: ReadLine, glyphs: Iterable[Glyph], scale: float) -> bool:
    """Whether a line that was read is one that the page holds as text."""
    across, down = (line.edges[0] + line.edges[-1]) / 2 / scale, (line.top + line.bottom) / 2 / scale
    left, right = line.edges[0] / scale, line.edges[-1] / scale
    beside = [glyph for glyph in glyphs if glyph.top <= down <= glyph.bottom]
    return any(
        left <= (glyph.left + glyph.right) / 2 <= right or glyph.left <= across <= glyph.right for glyph in beside
    )


def _filled(pages: Sequence[_Page]) -> dict[int, Sheet]:
    """The sheets of pages with the glyphs that were read, by their numbers.

    The type sizes that ink tells vary from line to line: those near the body's are the body's.
    """
    measured = [(line.type.size / page.scale, line) for page in pages for line in page.lines]
    body = median([size for size, line in measured for _ in line.read.text] or [0.0])
    strokes = [line.type.stroke for size, line in measured if _one_size(size / body) for _ in line.read.text]
    usual = median(strokes or [0.0])
    filled: dict[int, Sheet] = {}
    for page in pages:
        glyphs = list(page.sheet.glyphs)
        for line in sorted(page.lines, key=lambda line: (line.type.baseline, line.read.edges[0])):
            share = line.type.size / page.scale / body
            plain = _one_size(share) or len(line.read.text) < _FEWEST_MEASURED
            size = body if plain else round(share, 1) * body
            glyphs += _glyphs(line, page.scale, round(size, 1), bold=line.type.stroke > _BOLD * usual)
        filled[page.sheet.number] = replace(page.sheet, glyphs=tuple(glyphs))
    return filled


def _one_size(share: float) -> bool:
    return _ONE_SIZE[0] <= share <= _ONE_SIZE[1]


def _glyphs(line: _Line, scale: float, size: float, *, bold: bool) -> list[Glyph]:
    """The characters of a line, with its bullet, in points."""
    baseline = line.type.baseline / scale
    text, edges = line.read.text, [edge / scale for edge in line.read.edges]

    def glyph(character: str, left: float, right: float) -> Glyph:
        top, bottom = baseline - _ASCENT * size, baseline + _DESCENT * size
        return Glyph(character, left, right, top, bottom, baseline, size, bold, italic=False)

    found: list[Glyph] = []
    if line.bullet is not None:
        left, right = (edge / scale for edge in line.bullet)
        found += [glyph(_BULLET, left, right), glyph(" ", right, right)]
    for at, character in enumerate(text):
        found.append(glyph(character, edges[at], edges[at + 1]))
        if at == 0 and is_bullet(character) and text[1:2].isalpha() and character != "o":
            found.append(glyph(" ", edges[1], edges[1]))
    return found
