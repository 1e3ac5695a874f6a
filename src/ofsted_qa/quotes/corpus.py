"""All documents as one folded text in which exact words are found, with the way back to their offsets.

Plain `str.find`: over 58 reports it takes a few milliseconds and needs nothing built (benchmarks/quotes.py).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ofsted_qa.quotes.folding import UNSEEN, Folded, fold
from ofsted_qa.understanding.speech import Speech, speech_of
from ofsted_qa.values import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Between documents; no folded text holds it, so that nothing is found across.
BORDER = "\x00"
_HYPHENS = "-\u2010\u2011"
_WITHIN_NUMBERS = ".,/:"


@dataclass(frozen=True, slots=True)
class Place:
    """A run of the folded text of all documents, and the document and offsets that it stands for."""

    start: int
    end: int
    document: Document
    span: Span


class Corpus:
    """Documents, folded. Printed paragraph numbers, and marks that only open a quotation again, are left out."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Fold the documents of an index."""
        self.documents = documents
        self._speeches: dict[str, Speech] = {}
        self._folds: list[Folded] = []
        self._starts: list[int] = []
        length = 0
        for document in documents:
            self._starts.append(length)
            self._folds.append(fold(self._visible(document)))
            length += len(self._folds[-1].text) + 1
        self.text = BORDER.join(one.text for one in self._folds)

    def speech(self, document: Document) -> Speech:
        """Who speaks where in a document; worked out once."""
        if document.id not in self._speeches:
            self._speeches[document.id] = speech_of(document)
        return self._speeches[document.id]

    def _visible(self, document: Document) -> str:
        """A document's text with what no quotation of it repeats made unseen; of the same length."""
        text = document.text
        parts: list[str] = []
        done = 0
        for block in document.blocks:
            gap = text[done : block.start]
            hidden = block.number is not None and block.number in gap
            parts += [
                "".join(c if c.isspace() else UNSEEN for c in gap) if hidden else gap,
                text[block.start : block.end],
            ]
            done = block.end
        visible = "".join([*parts, text[done:]])
        for mark in self.speech(document).marks:
            visible = f"{visible[:mark]}{UNSEEN}{visible[mark + 1 :]}"
        return visible

    def find(self, words: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
        """Every place of folded words, whole words alone, within the folded offsets `start` to `end`, in order.

        The case of their first letter does not matter.
        """
        stop = len(self.text) if end is None else end
        first, rest = words[0], words[1:]
        for needle in dict.fromkeys((first + rest, first.lower() + rest, first.upper() + rest)):
            at = self.text.find(needle, start, stop)
            while at >= 0:
                if self._whole(at, at + len(needle)):
                    yield self.place(at, at + len(needle))
                at = self.text.find(needle, at + 1, stop)

    def place(self, start: int, end: int) -> Place:
        """The place of a run of the folded text that lies within one document and is not empty."""
        number = bisect_right(self._starts, start) - 1
        origin = self._folds[number].span(start - self._starts[number], end - self._starts[number])
        return Place(start, end, self.documents[number], Span(*origin))

    def bounds(self, offset: int) -> tuple[int, int]:
        """The folded offsets between which the document lies that holds a folded offset."""
        number = bisect_right(self._starts, offset) - 1
        return self._starts[number], self._starts[number] + len(self._folds[number].text)

    def folded_region(self, place: Place, region: Span) -> tuple[int, int]:
        """The folded offsets of a run of the document of a place, which lies in it."""
        number = bisect_right(self._starts, place.start) - 1
        return self._folded_at(number, region.start), self._folded_at(number, region.end)

    def _folded_at(self, number: int, offset: int) -> int:
        """The first folded offset of a document whose character stands at `offset` or after it."""
        low, high = 0, len(self._folds[number].text)
        while low < high:
            middle = (low + high) // 2
            if self._folds[number].origin(middle) < offset:
                low = middle + 1
            else:
                high = middle
        return self._starts[number] + low

    def _whole(self, start: int, end: int) -> bool:
        """Whether a run begins and ends with whole words, numbers and amounts."""
        return not (self._inside(start, -1) or self._inside(end - 1, 1))

    def _inside(self, edge: int, step: int) -> bool:
        """Whether the word at an edge of a run goes on beyond it; `step` is the direction of beyond."""
        letter, beside = self.text[edge], self._at(edge + step)
        if not letter.isalnum():
            return False
        if beside.isalnum():
            return True
        further = self._at(edge + 2 * step)
        if letter.isdigit() and (beside in "£$€%" or (beside in _WITHIN_NUMBERS and further.isdigit())):
            return True
        if beside == "'" and further.isalnum():
            return True
        return beside == "-" and further.isalnum() and self._hyphenated(edge, step)

    def _hyphenated(self, edge: int, step: int) -> bool:
        """Whether a dash beside a run joins words ("child-centred", "2016–17"), and is none between clauses."""
        place = self.place(edge, edge + 1)
        near = place.document.text[place.span.start + step], place.document.text[place.span.start + 2 * step]
        return near[1].isalnum() and (near[0] in _HYPHENS or (near[1].isdigit() and self.text[edge].isdigit()))

    def _at(self, offset: int) -> str:
        return self.text[offset] if 0 <= offset < len(self.text) else BORDER

    @cached_property
    def names(self) -> str:
        """The file names and titles of all documents, folded and in lower case, a line for each."""
        lines = (f"{one.source.name} {one.profile.title} {one.text[:300]}" for one in self.documents)
        return "\n".join(fold(line).text.lower() for line in lines)
