"""Wording: the sentences a person sees about kinds, dates, speakers, sources and statuses; for every face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.answering.inspections import INSPECTORS_OWN
from ofsted_qa.answering.noting import days
from ofsted_qa.values import (
    DocumentKind,
    FindingKind,
    JudgementArea,
    NoteKind,
    QuoteMatch,
    Status,
    TraceOutcome,
    Verdict,
    VoiceRole,
)

if TYPE_CHECKING:
    from datetime import date

    from ofsted_qa.values import Answer, Citation, Document, Finding, Judgement, Profile, Span, Voice

_AREAS = {JudgementArea.LSCB: "Local Safeguarding Children Board", JudgementArea.SEND_OUTCOME: "SEND outcome"}

NO_DATE = "no date printed"
#: What the pages say where there is no index; the errors name the command that makes one.
NO_DOCUMENTS = "There are no documents yet. They can be added under Documents."

_KINDS = {
    DocumentKind.ILACS_REPORT: "Ofsted inspection report (ILACS)",
    DocumentKind.SIF_REPORT: "Ofsted inspection report (single inspection framework)",
    DocumentKind.OTHER_INSPECTION_REPORT: "Inspection report",
    DocumentKind.MONITORING_VISIT_LETTER: "Ofsted monitoring visit letter",
    DocumentKind.FOCUSED_VISIT_LETTER: "Ofsted focused visit letter",
    DocumentKind.JTAI_LETTER: "Joint inspection letter (JTAI)",
    DocumentKind.AREA_SEND_REPORT: "Area SEND inspection report",
    DocumentKind.COUNCIL_REPORT: "Council paper",
    DocumentKind.MINUTES: "Minutes",
    DocumentKind.PLAN: "Plan",
    DocumentKind.NEWS: "Newspaper article",
    DocumentKind.OTHER: "Other document",
    DocumentKind.NOT_A_DOCUMENT: "Not recognised as a document",
}

#: What a document of each kind is called when it quotes somebody else.
_QUOTED_IN = {
    DocumentKind.ILACS_REPORT: "an Ofsted report",
    DocumentKind.SIF_REPORT: "an Ofsted report",
    DocumentKind.OTHER_INSPECTION_REPORT: "an inspection report",
    DocumentKind.MONITORING_VISIT_LETTER: "an Ofsted letter",
    DocumentKind.FOCUSED_VISIT_LETTER: "an Ofsted letter",
    DocumentKind.JTAI_LETTER: "a joint inspection letter",
    DocumentKind.AREA_SEND_REPORT: "an area SEND report",
    DocumentKind.COUNCIL_REPORT: "a council paper",
    DocumentKind.MINUTES: "minutes of a meeting",
    DocumentKind.PLAN: "a plan",
    DocumentKind.NEWS: "the newspaper article",
}

_SPEAKERS = {
    VoiceRole.OFSTED: "Ofsted",
    VoiceRole.INSPECTORATES: "the joint inspectorates",
    VoiceRole.COUNCIL: "the council",
    VoiceRole.DFE: "the Department for Education",
    VoiceRole.PARTNER: "a partner organisation",
    VoiceRole.PRESS: "the newspaper",
    VoiceRole.PERSON: "a person who is not named",
    VoiceRole.UNKNOWN: "speaker not known",
}

#: Voices that speak in a document of their own; where they are not first hand they report somebody else.
_OWN_WORDS = frozenset({VoiceRole.COUNCIL, VoiceRole.PRESS})

_STATUSES = {
    Status.ANSWERED: "Answered",
    Status.PARTIAL: "Answered in part",
    Status.NOT_IN_DOCUMENTS: "Not in the documents",
    Status.NEEDS_CLARIFICATION: "Please say more exactly what you mean",
    Status.ERROR: "This question could not be answered",
}

_VERDICTS = {
    Verdict.VERBATIM: "Word for word",
    Verdict.ALTERED: "Altered: these are not the words of the document",
    Verdict.STITCHED: "Stitched together: these words do not stand together in the document",
    Verdict.WRONG_VOICE: "Somebody else's words",
    Verdict.NOT_FOUND: "Not found in the documents",
    Verdict.ERROR: "This quotation could not be checked",
}


_NOTES = {
    NoteKind.DISAGREEMENT: "The documents differ",
    NoteKind.SUPERSEDED: "There is something later",
    NoteKind.IMPOSSIBLE_DATE: "Check the date",
    NoteKind.NO_GRADE_GIVEN: "No grade given",
    NoteKind.WRONG_PREMISE: "The question supposes something else",
    NoteKind.UNREAD_DOCUMENT: "A document could not be read",
    NoteKind.SPELLING: "Spelling",
    NoteKind.FOLLOW_UP: "Read as a follow-up",
    NoteKind.NOT_FOUND: "Not found",
    NoteKind.READ_BY_MACHINE: "Read by machine",
    NoteKind.REPORTED: "Only reported",
    NoteKind.FRAMEWORKS: "Different frameworks",
    NoteKind.LANGUAGE_MODEL: "A language model",
}

_OUTCOMES = {
    TraceOutcome.EXACT: "Exact",
    TraceOutcome.ALTERED: "In other words than the inspectors'",
    TraceOutcome.SOFTENED: "Softened: qualifiers were added",
    TraceOutcome.HARDENED: "Hardened: qualifiers were lost",
    TraceOutcome.NO_SOURCE: "Without a source",
}


def outcome_in_words(outcome: TraceOutcome) -> str:
    """How a paper's words stand to the inspectors' own, in one line without a full stop."""
    return _OUTCOMES[outcome]


def finding_in_words(finding: Finding) -> str:
    """What was found in a text: a quotation or a claim, and whose words the text says they are."""
    kind = "Quotation" if finding.kind is FindingKind.QUOTATION else "Told without quotation marks"
    return f"{kind}, given to {finding.verdict.said_by}" if finding.verdict.said_by else kind


def verdict_in_words(verdict: Verdict) -> str:
    """What became of a quotation, in one line without a full stop."""
    return _VERDICTS[verdict]


def note_in_words(kind: NoteKind) -> str:
    """What a note is about, in a few words that stand before it."""
    return _NOTES[kind]


def kind_in_words(kind: DocumentKind) -> str:
    """A kind of document as a person would call it, with a capital letter."""
    return _KINDS[kind]


def date_in_words(value: date | None) -> str:
    """A date such as "23 March 2017", or "no date printed"."""
    return f"{value.day} {value:%B %Y}" if value else NO_DATE


def dated_in_words(kind: DocumentKind, published: date | None, visit: tuple[date, date] | None) -> str:
    """The date that a document prints; of an inspectors' report that prints none, when the inspection was."""
    if published is None and visit and kind in INSPECTORS_OWN:
        return f"inspection of {days(*visit)}"
    return date_in_words(published)


