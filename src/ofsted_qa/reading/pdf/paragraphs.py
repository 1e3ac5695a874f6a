"""Items of pages → drafts of blocks: paragraphs, headings, list items, table rows, footnotes, joined over page ends.

What the page shows decides: a gap wider than the lines' usual pitch, a number or bullet in a column of its own, a
change of type, or a line that its author ended short begins a new block.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from ofsted_qa.reading.pdf.group import Group
from ofsted_qa.reading.pdf.kinds import classify, is_labelled, without_repeated_heads
from ofsted_qa.reading.pdf.lines import is_bullet
from ofsted_qa.reading.pdf.order import Cells, Line
from ofsted_qa.values import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.reading.pdf.lines import TextLine
    from ofsted_qa.reading.pdf.order import Item

_WIDE_PITCH = 1.28  # of the usual pitch: a wider step begins a new block
_HEADING_PITCH = 1.45  # of the type size: lines of one heading stand closer than this
_OTHER_SIZE = 0.6  # points by which two sizes of type differ in earnest
_SMALL = 0.93  # of the body's size: type no larger than this at the foot of a page is a footnote's
_FIRM_END = re.compile(r"[.?!:;][\"”’')\]]*$")
#: A number that begins a line: "2.1 ", "12. ", "12.The", "(4) ", "a) ".
_INLINE_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3})[.)]?\s+(?=\S)"
    r"|(?P<whole>\d{1,3})[.)]\s*(?=[A-Z“‘\"'])"
    r"|\((?P<enclosed>\d{1,3}|[a-z]|[ivx]{1,5})\)\s+(?=\S)"
    r"|(?P<letter>[a-z]|[ivx]{1,4})[.)]\s+(?=\S)"
)  # fmt: skip
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}")
_LONE_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3}|\d{1,3}(?=\.))\.?")


def body_size(pages: Sequence[Sequence[Item]]) -> float:
    """The type size of most of a document's letters, in points."""
    sizes: Counter[float] = Counter()
    for items in pages:
        for item in items:
            for line in lines_of(item):
                sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def lines_of(item: Item) -> list[TextLine]:
    """The lines of an item."""
    return [item.text] if isinstance(item, Line) else [line for cell in item.cells for line in cell]


def groups(pages: Sequence[Sequence[Item]]) -> list[Group]:
    """The blocks of a document's pages, in order, with their kinds."""
    body = body_size(pages)
    pitches = _pitches(pages)
    found: list[Group] = []
    notes: list[Group] = []
    for items in pages:
        flow, page_notes = _without_footnotes(items, body)
        new = _grouped(flow, pitches)
        if new and found and _goes_on(found[-1], new[0]):
            last = found.pop()
            found += notes
            _extend(last, new.pop(0))
            found.append(last)
        else:
            found += notes
        notes = _grouped(page_notes, pitches, footnotes=True)
        found += new
    found += notes
    classify(found, body)
    return without_repeated_heads(found)


def _pitches(pages: Sequence[Sequence[Item]]) -> dict[int, float]:
    """The usual step from base line to base line for each size of type, in points."""
    steps: dict[int, list[float]] = {}
    for items in pages:
        texts = [item.text for item in items if isinstance(item, Line)]
        for above, below in pairwise(texts):
            step = below.baseline - above.baseline
            if abs(above.size - below.size) < _OTHER_SIZE and 0.8 * below.size < step < 2 * below.size:
                steps.setdefault(round(below.size), []).append(round(step, 1))
    return {size: _closest_usual(found) for size, found in steps.items()}


def _closest_usual(steps: list[float]) -> float:
    """The smallest step that is common: gaps between paragraphs may outnumber the lines of short paragraphs."""
    counted = Counter(round(step) for step in steps)
    common = [step for step, count in counted.items() if count >= 0.15 * len(steps)]
    return min(common) if common else median(steps)


