"""The lines of one block of a page."""

from __future__ import annotations

from dataclasses import dataclass

from ofsted_qa.reading.pdf.lines import TextLine
from ofsted_qa.values import BlockKind


@dataclass
class Group:
    """Lines of one block, in order; `kind` and `number` as far as the lines themselves show them."""

    lines: list[TextLine]
    edge: float
    cells: tuple[tuple[TextLine, ...], ...] = ()
    number: str | None = None
    bullet_left: float | None = None
    footnote: bool = False
    skipped: int = 0  # characters of the first line that are its number
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    table: tuple[int, int] | None = None

    @property
    def page(self) -> int:
        """The page on which the block begins."""
        return self.lines[0].page

    @property
    def text(self) -> str:
        """The words of the block, roughly: what its kind is judged by."""
        return " ".join(line.text for line in self.lines)[self.skipped :]
