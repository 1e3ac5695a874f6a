"""Characters of a page → fragments (runs on one base line) → rows → lines of text that know where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ofsted_qa.reading.pdf.glyphs import Glyph

#: In type sizes: a gap on a line wider than this parts two fragments (the cells of a table, a label and its text).
_WIDE_GAP = 1.3
_SAME_LINE = 0.25  # in type sizes: how far base lines of one line may lie apart
_WORD_GAP = 0.18  # in type sizes: a gap wider than this is a space, whether one was typed or not
_RAISED = 0.8  # a smaller character above the base line is a raised one
_BACKWARDS = 0.6  # in type sizes: a character that stands further left than this opens a new fragment
_MOSTLY = 0.8  # share of a line's letters that make the line bold or italic
#: A ligature is one character on the page and two or three in the text.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_NOTE_MARK = re.compile(r"[\d,*†‡§]+")
_NO_BULLETS = "\"'“”‘’()[]{}<>£$€&%@#/\\|+=~^_.,:;!?"
#: "12.", "2.1", "2.1.3", "(4)", "a)", "(iv)": what stands before a paragraph in a column of its own.
LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivx]{1,5})[.)]{0,2}")


@dataclass(frozen=True)
class TextLine:
    """A run of text on one line of a page.

    `edges` holds where each character begins, and where the last ends: one more number than characters.
    `label` is a number, letter or bullet that stands before the text in a column of its own; it is no part
    of `text`. Positions in points from the top left of the page.
    """

    page: int
    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    label: str = ""
    label_left: float | None = None
    note_marks: tuple[str, ...] = ()

    @cached_property
    def left(self) -> float:
        """Where the text begins (not its label)."""
        return self.edges[0]

    @cached_property
    def right(self) -> float:
        """Where the text ends."""
        return self.edges[-1]

    @property
    def outermost(self) -> float:
        """Where the label begins, or the text if there is none."""
        return self.left if self.label_left is None else self.label_left


Row = list[TextLine]


def fragments(glyphs: Sequence[Glyph], page: int) -> list[TextLine]:
    """The fragments of a page: characters that follow each other on one base line without a wide gap."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _continues(runs[-1], glyph):
            runs[-1].append(glyph)
        elif not glyph.character.isspace():
            runs.append([glyph])
    return [line for line in (_line(run, page) for run in runs) if line is not None]


def rows(parts: Iterable[TextLine]) -> list[Row]:
    """Fragments on the same base line as rows, from the top; a raised mark joins the row that it stands in."""
    found: list[Row] = []
    ordered = sorted(parts, key=lambda part: (-round(part.size), part.baseline))
    for part in ordered:
        row = next((row for row in found if _in_row(row, part)), None)
        if row is None:
            found.append([part])
        else:
            row.append(part)
    for row in found:
        row.sort(key=lambda part: part.left)
    return sorted(found, key=lambda row: median(part.baseline for part in row))


def joined(row: Sequence[TextLine]) -> TextLine:
    """The fragments of a row as one line; raised figures (marks of footnotes) are taken out and remembered."""
    base = max(row, key=lambda part: (part.size, len(part.text)))
    kept: list[TextLine] = []
    marks: list[str] = []
    after_mark: set[int] = set()
    for part in row:
        raised = part.size < base.size * _RAISED and part.baseline < base.baseline - 0.1 * base.size
        if raised and _NOTE_MARK.fullmatch(part.text) and part is not row[0]:
            marks.append(part.text)
            after_mark.add(len(kept))
        else:
            kept.append(part)
    label, label_left = "", None
    if len(kept) > 1 and is_label(kept[0].text):
        first = kept.pop(0)
        label, label_left = first.text, first.outermost
    text, edges = kept[0].text, list(kept[0].edges)
    shift = len(row) - len(marks) - len(kept)
    for place, part in enumerate(kept[1:], start=1 + shift):
        closes = place in after_mark and part.text[0] in ",.;:)"
        if part.left - edges[-1] > _WORD_GAP * part.size and not text.endswith(" ") and not closes:
            text += " "
            edges.append(part.left)
        edges[-1:] = part.edges
        text += part.text
    letters = sum(len(part.text) for part in kept)
    return TextLine(
        base.page,
        text,
        tuple(edges),
        min(part.top for part in kept),
        max(part.bottom for part in kept),
        base.baseline,
        base.size,
        bold=sum(len(part.text) for part in kept if part.bold) >= _MOSTLY * letters,
        italic=sum(len(part.text) for part in kept if part.italic) >= _MOSTLY * letters,
        label=label or kept[0].label,
        label_left=label_left if label else kept[0].label_left,
        note_marks=tuple(marks) + tuple(mark for part in kept for mark in part.note_marks),
    )


