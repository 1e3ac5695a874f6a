"""Finds ruled tables on a page and lays the lines within them out as rows of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ofsted_qa.reading.pdf.drawings import Rule
    from ofsted_qa.reading.pdf.lines import TextLine

_NEAR = 3.0  # points within which ruled lines meet, or are one line drawn twice
_SHORTEST = 8.0  # points; shorter strokes are pieces of drawings


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's box in points, and the grid row and column of its top left corner."""

    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, line: TextLine) -> bool:
        """Whether a line's middle stands in the cell."""
        across, down = (line.left + line.right) / 2, (line.top + line.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its cells in reading order, how many columns it has, and its box; a frame has one column."""

    cells: tuple[Cell, ...]
    columns: int
    left: float
    top: float
    right: float
    bottom: float


def tables(rules: Iterable[Rule]) -> list[Table]:
    """The tables and frames that ruled lines make, from the top of the page."""
    across = _merged([(r.top, r.left, r.right) for r in rules if r.right - r.left >= r.bottom - r.top])
    down = _merged([(r.left, r.top, r.bottom) for r in rules if r.bottom - r.top > r.right - r.left])
    found: list[Table] = []
    for rows, columns in _meeting(across, down):
        table = _table(rows, columns)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: table.top)


_Stroke = tuple[float, float, float]  # where it lies, where it begins, where it ends


def _merged(strokes: list[_Stroke]) -> list[_Stroke]:
    """Strokes that lie on one line and touch, as one; lines of tables are drawn in many pieces."""
    found: list[_Stroke] = []
    at: list[list[_Stroke]] = []
    for stroke in sorted(strokes):
        if at and stroke[0] - at[-1][0][0] <= _NEAR:
            at[-1].append(stroke)
        else:
            at.append([stroke])
    for group in at:
        place = sum(stroke[0] for stroke in group) / len(group)
        begin, end = -1.0, -1.0
        for _, first, last in sorted(group, key=lambda stroke: stroke[1]):
            if end >= 0 and first <= end + _NEAR:
                end = max(end, last)
                continue
            if end - begin >= _SHORTEST:
                found.append((place, begin, end))
            begin, end = first, last
        if end - begin >= _SHORTEST:
            found.append((place, begin, end))
    return found


def _crosses(across: _Stroke, down: _Stroke) -> bool:
    y, left, right = across
    x, top, bottom = down
    return left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR


def _meeting(across: list[_Stroke], down: list[_Stroke]) -> list[tuple[list[_Stroke], list[_Stroke]]]:
    """Groups of strokes that hang together."""
    groups: list[tuple[list[_Stroke], list[_Stroke]]] = []
    left = list(down)
    while left:
        columns, rows = [left.pop()], []
        grown = True
        while grown:
            new_rows = [a for a in across if a not in rows and any(_crosses(a, d) for d in columns)]
            rows += new_rows
            new_columns = [d for d in left if any(_crosses(a, d) for a in rows)]
            columns += new_columns
            left = [d for d in left if d not in new_columns]
            grown = bool(new_rows or new_columns)
        groups.append((rows, columns))
    return groups


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _table(rows: Sequence[_Stroke], columns: Sequence[_Stroke]) -> Table | None:
    ys, xs = _places(row[0] for row in rows), _places(column[0] for column in columns)
    if len(xs) < 2 or len(ys) < 2:  # noqa: PLR2004 (a box has two of each)
        return None
    home = {(r, c): (r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while home[cell] != cell:
            cell = home[cell]
        return cell

    for r, c in list(home):
        if c + 1 < len(xs) - 1 and not _ruled(columns, xs[c + 1], ys[r], ys[r + 1]):
            _unite(home, root((r, c)), root((r, c + 1)))
        if r + 1 < len(ys) - 1 and not _ruled(rows, ys[r + 1], xs[c], xs[c + 1]):
            _unite(home, root((r, c)), root((r + 1, c)))
    merged: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cell in home:
        merged.setdefault(root(cell), []).append(cell)
    cells = [
        Cell(
            min(r for r, _ in group),
            min(c for _, c in group),
            xs[min(c for _, c in group)],
            ys[min(r for r, _ in group)],
            xs[max(c for _, c in group) + 1],
            ys[max(r for r, _ in group) + 1],
        )
        for group in merged.values()
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(tuple(cells), len({cell.column for cell in cells}), xs[0], ys[0], xs[-1], ys[-1])


def _unite(home: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = sorted((one, other))
    home[second] = first


def _ruled(strokes: Sequence[_Stroke], place: float, begin: float, end: float) -> bool:
    """Whether a stroke lies at a place over more than half of the way between two ends."""
    covered = sum(
        max(0.0, min(end, last) - max(begin, first)) for at, first, last in strokes if abs(at - place) <= _NEAR
    )
    return covered > (end - begin) / 2
