"""Cuts passages into the windows that the reader reads: a few sentences, with what only their document knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofsted_qa.answering.rows import head_of
from ofsted_qa.values import Document, LabelledText, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ofsted_qa.values import Profile

#: Sentences of a window, and from one window's first sentence to the next's: a neighbour on either side is read too.
SENTENCES, STRIDE = 3, 2
_HEADINGS = 2  # of a heading path: the nearest ones
_LONGEST_HEADING = 120  # characters


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences `first` to `last` (both included) of a document, all of one passage."""

    document: Document
    passage: Passage
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where it begins in the document's text."""
        return self.document.sentences[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in the document's text."""
        return self.document.sentences[self.last].end

    @property
    def labelled(self) -> LabelledText:
        """What the reader reads."""
        head = head_of(self.document, self.document.sentences[self.first].block)
        columns = [", ".join(self.document.slice(head).split("\t"))] if head else []
        known = ". ".join([label(self.document, self.passage.heading), *columns, *self._speakers()])
        return LabelledText(known, self.document.text[self.start : self.end])

    def _speakers(self) -> list[str]:
        """Who speaks in it, where its own words do not name them."""
        spoken = self.document.sentences[self.first : self.last + 1]
        names = dict.fromkeys(one.voice.name for one in spoken if one.voice.name)
        return [name for name in names if name not in self.document.text[self.start : self.end]]


def windows(document: Document, passage: Passage, indices: Sequence[int]) -> list[Window]:
    """The windows of a passage, whose sentences have these `indices` in the document, in order."""
    firsts = range(0, max(1, len(indices) - SENTENCES + STRIDE), STRIDE)
    runs = [indices[first : first + SENTENCES] for first in firsts]
    return [Window(document, passage, run[0], run[-1]) for run in runs if run]


def label(document: Document, heading: str) -> str:
    """What a passage knows only from its document: council, kind, date and the nearest headings.

    "Dudley, monitoring visit letter, 23 March 2017. Findings".
    """
    profile = document.profile
    known = (profile.authority, profile.kind.value.replace("_", " "), _dated(profile))
    opening = ", ".join(part for part in known if part)
    nearest = ". ".join(heading.split(" › ")[-_HEADINGS:])[:_LONGEST_HEADING]  # noqa: RUF001
    return f"{opening}. {nearest}" if nearest else opening


def _dated(profile: Profile) -> str:
    if profile.published:
        return _in_words(profile.published)
    if profile.visit_start:
        last = profile.visit_end
        until = f" to {_in_words(last)}" if last and last != profile.visit_start else ""
        return f"inspected {_in_words(profile.visit_start)}{until}"
    return ""


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
