"""Pages set by hand for the tests of the PDF reader: what stands where is said, so that it can be looked for."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ofsted_qa.reading.pdf import PdfReader
from ofsted_qa.values import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofsted_qa.values import Block, Document

WIDTH, HEIGHT = A4
PITCH = 14.0
BODY, BOLD = ("Helvetica", 11.0), ("Helvetica-Bold", 11.0)

Draw = "Callable[[Canvas], None]"


class Typist:
    """Writes lines down a page, from the top, and begins new pages."""

    def __init__(self, **options: object) -> None:
        self.buffer = BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1, **options)
        self.y = HEIGHT - 130

    def line(self, text: str, x: float = 72.0, font: tuple[str, float] = BODY, *, gap: float = 0.0) -> Typist:
        """One line below the last; `gap` is left before it."""
        self.y -= PITCH + gap
        return self.at(x, self.y, text, font)

    def at(self, x: float, y: float, text: str, font: tuple[str, float] = BODY) -> Typist:
        """Words at a place, y from the foot of the page."""
        self.canvas.setFont(*font)
        self.canvas.drawString(x, y, text)
        return self

    def lines(self, texts: Sequence[str], x: float = 72.0) -> Typist:
        """Lines of one paragraph, parted from what stands above."""
        for index, text in enumerate(texts):
            self.line(text, x, gap=8.0 if index == 0 else 0.0)
        return self

    def draw(self, drawing: Callable[[Canvas], None]) -> Typist:
        """Whatever the canvas can draw."""
        self.canvas.saveState()
        drawing(self.canvas)
        self.canvas.restoreState()
        return self

    def page(self) -> Typist:
        """A new page."""
        self.canvas.showPage()
        self.y = HEIGHT - 130
        return self

    def data(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.buffer.getvalue()

    def read(self) -> Document:
        """The file as the reader reads it."""
        return PdfReader().read(self.data(), Source("paper.pdf", "paper.pdf", "."))


def shown(document: Document) -> list[tuple[str, str | None, str]]:
    """The blocks of a document: kind, number, words."""
    return [(block.kind.value, block.number, document.slice(block)) for block in document.blocks]


def block_with(document: Document, words: str) -> Block:
    """The block that holds some words."""
    return next(block for block in document.blocks if words in document.slice(block))
