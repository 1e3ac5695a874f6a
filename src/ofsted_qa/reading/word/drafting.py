"""Paragraphs and rows of a Word file → drafts of blocks, by what Word says of them and by the rules of typed papers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ofsted_qa.reading.assembly import Draft
from ofsted_qa.reading.blocks import SECTION_NAMES, is_heading, is_quoted, is_row, numbered, without_bullet
from ofsted_qa.reading.markup import CELL, Line, tidy
from ofsted_qa.reading.word.flow import Paragraph, Row
from ofsted_qa.reading.word.numbering import Label
from ofsted_qa.values import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofsted_qa.reading.word.flow import Item

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}")
#: "(a) ", "b) ", "iv. " typed before an item, as in PDF files.
_LETTER = re.compile(r"(?:\((?P<enclosed>[a-z]|[ivx]{1,5})\)|(?P<letter>[a-z]|[ivx]{1,4})[.)])[ \t]+(?=\S)")
_NO_NUMERAL = re.compile(r"(?![ivxlcdm]+\b)[A-Za-z]{3,}", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.?!:;][\"”’')\]]*$")
_HEADING_END = re.compile(r"[.;,][\"”’')\]]*$")
_LARGE = 1.12  # of the body's size: larger type is a heading's, as in PDF files
_MOST_HEADING_WORDS = 32
_MOST_STOPPED_WORDS = 3  # "Purpose of report." is a heading all the same
_FULL_LINE = 60  # characters after which a line that stops in a sentence was broken, as in typed papers
_LONGEST_BROKEN = 5_000  # characters: a page; without a limit a hostile file takes quadratic time
_PROSE = 25  # words: the front of a paper ends with the first longer paragraph
_PARAGRAPH = 60  # characters: a cell with more beside a number is a paragraph, as in PDF files
_NUMBER_AND_TEXT = 2  # cells


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph without line ends that only broke its lines, or a row."""

    text: str
    paragraph: Paragraph | None = None  # None for a row
    label: Label | None = None
    notes: tuple[tuple[str, str], ...] = ()


def drafts(items: Sequence[Item], note: Callable[[str, str], tuple[str, list[Item]]]) -> list[Draft]:
    """The blocks of a document's items. `note` gives a note's mark and contents.

    Footnotes stand at the end of their section, endnotes at the end of the document.
    """
    pieces = [piece for piece in _pieces(items) if piece.text or piece.notes]
    writer = _Writer(pieces, note)
    return writer.drafts()


def _pieces(items: Sequence[Item]) -> list[_Piece]:
    found: list[_Piece] = []
    for item in items:
        if isinstance(item, Paragraph):
            found += _lines(item)
        elif item.frame:
            found += [piece for cell in item.cells for piece in _pieces(cell)]
        elif (whole := _numbered_row(item)) is not None:
            found += _pieces(whole)
        elif item.cells:
            found.append(_Piece(CELL.join(filter(None, map(_cell, item.cells))), notes=_notes(item)))
    return found


def _lines(paragraph: Paragraph) -> list[_Piece]:
    """A paragraph, parted at the line ends that its author set, joined where they only break a sentence."""
    lines = [line for line in map(tidy, paragraph.text.split("\n")) if line]
    if paragraph.outline:
        lines = [" ".join(lines)]
    whole: list[str] = []
    for line in lines or [""]:
        if whole and _is_broken(whole[-1]) and (line[0].islower() or len(whole[-1]) >= _FULL_LINE):
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    first, *rest = whole
    printed, label = first, paragraph.label
    if label and _NO_NUMERAL.search(label.text):  # "Appendix A": words are part of the text
        printed, label = f"{label.text} {first}".strip(), None
    return [
        _Piece(printed, paragraph, label, paragraph.notes),
        *(_Piece(line, replace(paragraph, label=None), None) for line in rest),
    ]


def _numbered_row(row: Row) -> list[Item] | None:
    """What a row of a paragraph's number and its text holds: that paragraph, and those below it."""
    if len(row.cells) != _NUMBER_AND_TEXT or len(row.cells[0]) != 1:
        return None
    first, (second, *rest) = row.cells[0][0], row.cells[1]
    if not isinstance(first, Paragraph) or not isinstance(second, Paragraph) or second.label:
        return None
    text = tidy(first.text)
    label = Label(text, 1) if text else first.label
    if label is None or not _NUMBER.fullmatch(label.text.strip("().")) or len(second.text) <= _PARAGRAPH:
        return None
    return [replace(second, label=label), *rest]


def _cell(items: Sequence[Item]) -> str:
    """The words of a cell, a paragraph a line; its numbers are part of them, its bullets are not."""
    found: list[str] = []
    for piece in _pieces(items):
        label = f"{piece.label.text} " if piece.label and not piece.label.bullet else ""
        found.append(f"{label}{without_bullet(piece.text)[0].replace(CELL, ' ')}".strip())
    return "\n".join(filter(None, found))


def _notes(row: Row) -> tuple[tuple[str, str], ...]:
    held = [item for cell in row.cells for item in cell]
    return tuple(note for item in held for note in (item.notes if isinstance(item, Paragraph) else _notes(item)))


