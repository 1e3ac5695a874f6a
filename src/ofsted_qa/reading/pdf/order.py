"""Lays the fragments of one page out in reading order: lines, rows of ruled tables, rows by alignment, columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ofsted_qa.reading.pdf.lines import Row, TextLine, is_label, joined, rows
from ofsted_qa.reading.pdf.tables import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.reading.pdf.glyphs import Sheet
    from ofsted_qa.reading.pdf.tables import Table

_GUTTER = 9.0  # points: the narrowest gap between two columns
_FEWEST_PROSE_LINES = 4  # of either column, before aligned text counts as columns of prose
_PROSE_WIDTH = 0.25  # of the page: the least median width of the lines of a column of prose
_FAR_BELOW = 1.9  # in line heights: a line further below belongs to no cell above it


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text; `right_edge` is where the longest line of its column ends.

    `opens` says that a ruled line parts it from the line above.
    """

    text: TextLine
    right_edge: float
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a table: for each cell its lines. `table` tells tables of one page apart; `ruled` those with lines."""

    cells: tuple[tuple[TextLine, ...], ...]
    table: int
    ruled: bool
    page: int

    @property
    def top(self) -> float:
        """Where the row's first line begins."""
        return min(line.top for cell in self.cells for line in cell)


Item = Line | Cells


def ordered(sheet: Sheet, parts: Sequence[TextLine]) -> list[Item]:
    """The items of a page in reading order; `parts` are its fragments without headers and footers."""
    items: list[Item] = []
    left = list(parts)
    for number, table in enumerate(tables(sheet.rules)):
        inside = [part for part in left if _within(table, part)]
        if not inside:
            continue
        held = {id(part) for part in inside}
        above = [part for part in left if part.baseline <= table.top and id(part) not in held]
        items += _flow(above, sheet, number * 100)
        if table.columns == 1:
            items += _framed(table, inside, sheet, number * 100)
        else:
            items += _table_rows(table, inside, sheet.number, number)
        gone = held | {id(part) for part in above}
        left = [part for part in left if id(part) not in gone]
    return items + _flow(left, sheet, 10_000)


def _framed(table: Table, parts: Sequence[TextLine], sheet: Sheet, number: int) -> list[Item]:
    """Running text in a frame: each of its boxes begins a block."""
    items: list[Item] = []
    for cell in table.cells:
        inside = _flow([part for part in parts if cell.holds(part)], sheet, number)
        if inside and isinstance(inside[0], Line):
            inside[0] = replace(inside[0], opens=True)
        items += inside
    return items


def _within(table: Table, part: TextLine) -> bool:
    across, down = (part.left + part.right) / 2, (part.top + part.bottom) / 2
    return table.left <= across <= table.right and table.top <= down <= table.bottom


def _table_rows(table: Table, parts: Sequence[TextLine], page: int, number: int) -> list[Item]:
    """The rows of a ruled table; a cell that spans rows stands in its first."""
    by_row: dict[int, list[tuple[TextLine, ...]]] = {}
    held: set[int] = set()
    for cell in table.cells:
        inside = [part for part in parts if id(part) not in held and cell.holds(part)]
        held |= {id(part) for part in inside}
        lines = tuple(joined(row) for row in rows(inside))
        by_row.setdefault(cell.row, []).append(lines)
    return [Cells(tuple(by_row[row]), number, ruled=True, page=page) for row in sorted(by_row) if any(by_row[row])]


def _flow(parts: Sequence[TextLine], sheet: Sheet, number: int) -> list[Item]:
    """Running text: columns one after the other, aligned cells as rows, lines."""
    if not parts:
        return []
    found: list[Item] = []
    waiting: list[Row] = []
    lines = rows(parts)
    index = 0
    while index < len(lines):
        end, gutter = _river(lines, index, sheet.width)
        if gutter is None:
            waiting.append(lines[index])
            index += 1
            continue
        group = lines[index:end]
        found += _plain(waiting)
        waiting = []
        found += _parted(group, gutter, sheet, number + index)
        index = end
    return found + _plain(waiting)