def visit_in_words(profile: Profile) -> str:
    """The days of a visit or inspection ("21 February 2017 to 22 February 2017"), or nothing."""
    days = [date_in_words(day) for day in (profile.visit_start, profile.visit_end) if day]
    return " to ".join(dict.fromkeys(days))


def area_in_words(area: JudgementArea) -> str:
    """What a grade is given for, such as "Overall effectiveness"."""
    return _AREAS.get(area) or area.value.replace("_", " ").capitalize()


def judgement_in_words(document: Document, judgement: Judgement) -> str:
    """A judgement for a person: whose, for what, of which inspection, and where it stands."""
    days = list(dict.fromkeys(day for day in (judgement.inspection_start, judgement.inspection_end) if day))
    when = " to ".join(map(date_in_words, days)) or "an inspection whose date is not given"
    page = document.page_at(judgement.span.start)
    place = document.source.name + (f", page {page.number}" if page else "")
    council = document.profile.authority or "No council named"
    return "\n  ".join(
        [
            f"{council}: {area_in_words(judgement.area)}: {judgement.printed_grade}",
            f"Inspection: {when}" if judgement.given_here else f"Reported here, not given: {when}",
            f"“{' '.join(document.slice(judgement.span).split())}”",
            place,
        ]
    )


def voice_in_words(voice: Voice, kind: DocumentKind) -> str:
    """Who is speaking in a document of a kind, such as "Ofsted, as quoted in a council paper"."""
    role = _SPEAKERS[voice.role]
    speaker = voice.name or role
    if voice.name and voice.role not in (VoiceRole.PERSON, VoiceRole.UNKNOWN) and voice.name != role:
        speaker = f"{voice.name} ({role})"
    if voice.first_hand:
        return speaker
    if voice.role in _OWN_WORDS:
        return f"{speaker}, reporting the inspectors"
    return f"{speaker}, as quoted in {_QUOTED_IN.get(kind, 'another document')}"


