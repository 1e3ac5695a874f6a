"""Blocks of lines → their words: line ends closed up, hyphens at line ends decided, every character placed."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from ofsted_qa.reading.assembly import Draft
from ofsted_qa.values import BlockKind, Placement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ofsted_qa.reading.pdf.group import Group
    from ofsted_qa.reading.pdf.lines import TextLine

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_HYPHEN_END = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_TENTHS = 10  # placements count in tenths of a point
_CELL, _CELL_PARAGRAPH = "\t", "\n"
_NEW_PARAGRAPH = 1.6  # of the type size: a wider step within a cell begins a paragraph


def drafts(found: Sequence[Group]) -> list[Draft]:
    """The blocks with their words."""
    lines = [line for group in found for line in group.lines]
    hyphens = _Hyphens(lines)
    return [draft for draft in (_draft(group, hyphens) for group in found) if draft.text]


class _Hyphens:
    """Decides whether a hyphen at a line end belongs to its word, by how the document itself writes the word.

    Most word processors never break a word: a document counts as one that does only where it writes words
    whole that it breaks elsewhere.
    """

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self._words = Counter(word.casefold() for line in lines for word in _WORD.findall(_without_last(line.text)))
        broken = 0
        for line, follower in pairwise(lines):
            match = _HYPHEN_END.search(line.text)
            if match and follower.text[:1].islower():
                broken += self._evidence(match[1], follower.text)
        self._breaks_words = broken < 0

    def keeps(self, before: str, after: str) -> bool:
        """Whether the hyphen between the last letters of a line and the next line stays."""
        if not after[:1].islower():
            return True
        evidence = self._evidence(before, after)
        if evidence or not self._breaks_words:
            return evidence >= 0
        return bool(self._words[before.casefold()])

    def _evidence(self, before: str, after: str) -> int:
        """1 where the document writes the word with its hyphen, -1 where it writes it whole, 0 where neither."""
        match = _WORD.match(after)
        first, second = before.casefold(), (match.group() if match else after).casefold()
        compound, whole = self._words[f"{first}-{second}"], self._words[f"{first}{second}"]
        return (compound >= whole) - (whole > compound) if compound or whole else 0


def _without_last(text: str) -> str:
    """A line without the part of a word that it ends in the middle of."""
    return _HYPHEN_END.sub("", text)


def _draft(group: Group, hyphens: _Hyphens) -> Draft:
    pen = _Pen(hyphens)
    if group.cells and group.kind is BlockKind.TABLE_ROW:
        for index, cell in enumerate(filter(None, group.cells)):
            if index:
                pen.put(_CELL)
            pen.lines(cell, cell=True)
    else:
        pen.lines(group.lines, skipped=group.skipped)
    text = "".join(pen.parts)
    kept = text.rstrip()
    runs = tuple(run for run in pen.placements if run.end <= len(kept))
    return Draft(group.kind, kept, group.number, group.level, group.page, runs)


class _Pen:
    """Writes the lines of one block and notes where each is printed."""

    def __init__(self, hyphens: _Hyphens) -> None:
        self.parts: list[str] = []
        self.placements: list[Placement] = []
        self._hyphens = hyphens
        self._length = 0

    def put(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def lines(self, lines: Iterable[TextLine], *, skipped: int = 0, cell: bool = False) -> None:
        held = list(lines)
        for index, line in enumerate(held):
            follower = held[index + 1] if index + 1 < len(held) else None
            start = skipped if index == 0 else 0
            text, gap = self._ended(line, follower, cell=cell)
            self._write(line, start, len(text))
            if follower is not None:
                self.put(gap)

    def _ended(self, line: TextLine, follower: TextLine | None, *, cell: bool) -> tuple[str, str]:
        """What of a line is written, and what stands between it and the next."""
        if follower is None:
            return line.text, ""
        if cell and (follower.label or follower.baseline - line.baseline > _NEW_PARAGRAPH * line.size):
            return line.text, _CELL_PARAGRAPH
        match = _HYPHEN_END.search(line.text)
        if match and follower.text[:1].isalpha():
            return (line.text if self._hyphens.keeps(match[1], follower.text) else line.text[:-1]), ""
        joined = line.text.endswith(("/", "–", "—")) and not line.text.endswith((" –", " —"))
        return line.text, "" if joined else " "

    def _write(self, line: TextLine, start: int, end: int) -> None:
        if end <= start:
            return
        self.put(line.text[start:end])
        edges = tuple(round(edge * _TENTHS) for edge in line.edges[start : end + 1])
        self.placements.append(
            Placement(
                self._length - (end - start),
                self._length,
                line.page,
                round(line.top * _TENTHS),
                round(line.bottom * _TENTHS),
                edges,
            )
        )
