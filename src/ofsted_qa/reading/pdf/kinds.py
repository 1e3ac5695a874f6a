"""What the blocks of a document are: headings and their levels, list items, rows of a front sheet, contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_qa.values import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.reading.pdf.group import Group

_LARGE = 1.12  # of the body's size: type at least as large as this is a heading's
_TITLE = 1.4  # of the body's size: type at least as large as this is a title's, whatever it holds
_MOST_HEADING_WORDS = 32
_MOST_LABEL_WORDS = 5
_NO_HEADING_END = re.compile(r"[.;,:][\"”’')\]]*$")
_FRONT_LABEL = re.compile(r"[^:\n]{2,60}:\s+\S")
#: What a signature follows: a name in bold below it heads nothing.
_VALEDICTION = re.compile(r"(?:yours (?:sincerely|faithfully|truly)|(?:kind|best) regards)[,.]?", re.IGNORECASE)
_LONGEST_ENTRY = 3  # blocks that an entry of a table of contents is broken into
_PAGE_AT_END = re.compile(r"(?:\.{3,}|…|\s)\s*\d{1,3}$")


def classify(found: list[Group], body: float) -> None:
    """Set the kinds and levels of blocks that their type, their place and their neighbours tell."""
    first_prose = next((i for i, group in enumerate(found) if _is_prose(group, body)), len(found))
    for index, group in enumerate(found):
        if group.footnote:
            group.kind = BlockKind.FOOTNOTE
        elif group.kind is BlockKind.TABLE_ROW:
            continue
        elif group.bullet_left is not None:
            group.kind = BlockKind.LIST_ITEM
        elif _is_heading(group, body) and not (index and _VALEDICTION.fullmatch(found[index - 1].text.strip())):
            front = index < first_prose and group.lines[0].size < _TITLE * body and _is_front_row(group)
            group.kind = BlockKind.TABLE_ROW if front else BlockKind.HEADING
    _level_headings([group for group in found if group.kind is BlockKind.HEADING])
    _level_items([group for group in found if group.kind is BlockKind.LIST_ITEM])
    _set_contents_apart(found)


def _is_prose(group: Group, body: float) -> bool:
    return not group.cells and not _is_heading(group, body) and len(group.text.split()) > 25  # noqa: PLR2004


def _is_heading(group: Group, body: float) -> bool:
    text = group.text.strip()
    typed = all(line.size >= _LARGE * body for line in group.lines) or all(line.bold for line in group.lines)
    if not typed or not any(c.isalpha() for c in text) or len(text.split()) > _MOST_HEADING_WORDS:
        return False
    return not _NO_HEADING_END.search(text)


def _is_front_row(group: Group) -> bool:
    return is_labelled(group.text)


def is_labelled(text: str) -> bool:
    """Whether a text is a line of a front sheet: a label, a colon, and what it labels."""
    label = text.partition(":")[0]
    return bool(_FRONT_LABEL.match(text)) and label[:1].isupper() and len(label.split()) <= _MOST_LABEL_WORDS


def _level_headings(headings: Sequence[Group]) -> None:
    """Levels by type: the largest is the first; at one size, bold comes before plain."""

    def style(group: Group) -> tuple[int, bool]:
        line = group.lines[0]
        return -round(line.size), not line.bold

    styles = sorted({style(group) for group in headings})
    for group in headings:
        depth = group.number.count(".") if group.number else 0
        group.level = styles.index(style(group)) + 1 + depth


def _level_items(items: Sequence[Group]) -> None:
    lefts: list[float] = []
    for left in sorted(group.bullet_left or 0.0 for group in items):
        if not lefts or left - lefts[-1] > 8:  # noqa: PLR2004 (points: less is no indent)
            lefts.append(left)
    for group in items:
        group.level = max(1, sum(left <= (group.bullet_left or 0.0) + 1 for left in lefts))


def _set_contents_apart(found: Sequence[Group]) -> None:
    """Lines of a table of contents are no part of what the document says."""
    for start, group in enumerate(found):
        if group.text.strip().casefold() not in {"contents", "table of contents"}:
            continue
        group.kind = BlockKind.FURNITURE
        end = start + 1
        for index in range(start + 1, len(found)):
            if index - end > _LONGEST_ENTRY or len(found[index].text.split()) > _MOST_HEADING_WORDS:
                break
            if _PAGE_AT_END.search(found[index].text.strip()):
                end = index + 1
        for entry in found[start + 1 : end]:
            entry.kind = BlockKind.FURNITURE
        return


def without_repeated_heads(found: Sequence[Group]) -> list[Group]:
    """Rows without the head of a table that is printed again on its next page."""
    kept: list[Group] = []
    head: Group | None = None
    for group in found:
        if group.kind is not BlockKind.TABLE_ROW or not group.cells:
            head = None if group.kind is not BlockKind.FOOTNOTE else head
        elif head is None:
            head = group
        elif group.page != head.page and group.text == head.text and len(group.cells) == len(head.cells):
            continue
        kept.append(group)
    return kept