def is_label(text: str) -> bool:
    """Whether a fragment by itself is the number, letter or bullet of what follows it."""
    return is_bullet(text) or LABEL.fullmatch(text) is not None


def is_bullet(text: str) -> bool:
    """Whether a text is a bullet: one sign that is no letter, figure or punctuation, or the "o" of some fonts."""
    return text == "o" or (len(text) == 1 and not text.isalnum() and not text.isspace() and text not in _NO_BULLETS)


def _continues(run: list[Glyph], glyph: Glyph) -> bool:
    last = next(one for one in reversed(run) if not one.character.isspace()) if run[-1].character.isspace() else run[-1]
    size = max(glyph.size, last.size)
    if abs(glyph.baseline - last.baseline) > _SAME_LINE * size or glyph.left < last.left - _BACKWARDS * size:
        return False
    return glyph.left - last.right <= _WIDE_GAP * size


def _in_row(row: Row, part: TextLine) -> bool:
    first = row[0]
    if abs(first.baseline - part.baseline) <= _SAME_LINE * min(first.size, part.size):
        return True
    middle = (part.top + part.bottom) / 2
    return part.size < first.size * _RAISED and first.top <= middle <= first.bottom and len(part.text) < 4  # noqa: PLR2004


def _line(run: list[Glyph], page: int) -> TextLine | None:
    """A fragment as a line: single spaces, a leading bullet or number before a gap as its label."""
    while run and run[-1].character.isspace():
        run.pop()
    characters: list[str] = []
    edges: list[float] = []
    kept: list[Glyph] = []
    marks: list[str] = []
    body = median(glyph.size for glyph in run)
    ground = median(glyph.baseline for glyph in run)
    for glyph in run:
        if (
            glyph.size < body * _RAISED
            and glyph.baseline < ground - 0.05 * body
            and _NOTE_MARK.fullmatch(glyph.character)
        ):
            marks.append(glyph.character)
            continue
        before = kept[-1] if kept else None
        space = glyph.character.isspace()
        if space and (not characters or characters[-1] == " "):
            continue
        if before and not space and characters[-1] != " " and glyph.left - before.right > _WORD_GAP * body:
            characters.append(" ")
            edges.append(before.right)
        letters = " " if space else _LIGATURES.get(glyph.character, glyph.character)
        step = (glyph.right - glyph.left) / len(letters)
        characters += letters
        edges += [glyph.left + step * place for place in range(len(letters))]
        if not space:
            kept.append(glyph)
    while characters and characters[-1] == " ":
        characters.pop()
        edges.pop()
    if not kept:
        return None
    label, label_left, start = "", None, 0
    if len(characters) > 2 and is_bullet(characters[0]) and characters[1] == " ":  # noqa: PLR2004
        label, label_left, start = characters[0], edges[0], 2
    edges.append(kept[-1].right)
    text = "".join(characters[start:])
    return TextLine(
        page,
        text,
        tuple(edges[start:]),
        min(glyph.top for glyph in kept),
        max(glyph.bottom for glyph in kept),
        ground,
        body,
        bold=sum(glyph.bold for glyph in kept) >= _MOSTLY * len(kept),
        italic=sum(glyph.italic for glyph in kept) >= _MOSTLY * len(kept),
        label=label,
        label_left=label_left,
        note_marks=("".join(marks),) if marks else (),
    )
