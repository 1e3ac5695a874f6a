"""Rows of tables: what their columns are headed, and which cell of a row a question asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.answering.wanted import EXACT, fits
from ofsted_qa.understanding.dates import dates
from ofsted_qa.values import BlockKind, Span
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.values import Document, Sentence

_FEWEST = 3  # cells: a row of two is a label and what it labels
_DATE_WORTH = 2  # words of a heading: "2018/19" tells a column from its neighbours better than "forecast"


def head_of(document: Document, block: int) -> Span | None:
    """The row that heads the columns of a table's row; None for its first row and for what is no such row."""
    count = len(_cells(document, block))
    first = block
    while first > 0 and count >= _FEWEST and len(_cells(document, first - 1)) == count:
        first -= 1
    row = document.blocks[first]
    return Span(row.start, row.end) if first < block else None


def cell_of(asked: Asked, document: Document, sentence: Sentence) -> Span | None:
    """The cell of a row that a question asks for: of the kind wanted, under the heading that names most of it.

    None where no heading does, or two do alike.
    """
    head = head_of(document, sentence.block)
    exact = [kind for kind in EXACT if kind in asked.wanted]
    if head is None or not exact:
        return None
    headings = document.slice(head).split("\t")
    row = _cells(document, sentence.block)
    worth = [
        (_named(asked, heading), place)
        for heading, place in zip(headings[1:], row[1:], strict=True)
        if fits(exact[0], document.slice(place))
    ]
    best = max((value for value, _ in worth), default=0)
    found = [place for value, place in worth if value == best]
    return found[0] if best and len(found) == 1 else None


def is_named(asked: Asked, document: Document, sentence: Sentence) -> bool:
    """Whether a question names a row by all the words of its first cell."""
    cells = _cells(document, sentence.block)
    label = set(stems(document.slice(cells[0]))) if cells else set()
    return bool(label) and label <= set(asked.terms)


def _named(asked: Asked, heading: str) -> int:
    """How much of a question a column's heading names."""
    words = len(set(stems(heading)) & set(asked.terms))
    dated = any(one.overlaps(other) for one in asked.dates for other in dates(heading))
    return words + _DATE_WORTH * dated


def _cells(document: Document, block: int) -> list[Span]:
    """The cells of a row, by offsets; none where the block is no row."""
    row = document.blocks[block]
    if row.kind is not BlockKind.TABLE_ROW:
        return []
    found: list[Span] = []
    start = row.start
    for words in document.slice(row).split("\t"):
        found.append(Span(start, start + len(words)))
        start += len(words) + 1
    return found
