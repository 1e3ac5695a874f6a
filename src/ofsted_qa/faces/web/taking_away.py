"""Taking away: what a file of a conversation holds, line by line, and that as Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.pages import passage_address
from ofsted_qa.faces.web.told import lines, near, quoted, told
from ofsted_qa.faces.wording import (
    date_in_words,
    note_in_words,
    reference_in_words,
    searched_in_words,
    speaker_in_words,
    status_in_words,
)
from ofsted_qa.values import NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ofsted_qa.faces.web.conversation import Exchange
    from ofsted_qa.values import Answer, Citation, Note

CONVERSATIONS_ADDRESS = "/conversations"

#: Notes without which a quotation must not be passed on.
_WARNINGS = frozenset({NoteKind.READ_BY_MACHINE, NoteKind.SUPERSEDED, NoteKind.IMPOSSIBLE_DATE, NoteKind.REPORTED})
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&=$])")


class Part(Enum):
    """What a line of the file is."""

    TITLE = auto()
    QUESTION = auto()
    STATUS = auto()
    WORDS = auto()
    QUOTATION = auto()
    REFERENCE = auto()
    WARNING = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file; `address` leads to the passage that a reference names."""

    part: Part
    text: str
    address: str = ""


def conversation_addresses(key: str) -> dict[str, str]:
    """Where a conversation can be had as a file, by the name of the format."""
    return {"Word": f"{CONVERSATIONS_ADDRESS}/{key}.docx", "Markdown": f"{CONVERSATIONS_ADDRESS}/{key}.md"}


def report_address(key: str, number: int) -> str:
    """Where one can say how good an answer was; `number` counts the exchanges of the conversation from 0."""
    return f"{CONVERSATIONS_ADDRESS}/{key}/{number}"


def file_lines(conversation: Sequence[Exchange], day: date, site: str) -> Iterator[Line]:
    """The lines of a file of a conversation, taken away on a day from a site, its address without a closing slash."""
    yield Line(Part.TITLE, "Questions and answers")
    yield Line(Part.WORDS, f"Taken away on {date_in_words(day)}. Every quotation is word for word its document's.")
    for one in conversation:
        if one.pending:
            continue
        yield Line(Part.QUESTION, one.question)
        if one.answer is None:
            yield Line(Part.WORDS, one.line)
        else:
            yield from _answer(one.answer, site)


def as_markdown(file: Iterator[Line]) -> str:
    """The lines as Markdown in which nothing of a document can be taken for markup."""
    return "\n\n".join(_marked_down(line) for line in file) + "\n"


def _answer(answer: Answer, site: str) -> Iterator[Line]:
    yield Line(Part.STATUS, f"{status_in_words(answer)}.")
    short, rest = told(answer.text, quoted(answer))
    yield from _pieces((short, *rest), site)
    for note in answer.notes:
        yield _note(note)
    if answer.nearest:
        yield Line(Part.WARNING, "Not an answer. The nearest thing in the documents:")
        short, rest = told(answer.nearest.text, near(answer))
        yield from _pieces((short, *rest), site)
    yield Line(Part.WORDS, searched_in_words(answer))


def _pieces(pieces: Sequence[str | Citation], site: str) -> Iterator[Line]:
    for one in pieces:
        if isinstance(one, str):
            yield from (Line(Part.WORDS, line) for line in lines(one))
            continue
        speaker = speaker_in_words(one)
        yield Line(Part.QUOTATION, f"“{one.quote}”")
        yield Line(
            Part.REFERENCE,
            f"[{one.number}] {speaker[0].upper()}{speaker[1:]}. {reference_in_words(one)}.",
            site + passage_address(one.document_id, one.start, one.end),
        )


def _note(note: Note) -> Line:
    numbers = "".join(f" [{number}]" for number in note.citations if f"[{number}]" not in note.text)
    words = f"{note_in_words(note.kind)}. {note.text}{numbers}"
    return Line(Part.WARNING, f"Warning: {words}") if note.kind in _WARNINGS else Line(Part.WORDS, words)


def _marked_down(line: Line) -> str:
    text = _SPECIAL.sub(r"\\\1", line.text)
    match line.part:
        case Part.TITLE:
            return f"# {_on_one_line(text)}"
        case Part.QUESTION:
            return f"## {_on_one_line(text)}"
        case Part.STATUS | Part.WARNING:
            return f"**{_on_one_line(text)}**"
        case Part.QUOTATION:
            return "\n".join(f"> {one}" for one in text.splitlines())
        case Part.REFERENCE:
            return f"{_on_one_line(text)} <{line.address}>"
    return text


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
