"""The body of a Word file → its paragraphs and rows of tables, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofsted_qa.reading.word.elements import branch, child, is_on, value, whole_number
from ofsted_qa.reading.word.numbering import LEVELS, Label, Numbering, formatted
from ofsted_qa.reading.word.runs import DELETED, INSERTED, Remarks, RunReader, Words, is_placeholder
from ofsted_qa.reading.word.styles import ParagraphStyle, Styles, outline
from ofsted_qa.reading.word.visibility import PAPER, PATTERN, filling, look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from ofsted_qa.reading.word.package import Package

Grounds = tuple[str | None, ...]
_ELSEWHERE = frozenset({"altChunk", "subDoc"})  # text that stands in a file of another format, or outside
_AROUND = frozenset({"customXml", "sdtContent", "smartTag"}) | INSERTED

#: How notes are numbered where the file does not say (ISO/IEC 29500-1, 17.11.17 and 17.11.18).
_NOTE_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its words with tabs and line ends, its number, and what it looks like.

    `outline` is the depth of a heading from 1, 0 for other text. `emphasised` says that all of it is bold, or
    underlined outside links. `size` is that of most of its letters in half-points, 0 where no size is said.
    `notes` are the footnotes and endnotes that it refers to: kind and id.
    """

    text: str
    label: Label | None = None
    outline: int = 0
    emphasised: bool = False
    size: int = 0
    contents: bool = False
    quotation: bool = False
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what its cells hold, without empty cells and those that merged ones cover.

    `frame` says that the row is one cell from edge to edge: a frame around text, or a band across a table.
    """

    cells: tuple[tuple[Item, ...], ...]
    frame: bool = False


Item = Paragraph | Row


class Flow:
    """Reads the containers of a Word file: its body, its notes, cells and text boxes."""

    def __init__(self, package: Package) -> None:
        """Take the parts of a file."""
        self.remarks = Remarks()
        self._package = package
        self._styles = Styles(package.styles)
        self._numbering = Numbering(package.numbering, self._styles)
        self._runs = RunReader(self._styles, self.remarks)
        self._buried = False
        self._in_contents = False
        page = value(package.document, "background", of="color")
        self._paper = PAPER if page in {None, PAPER, "auto"} else PATTERN
        self._notes = {
            kind: {one.get("id", ""): one for one in root.findall(kind)}
            for kind, root in (("footnote", package.footnotes), ("endnote", package.endnotes))
            if root is not None
        }
        self._note_forms = {kind: _note_form(package, kind) for kind in _NOTE_FORMS}
        self._read_notes = dict.fromkeys(_NOTE_FORMS, 0)

    def body(self) -> list[Item]:
        """What the body holds."""
        body = self._package.document.find("body")
        return [] if body is None else self._items(body, (self._paper,))

    def note(self, kind: str, name: str) -> tuple[str, list[Item]]:
        """The mark and the contents of a note; each is read once, where it is first referred to."""
        element = self._notes.get(kind, {}).pop(name, None)
        if element is None:
            return "", []
        self._read_notes[kind] += 1
        return formatted(self._read_notes[kind], self._note_forms[kind]), self._items(element, (self._paper,))

    def _items(self, container: Element, grounds: Grounds) -> list[Item]:
        found: list[Item] = []
        joined: Words | None = None
        for element in self._blocks(container):
            if element.tag == "p":
                words = joined or Words()
                self._read_words(element, grounds, words)
                if self._runs_on(element):
                    joined = words
                    continue
                found += self._paragraph(element, words)
                joined = None
            elif element.tag == "tbl":
                found += self._rows(element, grounds)
            else:
                self._in_contents = True
                found += self._items(element, grounds)
                self._in_contents = False
        if joined is not None and joined.text.strip():
            found.append(Paragraph(joined.text, notes=tuple(joined.notes)))
        return found

    def _blocks(self, container: Element) -> Iterator[Element]:
        """The paragraphs and tables of a container, and content controls that hold a table of contents."""
        for one in container:
            if one.tag in {"p", "tbl"}:
                yield one
            elif one.tag == "sdt":
                content = one.find("sdtContent")
                if content is None or is_placeholder(one):
                    continue
                gallery = value(one, "sdtPr", "docPartObj", "docPartGallery")
                if gallery == "Table of Contents":
                    yield content
                else:
                    yield from self._blocks(content)
            elif one.tag in _AROUND:
                self.remarks.tracked |= one.tag in INSERTED
                yield from self._blocks(one)
            elif one.tag in DELETED:
                self.remarks.tracked = True
            elif one.tag == "mc:AlternateContent" and (taken := branch(one)) is not None:
                yield from self._blocks(taken)
            elif one.tag in _ELSEWHERE:
                self.remarks.left_out += 1

    def _runs_on(self, paragraph: Element) -> bool:
        """Whether a paragraph goes on in the next: its end was deleted or moved away, or it is a large initial."""
        properties = paragraph.find("pPr")
        mark = child(properties, "rPr")
        deleted = mark is not None and any(mark.find(name) is not None for name in DELETED)
        self.remarks.tracked |= deleted
        return deleted or value(properties, "framePr", of="dropCap") in {"drop", "margin"}

    def _read_words(self, element: Element, grounds: Grounds, into: Words) -> None:
        properties = element.find("pPr")
        style = self._styles.paragraph(value(properties, "pStyle"))
        ground = filling(child(properties, "shd")) or style.ground
        self._runs.read(element, style.look, (ground, *grounds), buried=self._buried, into=into)

    def _paragraph(self, element: Element, words: Words) -> list[Item]:
        """A paragraph and what stands in its text boxes; nothing where all of it is hidden."""
        properties = element.find("pPr")
        name = value(properties, "pStyle")
        style = self._styles.paragraph(name)
        empty = not words.text.strip()
        mark = style.look | look(child(properties, "rPr"))
        unseen = self._buried or (empty and bool(mark.get("vanish")))
        label = None if unseen else self._label(properties, name, style)
        stated = outline(properties)
        found: list[Item] = []
        if not empty or words.notes or label:
            found.append(
                Paragraph(
                    words.text,
                    label,
                    (style.outline or 0) if stated is None else stated,
                    emphasised=words.letters > 0 and words.letters in {words.bold, words.underlined},
                    size=words.sizes.most_common(1)[0][0] if words.sizes else 0,
                    contents=style.contents or self._in_contents,
                    quotation=style.quotation,
                    notes=tuple(words.notes),
                )
            )
        for box in words.boxes:
            found += self._items(box, (PATTERN,))
        return found

    def _label(self, properties: Element | None, name: str | None, style: ParagraphStyle) -> Label | None:
        direct = value(properties, "numPr", "numId")
        list_id = direct or style.list_id
        if list_id is None or list_id == "0":  # 0 takes a style's number away
            return None
        level = value(properties, "numPr", "ilvl")
        if level is not None:
            place = whole_number(level, 0)
        else:
            linked = self._numbering.level_of(list_id, name)
            place = linked if linked is not None else (style.list_level or 0) if direct is None else 0
        return self._numbering.label(list_id, min(place, LEVELS - 1))

    def _rows(self, table: Element, grounds: Grounds) -> Iterator[Row]:
        properties = table.find("tblPr")
        filled = self._styles.table_ground(value(properties, "tblStyle"))
        behind = (filling(child(properties, "shd")) or filled, *grounds)
        for row in self._within(table, "tr"):
            marks = row.find("trPr")
            self.remarks.tracked |= child(marks, "ins") is not None
            if child(marks, "del") is not None:
                self.remarks.tracked = True
                continue
            buried, self._buried = self._buried, self._buried or is_on(child(marks, "hidden"))
            cells = [self._cell(cell, behind) for cell in self._within(row, "tc")]
            self._buried = buried
            yield Row(tuple(cell for cell in cells if cell), frame=len(cells) == 1)

    def _cell(self, cell: Element, grounds: Grounds) -> tuple[Item, ...]:
        properties = cell.find("tcPr")
        for merge in (child(properties, "vMerge"), child(properties, "hMerge")):
            if merge is not None and merge.get("val", "continue") != "restart":
                return ()
        if child(properties, "cellDel") is not None:
            self.remarks.tracked = True
            return ()
        return tuple(self._items(cell, (filling(child(properties, "shd")), *grounds)))

    def _within(self, container: Element, name: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, also those within content controls."""
        for one in container:
            if one.tag == name:
                yield one
            elif one.tag == "sdt" or one.tag in _AROUND:
                yield from self._within(one, name)


def _note_form(package: Package, kind: str) -> str:
    """How the notes of a kind are numbered: as a section says, or the settings."""
    for root in (package.document, package.settings):
        for properties in root.iter(f"{kind}Pr") if root is not None else ():
            if form := value(properties, "numFmt"):
                return form
    return _NOTE_FORMS[kind]
