"""Questions, answers, and the citations that hold them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# At run time too: whoever reads the fields' types (a schema, a decoder) must find these names.
from ofsted_qa.values.documents import Days, Document, DocumentKind, Passage, Voice
from ofsted_qa.values.errors import BadInputError


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_IN_DOCUMENTS = "not_in_documents"
    NEEDS_CLARIFICATION = "needs_clarification"
    ERROR = "error"


class NoteKind(StrEnum):
    """What a note beside an answer is about."""

    DISAGREEMENT = "disagreement"
    SUPERSEDED = "superseded"
    IMPOSSIBLE_DATE = "impossible_date"
    NO_GRADE_GIVEN = "no_grade_given"
    WRONG_PREMISE = "wrong_premise"
    UNREAD_DOCUMENT = "unread_document"
    SPELLING = "spelling"
    FOLLOW_UP = "follow_up"
    NOT_FOUND = "not_found"
    READ_BY_MACHINE = "read_by_machine"
    REPORTED = "reported"
    FRAMEWORKS = "frameworks"
    LANGUAGE_MODEL = "language_model"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is restricted to; an empty field restricts nothing. Dates bound `Profile.published`."""

    authorities: tuple[str, ...] = ()
    kinds: tuple[DocumentKind, ...] = ()
    since: date | None = None
    until: date | None = None
    documents: tuple[str, ...] = ()

    def admits(self, document: Document) -> bool:
        """Whether a document may be searched. A document without a date is not within any dates."""
        profile = document.profile
        if self.authorities and profile.authority not in self.authorities:
            return False
        if self.kinds and profile.kind not in self.kinds:
            return False
        if self.documents and document.id not in self.documents:
            return False
        if self.since is None and self.until is None:
            return True
        if profile.published is None:
            return False
        return (self.since or date.min) <= profile.published <= (self.until or date.max)


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked. `history` holds the earlier user questions of the conversation, oldest first."""

    text: str
    history: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Citation:
    """A run of a document, cut by offsets and never edited. Make one with `Citation.cut`.

    `visit` holds the days of the visit or inspection that the document reports: reports print no date of their own.
    """

    number: int
    passage_id: str
    document_id: str
    document: str
    title: str
    authority: str | None
    kind: DocumentKind
    date: date | None
    voice: Voice
    page: int | None
    printed_page: str | None
    paragraph: str | None
    heading: str
    quote: str
    start: int
    end: int
    visit: Days | None = None

    @classmethod
    def cut(cls, number: int, document: Document, passage: Passage, start: int, end: int, voice: Voice) -> Citation:
        """Cut a citation out of a document.

        The page and the printed paragraph number are those of the quotation's first character, not of
        the passage's.

        Raises:
            BadInputError: the offsets do not lie within the passage, or the passage is not the document's.
        """
        within = passage.start <= start < end <= passage.end
        if passage.document_id != document.id or not within:
            raise BadInputError(f"citation {start}-{end} does not lie within passage {passage.id}")
        page = document.page_at(start)
        profile = document.profile
        return cls(
            number=number,
            passage_id=passage.id,
            document_id=document.id,
            document=document.source.name,
            title=profile.title,
            authority=profile.authority,
            kind=profile.kind,
            date=profile.published,
            voice=voice,
            page=page.number if page else None,
            printed_page=page.printed if page else None,
            paragraph=document.paragraph_at(start),
            heading=passage.heading,
            quote=document.text[start:end],
            start=start,
            end=end,
            visit=profile.visit,
        )


@dataclass(frozen=True, slots=True)
class Note:
    """A word of warning beside an answer; `citations` are numbers of the answer's citations."""

    kind: NoteKind
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest thing to a fact that the documents do not state; never part of an answer's text."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was searched: numbers of documents and passages within the filters, and the filters."""

    documents: int
    passages: int
    filters: Filters


@dataclass(frozen=True, slots=True)
class Reworded:
    """What a language model made of an answer: how many of its sentences are held by the evidence, and how many not.

    `used` says whether the answer's text is the model's; where it is not, `fault` says in words why ("it did not
    answer within 60 seconds"), and the text is the documents' own.
    """

    model: str
    kept: int
    left_out: int
    used: bool
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. `text` holds quotations and their citation numbers; without a citation there is no answer.

    Where a language model was asked, `reworded` says what it did; a text of its own words still holds the numbers, each
    sentence its own. `retrieved` lists the ids of the passages that were considered, best first, for evaluation.
    """

    question: str
    status: Status
    text: str
    citations: tuple[Citation, ...]
    notes: tuple[Note, ...]
    nearest: Nearest | None
    searched: Searched
    seconds: float = 0.0
    retrieved: tuple[str, ...] = ()
    reworded: Reworded | None = None

    def __post_init__(self) -> None:
        """Hold the promise: no citation, no answer."""
        if self.status in (Status.ANSWERED, Status.PARTIAL) and not self.citations:
            raise BadInputError("an answer without a citation is no answer")
