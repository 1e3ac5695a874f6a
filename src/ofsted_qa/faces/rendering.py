"""Rendering: values → the JSON objects that docs/commands.md promises to other programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ofsted_qa.ingesting import IngestReport, Remark
    from ofsted_qa.retrieval import Retrieved
    from ofsted_qa.values import (
        Answer,
        Citation,
        Document,
        Finding,
        Judgement,
        QuoteMatch,
        QuoteVerdict,
        Searched,
        Trace,
    )

JsonObject: TypeAlias = dict[str, Any]

#: What JSON allows and a reader of lines or a terminal stumbles over: control characters, separators that
#: end a line for some programs, marks that turn the direction of writing, and halves of surrogate pairs.
_AWKWARD = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def json_line(value: JsonObject | Sequence[JsonObject]) -> str:
    """A value as JSON in one line that any program reads and any terminal shows."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _AWKWARD.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def answer_object(answer: Answer, identity: str | float | None = None) -> JsonObject:
    """An answer; `identity` is the id that a batch gave the question."""
    nearest = answer.nearest
    return {
        "id": identity,
        "question": answer.question,
        "status": answer.status.value,
        "text": answer.text,
        "citations": [citation_object(citation) for citation in answer.citations],
        "notes": [
            {"kind": note.kind.value, "text": note.text, "citations": list(note.citations)} for note in answer.notes
        ],
        "nearest": nearest and {"text": nearest.text, "citations": list(nearest.citations)},
        "searched": _searched(answer.searched),
        "seconds": round(answer.seconds, 3),
    }


def document_object(document: Document) -> JsonObject:
    """An entry of the catalogue."""
    profile = document.profile
    return {
        "document": document.source.name,
        "document_id": document.id,
        "path": document.source.path,
        "copies": [file.path for file in document.copies],
        "title": profile.title,
        "authority": profile.authority,
        "kind": profile.kind.value,
        "framework": profile.framework.value,
        "date": _day(profile.published),
        "date_basis": profile.published_basis,
        "visit_start": _day(profile.visit_start),
        "visit_end": _day(profile.visit_end),
        "people": [{"role": person.role, "name": person.name} for person in profile.people],
        "warnings": list(profile.warnings),
    }


def passage_object(document: Document, found: Retrieved) -> JsonObject:
    """A passage of a document that was found for a question, with who speaks in each of its sentences."""
    passage = found.passage
    page = document.page_at(passage.start)
    block = next((one for one in document.blocks if one.start <= passage.start < one.end), None)
    within = [one for one in document.sentences if passage.start <= one.start and one.end <= passage.end]
    return {
        "passage_id": passage.id,
        "document": document.source.name,
        "document_id": document.id,
        "title": document.profile.title,
        "authority": document.profile.authority,
        "kind": document.profile.kind.value,
        "date": _day(document.profile.published),
        "page": page.number if page else None,
        "paragraph": block.number if block else None,
        "heading": passage.heading,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "sentences": [
            {
                "text": document.text[one.start : one.end],
                "start": one.start,
                "end": one.end,
                "voice": one.voice.role.value,
                "speaker": one.voice.name,
                "first_hand": one.voice.first_hand,
            }
            for one in within
        ],
        "score": round(found.score, 6),
        "similarity": round(found.similarity, 6),
    }


def judgement_object(document: Document, judgement: Judgement) -> JsonObject:
    """A judgement, with the document that states it."""
    page = document.page_at(judgement.span.start)
    return {
        "authority": document.profile.authority,
        "framework": document.profile.framework.value if judgement.given_here else None,
        "area": judgement.area.value,
        "grade": judgement.grade.value,
        "printed_grade": judgement.printed_grade,
        "inspection_start": _day(judgement.inspection_start),
        "inspection_end": _day(judgement.inspection_end),
        "given_here": judgement.given_here,
        "document": document.source.name,
        "page": page.number if page else None,
        "quote": document.slice(judgement.span),
    }


def report_object(report: IngestReport) -> JsonObject:
    """What an ingest did."""
    return {
        "added": list(report.added),
        "unchanged": list(report.unchanged),
        "updated": list(report.updated),
        "removed": list(report.removed),
        "skipped": [_remark(remark) for remark in report.skipped],
        "failed": [_remark(remark) for remark in report.failed],
        "warnings": [_remark(remark) for remark in report.warnings],
    }


def citation_object(citation: Citation) -> JsonObject:
    """One citation of an answer."""
    return {
        "number": citation.number,
        "document": citation.document,
        "title": citation.title,
        "authority": citation.authority,
        "kind": citation.kind.value,
        "date": _day(citation.date),
        "voice": citation.voice.role.value,
        "speaker": citation.voice.name,
        "first_hand": citation.voice.first_hand,
        "document_id": citation.document_id,
        "page": citation.page,
        "paragraph": citation.paragraph,
        "heading": citation.heading,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def verdict_object(verdict: QuoteVerdict, identity: str | float | None = None) -> JsonObject:
    """The verdict on a quotation; `identity` is the id that a batch gave it."""
    return {
        "id": identity,
        "quote": verdict.quote,
        "said_by": verdict.said_by,
        "verdict": verdict.verdict.value,
        "reason": verdict.reason,
        "matches": [match_object(match) for match in verdict.matches],
        "places": verdict.places,
        "nearest": verdict.nearest and match_object(verdict.nearest),
    }


def finding_object(finding: Finding) -> JsonObject:
    """A quotation or claim of a text that was checked."""
    return {
        "kind": finding.kind.value,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "verdict": verdict_object(finding.verdict),
    }


def trace_object(traced: Trace) -> JsonObject:
    """A paper's findings beside the inspectors' own sentences."""
    return {
        "document": traced.document.source.name,
        "document_id": traced.document.id,
        "sources": [{"document": one.source.name, "document_id": one.id} for one in traced.sources],
        "findings": [
            {
                "kind": one.kind.value,
                "outcome": one.outcome.value,
                "reason": one.reason,
                "said": match_object(one.said),
                "source": one.source and match_object(one.source),
            }
            for one in traced.findings
        ],
    }


def match_object(match: QuoteMatch) -> JsonObject:
    """A run of a document that a quotation was compared with."""
    return {
        "document": match.document,
        "document_id": match.document_id,
        "title": match.title,
        "authority": match.authority,
        "kind": match.kind.value,
        "date": _day(match.date),
        "page": match.page,
        "paragraph": match.paragraph,
        "voice": match.voice.role.value,
        "speaker": match.voice.name,
        "first_hand": match.voice.first_hand,
        "text": match.text,
        "start": match.start,
        "end": match.end,
        "context": match.context,
        "machine_read": match.machine_read,
        "diff": [
            {"kind": change.kind.value, "document": change.document, "quote": change.quote} for change in match.diff
        ],
    }


def _searched(searched: Searched) -> JsonObject:
    filters = searched.filters
    return {
        "documents": searched.documents,
        "passages": searched.passages,
        "filters": {
            "authorities": list(filters.authorities),
            "kinds": [kind.value for kind in filters.kinds],
            "since": _day(filters.since),
            "until": _day(filters.until),
            "documents": list(filters.documents),
        },
    }


def _remark(remark: Remark) -> JsonObject:
    return {"path": remark.path, "text": remark.text}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
