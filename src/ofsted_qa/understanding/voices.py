"""Decides who is speaking in each sentence of a document, and how that is known.

An Ofsted letter speaks for Ofsted. In a council paper or a newspaper the words between quotation marks
are somebody else's: `quotations` says whose.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ofsted_qa.understanding.people import TITLES, names_in
from ofsted_qa.understanding.quotations import REPORT, REPORTING, goes_on, quotations, reports_inspectors
from ofsted_qa.understanding.sentences import split
from ofsted_qa.values import Block, BlockKind, Document, DocumentKind, Sentence, Voice, VoiceRole

if TYPE_CHECKING:
    from ofsted_qa.understanding.quotations import Quotation

#: Of a sentence's characters; a phrase between marks leaves the sentence its own voice.
_SPOKEN_SHARE = 0.5
_AUTHORISED = re.compile(
    r"\((?:authorised|approved|verified|provided|prepared|completed) by (?:the )?(?P<who>[^)]+)\)", re.IGNORECASE
)
#: "The report of the recent inspection was published in May and found …"
_REPORT_SAYS = re.compile(rf"{REPORT.pattern}[^,.;]*?(?<!be )(?<!was )(?<!been ){REPORTING.pattern}", re.IGNORECASE)
#: "The council was given a 'good' rating": grades are the inspectors' to give.
_GRADED = re.compile(
    r"(?<!be )\b(?:rated|graded|judged|given|awarded)\b[^.;]{0,60}?"
    r"\b(?:inadequate|requir\w+ improvement|good|outstanding)\b",
    re.IGNORECASE,
)
#: "Written answer from Councillor Hale:", "Question from Ms Day to the Leader:", on a line of its own.
_GIVEN_BY = re.compile(
    r"(?:(?:written |oral |verbal )?(?:answer|reply|response)|(?P<asks>(?:written |supplementary )?question)(?: \d+)?)"
    r" (?:(?:asked|given|put) )?(?:by|from|of) (?P<who>[^:\n]{3,160}):?",
    re.IGNORECASE,
)
#: What is no part of an answer that is printed: a label, or prose that tells what somebody said or decided.
_ENDS_SPEECH = re.compile(
    r"(?i:(?:supplementary )?(?:answer|question|reply|response)|motion|resolved)\b"
    r"|[A-Z][^.?!]{0,120}?\b(?:agreed|asked|disagreed|moved|noted|put|replied|resolved|responded|said|seconded|spoke"
    r"|thanked)\b"
)
#: From the beginning of a word only: tried at each letter, a word of a million of them would take hours.
_ADDRESS = re.compile(r"(?<!\S)\S*(?:@|://|www\.)\S*")

_BASE: dict[DocumentKind, tuple[VoiceRole, str]] = {
    DocumentKind.ILACS_REPORT: (VoiceRole.OFSTED, "Ofsted report"),
    DocumentKind.SIF_REPORT: (VoiceRole.OFSTED, "Ofsted report"),
    DocumentKind.OTHER_INSPECTION_REPORT: (VoiceRole.OFSTED, "Ofsted report"),
    DocumentKind.MONITORING_VISIT_LETTER: (VoiceRole.OFSTED, "Ofsted letter"),
    DocumentKind.FOCUSED_VISIT_LETTER: (VoiceRole.OFSTED, "Ofsted letter"),
    DocumentKind.JTAI_LETTER: (VoiceRole.INSPECTORATES, "joint letter of the inspectorates"),
    DocumentKind.AREA_SEND_REPORT: (VoiceRole.INSPECTORATES, "joint report of Ofsted and CQC"),
    DocumentKind.COUNCIL_REPORT: (VoiceRole.COUNCIL, "body text of a council paper"),
    DocumentKind.MINUTES: (VoiceRole.COUNCIL, "body text of council minutes"),
    DocumentKind.PLAN: (VoiceRole.COUNCIL, "body text of a council plan"),
    DocumentKind.NEWS: (VoiceRole.PRESS, "body text of a newspaper article"),
}
_OPENING = 2000  # characters
#: The Department's head on one of the first lines of a letter, and nobody else's before it; and no letter to it.
_MINISTRY = re.compile(
    r"(?:(?!Dear\b|.*\b(?:borough|commons|council|mp|ofsted|partnership|trust)\b).*\n){0,8}?"
    r".*\b(?:Department for Education|Sanctuary Buildings)\b[\s\S]*?"
    r"^Dear (?!minister|permanent secretary|secretary of state)",
    re.IGNORECASE | re.MULTILINE,
)
#: Voices whose papers quote others.
QUOTING = frozenset({VoiceRole.COUNCIL, VoiceRole.PRESS})


def base_voice(document: Document, kind: DocumentKind) -> Voice:
    """The voice of a document's own words, by its kind; a letter of the Department for Education by its head."""
    role, basis = _BASE.get(kind, (VoiceRole.UNKNOWN, "kind of document unknown"))
    if kind is DocumentKind.OTHER and _MINISTRY.match(document.text[:_OPENING]):
        role, basis = VoiceRole.DFE, "letter of the Department for Education"
    return Voice(role, None, basis)