def speaker_in_words(citation: Citation | QuoteMatch) -> str:
    """Who is speaking in a citation."""
    return voice_in_words(citation.voice, citation.kind)


def place_in_words(page: int | None, printed_page: str | None, paragraph: str | None) -> str:
    """A place within a document, such as "page 5 (printed as page 3), paragraph 2.4"; may be empty."""
    printed = printed_page and printed_page != str(page)
    parts = [
        f"page {page}" + (f" (printed as page {printed_page})" if printed else "") if page is not None else "",
        f"paragraph {paragraph}" if paragraph else "",
    ]
    return ", ".join(part for part in parts if part)


def source_in_words(citation: Citation | QuoteMatch) -> str:
    """A short reference: kind, authority, date and place, such as a link beside a quotation shows."""
    place = place_in_words(citation.page, citation.printed_page, citation.paragraph)
    dated = dated_in_words(citation.kind, citation.date, citation.visit)
    parts = [kind_in_words(citation.kind), citation.authority, dated, place]
    return ", ".join(part for part in parts if part)


def run_in_words(document: Document, span: Span) -> str:
    """Where a run of a document stands, below a heading that names the council: kind, date and place."""
    page = document.page_at(span.start)
    profile = document.profile
    place = place_in_words(
        page.number if page else None, page.printed if page else None, document.paragraph_at(span.start)
    )
    dated = dated_in_words(profile.kind, profile.published, profile.visit)
    return ", ".join(part for part in (kind_in_words(profile.kind), dated, place) if part)


def reference_in_words(citation: Citation | QuoteMatch) -> str:
    """A full reference: the title (or the file's name), kind, authority, date, page and paragraph.

    Of words to be compared with others, also whether they were read off a picture of the page.
    """
    read = isinstance(citation, QuoteMatch) and citation.machine_read
    machine = "; read by machine (OCR): check the words against the page" if read else ""
    return f"{citation.title or citation.document}. {source_in_words(citation)}{machine}"


def quoted_in_words(citation: Citation | QuoteMatch) -> str:
    """A quotation as it is pasted into a paper: the words in quotation marks, who says them, and the full reference."""
    quote = citation.text if isinstance(citation, QuoteMatch) else citation.quote
    speaker = speaker_in_words(citation)
    return f"“{quote}” ({speaker[0].upper()}{speaker[1:]}. {reference_in_words(citation)}.)"


def status_in_words(answer: Answer) -> str:
    """How a question ended, in one line without a full stop, with the number of quotations that answer it."""
    status = _STATUSES[answer.status]
    if answer.status not in (Status.ANSWERED, Status.PARTIAL):
        return status
    aside = set(answer.nearest.citations) if answer.nearest else set()
    quoted = [citation for citation in answer.citations if citation.number not in aside]
    documents = len({citation.document_id for citation in quoted})
    return f"{status}: {_count(len(quoted), 'quotation')} from {_count(documents, 'document')}"


def searched_in_words(answer: Answer) -> str:
    """What was searched for an answer, in one sentence."""
    if answer.status is Status.NEEDS_CLARIFICATION:
        return "Nothing was searched yet."
    searched = answer.searched
    filters = searched.filters
    limits = [
        ", ".join(filters.authorities),
        ", ".join(kind_in_words(kind) for kind in filters.kinds),
        f"dated {date_in_words(filters.since)} or later" if filters.since else "",
        f"dated {date_in_words(filters.until)} or earlier" if filters.until else "",
        "chosen documents" if filters.documents else "",
    ]
    within = "; ".join(limit for limit in limits if limit)
    if not searched.documents:
        return f"There is no such document to search ({within})." if within else "There are no documents to search."
    counts = f"{_count(searched.documents, 'document')} ({_count(searched.passages, 'passage')})"
    return f"Searched {counts}" + (f", only: {within}." if within else ".")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
