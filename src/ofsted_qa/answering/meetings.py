"""Answers out of the minutes of meetings: what was resolved on a matter, who was there, and who sent apologies."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ofsted_qa.answering.evidence import document_words
from ofsted_qa.answering.extents import LONGEST_RUN, Chosen
from ofsted_qa.answering.inspections import of_dates, run_of
from ofsted_qa.answering.wanted import OPEN, Wanted
from ofsted_qa.values import BlockKind, DocumentKind
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.index import Entry
    from ofsted_qa.values import Document, Sentence

_BODY = r"(?:board|cabinet|commission|committee|council|executive|forum|governors|meeting|members|panel|they)"
#: "What did the panel resolve about fostering?", "what was agreed on …", "the decision on …".
_ASKS_DECISION = re.compile(
    rf"\b(?:did|has|have) (?:the )?(?:\w+ ){{0,6}}?{_BODY} (?:agree|decide|resolve|vote)\b"
    r"|\bwhat (?:was|were|got|has been)(?: \w+)? (?:agreed|decided|resolved)\b"
    r"|\b(?:decisions?|resolutions?) (?:about|on|was|were)\b",
    re.IGNORECASE,
)
#: How minutes write what was decided: "Resolved:" opens it, or the body is said to do it, or not to.
_DECIDED = re.compile(
    r"(?:it was |unanimously |therefore )*(?:resolved|agreed|decided)\b"
    rf"|(?:the |that )?(?:\w+ ){{0,4}}?{_BODY} (?:then |unanimously |therefore )*"
    r"(?:agreed|decided|resolved|(?:did not|declined to|refused to) (?:agree|approve))\b",
    re.IGNORECASE,
)
#: What is only asked, said or supposed was not decided.
_UNDECIDED = re.compile(r"\b(?:ask(?:ed|s)?|said|told|whether|wondered|would|could|might|if)\b", re.IGNORECASE)
_LEADS = re.compile(r"[:–-]$|^(?:it was )?(?:agreed|resolved)$", re.IGNORECASE)
#: What becomes of an item or a motion.
_BECAME = re.compile(
    r"\b(?:adjourned|agreed|approved|carried|decided|deferred|lost|referred|rejected|resolved|withdrawn)\b",
    re.IGNORECASE,
)
#: Stems of the words that ask for a decision, and of who decides.
_OF_DECISIONS = frozenset(
    stems(
        "agree agreed decide decided decision decisions resolve resolved resolution resolutions vote voted outcome"
        " meeting item minute minutes members board cabinet commission committee council executive forum panel"
    )
)
_ASKS_APOLOGIES = re.compile(r"\bapolog(?:y|ies|ise)\b|\bwho (?:was|were) (?:absent|missing)\b", re.IGNORECASE)
_ASKS_PRESENCE = re.compile(
    r"\bwho (?:all )?(?:attended|came to|(?:was|were) (?:at|there|in attendance|present))\b"
    r"|\b(?:which|what) (?:\w+ )?(?:councillors|members|officers|people) (?:attended|came to|were (?:at|in|present))\b"
    r"|\battendance (?:at|of)\b.*\bmeeting\b",
    re.IGNORECASE,
)
_APOLOGIES = re.compile(r"\bapologies\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"(?!.{0,40}\bat present\b)(?:[\w ]{1,40})?"
    r"\b(?:present|attendance|attending|attended|co-opted(?: members)?)\b[^.\n]{0,40}?[:\t]",
    re.IGNORECASE,
)
_OF_PRESENCE = frozenset(
    stems(
        "absent apology apologies attend attended attendance come came councillor councillors give gave meeting"
        " meetings member members missing officer officers people present send sent there minutes board committee panel"
    )
)


def resolved(asked: Asked, entries: Sequence[Entry]) -> list[Chosen]:
    """What a meeting resolved on the matter of a question, out of the item of its minutes that is headed by it.

    Without such an item the sentence that names all of the matter and what became of it. Of the latest minutes that
    have either; none where none do.
    """
    if not _ASKS_DECISION.search(asked.text) or not asked.wanted <= OPEN | {Wanted.LIST}:
        return []
    for entry in _minutes(asked, entries):
        document = entry.document
        matter = set(asked.terms) - _OF_DECISIONS - set(stems(document_words(document)))
        if not matter:
            continue
        places = [
            place
            for place, one in enumerate(document.sentences)
            if document.blocks[one.block].kind is not BlockKind.HEADING
        ]
        headed = [place for place in places if _headed(document, document.sentences[place].block, matter)]
        if found := _decisions(entry, headed):
            return found
        telling = [place for place in places if _tells(document.slice(document.sentences[place]), matter)]
        if runs := [run for place in telling[:1] if (run := run_of(entry, place, place))]:
            return runs
    return []


def attended(asked: Asked, entries: Sequence[Entry]) -> list[Chosen]:
    """The rows of the latest minutes that say who was present; the sentences on apologies where those are asked for."""
    apologies, presence = _ASKS_APOLOGIES.search(asked.text), _ASKS_PRESENCE.search(asked.text)
    for entry in _minutes(asked, entries) if apologies or presence else []:
        document = entry.document
        if set(asked.terms) - _OF_PRESENCE - set(stems(document_words(document))):
            continue
        places = [
            place
            for place, one in enumerate(document.sentences)
            if (_says_apologies if apologies else _PRESENT.match)(document.slice(one))
        ]
        runs = [run for place in places if (run := run_of(entry, place, place))]
        if runs:
            return runs
    return []


def _tells(sentence: str, matter: set[str]) -> bool:
    return bool(_BECAME.search(sentence)) and not _UNDECIDED.search(sentence) and matter <= set(stems(sentence))


def _says_apologies(sentence: str) -> bool:
    return bool(_APOLOGIES.search(sentence))


def _minutes(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """The minutes of the dates that a question names, the last first."""
    minutes = [one for one in of_dates(asked, entries) if one.document.profile.kind is DocumentKind.MINUTES]
    return sorted(minutes, key=lambda one: one.document.profile.published or date.min, reverse=True)


def _headed(document: Document, block: int, matter: set[str]) -> bool:
    path = document.heading_path(block)
    return bool(path) and matter <= set(stems(path[-1]))


def _decisions(entry: Entry, places: Sequence[int]) -> list[Chosen]:
    """The sentences among some that say what was decided, each with the points that follow a bare "Resolved:"."""
    document, runs = entry.document, []
    for place in places:
        sentence = document.sentences[place]
        if not _DECIDED.match(document.slice(sentence)):
            continue
        last = place
        leads = _LEADS.search(document.slice(sentence).strip())
        while leads and last + 1 in places and _is_point(document, last + 1, sentence):
            last += 1
        run = run_of(entry, place, last)
        if run and run.end - run.start <= LONGEST_RUN:
            runs.append(run)
    return runs


def _is_point(document: Document, place: int, before: Sentence) -> bool:
    """Whether a sentence is a point of what was decided, in the same voice: a citation is one speaker's words."""
    sentence = document.sentences[place]
    block = document.blocks[sentence.block]
    return sentence.voice == before.voice and (block.kind is BlockKind.LIST_ITEM or bool(block.number))
