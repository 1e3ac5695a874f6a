"""Reads text and Markdown with embedded HTML into a document."""

from __future__ import annotations

import hashlib

from ofsted_qa.reading.blocks import Draft, blocks
from ofsted_qa.reading.decoding import decode
from ofsted_qa.reading.markup import lines
from ofsted_qa.values import Block, BlockKind, Document, Page, Source, UnreadableDocumentError

_CLOSE = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


class TextReader:
    """Reads `.txt` and `.md` files. Form feeds end pages; a file without any has no pages."""

    suffixes = frozenset({".txt", ".text", ".md", ".markdown"})

    def read(self, data: bytes, source: Source) -> Document:
        """Read a file's bytes into a document without a profile.

        Raises:
            UnreadableDocumentError: the bytes are no text, or hold none.
        """
        text = decode(data)
        drafts = blocks(lines(text))
        if not drafts:
            raise UnreadableDocumentError("the file holds no text")
        paged = "\f" in text.strip("\f")
        return _assembled(hashlib.sha256(data).hexdigest(), source, drafts, paged=paged)


def _assembled(identity: str, source: Source, drafts: list[Draft], *, paged: bool) -> Document:
    """Lay the blocks out as one text: a printed number stands before its block, a list's items close up."""
    parts: list[str] = []
    placed: list[Block] = []
    length = 0
    before: Draft | None = None
    for draft in drafts:
        close = before is not None and before.kind is draft.kind and draft.kind in _CLOSE
        gap = "" if before is None else "\n" if close else "\n\n"
        number = f"{draft.number} " if draft.number else ""
        start = length + len(gap) + len(number)
        parts += [gap, number, draft.text]
        length = start + len(draft.text)
        page = draft.page if paged else None
        placed.append(Block(draft.kind, start, length, draft.number, draft.level, page))
        before = draft
    text = "".join(parts)
    return Document(identity, source, text, _pages(placed, len(text)), tuple(placed))


def _pages(placed: list[Block], length: int) -> tuple[Page, ...]:
    """Pages by the blocks that begin on them; a block that runs over a page end counts to its first page."""
    firsts: dict[int, int] = {}
    for block in placed:
        if block.page is not None:
            firsts.setdefault(block.page, block.start if firsts else 0)
    numbers = sorted(firsts)
    borders = [firsts[number] for number in numbers] + [length]
    return tuple(Page(number, None, *borders[index : index + 2]) for index, number in enumerate(numbers))
