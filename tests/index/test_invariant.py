from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from papers import entry, two_papers

from ofsted_qa.index import Entry, invariant
from ofsted_qa.values import OfstedQaError, Page, Person, Profile, Span

PAPER = entry("paper.txt", "Staff morale is good.\nCaseloads are high.")
FAR = Span(3, 4_000)


def _document(**changes: Any) -> Entry:
    return Entry(replace(PAPER.document, **changes), PAPER.passages)


def _block(**changes: Any) -> Entry:
    first, *others = PAPER.document.blocks
    return _document(blocks=(replace(first, **changes), *others))


def _sentence(**changes: Any) -> Entry:
    first, *others = PAPER.document.sentences
    return _document(sentences=(replace(first, **changes), *others))


def _passage(**changes: Any) -> Entry:
    first, *others = PAPER.passages
    return Entry(PAPER.document, (replace(first, **changes), *others))


def test_sound_entries_pass() -> None:
    invariant.check([PAPER, *two_papers()])
    invariant.check([])


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (_passage(start=1), "is not the text at its offsets"),
        (_passage(text="Staff morale is bad."), "is not the text at its offsets"),
        (_passage(start=-21), "lies outside the text"),
        (_passage(end=4_000), "lies outside the text"),
        (_passage(start=5, end=5, text=""), "lies outside the text"),
        (_passage(document_id="f" * 64), "is another document's"),
        (_passage(id=PAPER.passages[1].id), "twice"),
        (_block(end=4_000), "block 0-4000 lies outside the text"),
        (_block(start=9, end=3), "block 9-3 lies outside the text"),
        (_sentence(start=-1), "sentence -1-21 lies outside the text"),
        (_sentence(block=2), "names a block that is not there"),
        (_document(pages=(Page(1, None, 0, 4_000),)), "page 0-4000 lies outside the text"),
        (_document(profile=Profile(published_span=FAR)), "span 3-4000 lies outside the text"),
        (
            _document(profile=Profile(people=(Person("author", "A", FAR),))),
            "span 3-4000 lies outside the text",
        ),
        (_document(id="../escape"), "is no document id"),
    ],
)
def test_a_broken_entry_is_refused_by_name(broken: Entry, fault: str) -> None:
    with pytest.raises(OfstedQaError, match=rf"paper\.txt: .*{fault}"):
        invariant.check([*two_papers(), broken])


def test_the_same_document_twice_is_refused() -> None:
    with pytest.raises(OfstedQaError, match=r"paper\.txt: the same document twice"):
        invariant.check([PAPER, PAPER])