class _Writer:
    """Writes the drafts of pieces, one after the other."""

    def __init__(self, pieces: list[_Piece], note: Callable[[str, str], tuple[str, list[Item]]]) -> None:
        self._pieces = pieces
        self._note = note
        self._drafts: list[Draft] = []
        self._footnotes: list[Draft] = []
        self._endnotes: list[Draft] = []
        self._depth = 0  # of the last heading that Word knows as one
        self._front = True  # no prose yet: lines with labels are rows of a front sheet
        paragraphs = [(piece.paragraph, len(piece.text)) for piece in pieces if piece.paragraph]
        sizes = Counter[int]()
        for paragraph, length in paragraphs:
            sizes[paragraph.size] += length
        self._body_size = sizes.most_common(1)[0][0] if sizes else 0
        #: No paragraph is set apart by style or type: the paper is a typed one, and read as such.
        self._unmarked = not any(one.outline or self._is_marked(one) for one, _ in paragraphs)

    def drafts(self) -> list[Draft]:
        for index, piece in enumerate(self._pieces):
            follower = self._pieces[index + 1] if index + 1 < len(self._pieces) else None
            if _has_words(piece.text):
                self._write(self._draft(piece, follower), piece)
            self._take_notes(piece)
        return [*self._drafts, *self._footnotes, *self._endnotes]

    def _write(self, draft: Draft, piece: _Piece) -> None:
        before = self._drafts[-1] if self._drafts else None
        if before and _goes_on(before, draft):
            self._drafts[-1] = replace(before, text=f"{before.text} {draft.text}")
            return
        if draft.kind is BlockKind.HEADING:
            self._drafts += self._footnotes
            self._footnotes = []
            self._depth = draft.level if piece.paragraph and piece.paragraph.outline else self._depth
        self._front &= draft.kind is BlockKind.TABLE_ROW or len(draft.text.split()) <= _PROSE
        self._drafts.append(draft)

    def _draft(self, piece: _Piece, follower: _Piece | None) -> Draft:
        paragraph = piece.paragraph
        if paragraph is None:
            return Draft(BlockKind.TABLE_ROW, piece.text)
        if paragraph.contents:
            return Draft(BlockKind.FURNITURE, piece.text.replace(CELL, " "))
        number, text, level = _printed_number(piece)
        flat = text.replace(CELL, " ")
        if paragraph.outline and not _is_sentence(text):
            return Draft(BlockKind.HEADING, flat, number, paragraph.outline)
        if level:
            return Draft(BlockKind.LIST_ITEM, flat, number, level)
        row = number is None and (CELL in text or is_row(text))
        if not (row and (self._front or CELL in text)) and self._heads(paragraph, text, number, follower):
            return Draft(BlockKind.HEADING, flat, number, self._depth + 1 + (number or "").count("."))
        quoted = number is None and (paragraph.quotation or is_quoted(text))
        kind = BlockKind.TABLE_ROW if row else BlockKind.QUOTATION if quoted else BlockKind.PARAGRAPH
        return Draft(kind, text if row else flat, number)

    def _heads(self, paragraph: Paragraph, text: str, number: str | None, follower: _Piece | None) -> bool:
        """Whether a paragraph that Word knows as text heads what stands below it, as in typed papers."""
        marked = self._is_marked(paragraph)
        before = self._drafts[-1] if self._drafts else None
        below = _as_line(follower) if follower else None
        if not (marked or self._unmarked) and number is None and text.lower() not in SECTION_NAMES:
            return False
        return is_heading(Line(text, bold=marked), text, number, below, before, alone=self._unmarked)

    def _is_marked(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph's type sets it apart from the body's."""
        return paragraph.emphasised or bool(self._body_size and paragraph.size >= _LARGE * self._body_size)

    def _take_notes(self, piece: _Piece) -> None:
        for kind, name in piece.notes:
            mark, items = self._note(kind, name)
            held = self._footnotes if kind == "footnote" else self._endnotes
            texts = [one.text.replace(CELL, " ") for one in _pieces(items) if _has_words(one.text)]
            held += [Draft(BlockKind.FOOTNOTE, text, mark if index == 0 else None) for index, text in enumerate(texts)]


def _printed_number(piece: _Piece) -> tuple[str | None, str, int]:
    """The number of a paragraph, what follows it, and its level where it is an item of a list (0 where not)."""
    label, text = piece.label, piece.text
    if label is not None and label.bullet:
        return None, without_bullet(text)[0], label.level
    if label is not None:
        number = label.text.strip("().: ")
        return number or None, text, 0 if _NUMBER.fullmatch(number) or not number else label.level
    bare, bulleted = without_bullet(text)
    number_typed, rest = numbered(bare)
    if number_typed is not None:
        return number_typed, rest, 0
    letter = None if bulleted else _LETTER.match(text)
    if letter:
        return letter["enclosed"] or letter["letter"], text[letter.end() :], 1
    return None, bare, int(bulleted)


def _is_sentence(text: str) -> bool:
    """Whether a paragraph in a heading's style is prose: templates number whole paragraphs by such styles."""
    words = len(text.split())
    return words > _MOST_HEADING_WORDS or (words > _MOST_STOPPED_WORDS and bool(_HEADING_END.search(text)))


def _as_line(piece: _Piece) -> Line:
    """A paragraph as a typed paper would print it, number and bullet included."""
    label = "" if piece.label is None else "• " if piece.label.bullet else f"{piece.label.text} "
    return Line(f"{label}{piece.text}")


def _goes_on(before: Draft, draft: Draft) -> bool:
    """Whether a paragraph only goes on with the sentence that the one before it was broken in, at a page end say."""
    plain = draft.kind is BlockKind.PARAGRAPH and draft.number is None and before.kind is BlockKind.PARAGRAPH
    return plain and draft.text[0].islower() and len(before.text) >= _FULL_LINE and _is_broken(before.text)


def _is_broken(text: str) -> bool:
    """Whether a text stops in a sentence, and may go on below."""
    return len(text) < _LONGEST_BROKEN and not _ENDS_SENTENCE.search(text)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
