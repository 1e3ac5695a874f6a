"""The inspections of a council as its documents know them: which graded what, when, and where that stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from ofsted_qa.answering.evidence import Candidate, Features
from ofsted_qa.answering.extents import Chosen, Judged
from ofsted_qa.answering.wanted import Wanted
from ofsted_qa.index import Entry
from ofsted_qa.understanding.dates import DateMention, dates
from ofsted_qa.values import INSPECTION_REPORTS, Document, DocumentKind, Framework, Judgement, JudgementArea, Sentence
from ofsted_qa.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ofsted_qa.answering.asked import Asked

#: Kinds of document that never give a grade (monitoring and focused visits update progress, never grades).
UNGRADED = frozenset(
    {DocumentKind.MONITORING_VISIT_LETTER, DocumentKind.FOCUSED_VISIT_LETTER, DocumentKind.JTAI_LETTER}
)
#: Kinds that inspectors write, of whose grades the profile knows all.
INSPECTORS_OWN = UNGRADED | {
    DocumentKind.ILACS_REPORT,
    DocumentKind.SIF_REPORT,
    DocumentKind.OTHER_INSPECTION_REPORT,
    DocumentKind.AREA_SEND_REPORT,
}
_LAST = r"(?:last|latest|most recent(?:ly)?)"
#: "When was Dudley last inspected?", "date of the latest inspection": of nothing but that.
_LAST_INSPECTED = re.compile(
    rf"\b{_LAST}\b(?: \w+){{0,3}} inspect(?:ed|ion)\b|\binspect(?:ed|ion)\b.*\b{_LAST}\b", re.IGNORECASE
)
_ABOUT_IT = frozenset("author children council full inspect last latest local ofst recent servic".split())
_UNJUDGED = Features(*(0.0 for _ in fields(Features)))


@dataclass(frozen=True, slots=True)
class Stated:
    """A judgement, the document that states it, and the run of its text that says so."""

    document: Document
    judgement: Judgement
    run: Chosen


@dataclass(frozen=True, slots=True)
class Inspection:
    """The grades of one inspection, and its days as far as they are known.

    `entry` is the report that gave them, or None where other documents only report them.
    """

    first: date
    last: date
    stated: tuple[Stated, ...]
    entry: Entry | None

    @property
    def framework(self) -> Framework | None:
        """The framework under which it was made, where its own report is known."""
        return self.entry.document.profile.framework if self.entry else None

    @property
    def on_send(self) -> bool:
        """Whether it was an inspection of an area's services for special educational needs."""
        return self.framework is Framework.AREA_SEND

    def of(self, areas: Sequence[JudgementArea]) -> Stated | None:
        """What it said of the first of some areas that it graded.

        Care leavers had no grade of their own under ILACS until January 2023: the one for children in care
        counted for them too, and says so in its name.
        """
        graded = {one.judgement.area: one for one in self.stated}
        found = next((graded[area] for area in areas if area in graded), None)
        both = graded.get(JudgementArea.CHILDREN_IN_CARE)
        if not found and JudgementArea.CARE_LEAVERS in areas and both and "care leavers" in _words(both):
            return both
        return found

    def within(self, periods: Sequence[DateMention]) -> bool:
        """Whether it took place at one of the dates; at any where there are none."""
        own = DateMention(0, 0, self.first, self.last, has_day=True, month=self.first.month)
        return not periods or any(own.overlaps(period) for period in periods)

    def published_within(self, periods: Sequence[DateMention]) -> bool:
        """Whether its report was published at one of the dates."""
        return self.entry is not None and published_within(self.entry.document, periods)


def published_within(document: Document, periods: Sequence[DateMention]) -> bool:
    """Whether a document is of one of some dates, by what is printed on it or by the visit that it reports."""
    profile = document.profile
    spans = [(profile.published, profile.published), (profile.visit_start, profile.visit_end or profile.visit_start)]
    own = [DateMention(0, 0, first, last, has_day=True, month=first.month) for first, last in spans if first]
    return any(one.overlaps(period) for one in own for period in periods)


