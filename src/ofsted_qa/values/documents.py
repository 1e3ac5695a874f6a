"""Documents and what is known of them; every position is an offset into `Document.text`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from ofsted_qa.values.grades import Grade, JudgementArea
from ofsted_qa.values.placements import Placement, unpack
from ofsted_qa.values.topics import Topic


class DocumentKind(StrEnum):
    """Kinds of document, as the catalogue and the JSON name them."""

    ILACS_REPORT = "ilacs_report"
    SIF_REPORT = "sif_report"
    OTHER_INSPECTION_REPORT = "other_inspection_report"
    MONITORING_VISIT_LETTER = "monitoring_visit_letter"
    FOCUSED_VISIT_LETTER = "focused_visit_letter"
    JTAI_LETTER = "jtai_letter"
    AREA_SEND_REPORT = "area_send_report"
    COUNCIL_REPORT = "council_report"
    MINUTES = "minutes"
    PLAN = "plan"
    NEWS = "news"
    OTHER = "other"
    NOT_A_DOCUMENT = "not_a_document"


#: Kinds of document that give grades; letters of visits give none.
INSPECTION_REPORTS = frozenset(
    {DocumentKind.ILACS_REPORT, DocumentKind.SIF_REPORT, DocumentKind.OTHER_INSPECTION_REPORT}
)


class Framework(StrEnum):
    """Inspection frameworks."""

    SIF = "sif"
    ILACS = "ilacs"
    JTAI = "jtai"
    AREA_SEND = "area_send"
    EARLIER = "earlier"
    NONE = "none"


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    QUOTATION = "quotation"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"


class VoiceRole(StrEnum):
    """Who is speaking."""

    OFSTED = "ofsted"
    INSPECTORATES = "inspectorates"
    COUNCIL = "council"
    DFE = "dfe"
    PARTNER = "partner"
    PRESS = "press"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document was read from: its file name, its path, and the folder or file that was ingested."""

    name: str
    path: str
    root: str


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a document's text: `text[start:end]`, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number counted from 1, the number printed on it if any, and its run of the text.

    `furniture` holds its running headers and footers line by line; they are no part of the text.
    `machine_read` says that its words were read off a picture. `width` and `height` are in
    tenths of a point, 0 where a page has no paper.
    """

    number: int
    printed: str | None
    start: int
    end: int
    furniture: tuple[str, ...] = ()
    machine_read: bool = False
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table row or quotation.

    `number` is the printed paragraph number ("2.4"); it stands outside `start:end`. `level` is the
    depth of a heading or list item, from 1; 0 for the rest. `page` is None where a format has no pages.
    """

    kind: BlockKind
    start: int
    end: int
    number: str | None = None
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is speaking in a sentence.

    `name` is the speaker's, where one is named. `basis` says in words how the voice was decided.
    `first_hand` is false where the document reports or quotes somebody else's words.
    """

    role: VoiceRole
    name: str | None
    basis: str
    first_hand: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `block` is the index of its block in `Document.blocks`."""

    start: int
    end: int
    voice: Voice
    block: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a document in a role (signatory, addressee, author, contact, …), and where."""

    role: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade for an area. `printed_grade` is the grade in the document's words.

    `inspection_start` and `inspection_end` are the days of the inspection that gave it, or the month or
    year that a reporting document names. `given_here` is false where the document reports a grade that
    was given elsewhere or earlier. `span` is the run of the text that says so.
    """

    area: JudgementArea
    grade: Grade
    printed_grade: str
    inspection_start: date | None
    inspection_end: date | None
    given_here: bool
    span: Span


#: The first and the last day of a visit or inspection.
Days: TypeAlias = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Profile:
    """Who wrote a document about whom and when.

    `published_basis` says where the date comes from ("printed" or "none"). Each `…_span` is the run of the text
    that a value was read from, None where it was not read from words: the authority where it is first named, the
    first words that tell the kind, the title (with one space for every white space), the line or sentence that
    states a date. `warnings` are lines for a person.
    """

    authority: str | None = None
    authority_span: Span | None = None
    kind: DocumentKind = DocumentKind.OTHER
    kind_span: Span | None = None
    framework: Framework = Framework.NONE
    title: str = ""
    title_span: Span | None = None
    published: date | None = None
    published_basis: str = "none"
    published_span: Span | None = None
    visit_start: date | None = None
    visit_end: date | None = None
    visit_span: Span | None = None
    meeting: str | None = None
    meeting_span: Span | None = None
    people: tuple[Person, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def visit(self) -> Days | None:
        """The days of the visit or inspection that the document reports."""
        return (self.visit_start, self.visit_end or self.visit_start) if self.visit_start else None

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every run of the text that a value was read from."""
        values = (
            self.authority_span,
            self.kind_span,
            self.title_span,
            self.published_span,
            self.visit_span,
            self.meeting_span,
        )
        people, judgements = (one.span for one in self.people), (one.span for one in self.judgements)
        return (*(span for span in values if span), *people, *judgements)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read. `id` is the SHA-256 of the file's bytes, in hexadecimal.

    `copies` are other files that hold the same bytes.
    `reader_version` is that of the reading and understanding that made it (`reading.VERSION`), or -1 where
    scanned pages of it wait for the extra that reads them.
    `packed_placements` holds `placements`, as `placements.pack` gives them; empty for formats without pages.
    """

    id: str
    source: Source
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...] = ()
    profile: Profile = field(default_factory=Profile)
    reader_version: int = 0
    packed_placements: str = field(default="", repr=False)
    copies: tuple[Source, ...] = ()

    @property
    def placements(self) -> tuple[Placement, ...]:
        """Where the words of the document are printed, in the order of the text; unpacked at each call."""
        return unpack(self.packed_placements)

    def slice(self, span: Span | Block | Sentence | Page) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def paragraph_at(self, offset: int) -> str | None:
        """The number printed before the paragraph at an offset, or None."""
        return next((block.number for block in self.blocks if block.start <= offset < block.end), None)

    def page_at(self, offset: int) -> Page | None:
        """The page on which the character at `offset` stands, or None where there are no pages."""
        for page in self.pages:
            if page.start <= offset < page.end:
                return page
        return None

    def machine_read(self, span: Span | Block | Sentence) -> tuple[Page, ...]:
        """The pages on which a span stands whose words were read off a picture."""
        return tuple(
            page for page in self.pages if page.machine_read and page.start < span.end and span.start < page.end
        )

    def heading_path(self, block_index: int) -> tuple[str, ...]:
        """The headings under which a block stands, outermost first (the block itself left out)."""
        path: list[str] = []
        level: int | None = None
        for block in reversed(self.blocks[:block_index]):
            if block.kind is BlockKind.HEADING and (level is None or block.level < level):
                path.append(self.slice(block))
                level = block.level
        return tuple(reversed(path))


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one document: what is embedded, searched and cited from.

    `id` is the document's id, a colon, and `start-end`. The invariant
    `passage.text == document.text[passage.start:passage.end]` is checked at every build of an index.
    `heading` is the heading path joined by " › "; it is no part of the text. `topics` are what its headings, its
    labels and its figures say that it is about.
    """  # noqa: RUF002

    id: str
    document_id: str
    start: int
    end: int
    text: str
    heading: str = ""
    topics: tuple[Topic, ...] = ()
