"""Sets an invented paper as a PDF, and says on which page each marked sentence begins and ends."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO
from itertools import count, groupby
from typing import TYPE_CHECKING, Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from evals.invented.content import DISCLAIMER, Layout, Paper, Piece, split_bold, split_marked

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARGIN = 2.2 * cm
_FOOT = 2.8 * cm
_RATINGS = {"Red": colors.HexColor("#e06666"), "Amber": colors.HexColor("#f6b26b"), "Green": colors.HexColor("#93c47d")}


class _MarkingCanvas(Canvas):  # type: ignore[misc]
    """Notes the page on which each mark is drawn, and which footnotes a page has to print."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.marks: dict[str, int] = {}
        self.due: list[str] = []
        self.setNamedCB("mark", lambda canvas, _kind, label: canvas.marks.update({label: canvas.getPageNumber()}))
        self.setNamedCB("note", lambda canvas, _kind, label: canvas.due.append(label))


def pdf(paper: Paper) -> tuple[bytes, list[tuple[int, int]]]:
    """The file, and for each marked sentence, in order, the pages (from 1) on which it begins and ends."""
    out = BytesIO()
    size = landscape(A4) if paper.layout.landscape else A4
    notes = dict(_footnote(piece) for piece in paper.pieces if piece.kind == "footnote")
    document = BaseDocTemplate(
        out, pagesize=size, invariant=1, pageCompression=0, title=paper.about["title"], subject=DISCLAIMER, author="-"
    )

    def furnish(canvas: _MarkingCanvas, _document: BaseDocTemplate) -> None:
        _furnish(canvas, paper.layout, size)

    def finish(canvas: _MarkingCanvas, _document: BaseDocTemplate) -> None:
        _print_notes(canvas, notes)

    document.addPageTemplates(
        [PageTemplate(str(columns), _frames(columns, size), onPage=furnish, onPageEnd=finish) for columns in (1, 2)]
    )
    document.build(list(_flowables(paper)), canvasmaker=_MarkingCanvas)
    marks = document.canv.marks
    return out.getvalue(), [(marks[f"begin{n}"], marks[f"end{n}"]) for n in range(len(marks) // 2)]


def _footnote(piece: Piece) -> tuple[str, str]:
    number, text = piece.text.split(maxsplit=1)
    return number, text


def _frames(columns: int, size: tuple[float, float]) -> list[Frame]:
    gap = 0.9 * cm
    width = (size[0] - 2 * _MARGIN - gap * (columns - 1)) / columns
    return [
        Frame(_MARGIN + n * (width + gap), _FOOT, width, size[1] - _FOOT - _MARGIN, 0, 0, 0, 0) for n in range(columns)
    ]


def _furnish(canvas: _MarkingCanvas, layout: Layout, size: tuple[float, float]) -> None:
    """Print the running header and footer."""
    page = canvas.getPageNumber()
    if page == 1 and not layout.first:
        return
    printed = layout.printed(page) or ""
    canvas.saveState()
    canvas.setFont(layout.font, 9)
    canvas.drawString(_MARGIN, size[1] - 1.3 * cm, layout.header.replace("{page}", printed))
    if printed or "{page}" not in layout.footer:
        canvas.drawCentredString(size[0] / 2, 1.2 * cm, layout.footer.replace("{page}", printed))
    canvas.restoreState()


def _print_notes(canvas: _MarkingCanvas, notes: dict[str, str]) -> None:
    """Print the footnotes of a page under a short rule."""
    if not canvas.due:
        return
    canvas.saveState()
    canvas.line(_MARGIN, _FOOT - 8, _MARGIN + 5 * cm, _FOOT - 8)
    for row, number in enumerate(canvas.due):
        y = _FOOT - 20 - 10 * row
        canvas.setFont("Helvetica", 5.5)
        canvas.drawString(_MARGIN, y + 3, number)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(_MARGIN + 5, y, notes[number])
    canvas.restoreState()
    canvas.due = []


def _flowables(paper: Paper) -> Iterator[Flowable]:
    styles = _styles(paper.layout)
    numbers = count()
    for in_table, group in groupby(paper.pieces, lambda piece: bool(piece.cells)):
        if in_table:
            yield _table(list(group), paper.layout, styles, numbers)
            yield Spacer(1, 8)
            continue
        for piece in group:
            yield from _flowable(piece, styles, numbers)


def _flowable(piece: Piece, styles: dict[str, ParagraphStyle], numbers: count[int]) -> Iterator[Flowable]:
    text = _xml(piece.text, numbers)
    match piece.kind:
        case "space":
            yield Spacer(1, float(piece.text))
        case "page":
            yield PageBreak()
        case "columns":
            yield NextPageTemplate(piece.text)
            yield PageBreak()
        case "footnote":
            return
        case "heading":
            yield CondPageBreak(70)  # no heading alone at the foot of a page
            yield Paragraph(f"{piece.number} {text}".strip(), styles[f"heading{min(piece.level, 2)}"])
        case "bullet":
            yield Paragraph(text, styles["bullet"], bulletText="•")
        case "paragraph" if piece.number:
            yield Paragraph(text, styles[f"level{piece.level}"], bulletText=piece.number)
        case kind:
            yield Paragraph(text, styles[kind])


def _xml(text: str, numbers: count[int]) -> str:
    """The text in the typesetter's language, with a mark before and behind each sentence of the truth."""
    parts = []
    for run, is_marked in split_marked(text):
        words = "".join(f"<b>{escape(part)}</b>" if bold else escape(part) for part, bold in split_bold(run))
        words = re.sub(r"\[\^(\w)\]", r'<super size="7">\1</super><onDraw name="note" label="\1"/>', words)
        words = words.replace("¬", "-<br/>")
        if is_marked:
            number = next(numbers)
            words = f'<onDraw name="mark" label="begin{number}"/>{words}<onDraw name="mark" label="end{number}"/>'
        parts.append(words)
    return "".join(parts)


def _table(rows: list[Piece], layout: Layout, styles: dict[str, ParagraphStyle], numbers: count[int]) -> Table:
    across = max(len(row.cells) for row in rows)
    cells = []
    look: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for y, row in enumerate(rows):
        style = styles["cell"] if row.kind == "row" else styles["head"]
        cells.append([Paragraph(_xml(cell, numbers), style) for cell in row.cells])
        if row.kind == "span":
            cells[-1] += [""] * (across - 1)
            look.append(("SPAN", (0, y), (-1, y)))
        look += [("BACKGROUND", (x, y), (x, y), _RATINGS[cell]) for x, cell in enumerate(row.cells) if cell in _RATINGS]
    widths = [width * cm for width in layout.widths[str(across)]]
    heads = 1 if rows[0].kind == "head" else 0
    return Table(cells, colWidths=widths, repeatRows=heads, style=look, hAlign="LEFT")


def _styles(layout: Layout) -> dict[str, ParagraphStyle]:
    """The styles by kind of piece."""
    bold = "Times-Bold" if layout.font.startswith("Times") else "Helvetica-Bold"
    body = ParagraphStyle(
        "body",
        fontName=layout.font,
        fontSize=layout.size,
        leading=layout.size * 1.25,
        spaceAfter=7,
        allowOrphans=1,
        allowWidows=1,
        embeddedHyphenation=1,
    )

    def like(**changes: str | float) -> ParagraphStyle:
        return ParagraphStyle("style", parent=body, **changes)

    def hanging(indent: float, before: float = 0.0) -> ParagraphStyle:
        return like(leftIndent=indent, bulletIndent=before, bulletFontName=layout.font, bulletFontSize=layout.size)

    large = like(fontName=bold, fontSize=16, leading=20, spaceAfter=12)
    small = like(fontSize=layout.size - 1.5, leading=(layout.size - 1.5) * 1.2, spaceAfter=0)
    return {
        "paragraph": body,
        "title": large,
        "heading1": like(fontName=bold, fontSize=layout.size + 2, leading=16, spaceBefore=8),
        "heading2": like(fontName=bold, spaceBefore=4),
        "line": like(spaceAfter=0),
        "quotation": like(leftIndent=36, rightIndent=20),
        "bullet": hanging(54, 38),
        "level1": hanging(36),
        "level2": hanging(36),
        "level3": hanging(72, 36),
        "cell": small,
        "head": like(fontName=bold, fontSize=small.fontSize, leading=small.leading, spaceAfter=0),
    }
