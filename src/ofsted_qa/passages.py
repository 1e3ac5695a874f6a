"""Cuts a document into passages: runs of whole sentences under one heading, each with its heading path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.understanding.topics import topics
from ofsted_qa.values import BlockKind, Document, Passage, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters. The packaged model reads 256 tokens, about 1,100 characters of English; headings come on top.
LARGEST = 900
#: Short neighbours (front-sheet rows, list items, one-line paragraphs) are gathered up to this length.
SMALL = 450
#: Between the headings of a passage's path.
SEPARATOR = " › "  # noqa: RUF001


def passages(document: Document) -> tuple[Passage, ...]:
    """The passages of a document, in order; every sentence that is no heading is in exactly one.

    So is a heading that states a grade: it is cited from there. A passage never runs over a heading. A list
    stays with the line that introduces it as far as `LARGEST` allows.
    """
    return tuple(_passage(document, run) for run in _runs(document))


def passage_text(document: Document, passage: Passage) -> str:
    """What is embedded and searched of a passage: its words after what only its document knows of it.

    A paragraph seldom names its council or its date; questions do.
    """
    profile = document.profile
    known = (profile.authority, profile.title, passage.heading.replace(SEPARATOR, ". "))
    return "\n".join(part for part in (*known, passage.text) if part)


def _runs(document: Document) -> Iterator[list[Sentence]]:
    """Units under one heading, gathered while they fit."""
    run: list[Sentence] = []
    for unit in _units(document):
        kind = document.blocks[unit[0].block].kind
        if kind in {BlockKind.HEADING, BlockKind.FURNITURE}:
            if run:
                yield run
            run = unit if _states_grade(document, unit) else []
        elif run and not _fits(run, unit):
            yield run
            run = unit
        else:
            run = run + unit
    if run:
        yield run


def _states_grade(document: Document, unit: list[Sentence]) -> bool:
    """Whether a heading is all that states a grade ("The Local Safeguarding Children Board is good")."""
    spans = [one.span for one in document.profile.judgements]
    return any(span.start < unit[-1].end and unit[0].start < span.end for span in spans)


def _units(document: Document) -> Iterator[list[Sentence]]:
    """Single sentences, and lists whole with the sentence that introduces them, where they are short enough."""
    unit: list[Sentence] = []
    for sentence in document.sentences:
        listed = document.blocks[sentence.block].kind is BlockKind.LIST_ITEM
        if unit and listed and sentence.end - unit[0].start <= LARGEST and introduces_list(document, unit):
            unit.append(sentence)
            continue
        if unit:
            yield unit
        unit = [sentence]
    if unit:
        yield unit


def introduces_list(document: Document, unit: list[Sentence]) -> bool:
    """Whether list items that follow belong to these sentences: they are a list, or end with a colon or dash."""
    last = unit[-1]
    listed = document.blocks[last.block].kind is BlockKind.LIST_ITEM
    return listed or document.slice(last).endswith((":", "-", "–"))


def _fits(run: list[Sentence], unit: list[Sentence]) -> bool:
    """A paragraph stays whole up to `LARGEST`; neighbours of one voice are gathered up to `SMALL`."""
    length = unit[-1].end - run[0].start
    if run[-1].block == unit[0].block:
        return length <= LARGEST
    return length <= SMALL and run[-1].voice.role is unit[0].voice.role


def _passage(document: Document, run: list[Sentence]) -> Passage:
    start, end = run[0].start, run[-1].end
    path = document.heading_path(run[0].block)
    about = topics(path, [document.slice(document.blocks[block]) for block in sorted({one.block for one in run})])
    identity = f"{document.id}:{start}-{end}"
    return Passage(identity, document.id, start, end, document.text[start:end], SEPARATOR.join(path), about)
