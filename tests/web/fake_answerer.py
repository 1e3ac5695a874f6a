"""A fake of what answers: two small documents, and an answer to every question that a test gives it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ofsted_qa.ingesting import IngestReport
from ofsted_qa.values import (
    Answer,
    BadInputError,
    Block,
    BlockKind,
    Citation,
    Document,
    DocumentKind,
    Filters,
    Judgement,
    Nearest,
    Note,
    NoteKind,
    Page,
    Passage,
    Profile,
    Question,
    Searched,
    Sentence,
    Source,
    Status,
    Voice,
    VoiceRole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

HOSTILE = "<script>alert(1)</script> **bold** [click](javascript:x) ![i](https://evil.example/i.png) $$x$$"
OFSTED = Voice(VoiceRole.OFSTED, None, "letter")
QUOTED = Voice(VoiceRole.OFSTED, None, "quotation", first_hand=False)
SEARCHED = Searched(2, 9, Filters())


def _document(
    identity: str, name: str, blocks: Sequence[tuple[BlockKind, str | None, str]], profile: Profile
) -> Document:
    text = ""
    placed: list[Block] = []
    for kind, number, words in blocks:
        text += ("\n\n" if text else "") + (f"{number} " if number else "")
        placed.append(Block(kind, len(text), len(text) + len(words), number, int(kind is BlockKind.HEADING)))
        text += words
    voice = OFSTED if profile.kind is DocumentKind.MONITORING_VISIT_LETTER else QUOTED
    sentences = tuple(Sentence(block.start, block.end, voice, index) for index, block in enumerate(placed))
    pages = (Page(1, "3", 0, len(text)),)
    return Document(identity, Source(name, name, "."), text, pages, tuple(placed), sentences, profile)


LETTER = _document(
    "aa" * 32,
    "letter.txt",
    [
        (BlockKind.HEADING, None, "Findings"),
        (BlockKind.PARAGRAPH, "2.4", "Staff morale is good & rising."),
        (BlockKind.LIST_ITEM, None, "first point"),
        (BlockKind.LIST_ITEM, None, "second point"),
        (BlockKind.PARAGRAPH, None, HOSTILE),
    ],
    Profile(
        authority="Dudley",
        kind=DocumentKind.MONITORING_VISIT_LETTER,
        title="Monitoring visit <of> Dudley",
        published=date(2017, 3, 23),
    ),
)
PAPER = _document(
    "bb" * 32,
    "paper.txt",
    [
        (BlockKind.TABLE_ROW, None, "Date:\t23 January 2018"),
        (BlockKind.QUOTATION, None, "“some progress”"),
    ],
    Profile(
        authority="Tameside",
        kind=DocumentKind.COUNCIL_REPORT,
        warnings=("the printed date is earlier than the visit it reports",),
    ),
)


def cite(number: int, document: Document, words: str) -> Citation:
    """Cite words that stand in a document."""
    start = document.text.index(words)
    passage = Passage(f"{document.id}:all", document.id, 0, len(document.text), document.text)
    voice = next(sentence.voice for sentence in document.sentences if sentence.start <= start < sentence.end)
    return Citation.cut(number, document, passage, start, start + len(words), voice)


def answered() -> Answer:
    """An answer of two quotations, with a note on both."""
    citations = (cite(1, LETTER, "Staff morale is good & rising."), cite(2, PAPER, "some progress"))
    text = "“Staff morale is good & rising.” [1]\n“some progress” [2]"
    notes = (Note(NoteKind.DISAGREEMENT, "Dated differently.", (1, 2)),)
    return Answer("morale?", Status.ANSWERED, text, citations, notes, None, SEARCHED)


def refused() -> Answer:
    """A refusal with a nearest passage."""
    nearest = Nearest("“some progress” [1]", (1,))
    cited = (cite(1, PAPER, "some progress"),)
    return Answer("grade?", Status.NOT_IN_DOCUMENTS, "No grade is stated.", cited, (), nearest, SEARCHED)


class FakeAnswerer:
    """Gives the answer, or raises the error, that it was made with; remembers what it was asked."""

    def __init__(self, result: Answer | Exception | None = None) -> None:
        self.result = result or answered()
        self.asked: list[Question] = []
        self.removed: list[str] = []
        self.report: IngestReport | None = None

    def documents(self) -> Sequence[Document]:
        return (LETTER, PAPER)

    def document(self, document_id: str) -> Document:
        for document in self.documents():
            if document.id == document_id:
                return document
        raise BadInputError(f"there is no document {document_id}")

    def add(self, paths: Sequence[Path], progress: Callable[[str, int, int], None] | None = None) -> IngestReport:
        if progress:
            progress("reading", len(paths), len(paths))
        return self.report or IngestReport(tuple(map(str, paths)), (), (), (), (), (), ())

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        self.removed += names
        return tuple(names)

    def judgements(self, authority: str | None = None) -> Sequence[tuple[Document, Judgement]]:
        return [
            (document, one)
            for document in self.documents()
            for one in document.profile.judgements
            if authority in (None, document.profile.authority)
        ]

    def ask(self, question: Question, said: Callable[[str], None] | None = None) -> Answer:  # noqa: ARG002
        return self.extractive(question)

    def extractive(self, question: Question) -> Answer:
        self.asked.append(question)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result
