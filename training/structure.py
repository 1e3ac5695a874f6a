"""Questions that the structure of an inspection report answers: its days, its lead inspector, its grades."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_qa.values import Document, JudgementArea, Span
from training.inspections import Asked

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

_DAYS = ("When was {council} inspected?", "what dates were inspectors in {council}", "When did the inspection happen?")
_LEADERS = ("Who led the inspection of {council}?", "Who was the lead inspector?", "lead inspector in {year}")
_GRADES = (
    "What grade was {council} given for {area}?",
    "How was {area} judged in {year}?",
    "{council} grade for {area}",
    "What did inspectors rate {area}?",
)
_AREAS = {
    JudgementArea.OVERALL_EFFECTIVENESS: ("overall effectiveness", "the service overall"),
    JudgementArea.LEADERS: ("leadership", "leaders and managers"),
    JudgementArea.HELP_AND_PROTECTION: ("help and protection", "child protection"),
    JudgementArea.CHILDREN_IN_CARE: ("children in care", "children in the council's care"),
    JudgementArea.CHILDREN_LOOKED_AFTER: ("looked after children", "children looked after"),
    JudgementArea.CARE_LEAVERS: ("care leavers", "young people leaving care"),
    JudgementArea.ADOPTION: ("adoption",),
    JudgementArea.LSCB: ("the safeguarding children board", "the LSCB"),
    JudgementArea.SEND_OUTCOME: ("SEND", "the local area partnership"),
}


def questions(documents: Sequence[Document], chance: random.Random) -> list[Asked]:
    """Questions with the runs of the documents that answer them."""
    return [asked for document in documents for asked in _of(document, chance)]


def _of(document: Document, chance: random.Random) -> list[Asked]:
    profile = document.profile
    year = str(profile.visit_start.year) if profile.visit_start else "that year"
    words = {"council": profile.authority or "the council", "year": year}
    found: list[Asked] = []

    def ask(templates: Sequence[str], start: int, end: int, **more: str) -> None:
        found.append(Asked(chance.choice(templates).format(**words, **more), document, start, end))

    if profile.visit_span and (days := _dates(document, profile.visit_span)):
        ask(_DAYS, *days)
    leaders = [person for person in profile.people if person.role == "lead_inspector"]
    for person in leaders[:1]:
        ask(_LEADERS, *_within(document, person.span, person.name))
    for judgement in profile.judgements:
        if judgement.given_here:
            place = _within(document, judgement.span, judgement.printed_grade)
            ask(_GRADES, *place, area=chance.choice(_AREAS[judgement.area]))
    return found


def _within(document: Document, span: Span, words: str) -> tuple[int, int]:
    """Where words stand in a span; the whole span where they do not stand there as one run."""
    place = document.text.find(words, span.start, span.end)
    return (place, place + len(words)) if place >= 0 else (span.start, span.end)


def _dates(document: Document, span: Span) -> tuple[int, int] | None:
    """From the first figure of a span to its last year."""
    match = re.search(r"\d.*(?:19|20)\d\d", document.slice(span), re.DOTALL)
    return (span.start + match.start(), span.start + match.end()) if match else None
