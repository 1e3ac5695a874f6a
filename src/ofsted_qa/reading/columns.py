"""Finds the tables that a plain text sets with spaces: lines below each other whose words stand in columns."""

from __future__ import annotations

import re
from itertools import pairwise

from ofsted_qa.reading.markup import CELL

_CELL = re.compile(r"\S+(?: \S+)*")
_BETWEEN_SENTENCES = re.compile(r"[.?!;,][\"”'’)]?  +\S")
_FEWEST = 3  # cells: a label and its value need no columns
_NEAR = 2  # characters; a number set to the right may end a little before or behind its heading


def tabulated(lines: list[str]) -> list[str]:
    """The lines of a text with a tab between the cells of each row of a table.

    Rows follow each other, have equally many cells, and each cell stands over or under the one of the other row. The
    first row may leave out the first cell: what heads the columns has often nothing to say of the first.
    """
    cells = [_cells(line) for line in lines]
    rows = {
        place
        for above, below in pairwise(range(len(lines)))
        if _same(cells[above], cells[below])
        for place in (above, below)
    }
    rows |= {place for place in range(len(lines) - 1) if place + 1 in rows and _heads(cells[place], cells[place + 1])}
    return [_row(line, cells[place]) if place in rows else line for place, line in enumerate(lines)]


def _cells(line: str) -> list[tuple[int, int]]:
    """Where the cells of a line begin and end.

    None of a line with tabs, whose cells are parted already, nor of sentences with two spaces between them.
    """
    if CELL in line or _BETWEEN_SENTENCES.search(line):
        return []
    return [match.span() for match in _CELL.finditer(line)]


def _same(above: list[tuple[int, int]], below: list[tuple[int, int]]) -> bool:
    return len(above) == len(below) >= _FEWEST and _aligned(above, below)


def _heads(above: list[tuple[int, int]], below: list[tuple[int, int]]) -> bool:
    return len(above) == len(below) - 1 >= _FEWEST - 1 and _aligned(above, below[1:])


def _aligned(above: list[tuple[int, int]], below: list[tuple[int, int]]) -> bool:
    return all(
        start - _NEAR < stop and begin - _NEAR < end for (start, end), (begin, stop) in zip(above, below, strict=True)
    )


def _row(line: str, cells: list[tuple[int, int]]) -> str:
    return line[: cells[0][0]] + CELL.join(line[start:end] for start, end in cells)
