"""Word files made by hand for the tests of their reader: what their XML says is said, so that it can be looked for."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from ofsted_qa.reading.word import WordReader
from ofsted_qa.values import Document, Source

_OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" '
    f'xmlns:mc="{_OFFICE}/markup-compatibility/2006" '
    f'xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_RELATIONS = f"{_OFFICE}/officeDocument/2006/relationships"


def run(text: str, look: str = "") -> str:
    """A run of text; `look` is the XML of its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain words; `properties` is the XML of its properties."""
    runs = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def styled(style: str, text: str) -> str:
    """A paragraph of a style."""
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def listed(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph of a list that Word numbers."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    """A table; a cell is plain words or the XML of what it holds."""
    cells = ["".join(map(cell, row)) for row in rows]
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    """A cell; what is one already stays."""
    if content.startswith("<w:tc>"):
        return content
    held = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{held}</w:tc>"


def levels(*texts: str, forms: tuple[str, ...] = (), more: dict[int, str] | None = None, name: int = 1) -> str:
    """The levels of a list by their texts ("%1.%2"), formats and further XML, and the list of that name."""
    made = [
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{forms[level] if level < len(forms) else "decimal"}"/>'
        f'{(more or {}).get(level, "")}<w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(texts)
    ]
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(made)}</w:abstractNum>'


def num(name: int, abstract: int, overrides: str = "") -> str:
    """A list that uses the levels of a name."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def packed(body: str, *, extra: dict[str, str | bytes] | None = None, **parts: str) -> bytes:
    """A Word file of a body and of parts such as `numbering` and `styles`, given by the XML in them.

    `extra` holds further members of the archive by name.
    """
    relations = "".join(_relation(name, f"{name}.xml") for name in parts)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", _related(_relation("officeDocument", "word/document.xml")))
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", _related(relations))
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{xml}</w:{name}>")
        for member, data in (extra or {}).items():
            archive.writestr(member, data)
    return buffer.getvalue()


def _relation(kind: str, target: str) -> str:
    return f'<Relationship Id="{kind}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


def _related(relations: str) -> str:
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{relations}</Relationships>'


def read(body: str, *, extra: dict[str, str | bytes] | None = None, **parts: str) -> Document:
    """A Word file as the reader reads it."""
    return read_bytes(packed(body, extra=extra, **parts))


def read_bytes(data: bytes) -> Document:
    """The bytes of a Word file as the reader reads them."""
    return WordReader().read(data, Source("paper.docx", "paper.docx", "."))