def _without_footnotes(items: Sequence[Item], body: float) -> tuple[list[Item], list[Item]]:
    """The items of a page, and the footnotes at its foot: small type that begins with a mark."""
    start = len(items)
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if not isinstance(item, Line) or item.text.size > _SMALL * body:
            break
        if _note_number(item.text):
            start = index
    return list(items[:start]), list(items[start:])


def _note_number(line: TextLine) -> str | None:
    """The mark that a footnote's first line begins with."""
    if _NUMBER.fullmatch(line.label):
        return line.label
    if line.note_marks:
        return line.note_marks[0]
    match = re.match(r"(\d{1,2}|[*†‡])\s+(?=[A-Z“‘\"'])", line.text)
    return match[1] if match else None


def _grouped(items: Sequence[Item], pitches: dict[int, float], *, footnotes: bool = False) -> list[Group]:
    found: list[Group] = []
    before: TextLine | None = None
    for item in items:
        if isinstance(item, Cells):
            group = _row(item)
            if group is not None:
                found.append(group)
            before = None
            continue
        line = item.text
        fresh = bool(_note_number(line)) if footnotes else False
        group = found[-1] if found and before is not None else None
        if group is None or fresh or (not footnotes and _begins(group, before, item, pitches)):
            group = _opened(item, footnote=footnotes)
            if found and group.number is None and (number := _number_alone(found[-1], line)):
                group.number = number
                found.pop()
            found.append(group)
        else:
            group.lines.append(line)
        before = line
    return [group for group in found if group.lines[0].text[group.skipped :].strip() or len(group.lines) > 1]


def _number_alone(group: Group, line: TextLine) -> str | None:
    """The number of a paragraph that is printed on a line of its own just above it."""
    above = group.lines[0]
    match = _LONE_NUMBER.fullmatch(above.text) if len(group.lines) == 1 and not group.cells else None
    near = above.page == line.page and 0 < line.top - above.bottom < line.size
    return match["number"] if match and near else None


def _row(item: Cells) -> Group | None:
    """A row of a table; a row of a paragraph's number and its text is that paragraph."""
    filled = [cell for cell in item.cells if cell]
    lines = [line for cell in filled for line in cell]
    if not lines:
        return None
    if len(item.cells) == 2 and len(filled) == 2 and len(filled[0]) == 1:  # noqa: PLR2004 (number and text)
        match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?", filled[0][0].text)
        if match and len(" ".join(line.text for line in filled[1])) > 60:  # noqa: PLR2004 (a paragraph, no cell)
            return Group(list(filled[1]), max(line.right for line in filled[1]), number=match[1])
    return Group(
        lines, 0.0, cells=item.cells, kind=BlockKind.TABLE_ROW, table=(item.page, item.table if item.ruled else -1)
    )


def _opened(item: Line, *, footnote: bool) -> Group:
    """A block that begins with a line: its label, or the number that the line begins with."""
    line = item.text
    group = Group([line], item.right_edge, footnote=footnote)
    if footnote:
        group.number = _note_number(line)
        match = re.match(r"(?:\d{1,2}|[*†‡])\s+(?=[A-Z“‘\"'])", line.text)
        group.skipped = match.end() if match and not line.label and not line.note_marks else 0
        return group
    if line.label and is_bullet(line.label):
        group.bullet_left = line.label_left
    elif line.label:
        group.number = line.label.strip("().")
        if not _NUMBER.fullmatch(group.number):
            group.bullet_left = line.label_left
    else:
        match = _INLINE_NUMBER.match(line.text)
        if match:
            group.number = next(filter(None, match.groups()))
            group.skipped = match.end()
            if match["letter"] or (match["enclosed"] and not match["enclosed"].isdigit()):
                group.bullet_left = line.left
        elif is_bullet(line.text[:1]) and line.text[1:2] == " ":
            group.skipped, group.bullet_left = 2, line.left
    return group


