"""Reads the words and facts of an invented paper from its file; README.md in `evals` explains the marks."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PAPERS = Path(__file__).parent / "papers"
#: Stands in the properties of every file.
DISCLAIMER = "Invented for tests: nothing in it is true of any real council, inspectorate or person."

_BROKEN = "¬"  # a word broken at the end of a line
_MARKED = re.compile(r"\{\{(.+?)\}\}")
_NUMBER = re.compile(r"(\d+(?:\.\d+)*\.?)\s+(?=\S)")
_SIGNS = {
    "@ ": "title",
    "- ": "bullet",
    "> ": "quotation",
    "= ": "line",
    "^": "footnote",
    "~ ": "space",
    "---": "page",
    "=== ": "columns",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, table row or instruction to the typesetter.

    `text` still holds the marks: `{{a sentence of the truth}}`, `**bold**`, `[^1]`, `¬`. `number` is printed as it
    stands; `level` is the depth of a heading or of a number, from 1. A row has `cells`.
    """

    kind: str
    text: str = ""
    number: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paper is set.

    The number printed on page n is n less `unnumbered`. `first` says whether the first page carries header and
    footer, `automatic` whether Word counts the paragraphs. `widths` are those of a table's columns, in
    centimetres, by the number of columns.
    """

    header: str = ""
    footer: str = ""
    first: bool = True
    unnumbered: int = 0
    landscape: bool = False
    font: str = "Helvetica"
    size: float = 11
    automatic: bool = False
    widths: dict[str, list[float]] = field(default_factory=dict)

    def printed(self, page: int) -> str | None:
        """The number printed on a page, counted from 1."""
        shown = "{page}" in self.footer + self.header and (page > 1 or self.first)
        return str(page - self.unnumbered) if shown and page > self.unnumbered else None


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence of the truth: its words, the number of its paragraph, and the heading above it."""

    words: str
    paragraph: str
    heading: str


@dataclass(frozen=True, slots=True)
class Paper:
    """An invented paper: the file's name, how it is set, its words, and what is true of it."""

    file: str
    layout: Layout
    pieces: tuple[Piece, ...]
    about: dict[str, Any]


def papers() -> list[Paper]:
    """Every invented paper, in the order of the names of their files."""
    return [_paper(path) for path in sorted(PAPERS.glob("*.toml"))]


def _paper(path: Path) -> Paper:
    data = tomllib.loads(path.read_text("utf-8"))
    body = data.pop("body")
    layout = Layout(**data.pop("layout"))
    pieces = tuple(_piece(line) for line in body.splitlines() if line.strip())
    return Paper(data.pop("file"), layout, pieces, data)


def _piece(line: str) -> Piece:
    line = line.strip()
    if match := re.match(r"\|([!=]?)(.*)\|$", line):
        cells = tuple(cell.strip() for cell in match[2].split("|"))
        return Piece({"!": "head", "=": "span", "": "row"}[match[1]], cells=cells)
    if match := re.match(r"(#+) ", line):
        number, text = _numbered(line[match.end() :])
        return Piece("heading", text, number, len(match[1]))
    for sign, kind in _SIGNS.items():
        if line.startswith(sign):
            return Piece(kind, line.removeprefix(sign).strip())
    number, text = _numbered(line)
    return Piece("paragraph", text, number, number.rstrip(".").count(".") + 1 if number else 0)


def _numbered(text: str) -> tuple[str, str]:
    match = _NUMBER.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def split_marked(text: str) -> list[tuple[str, bool]]:
    """The runs of a text, each with whether it is a marked sentence, in order."""
    return [(run, index % 2 == 1) for index, run in enumerate(_MARKED.split(text)) if run]


def split_bold(text: str) -> list[tuple[str, bool]]:
    """The runs of a text, each with whether it is bold, in order."""
    return [(run, index % 2 == 1) for index, run in enumerate(text.split("**")) if run]


def bare(text: str) -> str:
    """A text without its marks: what a reader of the page reads."""
    plain = _MARKED.sub(r"\1", text).replace("**", "").replace(_BROKEN, "")
    return re.sub(r"\[\^\w\]", "", plain)


def marked(paper: Paper) -> list[Marked]:
    """The marked sentences of a paper, in the order of its words."""
    found = []
    heading = ""
    for piece, below in zip(paper.pieces, [*paper.pieces[1:], Piece("end")], strict=True):
        # A numbered line over deeper numbers, and a row across a table, head what follows.
        heads = piece.kind in {"heading", "span"} or 0 < piece.level < below.level
        if heads:
            heading = bare(piece.text or piece.cells[0])
        for text in piece.cells or (piece.text,):
            found += [
                Marked(bare(run), piece.number.rstrip("."), heading)
                for run, is_marked in split_marked(text)
                if is_marked
            ]
    return found
