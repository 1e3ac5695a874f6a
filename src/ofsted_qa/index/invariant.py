"""The offset invariant: every position of an entry stands where it says in its document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_qa.values import OfstedQaError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ofsted_qa.index.record import Entry
    from ofsted_qa.values import Block, Document, Page, Sentence, Span

#: A document's id names its files. It is a SHA-256, but nothing that could leave the folder is let in.
_ID = re.compile(r"[\w-]{1,128}", re.ASCII)


def check(entries: Sequence[Entry]) -> None:
    """Check all that an index is to be built of; it is built only if everything holds.

    Raises:
        OfstedQaError: the first thing that does not hold, with the name of its document.
    """
    documents: set[str] = set()
    passages: set[str] = set()
    for entry in entries:
        name = entry.document.source.name
        for fault in _faults(entry):
            raise OfstedQaError(f"the index was not built: {name}: {fault}")
        if entry.document.id in documents:
            raise OfstedQaError(f"the index was not built: {name}: the same document twice")
        documents.add(entry.document.id)
        for passage in entry.passages:
            if passage.id in passages:
                raise OfstedQaError(f"the index was not built: {name}: passage {passage.id} twice")
            passages.add(passage.id)


def _faults(entry: Entry) -> Iterator[str]:
    document = entry.document
    if not _ID.fullmatch(document.id):
        yield f"{document.id!r} is no document id"
    for span in _spans(document):
        if not 0 <= span.start <= span.end <= len(document.text):
            yield f"{type(span).__name__.lower()} {span.start}-{span.end} lies outside the text"
    for sentence in document.sentences:
        if not 0 <= sentence.block < len(document.blocks):
            yield f"sentence {sentence.start}-{sentence.end} names a block that is not there"
    for passage in entry.passages:
        if passage.document_id != document.id:
            yield f"passage {passage.id} is another document's"
        elif not 0 <= passage.start < passage.end <= len(document.text):
            yield f"passage {passage.id} lies outside the text"
        elif passage.text != document.text[passage.start : passage.end]:
            yield f"passage {passage.id} is not the text at its offsets"


def _spans(document: Document) -> Iterator[Page | Block | Sentence | Span]:
    yield from document.pages
    yield from document.blocks
    yield from document.sentences
    yield from document.profile.spans
