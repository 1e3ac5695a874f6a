"""Shapes: the JSON objects of `faces.rendering` as types, for the description that other programs read."""

from __future__ import annotations

from datetime import date as day  # noqa: TC003 - pydantic reads the types, and a field is called date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ofsted_qa.values import (  # noqa: TC001 (likewise)
    ChangeKind,
    DocumentKind,
    Framework,
    Grade,
    JudgementArea,
    NoteKind,
    Status,
    Verdict,
    VoiceRole,
)

_VERBATIM = "Verbatim: exactly the characters from `start` to `end` of the document. Never edit it."


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Spoken(_Shape):
    """Whose words they are; `first_hand` is false where the document reports or quotes somebody else."""

    voice: VoiceRole
    speaker: str | None
    first_hand: bool


class _Placed(_Shape):
    """Which document it stands in, and where in its text."""

    document: str
    document_id: str
    title: str
    authority: str | None
    kind: DocumentKind
    date: day | None
    page: int | None
    paragraph: str | None
    start: int
    end: int


class CitationShape(_Spoken, _Placed):
    """A quotation and where it stands."""

    number: int
    heading: str
    quote: Annotated[str, Field(description=_VERBATIM)]


class NoteShape(_Shape):
    """A word of warning beside an answer."""

    kind: NoteKind
    text: str
    citations: list[int]


class NearestShape(_Shape):
    """What comes nearest to a fact that is absent; no answer."""

    text: str
    citations: list[int]


class FiltersShape(_Shape):
    """What was searched."""

    authorities: list[str]
    kinds: list[DocumentKind]
    since: day | None
    until: day | None
    documents: list[str]


class SearchedShape(_Shape):
    """How much was searched."""

    documents: int
    passages: int
    filters: FiltersShape


class AnswerShape(_Shape):
    """An answer; `not_in_documents` means that the fact asked for is absent."""

    id: str | float | None
    question: str
    status: Status
    text: str
    citations: list[CitationShape]
    notes: list[NoteShape]
    nearest: NearestShape | None
    searched: SearchedShape
    seconds: float


class SentenceShape(_Spoken):
    """A sentence of a passage, and who is speaking in it."""

    text: Annotated[str, Field(description=_VERBATIM)]
    start: int
    end: int


class PassageShape(_Placed):
    """A passage that a question may be answered from, unjudged; a higher score is better."""

    passage_id: str
    heading: str
    text: Annotated[str, Field(description=_VERBATIM)]
    sentences: list[SentenceShape]
    score: float
    similarity: float


class PersonShape(_Shape):
    """Somebody named in a document, in a role."""

    role: str
    name: str


class DocumentShape(_Shape):
    """An entry of the catalogue."""

    document: str
    document_id: str
    path: str
    copies: list[str]
    title: str
    authority: str | None
    kind: DocumentKind
    framework: Framework
    date: day | None
    date_basis: str
    visit_start: day | None
    visit_end: day | None
    people: list[PersonShape]
    warnings: list[str]


class JudgementShape(_Shape):
    """A grade and its evidence; `given_here` is false where the document reports a grade given elsewhere."""

    authority: str | None
    framework: Framework | None
    area: JudgementArea
    grade: Grade
    printed_grade: str
    inspection_start: day | None
    inspection_end: day | None
    given_here: bool
    document: str
    page: int | None
    quote: Annotated[str, Field(description=_VERBATIM)]


class ChangeShape(_Shape):
    """A run of words that a quotation keeps or changes."""

    kind: ChangeKind
    document: str
    quote: str


class MatchShape(_Spoken, _Placed):
    """A run of a document that a quotation was compared with."""

    text: Annotated[str, Field(description=_VERBATIM)]
    context: str
    machine_read: bool
    diff: list[ChangeShape]


class VerdictShape(_Shape):
    """What became of a quotation; `nearest` is not the quotation."""

    id: str | float | None
    quote: str
    said_by: str | None
    verdict: Verdict
    reason: str
    matches: list[MatchShape]
    places: int
    nearest: MatchShape | None


class ProblemShape(_Shape):
    """Why there is no answer, in one line."""

    error: str
