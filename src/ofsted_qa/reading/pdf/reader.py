"""Reads a PDF into a document: characters, scanned pages, furniture, reading order, blocks, text."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ofsted_qa.reading.assembly import assembled
from ofsted_qa.reading.pdf.furniture import furnished
from ofsted_qa.reading.pdf.glyphs import sheets
from ofsted_qa.reading.pdf.lines import fragments
from ofsted_qa.reading.pdf.order import ordered
from ofsted_qa.reading.pdf.paragraphs import groups
from ofsted_qa.reading.pdf.scans import MOST_SCANS, with_scans
from ofsted_qa.reading.pdf.writing import drafts
from ofsted_qa.values import Document, Page, Profile, Source, UnreadableDocumentError
from ofsted_qa.values.placements import pack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofsted_qa.reading.assembly import Assembled
    from ofsted_qa.reading.pdf.furniture import Furnished
    from ofsted_qa.reading.pdf.scans import Scans

_FEWEST_HIDDEN = 4  # letters; fewer are dots and dashes of the page's drawing


#: `Document.reader_version` of a document with pages that wait for the extra that reads scans.
UNFINISHED = -1
_INSTALL = "`pip install 'ofsted-qa[ocr]'` installs what reads scans"


class PdfReader:
    """Reads `.pdf` files; `page_read` is called after each page that took long because a machine read it."""

    suffixes = frozenset({".pdf"})

    def __init__(self, page_read: Callable[[], None] = lambda: None) -> None:
        """Take what is to be told of each page that took long."""
        self._page_read = page_read

    def read(self, data: bytes, source: Source) -> Document:
        """Read a file's bytes into a document; its profile holds only the reader's warnings.

        Raises:
            UnreadableDocumentError: the file is no PDF, is encrypted or damaged, or holds no text that can be read.
        """
        scans = with_scans(data, list(sheets(data)), self._page_read)
        pages = [(sheet, fragments(sheet.glyphs, sheet.number)) for sheet in scans.sheets]
        bare = furnished(pages)
        items = [ordered(sheet, page.parts) for (sheet, _), page in zip(pages, bare, strict=True)]
        laid = assembled(drafts(groups(items)))
        if not laid.text:
            raise UnreadableDocumentError(_reason(scans))
        return Document(
            id=hashlib.sha256(data).hexdigest(),
            source=source,
            text=laid.text,
            pages=_pages(scans, bare, laid),
            blocks=laid.blocks,
            profile=Profile(warnings=tuple(_warnings(scans))),
            reader_version=UNFINISHED if scans.waiting else 0,
            packed_placements=pack(laid.placements),
        )


def _reason(scans: Scans) -> str:
    """Why a document holds no text."""
    if scans.waiting:
        return f"it is a scan: {_INSTALL}"
    if scans.doubtful:
        return "it is a scan that is too poor to be read by machine (OCR)"
    if scans.wordless:
        return "no words were found on the pictures of its pages"
    return "no page of it holds text"


def _pages(scans: Scans, bare: Sequence[Furnished], laid: Assembled) -> tuple[Page, ...]:
    """The pages with their runs of the text; a page without text has an empty run."""
    firsts: dict[int, int] = {}
    for run in laid.placements:
        firsts.setdefault(run.page, run.start)
    out: list[Page] = []
    end = len(laid.text)
    for sheet, page in zip(reversed(scans.sheets), reversed(bare), strict=True):
        start = min(firsts.get(sheet.number, end), end)
        out.append(
            Page(
                sheet.number,
                page.printed,
                start,
                end,
                page.furniture,
                sheet.overlaid or sheet.number in scans.read,
                round(sheet.width * 10),
                round(sheet.height * 10),
            )
        )
        end = start
    return tuple(reversed(out))


def _warnings(scans: Scans) -> list[str]:
    warnings: list[str] = []
    for sheet in scans.sheets:
        if sheet.hidden >= _FEWEST_HIDDEN:
            warnings.append(f"page {sheet.number} holds {sheet.hidden} letters that cannot be seen; they were left out")
        if sheet.sideways:
            warnings.append(f"page {sheet.number} holds {sheet.sideways} letters set sideways; they were left out")
    layered = [sheet.number for sheet in scans.sheets if sheet.overlaid]
    said = (
        (sorted({*scans.read, *layered}), "read by machine (OCR): check the words against the page"),
        (scans.doubtful, "not read: the scan is too poor to be trusted"),
        (scans.wordless, "not read: no words were found on the picture"),
        (scans.waiting, f"not read: {_INSTALL}"),
        (scans.beyond, f"not read: no more than {MOST_SCANS} scanned pages of a file are"),
    )
    warnings += [f"{_named(numbers)} {words}" for numbers, words in said if numbers]
    for number, lines in scans.lost:
        what = "a line" if lines == 1 else f"{lines} lines"
        warnings.append(f"page {number} holds {what} that could not be read by machine, such as a signature; left out")
    return warnings


def _named(numbers: Sequence[int]) -> str:
    """Pages as the subject of a sentence: "page 2 was", "pages 2, 4 to 7 and 9 were"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    *most, last = names
    if len(numbers) == 1:
        return f"page {last} was"
    return f"pages {', '.join(most)} and {last} were" if most else f"pages {last} were"
