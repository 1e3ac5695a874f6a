"""Answers out of the structure of papers: sections by their headings, rows of tables by a mark in them.

"What are the legal implications?" is the section of that name, "Which actions are overdue?" every row that says so.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from ofsted_qa.answering.evidence import document_words
from ofsted_qa.answering.extents import LONGEST_RUN, Chosen
from ofsted_qa.answering.inspections import of_dates, run_of
from ofsted_qa.answering.lexicon import also_called
from ofsted_qa.answering.rows import head_of
from ofsted_qa.answering.wanted import OPEN, Wanted
from ofsted_qa.passages import SEPARATOR
from ofsted_qa.understanding.dates import dates
from ofsted_qa.values import BlockKind
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.index import Entry
    from ofsted_qa.values import Document, VoiceRole

_MOST_OPEN = OPEN | {Wanted.LIST}
_PARTS = 2  # of a heading path: "Legal" stands under "Implications"


def section(asked: Asked, entries: Sequence[Entry]) -> list[Chosen]:
    """The whole of a short section whose heading a question names, of the latest document that has one; else none.

    A date that is asked for is the document's, or stands in the heading ("Priorities for 2021/22"). A question for a
    date, a sum or a name, or for what somebody says, is searched for.
    """
    if not asked.terms or asked.said or not asked.wanted <= _MOST_OPEN:
        return []
    dated = _latest_first(asked, entries)
    for entry in [*dated, *(one for one in entries if one not in dated)]:
        under = [
            one
            for one in entry.passages
            if _names(asked, entry.document, one.heading) and (entry in dated or _dated(asked, one.heading))
        ]
        if under and sum(one.end - one.start for one in under) <= LONGEST_RUN:
            return [run for passage in under for run in _runs(entry, passage.start, passage.end)]
    return []


def marked_rows(asked: Asked, entries: Sequence[Entry]) -> list[Chosen]:
    """Every row of a table with a cell that says what is asked for, of the latest document that has one.

    "Red", or "Ann Hill" of "Ann Hill, Head of Care": a single word must be all that the cell says. All else that the
    question asks about must be what the document, its headings or the table's columns are called.
    """
    if Wanted.LIST not in asked.wanted:
        return []
    for entry in _latest_first(asked, entries):
        document = entry.document
        called = set(stems(document_words(document)))
        places = [
            place
            for place, sentence in enumerate(document.sentences)
            if _marked(set(asked.terms), called, document, sentence.block)
        ]
        if places:
            return [run for place in places if (run := run_of(entry, place, place))]
    return []


def _latest_first(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """The documents of the dates that a question names, the last published first."""
    return sorted(of_dates(asked, entries), key=lambda one: one.document.profile.published or date.min, reverse=True)


def _marked(terms: set[str], called: set[str], document: Document, block: int) -> bool:
    head = head_of(document, block)
    if head is None:
        return False
    known = called | set(stems(document.slice(head)))
    known |= {word for heading in document.heading_path(block) for word in stems(heading)}
    wanted = terms - known
    marks = [set(stems(cell)) for cell in document.slice(document.blocks[block]).split("\t")[1:]]
    return wanted in marks if len(wanted) == 1 else bool(wanted) and any(wanted <= mark for mark in marks)


def _names(asked: Asked, document: Document, heading: str) -> bool:
    """Whether a question names a heading: all that it asks about stands there, and it leaves out at most half."""
    parts = [set(stems(part)) for part in heading.split(SEPARATOR)[-_PARTS:]]
    # "MASH" is what stands there as "multi-agency safeguarding hub".
    parts = [part | also_called(asked.terms, part) for part in parts]
    matter = set(asked.terms) - set(stems(document_words(document)))
    named = matter & parts[-1]
    return bool(named) and matter <= set().union(*parts) and 2 * len(named) >= len(parts[-1])


def _dated(asked: Asked, heading: str) -> bool:
    """Whether the last part of a heading path gives a date that a question names."""
    return any(one.overlaps(other) for one in asked.dates for other in dates(heading.rsplit(SEPARATOR, maxsplit=1)[-1]))


def _runs(entry: Entry, start: int, end: int) -> list[Chosen]:
    """The sentences from one place to another, those of one voice together: a citation is one speaker's words."""
    document = entry.document
    inside = [
        place
        for place, one in enumerate(document.sentences)
        if start <= one.start and one.end <= end and document.blocks[one.block].kind is not BlockKind.HEADING
    ]

    def speaker(place: int) -> tuple[VoiceRole, str | None]:
        voice = document.sentences[place].voice
        return voice.role, voice.name

    together = [list(places) for _, places in groupby(inside, key=speaker)]
    runs = [run_of(entry, places[0], places[-1]) for places in together]
    return [run for run in runs if run]
