"""Writes an invented paper as a Word file, with typed or automatic paragraph numbers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from evals.invented.content import DISCLAIMER, Paper, Piece, split_bold

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_WHEN = datetime(2020, 1, 1, tzinfo=UTC)
_OUTLINE = 90  # the number of the list of automatic paragraph numbers
_RATINGS = {"Red": "E06666", "Amber": "F6B26B", "Green": "93C47D"}
_STYLES = {"bullet": "List Bullet", "quotation": "Quote", "title": "Title"}


def word(paper: Paper) -> bytes:
    """The file.

    Raises:
        ValueError: a number of the paper is not the one that Word would print.
    """
    made = Document()
    _set_up(made, paper)
    counted = _Outline()
    for in_table, group in groupby(paper.pieces, lambda piece: bool(piece.cells)):
        if in_table:
            _add_table(made, list(group), paper)
            continue
        for piece in group:
            _add(made, piece, counted if paper.layout.automatic else None)
    properties = made.core_properties
    properties.title, properties.subject, properties.author = paper.about["title"], DISCLAIMER, "-"
    properties.comments, properties.last_modified_by = DISCLAIMER, "-"
    properties.created = properties.modified = _WHEN
    out = BytesIO()
    made.save(out)
    return _stamped(out.getvalue())


class _Outline:
    """Counts paragraphs as Word's list of several levels does."""

    def __init__(self) -> None:
        self.counts: list[int] = []

    def check(self, piece: Piece) -> None:
        """Count a piece on, and compare its number."""
        level = piece.level
        self.counts = [*self.counts[:level], *[0] * (level - len(self.counts))]
        self.counts[-1] += 1
        printed = ".".join(map(str, self.counts))
        if piece.number.rstrip(".") != printed:
            raise ValueError(f"Word would print {printed} where the paper has {piece.number}")


def _set_up(made: Word, paper: Paper) -> None:
    """Paper, margins, header, footer with the page's number, font and the list of numbers."""
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if paper.layout.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.different_first_page_header_footer = not paper.layout.first
    section.header.paragraphs[0].text = paper.layout.header
    _add_footer(section.footer.paragraphs[0], paper.layout.footer)
    made.styles["Normal"].font.name = "Arial"
    made.styles["Normal"].font.size = Pt(paper.layout.size)
    if paper.layout.automatic:
        numbering = made.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:lvlText w:val="{".".join(f"%{k + 1}" for k in range(n + 1))}"/><w:lvlJc w:val="left"/></w:lvl>'
            for n in range(3)
        )
        kinds = nsdecls("w")
        outline = f'<w:abstractNum {kinds} w:abstractNumId="{_OUTLINE}"><w:multiLevelType w:val="multilevel"/>{levels}'
        numbering.insert(0, parse_xml(f"{outline}</w:abstractNum>"))
        numbering.append(
            parse_xml(f'<w:num {kinds} w:numId="{_OUTLINE}"><w:abstractNumId w:val="{_OUTLINE}"/></w:num>')
        )


def _add_footer(paragraph: Paragraph, footer: str) -> None:
    before, number, after = footer.partition("{page}")
    paragraph.add_run(before)
    if number:
        field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        paragraph._p.append(parse_xml(field))  # noqa: SLF001
    paragraph.add_run(after)


def _add(made: Word, piece: Piece, outline: _Outline | None) -> None:
    match piece.kind:
        case "page":
            made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case "space":
            made.add_paragraph()
        case "heading":
            _write(made.add_paragraph(style=f"Heading {piece.level}"), piece, outline)
        case kind:
            _write(made.add_paragraph(style=_STYLES.get(kind)), piece, outline)


def _write(paragraph: Paragraph, piece: Piece, outline: _Outline | None) -> None:
    """Write the words, and the number as typed or as a place in the list."""
    if piece.number and outline:
        outline.check(piece)
        kinds = nsdecls("w")
        place = f'<w:numPr {kinds}><w:ilvl w:val="{piece.level - 1}"/><w:numId w:val="{_OUTLINE}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(place))  # noqa: SLF001
    elif piece.number:
        paragraph.add_run(f"{piece.number}\t")
    _add_runs(paragraph, piece.text)


def _add_runs(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    words = re.sub(r"\{\{|\}\}|¬", "", text)
    for run, is_bold in split_bold(words):
        paragraph.add_run(run).bold = bold or is_bold or None


def _add_table(made: Word, rows: list[Piece], paper: Paper) -> None:
    across = max(len(row.cells) for row in rows)
    table = made.add_table(len(rows), across, style="Table Grid")
    widths = paper.layout.widths[str(across)]
    for row, cells in zip(rows, (line.cells for line in table.rows), strict=True):
        if row.kind == "span":
            cells[0].merge(cells[-1])
        for cell, text, width in zip(cells, row.cells, widths, strict=False):
            cell.width = Cm(width)
            _add_runs(cell.paragraphs[0], text, bold=row.kind != "row")
            if text in _RATINGS:
                _shade(cell, _RATINGS[text])


def _shade(cell: _Cell, colour: str) -> None:
    shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(shading))  # noqa: SLF001


def _stamped(data: bytes) -> bytes:
    """The same file with one time on all its parts, so that its bytes are the same whenever it is written."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as made, ZipFile(out, "w", ZIP_STORED) as stamped:
        for name in made.namelist():
            stamped.writestr(ZipInfo(name, (2020, 1, 1, 0, 0, 0)), made.read(name))
    return out.getvalue()
