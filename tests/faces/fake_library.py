"""A fake of the library for the command line: two small documents, and the answer or error it is given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ofsted_qa.ingesting import IngestReport, Remark
from ofsted_qa.values import (
    Answer,
    Block,
    BlockKind,
    Citation,
    Document,
    DocumentKind,
    Filters,
    Framework,
    Grade,
    Judgement,
    JudgementArea,
    Nearest,
    Note,
    NoteKind,
    Page,
    Passage,
    Person,
    Profile,
    Question,
    Searched,
    Sentence,
    Source,
    Span,
    Status,
    Voice,
    VoiceRole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

HOSTILE = "\x1b[2J\x9b31m \u202eevil [bold]not markup[/bold] :smile: \u2028 end"


def _document(identity: str, name: str, lines: Sequence[str], profile: Profile) -> Document:
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    spans = [(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    voice = Voice(VoiceRole.OFSTED, None, "letter")
    return Document(
        id=identity,
        source=Source(name, f"/papers/{name}", "/papers"),
        text=text,
        pages=(Page(1, None, 0, len(text)),),
        blocks=tuple(Block(BlockKind.PARAGRAPH, *span, f"2.{n}", page=1) for n, span in enumerate(spans)),
        sentences=tuple(Sentence(*span, voice, n) for n, span in enumerate(spans)),
        profile=profile,
    )


LETTER = _document(
    "aa" * 32,
    "letter.txt",
    ["Yours sincerely", "Jenny Turnross", "Staff morale is good.", HOSTILE],
    Profile(
        authority="Dudley",
        kind=DocumentKind.MONITORING_VISIT_LETTER,
        framework=Framework.SIF,
        title="Monitoring visit of Dudley",
        published=date(2017, 3, 23),
        published_basis="printed",
        visit_start=date(2017, 2, 21),
        people=(Person("signatory", "Jenny Turnross", Span(16, 30)),),
        judgements=(
            Judgement(
                JudgementArea.OVERALL_EFFECTIVENESS,
                Grade.GOOD,
                "good",
                date(2016, 1, 1),
                None,
                given_here=False,
                span=Span(31, 52),
            ),
        ),
    ),
)
PAPER = _document(
    "bb" * 32,
    "paper.txt",
    ["Some progress has been made."],
    Profile(authority="Tameside", kind=DocumentKind.COUNCIL_REPORT, warnings=("no date is printed",)),
)


def _whole(document: Document) -> Passage:
    """A document as one passage."""
    return Passage(f"{document.id}:all", document.id, 0, len(document.text), document.text, "Findings")


def cite(number: int, document: Document, words: str) -> Citation:
    """Cite words that stand in a document."""
    start = document.text.index(words)
    return Citation.cut(number, document, _whole(document), start, start + len(words), document.sentences[0].voice)


def answered(words: str = "Jenny Turnross", *notes: Note) -> Answer:
    """An answer of one quotation out of the letter."""
    citations = (cite(1, LETTER, words),)
    searched = Searched(2, 9, Filters())
    return Answer("Who signed it?", Status.ANSWERED, f"“{words}” [1]", citations, notes, None, searched, 0.12345)


def refused() -> Answer:
    """A refusal, with what is nearest."""
    near = Nearest("Some progress has been made.", (1,))
    filters = Filters(("Tameside",), (DocumentKind.COUNCIL_REPORT,), date(2018, 1, 2))
    searched = Searched(1, 4, filters)
    note = Note(NoteKind.NO_GRADE_GIVEN, "No grade is given here.")
    text = "The documents do not say."
    cited = (cite(1, PAPER, "Some progress has been made."),)
    return Answer("Which grade?", Status.NOT_IN_DOCUMENTS, text, cited, (note,), near, searched)


class FakeLibrary:
    """Gives the answer, or raises the error, that it was made with; remembers what it was asked."""

    def __init__(self, result: Answer | Exception | None = None) -> None:
        self.result = result or answered()
        self.asked: list[Question] = []
        self.report = IngestReport(("/papers/new.txt",), ("/papers/old.txt",), (), (), (), (), ())
        self.is_empty = False

    def fail(self) -> None:
        """Let the next ingest report a file that could not be read."""
        failed = (Remark("/papers/bad.txt", "holds no text"),)
        skipped = (Remark("/papers/x.toml", "no reader for .toml"),)
        warned = (Remark("/papers/new.txt", "no date is printed"),)
        self.report = IngestReport(("/papers/new.txt",), (), (), (), skipped, failed, warned)

    def add(self, paths: Sequence[Path], progress: Callable[[str, int, int], None]) -> IngestReport:
        progress("reading", len(paths), len(paths))
        self.is_empty = False
        return self.report

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"/papers/{name}" for name in names)

    def judgements(self, authority: str | None = None) -> tuple[tuple[Document, Judgement], ...]:
        return tuple(
            (document, judgement)
            for document in self.documents()
            if authority in (None, document.profile.authority)
            for judgement in document.profile.judgements
        )

    def ready(self) -> None:
        self.documents()

    def documents(self) -> tuple[Document, ...]:
        return (LETTER, PAPER)

    def document(self, document_id: str) -> Document:
        return next(document for document in self.documents() if document.id == document_id)

    def passage(self, passage_id: str) -> Passage:
        document = self.document(passage_id.partition(":")[0])
        return _whole(document)

    def ask(self, question: Question, said: Callable[[str], None] | None = None) -> Answer:  # noqa: ARG002
        return self.extractive(question)

    def extractive(self, question: Question) -> Answer:
        self.asked.append(question)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result
