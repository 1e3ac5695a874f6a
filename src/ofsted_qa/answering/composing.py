"""Composes an answer out of chosen runs of text: citations cut by offsets, and a text made of them alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_qa.answering.rows import told_by
from ofsted_qa.answering.short import short_answer
from ofsted_qa.understanding.dates import dates
from ofsted_qa.values import Citation, VoiceRole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.answering.extents import Chosen
    from ofsted_qa.values import Passage

_QUOTED = {VoiceRole.OFSTED: "Ofsted", VoiceRole.DFE: "DfE", VoiceRole.INSPECTORATES: "Inspectorates"}
#: A question how things changed or compare.
_COMPARES = re.compile(
    r"\bhow (?:has|have|had|did|do|does)\b.*\b(?:chang|develop|differ|evolv|mov)\w*|\bcompar\w+|\bversus\b"
    r"|\bchange[ds]? (?:between|from|in|over|since)\b|\bdifferen(?:ce|t)\b|\bbetter or worse\b"
    r"|\b(?:decrease|drop|fall|fell|fallen|gone (?:up|down)|grow|grown|improve|increase|rise|risen|rose)[ds]?\b"
    r".*\b(?:between|from|since)\b",
    re.IGNORECASE,
)


def cite(chosen: Sequence[Chosen], passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """The citations of chosen runs, numbered from 1; a run over several passages is a citation for each."""
    citations: list[Citation] = []
    for one in chosen:
        document, voice = one.judged.candidate.document, one.judged.candidate.sentence.voice
        for passage in passages:
            start, end = max(one.start, passage.start), min(one.end, passage.end)
            if passage.document_id == document.id and start < end:
                citations.append(Citation.cut(len(citations) + 1, document, passage, start, end, voice))
    return tuple(citations)


def cites(citation: Citation, chosen: Sequence[Chosen]) -> bool:
    """Whether a citation is of any of some runs."""
    return any(
        citation.document_id == one.judged.candidate.document.id
        and citation.start < one.end
        and one.start < citation.end
        for one in chosen
    )


def written(citations: Sequence[Citation], leads: Mapping[int, str] | None = None) -> str:
    """The quotations with their numbers, one to a line; a speaker whom a document quotes is named before it.

    `leads` holds what is said before a quotation, by its number: the short answer, which is no quotation.
    """
    before = leads or {}
    return "\n".join(f"{before.get(one.number, '')}{_speaker(one)}“{one.quote}” [{one.number}]" for one in citations)


def short(asked: Asked, chosen: Sequence[Chosen], citations: Sequence[Citation]) -> dict[int, str]:
    """The few words of the sentence chosen first that answer by themselves, as what is said before all quotations.

    None where a question asks how things changed or compare: one figure of two is no answer.
    """
    if _COMPARES.search(asked.text):
        return {}
    first = chosen[0].judged
    document, sentence = first.candidate.document, first.candidate.sentence
    found = told_by(asked, document, sentence) or short_answer(document, sentence, first.words, asked.wanted)
    if found is None or _of_another_date(asked, document.slice(sentence), found.start - sentence.start):
        return {}
    holding = (one.number for one in citations if one.document_id == document.id and one.start <= found.start < one.end)
    number = next(holding, None)
    return {1: f"{document.slice(found)} [{number}]\n"} if number else {}


def _of_another_date(asked: Asked, sentence: str, place: int) -> bool:
    """Whether a sentence that gives the date asked for gives another one nearer to what would be read out first.

    "In 2023/24 it was £38.6 million, compared with £31.2 million in 2022/23."
    """
    given = dates(sentence)
    meant = [one for one in given if any(one.overlaps(other) for other in asked.dates)]
    if not meant or len(meant) == len(given):
        return False
    nearest = min(given, key=lambda one: max(one.start - place, place - one.end))
    return nearest not in meant


def _speaker(citation: Citation) -> str:
    """Who is speaking, where it is not the document itself and the quotation does not name them."""
    voice = citation.voice
    name = voice.name or ("" if voice.first_hand else _QUOTED.get(voice.role, ""))
    return f"{name}: " if name and name not in citation.quote else ""
