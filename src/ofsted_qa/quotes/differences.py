"""Compares a quotation word by word with the run of a document that comes near it; the only user of rapidfuzz here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, Levenshtein

from ofsted_qa.quotes.folding import fold
from ofsted_qa.quotes.meaning import change_in_words, plain_words
from ofsted_qa.values import Change, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapidfuzz.distance import Opcode

_TOKEN = re.compile(r"[£$€]?\d+(?:[.,/:]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")
_REACH = 3  # times its own length that a run of words may be away from the next
_EXCUSED = 2  # words on top of a run's own length by which the next may be away
_MOST_SHOWN = 6  # differences that are said in words
_KINDS = {"replace": ChangeKind.CHANGED, "delete": ChangeKind.DROPPED, "insert": ChangeKind.ADDED}


@dataclass(frozen=True, slots=True)
class Alignment:
    """Words `start:end` of all documents' words beside a quotation of `quoted` words.

    `blocks` are the runs that both have: (first word here, after the last here, first word of the quotation, after
    the last). The words at the edges of `start:end` need not be the quotation's.
    """

    start: int
    end: int
    quoted: int
    blocks: tuple[tuple[int, int, int, int], ...]

    @property
    def matched(self) -> int:
        """How many words are in both, in the same order."""
        return sum(after - first for first, after, _, _ in self.blocks)

    @property
    def share(self) -> float:
        """The share of the quotation's words that the documents have too."""
        return self.matched / self.quoted

    @property
    def likeness(self) -> float:
        """The share of the words of both that both have, from 0 to 1."""
        return 2 * self.matched / (self.quoted + self.end - self.start)


def aligned(words: Sequence[int], quote: Sequence[int], first: int) -> Alignment | None:
    """The part of a document's numbered words that a quotation's align with best, None where no word is in both.

    `first` is the number of the first of them among all words. Words that stand far from the rest are let go.
    """
    equal = [block for block in Indel.opcodes(words, quote) if block.tag == "equal"]
    while len(equal) > 1 and _is_stray(equal[0], equal[1].src_start - equal[0].src_end):
        del equal[0]
    while len(equal) > 1 and _is_stray(equal[-1], equal[-1].src_start - equal[-2].src_end):
        del equal[-1]
    if not equal:
        return None
    start = max(0, equal[0].src_start - equal[0].dest_start)
    end = min(len(words), equal[-1].src_end + len(quote) - equal[-1].dest_end)
    blocks = tuple((one.src_start + first, one.src_end + first, one.dest_start, one.dest_end) for one in equal)
    return Alignment(first + start, first + end, len(quote), blocks)


def _is_stray(block: Opcode, away: int) -> bool:
    return away > _REACH * (block.src_end - block.src_start) + _EXCUSED


def differences(document: str, quote: str) -> tuple[Change, ...]:
    """The word-level difference between a run of a document and a quotation; marks and stops count as words."""
    here, there = _tokens(document), _tokens(quote)
    changes: list[Change] = []
    opcodes = Levenshtein.opcodes([word for word, _, _ in here], [word for word, _, _ in there])
    for one in opcodes:
        before = _slice(document, here, one.src_start, one.src_end)
        after = _slice(quote, there, one.dest_start, one.dest_end)
        changes.append(Change(_KINDS.get(one.tag, ChangeKind.SAME), before, after))
    while changes and _is_edge(changes[0]):
        del changes[0]
    while changes and _is_edge(changes[-1]):
        del changes[-1]
    return tuple(changes)


def _is_edge(change: Change) -> bool:
    """Whether a change at an edge is one of stops and marks alone: they are nobody's words."""
    return change.kind is not ChangeKind.SAME and not any(map(str.isalnum, change.document + change.quote))


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """The words, figures and stops of a text, folded, with their offsets in the text itself."""
    folded = fold(text)
    return [(match.group(), *folded.span(*match.span())) for match in _TOKEN.finditer(folded.text)]


def _slice(text: str, tokens: Sequence[tuple[str, int, int]], start: int, end: int) -> str:
    return text[tokens[start][1] : tokens[end - 1][2]] if start < end else ""


def in_words(changes: Sequence[Change]) -> str:
    """What differs, in words: first what changes the meaning, then the words themselves."""
    changed = [one for one in changes if one.kind is not ChangeKind.SAME]
    worded = [one for one in changed if plain_words(one.document) != plain_words(one.quote)]
    if not worded:
        return "The words are the same; capitals or punctuation differ."
    lost, gained = " ".join(one.document for one in worded), " ".join(one.quote for one in worded)
    heavy = change_in_words(lost, gained)
    light = [text for one in worded[:_MOST_SHOWN] if (text := _plainly(one))]
    more = ["and more"] if len(worded) > _MOST_SHOWN else []
    first = f"It changes the meaning: {'; '.join(heavy)}. " if heavy else ""
    return f"{first}Words differ: {'; '.join([*light, *more])}."


def _plainly(change: Change) -> str:
    if change.kind is ChangeKind.DROPPED:
        return f"“{change.document}” was dropped"
    if change.kind is ChangeKind.ADDED:
        return f"“{change.quote}” was added"
    return f"“{change.document}” became “{change.quote}”"
