"""Quotations that are checked, the verdicts on them, and the findings that a paper takes from inspectors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# At run time too: whoever reads the fields' types (a schema, a decoder) must find these names.
from ofsted_qa.values.documents import Days, Document, DocumentKind, Span, Voice
from ofsted_qa.values.errors import BadInputError


class Verdict(StrEnum):
    """What became of a quotation."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    STITCHED = "stitched"
    WRONG_VOICE = "wrong_voice"
    NOT_FOUND = "not_found"
    ERROR = "error"


class ChangeKind(StrEnum):
    """How a run of words of a quotation stands to the document's.

    `left_out` and `replaced` are marked in the quotation, by an ellipsis or by square brackets; `dropped`,
    `added` and `changed` are not.
    """

    SAME = "same"
    LEFT_OUT = "left_out"
    REPLACED = "replaced"
    DROPPED = "dropped"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words as the document has them, and as the quotation has them; either may be empty."""

    kind: ChangeKind
    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """A run of a document that a quotation was compared with, cut by offsets. Make one with `QuoteMatch.cut`.

    `context` holds the whole sentences that the run is part of. `machine_read` says that some of the run was read
    off a picture of its page. `diff` covers the run word by word; it is empty where the words are the same. `visit`
    holds the days of the visit or inspection that the document reports.
    """

    document_id: str
    document: str
    title: str
    authority: str | None
    kind: DocumentKind
    date: date | None
    page: int | None
    printed_page: str | None
    paragraph: str | None
    voice: Voice
    start: int
    end: int
    text: str
    context: str
    machine_read: bool
    diff: tuple[Change, ...] = ()
    visit: Days | None = None

    @classmethod
    def cut(cls, document: Document, span: Span, voice: Voice, diff: tuple[Change, ...] = ()) -> QuoteMatch:
        """Cut a match out of a document; page and paragraph are those of its first character.

        Raises:
            BadInputError: the span does not lie within the document.
        """
        if not 0 <= span.start < span.end <= len(document.text):
            raise BadInputError(f"{span.start}-{span.end} is no run of {document.source.name}")
        page = document.page_at(span.start)
        around = [one for one in document.sentences if one.start < span.end and span.start < one.end]
        first = min([span.start, *(one.start for one in around)])
        last = max([span.end, *(one.end for one in around)])
        profile = document.profile
        return cls(
            document_id=document.id,
            document=document.source.name,
            title=profile.title,
            authority=profile.authority,
            kind=profile.kind,
            date=profile.published,
            page=page.number if page else None,
            printed_page=page.printed if page else None,
            paragraph=document.paragraph_at(span.start),
            voice=voice,
            start=span.start,
            end=span.end,
            text=document.slice(span),
            context=document.text[first:last],
            machine_read=bool(document.machine_read(span)),
            diff=diff,
            visit=profile.visit,
        )


@dataclass(frozen=True, slots=True)
class QuoteVerdict:
    """The verdict on one quotation.

    `reason` says in words what was found; it may be several sentences. `matches` are the places that the
    verdict rests on, best first, and after them those of papers that have the words otherwise; `places`
    counts all places of the words, also those that are not listed. `nearest` is what comes nearest to a
    quotation that was not found: it is not the quotation.
    """

    quote: str
    said_by: str | None
    verdict: Verdict
    reason: str
    matches: tuple[QuoteMatch, ...] = ()
    places: int = 0
    nearest: QuoteMatch | None = None

    def __post_init__(self) -> None:
        """Hold the promise: nothing is confirmed without the place where it stands."""
        if self.verdict not in (Verdict.NOT_FOUND, Verdict.ERROR) and not self.matches:
            raise BadInputError(f"a quotation without a place is not {self.verdict}")


class FindingKind(StrEnum):
    """What was found in a text to be checked: words between marks, or words reported without them."""

    QUOTATION = "quotation"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Finding:
    """A quotation or claim at `start:end` of a text, and the verdict on it. `text` is that slice."""

    kind: FindingKind
    start: int
    end: int
    text: str
    verdict: QuoteVerdict


class TraceOutcome(StrEnum):
    """How a paper's words stand to the inspectors' own."""

    EXACT = "exact"
    ALTERED = "altered"
    SOFTENED = "softened"
    HARDENED = "hardened"
    NO_SOURCE = "no_source"


@dataclass(frozen=True, slots=True)
class TracedFinding:
    """Words that a paper quotes or reports of inspectors, beside the inspectors' own, if they were found."""

    kind: FindingKind
    outcome: TraceOutcome
    reason: str
    said: QuoteMatch
    source: QuoteMatch | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A paper, the inspectors' documents it was held against, and each of its findings in order."""

    document: Document
    sources: tuple[Document, ...]
    findings: tuple[TracedFinding, ...]