def _begins(group: Group, before: TextLine | None, item: Line, pitches: dict[int, float]) -> bool:
    """Whether a line begins a new block after the line before it on the page."""
    line = item.text
    if before is None or line.label or item.opens:
        return True
    step = line.baseline - before.baseline
    if step <= 0:  # at the head of the next column
        return not _unfinished(group, item)
    full = _reaches(before, line, item.right_edge)
    if abs(line.size - before.size) > _OTHER_SIZE or _stands_apart(before, line, step, pitches):
        return True
    lower = line.text[:1].islower()
    if line.bold != before.bold:
        return not (full and lower)
    heading = before.bold and line.bold  # one on several lines
    broken = not heading and ((not full and not lower) or _shifted(group, line))
    broken = broken or (is_labelled(line.text) and is_labelled(group.text))
    return broken or _numbered_anew(group, before, line, full=full)


def _stands_apart(before: TextLine, line: TextLine, step: float, pitches: dict[int, float]) -> bool:
    """Whether the gap between two lines is wider than between lines of one block."""
    usual = _WIDE_PITCH * pitches.get(round(line.size), 1.2 * line.size)
    heading = _HEADING_PITCH * line.size if before.bold and line.bold else 0.0
    return step > max(usual, heading)


def _shifted(group: Group, line: TextLine) -> bool:
    """Whether a line begins at another place than the lines of its block; the first line's own is free."""
    return len(group.lines) > 1 and abs(line.left - group.lines[-1].left) > 1.2 * line.size


def _numbered_anew(group: Group, before: TextLine, line: TextLine, *, full: bool) -> bool:
    """Whether a line opens with a paragraph's number; a figure that only begins a line is none."""
    match = _INLINE_NUMBER.match(line.text)
    if match is None and not (is_bullet(line.text[:1]) and line.text[1:2] == " "):
        return False
    ended = bool(_FIRM_END.search(before.text)) or not full
    outdented = line.left < group.lines[-1].left - 0.5 * line.size and len(group.lines) > 1
    return ended or outdented


def _reaches(before: TextLine, line: TextLine, edge: float) -> bool:
    """Whether a line is full: the next line's first word would not have fitted on it."""
    first_word = line.text.split(" ", maxsplit=1)[0]
    width = line.edges[len(first_word)] - line.left
    return before.right + width + 0.2 * line.size > edge - 0.3 * line.size


def _unfinished(group: Group, item: Line) -> bool:
    """Whether a block goes on in a line at the head of the next column or page."""
    line, last = item.text, group.lines[-1]
    if line.label or group.cells or abs(line.size - last.size) > _OTHER_SIZE or line.bold != last.bold:
        return False
    if not _FIRM_END.search(last.text):
        return _INLINE_NUMBER.match(line.text) is None or line.text[:1].islower()
    hangs = group.number is not None or group.bullet_left is not None
    body = group.lines[-1].left if len(group.lines) > 1 or not group.skipped else None
    indented = hangs and body is not None and abs(line.left - body) < 0.4 * line.size
    return bool(indented and _INLINE_NUMBER.match(line.text) is None and _reaches(last, line, group.edge))


def _goes_on(group: Group, new: Group) -> bool:
    if group.footnote:
        return False
    if group.cells or new.cells:
        return _row_goes_on(group, new)
    return new.number is None and new.bullet_left is None and _unfinished(group, Line(new.lines[0], new.edge))


def _row_goes_on(group: Group, new: Group) -> bool:
    """Whether a row of a table was broken by the page end: its first cell is empty, its words go on."""
    same = len(group.cells) == len(new.cells) and bool(group.cells)
    return same and not new.cells[0] and any(cell and cell[0].text[:1].islower() for cell in new.cells)


def _extend(group: Group, new: Group) -> None:
    if group.cells:
        group.cells = tuple((*one, *other) for one, other in zip(group.cells, new.cells, strict=True))
    group.lines += new.lines
