"""The words of all documents by number: where runs of a quotation stand, and which places come near it.

Built when a quotation is not found word for word; looking a run up then takes microseconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.quotes.corpus import BORDER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ofsted_qa.quotes.corpus import Corpus

_WORD = re.compile(r"[^\W_]+(?:[.,'/:][^\W_]+)*")
_WORD_OR_BORDER = re.compile(rf"{_WORD.pattern}|{BORDER}")
_MOST_HOLDERS = 3_000  # places of a word above which it says little of where a quotation comes from
_SLACK = 12  # words by which two places of the same quotation may differ


def words_of(text: str) -> list[tuple[str, int, int]]:
    """The words of a folded text in lower case: (word, start, end)."""
    return [(match.group(), *match.span()) for match in _WORD.finditer(text.lower())]


@dataclass(frozen=True, slots=True)
class Run:
    """Words `start:end` of a quotation that stand, in this order, at each of `at`, numbers of words."""

    start: int
    end: int
    at: tuple[int, ...]


class Grams:
    """The words of a corpus, each known by the number of its place among all words."""

    def __init__(self, corpus: Corpus) -> None:
        """Number the words of the folded text of all documents."""
        text = corpus.text.lower()
        same = text if len(text) == len(corpus.text) else corpus.text
        # The border between documents counts as a word, so that no run goes over it.
        spans = [match.span() for match in _WORD_OR_BORDER.finditer(same)]
        self.starts = np.array([start for start, _ in spans], dtype=np.int64)
        self.ends = np.array([end for _, end in spans], dtype=np.int64)
        self._numbers: dict[str, int] = {}
        numbers = self._numbers
        self.words = np.array(
            [numbers.setdefault(same[start:end], len(numbers)) for start, end in spans], dtype=np.int64
        )
        self._order = np.argsort(self.words, kind="stable")
        self._firsts = np.searchsorted(self.words[self._order], np.arange(len(numbers) + 1))

    def numbered(self, words: list[str]) -> NDArray[np.int64]:
        """The numbers of words, -1 for those that no document holds; of shape (words,)."""
        return np.array([self._numbers.get(word, -1) for word in words], dtype=np.int64)

    def holders(self, number: int) -> NDArray[np.int64]:
        """Where a word stands, in order; of shape (places,)."""
        if number < 0:
            return np.zeros(0, dtype=np.int64)
        return self._order[self._firsts[number] : self._firsts[number + 1]]

    def longest(self, numbers: NDArray[np.int64], start: int) -> Run:
        """The longest run of a quotation from word `start` on that stands somewhere; empty where the word does not."""
        at = self.holders(int(numbers[start]))
        end = start + (1 if len(at) else 0)
        while len(at) and end < len(numbers):
            onward = at + (end - start)
            onward = onward[onward < len(self.words)]
            kept = at[: len(onward)][self.words[onward] == numbers[end]]
            if not len(kept):
                break
            at, end = kept, end + 1
        return Run(start, end, tuple(int(place) for place in at[:200]))

    def near(self, numbers: NDArray[np.int64], limit: int) -> list[int]:
        """Where a quotation might begin, by the most of its rarer words in about its order; best first."""
        votes: list[NDArray[np.int64]] = []
        weights: list[NDArray[np.float64]] = []
        for place, number in enumerate(numbers):
            at = self.holders(int(number))
            if 0 < len(at) <= _MOST_HOLDERS:
                votes.append(at - place)
                weights.append(np.full(len(at), 1.0 / np.log2(2.0 + len(at))))
        if not votes:
            return []
        begun, weight = np.concatenate(votes), np.concatenate(weights)
        found: dict[int, float] = {}
        for shift in (0, _SLACK // 2):  # two rasters, so that no border parts what belongs together
            rows, inverse = np.unique((begun + shift) // _SLACK, return_inverse=True)
            totals = np.bincount(inverse, weights=weight)
            for row in np.argsort(totals)[::-1][:limit]:
                first = int(rows[row]) * _SLACK - shift
                found[first] = float(totals[row])
        best = sorted(found, key=lambda first: -found[first])
        kept: list[int] = []
        for first in best:
            if all(abs(first - other) >= _SLACK for other in kept):
                kept.append(first)
        return kept[:limit]
