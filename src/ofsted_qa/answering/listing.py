"""Answers what a document lists under a heading of its own: what needs to improve, recommendations, next steps."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ofsted_qa.answering import lexicon
from ofsted_qa.answering.evidence import document_words
from ofsted_qa.answering.extents import LONGEST_RUN, Chosen
from ofsted_qa.answering.inspections import INSPECTORS_OWN, of_dates, run_of
from ofsted_qa.understanding.topics import topics as topics_of
from ofsted_qa.values import BlockKind, Topic
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.index import Entry
    from ofsted_qa.values import Document

#: Inspectors call one thing by two names: recommendations until 2017, areas for improvement before and since.
_SAME = frozenset({Topic.NEEDS_TO_IMPROVE, Topic.RECOMMENDATIONS})
_ELSEWHERE = re.compile(
    r"(?:\W*\d[\d.]*\W+)?(?:(?:please )?(?:see|refer to)|as) (?:the )?(?:\w+ ){0,2}"
    r"(?:above|below|front|out (?:above|below|at|in|on))\b",
    re.IGNORECASE,
)
#: A paragraph that says itself what it is, among others that are numbered.
_LABELLED = re.compile(
    r"(?:action|area for (?:improvement|priority action)|priority|recommendation|risk) \d+ ?[:.–-]", re.IGNORECASE
)
_FEWEST = 2  # of these, so that they are the items


def listed(asked: Asked, entries: Sequence[Entry]) -> list[Chosen]:
    """Every item that a document of some documents lists on what is asked, in its order; none where none does.

    The document is the latest of inspectors that fits the dates of the question; else the latest of anybody's.
    """
    topics = lexicon.topics_asked(asked.text.lower())
    matter = set(asked.terms) - lexicon.topic_stems()
    for entry in sorted(of_dates(asked, entries), key=_latest_of_inspectors, reverse=True) if topics else []:
        if matter - set(stems(document_words(entry.document))):
            continue  # a question with a matter of its own ("… about supervision") is searched for that
        inspectors = entry.document.profile.kind in INSPECTORS_OWN
        if found := _items(entry, topics | _SAME if inspectors and topics & _SAME else topics):
            return found
    return []


def _latest_of_inspectors(entry: Entry) -> tuple[bool, date]:
    profile = entry.document.profile
    return profile.kind in INSPECTORS_OWN, profile.visit_end or profile.published or date.min


def _items(entry: Entry, topics: frozenset[Topic]) -> list[Chosen]:
    """The items under such headings: list items and numbered paragraphs, with what leads to them where that is short.

    All sentences where there are no items.

    A row of a front sheet that such a label opens is one of them; a paragraph that only points there is none.
    """
    document = entry.document
    passages = [one for one in entry.passages if topics & set(one.topics)]
    places = [
        place
        for place, sentence in enumerate(document.sentences)
        if any(one.start <= sentence.start and sentence.end <= one.end for one in passages)
        and document.blocks[sentence.block].kind is not BlockKind.HEADING
        and not _ELSEWHERE.match(document.slice(sentence))
    ]
    blocks = list(dict.fromkeys(document.sentences[place].block for place in places))
    labelled = [one for one in blocks if _LABELLED.match(document.slice(document.blocks[one]))]
    items = [one for one in blocks if _is_item(document, one, topics)]
    if items and document.blocks[items[0]].kind is BlockKind.LIST_ITEM:  # numbered findings may follow below them
        items = [one for one in items if document.blocks[one].kind is not BlockKind.PARAGRAPH]
    # What stands before the last item, under the same heading, belongs to them; what follows may be another matter.
    under = [one for one in blocks if one in items or _leads_to(document, one, items, topics)]
    if sum(len(document.slice(document.blocks[one])) for one in under) <= LONGEST_RUN:
        items = under
    if len(labelled) >= _FEWEST:  # with the points under each
        listed = [one for one in blocks if document.blocks[one].kind is BlockKind.LIST_ITEM and one > labelled[0]]
        items = sorted({*labelled, *listed})
    runs = []
    for block in items or blocks:
        inside = [place for place in places if document.sentences[place].block == block]
        runs.append(run_of(entry, inside[0], inside[-1]))
    return [run for run in runs if run]


def _leads_to(document: Document, block: int, items: Sequence[int], topics: frozenset[Topic]) -> bool:
    return bool(items) and block < items[-1] and bool(topics & set(topics_of(document.heading_path(block), ())))


def _is_item(document: Document, place: int, wanted: frozenset[Topic]) -> bool:
    block = document.blocks[place]
    if block.kind is BlockKind.TABLE_ROW:
        return bool(wanted & set(topics_of((), (document.slice(block),))))
    return block.kind is BlockKind.LIST_ITEM or bool(block.number)
