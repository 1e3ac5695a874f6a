"""Reads text and Markdown with embedded HTML into a document."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ofsted_qa.reading.assembly import assembled
from ofsted_qa.reading.blocks import blocks
from ofsted_qa.reading.columns import tabulated
from ofsted_qa.reading.decoding import decode
from ofsted_qa.reading.markup import lines
from ofsted_qa.values import Document, Page, Source, UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import Block

#: Characters. A whole report saved without line ends stays far below; one line of 50 MB was not worked through in a
#: quarter of an hour.
LONGEST_LINE = 1_000_000


class TextReader:
    """Reads `.txt` and `.md` files. Form feeds end pages; a file without any has no pages."""

    suffixes = frozenset({".txt", ".text", ".md", ".markdown"})

    def read(self, data: bytes, source: Source) -> Document:
        """Read a file's bytes into a document without a profile.

        Raises:
            UnreadableDocumentError: the bytes are no text, or hold none, or a line is longer than any paper.
        """
        text = decode(data)
        longest = max(map(len, text.split("\n")))
        if longest > LONGEST_LINE:
            raise UnreadableDocumentError(f"a line has {longest:,} characters, which no paper has")
        drafts = blocks(lines("\n".join(tabulated(text.split("\n")))))
        if not drafts:
            raise UnreadableDocumentError("the file holds no text")
        paged = "\f" in text.strip("\f")
        laid = assembled(drafts if paged else [replace(draft, page=None) for draft in drafts])
        pages = _pages(laid.blocks, len(laid.text))
        return Document(hashlib.sha256(data).hexdigest(), source, laid.text, pages, laid.blocks)


def _pages(placed: Sequence[Block], length: int) -> tuple[Page, ...]:
    """Pages by the blocks that begin on them; a block that runs over a page end counts to its first page."""
    firsts: dict[int, int] = {}
    for block in placed:
        if block.page is not None:
            firsts.setdefault(block.page, block.start if firsts else 0)
    numbers = sorted(firsts)
    borders = [firsts[number] for number in numbers] + [length]
    runs = zip(numbers, pairwise(borders), strict=True)
    return tuple(Page(number, None, start, end) for number, (start, end) in runs)
