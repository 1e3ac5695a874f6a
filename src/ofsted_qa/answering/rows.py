"""Rows of tables: what their columns are headed, and which cell of a row a question asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_qa.answering.lexicon import general_stems
from ofsted_qa.answering.wanted import EXACT, Wanted, fits
from ofsted_qa.understanding.dates import dates
from ofsted_qa.values import BlockKind, Span
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.values import Document, Sentence

_FEWEST = 3  # cells: a row of two is a label and what it labels
_COUNTED = (Wanted.MONEY, Wanted.SHARE, Wanted.NUMBER)
_FIGURE = re.compile(r"\d")
_PERIOD = re.compile(r"\b(?:19|20)\d\d\b|\bQ[1-4]\b|^\d{2}[/-]\d{2}$")
_NEGATIONS = re.compile(r"\b(?:no|non|none|not|never|without)\b", re.IGNORECASE)
_QUARTER = re.compile(r"\b(?:Q|quarter )(?P<number>[1-4])\b", re.IGNORECASE)
_MOST_NAME_WORDS = 5  # of a column
_DATE_WORTH = 2  # words of a heading: "2018/19" tells a column from its neighbours better than "forecast"


def head_of(document: Document, block: int) -> Span | None:
    """The row that heads the columns of a table's row; None for its first row and for what is no such row.

    What parts the rows ("Priority 2: children in care", one cell or a heading) does not end the table, unless a row
    that can head columns itself comes next. Where the row that heads them names periods alone, it has nothing over the
    first column.
    """
    count = len(_cells(document, block))
    first = block
    while count >= _FEWEST and first > 0:
        if len(_cells(document, first - 1)) == count:
            first -= 1
        elif first > 1 and _parts(document, first - 1) and len(_cells(document, first - 2)) == count:
            if _can_head(document, first):
                break
            first -= 2
        else:
            break
    above = _cells(document, first - 1) if count >= _FEWEST and first > 0 else []
    if above and len(above) == count - 1 and all(_PERIOD.search(document.slice(cell)) for cell in above):
        first -= 1
    row = document.blocks[first]
    return Span(row.start, row.end) if first < block else None


def _parts(document: Document, block: int) -> bool:
    return document.blocks[block].kind is BlockKind.HEADING or len(_cells(document, block)) == 1


def _can_head(document: Document, block: int) -> bool:
    """Whether the cells of a row are short names of columns."""
    cells = [document.slice(cell) for cell in _cells(document, block)]
    return all(len(cell.split()) <= _MOST_NAME_WORDS and not any(map(str.isdigit, cell)) for cell in cells)


def cell_of(asked: Asked, document: Document, sentence: Sentence) -> Span | None:
    """The cell of a row that a question asks for: of the kind wanted, under the heading that names most of it.

    None where no heading does, or two do alike.
    """
    exact = next((kind for kind in EXACT if kind in asked.wanted), None)
    return _cell(asked, document, sentence, exact) if exact else None


def _cell(asked: Asked, document: Document, sentence: Sentence, exact: Wanted | None) -> Span | None:
    """The cell that a question asks for, of a kind; where that is None, one with a figure."""
    head = head_of(document, sentence.block)
    if head is None:
        return None
    row = _cells(document, sentence.block)[1:]
    headings = document.slice(head).split("\t")[-len(row) :]
    figures = [place for place in row if _FIGURE.search(document.slice(place))]
    # Of a count, a share or a sum the unit may stand in the caption or the label.
    fitting = [place for place in row if exact and fits(exact, document.slice(place))]
    if not fitting and exact in {None, *_COUNTED}:
        fitting = figures
    worth = [(_named(asked, heading), place) for heading, place in zip(headings, row, strict=True) if place in fitting]
    best = max((value for value, _ in worth), default=0)
    found = [place for value, place in worth if value == best]
    return found[0] if best and len(found) == 1 else None


def told_by(asked: Asked, document: Document, sentence: Sentence) -> Span | None:
    """The cell that answers for certain: the question names its column, and its row by all words of the first cell.

    Words to search for ("households approved 2019/20") ask for the figure.
    """
    cells = _cells(document, sentence.block)
    label = set(stems(document.slice(cells[0]))) - general_stems() if cells else set()
    if not label or not label <= set(asked.terms):
        return None
    if bool(_NEGATIONS.search(document.slice(cells[0]))) != bool(_NEGATIONS.search(asked.text)):
        return None  # "children seen" and "children not seen" have the same stems
    if asked.wanted == {Wanted.STATEMENT}:
        return _cell(asked, document, sentence, None)
    return cell_of(asked, document, sentence)


def _named(asked: Asked, heading: str) -> int:
    """How much of a question a column's heading names."""
    words = len(set(stems(heading)) & set(asked.terms))
    words += bool(_QUARTER.search(heading) and _quarters(heading) & _quarters(asked.text))
    dated = any(one.overlaps(other) for one in asked.dates for other in dates(heading))
    return words + _DATE_WORTH * dated


def _quarters(text: str) -> set[str]:
    """The quarters of a year that a text names: "Q3", "quarter 3"."""
    return {match["number"] for match in _QUARTER.finditer(text)}


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
