"""Finds what comes near a quotation that stands nowhere word for word, and the runs that it may be stitched of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.quotes.corpus import Place
from ofsted_qa.quotes.differences import Alignment, aligned
from ofsted_qa.quotes.folding import fold
from ofsted_qa.quotes.grams import Grams, Run, words_of
from ofsted_qa.values import Span
from ofsted_qa.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ofsted_qa.quotes.corpus import Corpus
    from ofsted_qa.values import Document

_CANDIDATES = 24
_SLACK = 10  # words on either side of where a quotation might stand that are looked at too, and half its length
_SHORTEST_RUN = 3  # words; two of a language's words stand together anywhere
_SILENT_GAP = 3  # words that may be dropped over a sentence's end before it counts as stitching


@dataclass(frozen=True, slots=True)
class Near:
    """A run of a document that comes near a quotation. `content` is the share of the quotation's content words."""

    place: Place
    alignment: Alignment
    content: float

    @property
    def score(self) -> float:
        """How near, from 0 to 1: the words of both, and those of the quotation that carry content."""
        return (self.alignment.likeness + self.content) / 2


class Nearness:
    """Looks for words that come near a quotation."""

    def __init__(self, corpus: Corpus) -> None:
        """Look among the documents of a corpus; their words are numbered when first needed."""
        self._corpus = corpus

    @cached_property
    def _grams(self) -> Grams:
        return Grams(self._corpus)

    def near(self, quote: str, admits: Callable[[Document], bool] | None = None) -> list[Near]:
        """What comes near a quotation in the documents that are admitted, best first."""
        words = [word for word, _, _ in words_of(fold(quote).text)]
        numbers = self._grams.numbered(words)
        found: list[Near] = []
        for first in self._grams.near(numbers, _CANDIDATES):
            near = self._aligned(words, numbers, first)
            if near and (admits is None or admits(near.place.document)):
                found.append(near)
        found.sort(key=lambda one: -one.score)
        kept: list[Near] = []
        for near in found:
            if not any(near.place.start < one.place.end and one.place.start < near.place.end for one in kept):
                kept.append(near)
        return kept

    def _aligned(self, words: list[str], numbers: NDArray[np.int64], first: int) -> Near | None:
        starts = self._grams.starts
        slack = _SLACK + len(words) // 2
        middle = min(max(first + len(words) // 2, 0), len(starts) - 1)
        low, high = np.searchsorted(starts, self._corpus.bounds(int(starts[middle])))
        low, high = max(int(low), first - slack), min(int(high), first + len(words) + slack)
        if low >= high:
            return None
        alignment = aligned(self._grams.words[low:high].tolist(), numbers.tolist(), low)
        if alignment is None:
            return None
        content = [place for place, word in enumerate(words) if word not in STOP_WORDS]
        kept = {place for _, _, begin, end in alignment.blocks for place in range(begin, end)}
        share = sum(place in kept for place in content) / len(content) if content else alignment.share
        return Near(self._clipped(alignment), alignment, share)

    def _clipped(self, alignment: Alignment) -> Place:
        """The place of an alignment, which reaches beyond the words that are in both to their sentences' ends only."""
        starts, ends = self._grams.starts, self._grams.ends
        core = self._corpus.place(int(starts[alignment.blocks[0][0]]), int(ends[alignment.blocks[-1][1] - 1]))
        inside = [one for one in core.document.sentences if one.start < core.span.end and core.span.start < one.end]
        if not inside:
            return core
        low, high = self._corpus.folded_region(core, Span(inside[0].start, inside[-1].end))
        start = max(min(low, core.start), int(starts[alignment.start]))
        end = min(max(high, core.end), int(ends[alignment.end - 1]))
        return self._corpus.place(start, end)

    def is_spliced(self, near: Near) -> bool:
        """Whether a quotation leaves out, without a mark, words between two sentences and reads on."""
        for before, after in zip(near.alignment.blocks, near.alignment.blocks[1:], strict=False):
            left_out, put_in = after[0] - before[1], after[2] - before[3]
            if left_out >= _SILENT_GAP and left_out > put_in:
                first = self._word(before[1] - 1)
                last = self._word(after[0])
                if _sentence_at(first) != _sentence_at(last):
                    return True
        return False

    def _word(self, number: int) -> Place:
        return self._corpus.place(int(self._grams.starts[number]), int(self._grams.ends[number]))

    def runs(self, quote: str) -> tuple[list[tuple[Run, Place]], float]:
        """The longest runs of a quotation that stand somewhere, in order, and the share of its words that they cover.

        Where a run stands in several places, that in the document of the run before it is given.
        """
        words = [word for word, _, _ in words_of(fold(quote).text)]
        numbers = self._grams.numbered(words)
        found: list[tuple[Run, Place]] = []
        at = covered = 0
        while at < len(words):
            run = self._grams.longest(numbers, at)
            if run.end - run.start < _SHORTEST_RUN:
                at += 1
                continue
            places = [self._run(first, run.end - run.start) for first in run.at]
            same = [place for place in places if found and place.document is found[-1][1].document]
            found.append((run, (same or places)[0]))
            covered += run.end - run.start
            at = run.end
        return found, covered / len(words) if words else 0.0

    def _run(self, first: int, length: int) -> Place:
        return self._corpus.place(int(self._grams.starts[first]), int(self._grams.ends[first + length - 1]))


def _sentence_at(place: Place) -> int | None:
    inside = (one.start for one in place.document.sentences if one.start <= place.span.start < one.end)
    return next(inside, None)
