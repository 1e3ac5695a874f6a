"""Reads a PDF into a document: characters, furniture, reading order, blocks, text."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ofsted_qa.reading.assembly import assembled
from ofsted_qa.reading.pdf.furniture import furnished
from ofsted_qa.reading.pdf.glyphs import sheets
from ofsted_qa.reading.pdf.lines import fragments
from ofsted_qa.reading.pdf.order import ordered
from ofsted_qa.reading.pdf.paragraphs import groups
from ofsted_qa.reading.pdf.writing import drafts
from ofsted_qa.values import Document, Page, Profile, Source, UnreadableDocumentError
from ofsted_qa.values.placements import pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.reading.assembly import Assembled
    from ofsted_qa.reading.pdf.furniture import Furnished
    from ofsted_qa.reading.pdf.glyphs import Sheet

_FEWEST_HIDDEN = 4  # letters; fewer are dots and dashes of the page's drawing


class PdfReader:
    """Reads `.pdf` files."""

    suffixes = frozenset({".pdf"})

    def read(self, data: bytes, source: Source) -> Document:
        """Read a file's bytes into a document; its profile holds only the reader's warnings.

        Raises:
            UnreadableDocumentError: the file is no PDF, is encrypted or damaged, or holds no text.
        """
        pages = [(sheet, fragments(sheet.glyphs, sheet.number)) for sheet in sheets(data)]
        bare = furnished(pages)
        items = [ordered(sheet, page.parts) for (sheet, _), page in zip(pages, bare, strict=True)]
        laid = assembled(drafts(groups(items)))
        if not laid.text:
            raise UnreadableDocumentError("no page of it holds text: it is a scan, or empty")
        return Document(
            id=hashlib.sha256(data).hexdigest(),
            source=source,
            text=laid.text,
            pages=_pages([sheet for sheet, _ in pages], bare, laid),
            blocks=laid.blocks,
            profile=Profile(warnings=tuple(_warnings([sheet for sheet, _ in pages]))),
            packed_placements=pack(laid.placements),
        )


def _pages(found: Sequence[Sheet], bare: Sequence[Furnished], laid: Assembled) -> tuple[Page, ...]:
    """The pages with their runs of the text; a page without text has an empty run."""
    firsts: dict[int, int] = {}
    for run in laid.placements:
        firsts.setdefault(run.page, run.start)
    out: list[Page] = []
    end = len(laid.text)
    for sheet, page in zip(reversed(found), reversed(bare), strict=True):
        start = min(firsts.get(sheet.number, end), end)
        out.append(
            Page(
                sheet.number,
                page.printed,
                start,
                end,
                page.furniture,
                sheet.overlaid,
                round(sheet.width * 10),
                round(sheet.height * 10),
            )
        )
        end = start
    return tuple(reversed(out))


def _warnings(found: Sequence[Sheet]) -> list[str]:
    warnings: list[str] = []
    for sheet in found:
        if sheet.hidden >= _FEWEST_HIDDEN:
            warnings.append(f"page {sheet.number} holds {sheet.hidden} letters that cannot be seen; they were left out")
        if sheet.sideways:
            warnings.append(f"page {sheet.number} holds {sheet.sideways} letters set sideways; they were left out")
    return warnings
