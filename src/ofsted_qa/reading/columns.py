"""Finds the tables that a plain text sets with spaces: lines below each other whose words stand in columns."""

from __future__ import annotations

import re
from itertools import pairwise

from ofsted_qa.reading.markup import CELL

_CELL = re.compile(r"\S+(?: \S+)*")
_BETWEEN_SENTENCES = re.compile(r"[.?!;,][\"”'’)]?  +\S")
_WORD = re.compile(r"[^\W\d]{3}")
_FEWEST = 3  # cells: a label and its value need no columns
_NEAR = 2  # characters; a number set to the right may end a little before or behind its heading


def tabulated(lines: list[str]) -> list[str]:
    """The lines of a text with a tab between the cells of each row of a table.

    Rows follow each other, have equally many cells, and each cell stands over or under the one of the other row. The
    first row may leave out the first cell: what heads the columns has often nothing to say of the first. Two columns
    are a table where several lines begin the second at the same place; the cells of a row may be several lines high.
    """
    lines = _in_two(lines)
    cells = [_cells(line) for line in lines]
    rows = {
        place
        for above, below in pairwise(range(len(lines)))
        if _same(cells[above], cells[below])
        for place in (above, below)
    }
    rows |= {place for place in range(len(lines) - 1) if place + 1 in rows and _heads(cells[place], cells[place + 1])}
    return [_row(line, cells[place]) if place in rows else line for place, line in enumerate(lines)]


def _in_two(lines: list[str]) -> list[str]:
    """The lines with the rows of tables in two columns made one line each."""
    found: list[str] = []
    place = 0
    while place < len(lines):
        rows, after = _rows_of_two(lines, place)
        if len(rows) >= _FEWEST:
            found += rows
            place = after
        else:
            found.append(lines[place])
            place += 1
    return found


def _rows_of_two(lines: list[str], first: int) -> tuple[list[str], int]:
    """The rows of the table in two columns that begins at a line, and the place of the line behind it."""
    at = _second_column(lines[first])
    rows: list[list[str]] = []
    after = place = first
    apart = True
    while at and place < len(lines):
        line = lines[place]
        place += 1
        if not line.strip():
            apart = True
            continue
        goes_on = not apart and [start for start, _ in _cells(line)] == [at]
        if _second_column(line) != at and not goes_on:
            break
        if apart or not (goes_on or _is_lower(line, at)):
            rows.append([])
        rows[-1].append(line)
        apart, after = False, place
    return [CELL.join((_column(row, 0, at), _column(row, at, None))) for row in rows], after


def _is_lower(line: str, at: int) -> bool:
    """Whether a line goes on in the cells of the line before: one of its own begins in small letters."""
    return line[:1].islower() or line[at : at + 1].islower()


def _column(row: list[str], start: int | None, end: int | None) -> str:
    return " ".join(words for line in row if (words := line[start:end].strip()))


def _second_column(line: str) -> int | None:
    """Where the second of two cells of a line begins, far from the first; None of another line or a labelled one."""
    cells = _cells(line)
    if len(cells) != _FEWEST - 1 or cells[0][0] or cells[1][0] - cells[0][1] <= _NEAR:
        return None
    label = line[: cells[0][1]]
    return cells[1][0] if _WORD.search(label) and not label.endswith(":") else None


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