def voiced_sentences(document: Document, kind: DocumentKind) -> tuple[Sentence, ...]:
    """The sentences of a document in order, each with its voice."""
    base = base_voice(document, kind)
    quoted = quotations(document, base) if base.role in QUOTING else []
    sentences: list[Sentence] = []
    officer: Voice | None = None
    speaker: Voice | None = None
    asks = False
    for index, block in enumerate(document.blocks):
        text = document.slice(block)
        officer = _officer(document, block, base, officer)
        announced = _announced(text) if base.role is VoiceRole.COUNCIL else None
        over = not text.rstrip("\"”'’").endswith("?") if asks else _ends_speech(block, text)
        if announced or over:
            speaker, asks = None, False
        beside = [one for one in quoted if one.start < block.end and block.start < one.end]
        for start, end in split(text, block.kind):
            begin, stop = block.start + start, block.start + end
            reported = bool(sentences) and sentences[-1].block == index and _is_reported(sentences[-1].voice)
            voice = _voice(document.text[begin:stop], begin, officer or speaker or base, beside, reported=reported)
            sentences.append(Sentence(begin, stop, voice, index))
        if announced:
            speaker, asks = announced
        elif asks:
            speaker, asks = None, False  # a question is one paragraph
    return tuple(sentences)


def _officer(document: Document, block: Block, base: Voice, before: Voice | None) -> Voice | None:
    """The officer who answers for a part of a front sheet, until its next row or a heading."""
    if base.role is not VoiceRole.COUNCIL or block.kind is BlockKind.HEADING:
        return None
    if block.kind is not BlockKind.TABLE_ROW:
        return before
    match = _AUTHORISED.search(document.slice(block))
    if match is None:
        return None
    return Voice(VoiceRole.COUNCIL, match["who"].strip(), f"authorised by the {match['who'].strip()}")


def _announced(text: str) -> tuple[Voice, bool] | None:
    """Who gives the written answer, or puts the question, that a line announces, and whether it is a question.

    What follows the line is theirs. The name stands first: "Response from the Leader to Mrs Brown" is not hers.
    """
    match = _GIVEN_BY.fullmatch(text)
    named = names_in(match["who"]) if match else []
    if not (match and named and TITLES.fullmatch(match["who"][: named[0][1]])):
        return None
    voice = Voice(VoiceRole.PERSON, named[0][0], "announced as a written question or answer", first_hand=False)
    return voice, bool(match["asks"])


def _ends_speech(block: Block, text: str) -> bool:
    apart = block.kind in {BlockKind.HEADING, BlockKind.TABLE_ROW} or bool(block.number)
    return apart or bool(_ENDS_SPEECH.match(text))


def _is_reported(voice: Voice) -> bool:
    return voice.role is VoiceRole.OFSTED or (voice.role in QUOTING and not voice.first_hand)


def _voice(text: str, start: int, base: Voice, quoted: list[Quotation], *, reported: bool) -> Voice:
    """The voice of the sentence `text` that begins at `start`; `reported`: the one before reports inspectors."""
    end = start + len(text)
    shares = [(min(end, one.end) - max(start, one.start), one) for one in quoted]
    length, spoken = max(shares, key=lambda share: share[0], default=(0, None))
    if spoken and length > 0 and (spoken.whole or length >= _SPOKEN_SHARE * len(text)):
        return spoken.voice
    prose = _ADDRESS.sub("", text)
    says = bool(_REPORT_SAYS.search(prose) or _GRADED.search(prose))
    reporting = says or reports_inspectors(prose) or (reported and goes_on(prose))
    if base.role in QUOTING and reporting:
        return replace(base, first_hand=False, basis=f"{base.basis}, reporting inspectors")
    return base