def _plain(lines: Sequence[Row]) -> list[Item]:
    texts = [joined(row) for row in lines]
    edge = max((text.right for text in texts), default=0.0)
    return [Line(text, edge) for text in texts]


def _river(lines: Sequence[Row], start: int, width: float) -> tuple[int, float | None]:
    """From a row on, the end of the rows that one gutter parts, and the gutter's middle; None if there is none.

    Numbers and bullets before a text make no gutter.
    """
    clear = _clear(lines[start], width)
    both = 0
    end, gutter = start, None
    last_right = start
    left_bottom = 0.0
    if len(lines[start]) == 1:
        return start, None  # a gutter's rows begin with one that has text on both sides of it
    for index in range(start, len(lines)):
        row = lines[index]
        clear = _common(clear, _clear(row, width))
        usable = [gap for gap in clear if _parts_both(lines[start : index + 1], gap)]
        if not clear:
            break
        if not usable:
            continue
        gap = max(usable, key=lambda gap: gap[1] - gap[0])
        middle = (gap[0] + gap[1]) / 2
        on_right = any(part.left > middle for part in row)
        both += on_right
        if on_right:
            last_right, gutter = index, middle
            left_bottom = row[0].bottom
        elif row[0].top - left_bottom > row[0].size:
            break
        end = index + 1
    return (last_right + 1, gutter) if gutter is not None and end > start else (start, None)


_Gap = tuple[float, float]


def _clear(row: Row, width: float) -> list[_Gap]:
    """The stretches of a row where nothing stands; a label counts as part of its text."""
    ends: list[_Gap] = []
    at = 0.0
    for place, part in enumerate(row):
        after_label = place > 0 and is_label(row[place - 1].text)
        if part.outermost - at >= _GUTTER and not after_label:
            ends.append((at, part.outermost))
        at = max(at, part.right)
    ends.append((at, width))
    return ends


def _common(one: Sequence[_Gap], other: Sequence[_Gap]) -> list[_Gap]:
    both = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [(begin, end) for begin, end in both if end - begin >= _GUTTER]


def _parts_both(lines: Sequence[Row], gap: _Gap) -> bool:
    on_left = any(part.right <= gap[0] + 1 for row in lines for part in row)
    on_right = any(part.left >= gap[1] - 1 for row in lines for part in row)
    return on_left and on_right


def _parted(group: Sequence[Row], gutter: float, sheet: Sheet, number: int) -> list[Item]:
    """Rows that a gutter parts: two columns of prose, or a table that is not ruled."""
    left = [part for row in group for part in row if part.left < gutter]
    right = [part for row in group for part in row if part.left >= gutter]
    if _is_prose(left, sheet) and _is_prose(right, sheet):
        return _flow(left, sheet, number) + _flow(right, sheet, number)
    return _aligned(group, gutter, sheet.number, number)


def _is_prose(parts: Sequence[TextLine], sheet: Sheet) -> bool:
    widths = sorted(line.right - line.left for line in (joined(row) for row in rows(parts)))
    return len(widths) >= _FEWEST_PROSE_LINES and widths[len(widths) // 2] >= _PROSE_WIDTH * sheet.width


def _aligned(group: Sequence[Row], gutter: float, page: int, number: int) -> list[Item]:
    """Rows of cells by alignment; a line that has nothing beside it goes on with the cell above it."""
    found: list[list[list[TextLine]]] = []
    for row in group:
        sides = [[part for part in row if (part.left >= gutter) is on_right] for on_right in (False, True)]
        lines = [[joined(side)] if side else [] for side in sides]
        if found and not (lines[0] and lines[1]):
            side = 1 if lines[1] else 0
            above = found[-1][side]
            line = lines[side][0]
            near = bool(above) and line.top - above[-1].bottom < (_FAR_BELOW - 1) * line.size
            if near and (side == 1 or not line.text[:1].isupper()):
                above.append(line)
                continue
        found.append(lines)
    return [Cells(tuple(tuple(cell) for cell in cells), number, ruled=False, page=page) for cells in found]