def last_inspected(asked: Asked, entries: Sequence[Entry]) -> list[Chosen]:
    """When a council was last inspected: the sentence of its newest report that gives the days.

    None where something else is asked, or where no report or reports on several councils are there: what one report
    says of "the last inspection" is the one before it.
    """
    dated = asked.dates or asked.paper_dates
    if Wanted.DATE not in asked.wanted or dated or not _LAST_INSPECTED.search(asked.text):
        return []
    reports = [one for one in entries if one.document.profile.kind in INSPECTION_REPORTS]
    ended = [(one.document.profile.visit_end, one) for one in reports if one.document.profile.visit_end]
    councils = {one.document.profile.authority for one in reports}
    if set(asked.terms) - _ABOUT_IT or not ended or len(councils) > 1:
        return []
    newest = max(ended, key=lambda pair: pair[0] or date.min)[1]
    span = newest.document.profile.visit_span
    places = [
        place
        for place, one in enumerate(newest.document.sentences)
        if span and one.start < span.end and span.start < one.end
    ]
    run = run_of(newest, places[0], places[0]) if places else None
    return [run] if run else []


def of_dates(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """The documents of the dates that a question names; all where it names none."""
    periods = (*asked.dates, *asked.paper_dates)
    return [one for one in entries if not periods or published_within(one.document, periods)]


def inspections(entries: Sequence[Entry]) -> list[Inspection]:
    """The inspections that documents of one council give or report grades of, oldest first.

    A grade that is only reported counts where inspectors report it, with a date, and where no document
    that gave the grades of that time is there.
    """
    given = [one for entry in entries for one in _given(entry)]
    own = [one for one in given if not one.on_send]
    reported = [
        one
        for one in _reported(entries)
        if not any(one.first <= other.last and other.first <= one.last for other in own)
    ]
    return sorted([*given, *reported], key=lambda one: (one.last, one.first))


def _given(entry: Entry) -> Iterator[Inspection]:
    stated = [_stated(entry, one) for one in entry.document.profile.judgements if one.given_here]
    found = tuple(one for one in stated if one)
    days = next(((one.judgement.inspection_start, one.judgement.inspection_end) for one in found), (None, None))
    if days[0]:
        yield Inspection(days[0], days[1] or days[0], found, entry)


def _reported(entries: Sequence[Entry]) -> list[Inspection]:
    found: dict[tuple[date, date], list[Stated]] = {}
    for entry in entries:
        if entry.document.profile.kind not in INSPECTORS_OWN:
            continue
        for one in entry.document.profile.judgements:
            stated = None if one.given_here else _stated(entry, one)
            if stated and one.inspection_start:
                days = (one.inspection_start, one.inspection_end or one.inspection_start)
                found.setdefault(days, []).append(stated)
    return [Inspection(*days, tuple(stated), None) for days, stated in found.items()]


def _stated(entry: Entry, judgement: Judgement) -> Stated | None:
    """A judgement with the sentence of its span that prints the grade; None where no passage holds that."""
    document = entry.document
    within = [
        place
        for place, one in enumerate(document.sentences)
        if one.start < judgement.span.end and judgement.span.start < one.end
    ]
    printed = " ".join(folded(judgement.printed_grade).split())
    saying = [
        place for place in within if printed in " ".join(folded(document.slice(document.sentences[place])).split())
    ]
    if not (saying or within):
        return None
    place = (saying or within)[0]
    first = place
    if not judgement.given_here and place and not dates(document.slice(document.sentences[place])):
        before = document.sentences[place - 1]  # "The last inspection was in March 2012. It was judged good."
        first -= before.block == document.sentences[place].block
    run = run_of(entry, first, place)
    return Stated(document, judgement, run) if run else None


def run_of(entry: Entry, first: int, last: int) -> Chosen | None:
    """The run from one sentence of a document to another, by their places; None where no passage holds its start."""
    document = entry.document
    sentence: Sentence = document.sentences[last]
    start = document.sentences[first].start
    passage = next((one for one in entry.passages if one.start <= start < one.end), None)
    if passage is None:
        return None
    candidate = Candidate(document, passage, sentence, last)
    return Chosen(Judged(candidate, _UNJUDGED, 0.0), start, sentence.end)


def _words(stated: Stated) -> str:
    return " ".join(folded(stated.document.slice(stated.judgement.span)).split())
