"""Reads the likeliest windows closely with the span reader, and says of each sentence what was found there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofsted_qa.answering.windows import Window, windows
from ofsted_qa.values import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.answering.evidence import Candidate
    from ofsted_qa.values import Reading, SpanReader

#: Windows that are read for a question: those of the likeliest sentences, and those of the first passages.
_BY_SENTENCE, _BY_PASSAGE = 18, 12
_SPREAD = 2.0  # logits; flattens the score of a span, which training pushes far apart
_LARGELY = 0.5  # of a span or a sentence: from here on the span is the sentence's

#: A sentence by its document's id and its place there.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Closely:
    """What the reader found in a sentence.

    `answered` is the greatest chance that a window with the sentence answers; `span` how sure the reader is of
    a span in it (both from 0 to 1), and `words` that span in the document's text.
    """

    answered: float = 0.0
    span: float = 0.0
    words: Span | None = None


def read_closely(
    question: str, reader: SpanReader, likely: Sequence[Candidate], passages: Sequence[Sequence[Candidate]]
) -> dict[Place, Closely]:
    """What the reader finds, by sentence.

    `likely` are the sentences that look most like an answer, best first, `passages` all sentences of each passage
    found, best passage first.
    """
    chosen = _chosen(likely, passages)
    readings = reader.read(question, [window.labelled for window in chosen])
    found: dict[Place, Closely] = {}
    for window, reading in zip(chosen, readings, strict=True):
        for place in range(window.first, window.last + 1):
            key = window.document.id, place
            found[key] = _better(found.get(key, Closely()), _in_sentence(window, reading, place))
    return found


def read_again(question: str, reader: SpanReader, best: Sequence[Candidate]) -> dict[Place, float]:
    """The chance that each of some sentences answers, read by itself and with the one before it: the mean of the two.

    Of the sentences of one window the first reading does not tell which answers.
    """
    seen = [window for one in best for window in _alone_and_with_the_one_before(one)]
    readings = [reading.answers for reading in reader.read(question, [window.labelled for window in seen])]
    return {
        (one.document.id, one.index): (readings[2 * place] + readings[2 * place + 1]) / 2
        for place, one in enumerate(best)
    }


def _alone_and_with_the_one_before(one: Candidate) -> tuple[Window, Window]:
    before = one.document.sentences[one.index - 1] if one.index else one.sentence
    first = one.index - (one.passage.start <= before.start < one.sentence.start)
    alone = Window(one.document, one.passage, one.index, one.index)
    return alone, Window(one.document, one.passage, first, one.index)


def _chosen(likely: Sequence[Candidate], passages: Sequence[Sequence[Candidate]]) -> list[Window]:
    """The windows to read, each once."""
    cut = [windows(found[0].document, found[0].passage, [one.index for one in found]) for found in passages if found]
    everything = [window for found in cut for window in found]
    holding = [window for one in likely for window in everything if _holds(window, one)]
    first = dict.fromkeys(_name(window) for window in holding)
    names = dict.fromkeys([*list(first)[:_BY_SENTENCE], *map(_name, everything[:_BY_PASSAGE])])
    named = {_name(window): window for window in everything}
    return [named[name] for name in names]


def _name(window: Window) -> tuple[str, int, int]:
    return window.document.id, window.first, window.last


def _holds(window: Window, one: Candidate) -> bool:
    return window.document.id == one.document.id and window.first <= one.index <= window.last


def _in_sentence(window: Window, reading: Reading, place: int) -> Closely:
    """What a reading of a window says of one of its sentences."""
    sentence = window.document.sentences[place]
    words = Span(window.start + reading.start, window.start + reading.end)
    shared = min(words.end, sentence.end) - max(words.start, sentence.start)
    least = _LARGELY * min(words.end - words.start, sentence.end - sentence.start)
    if shared <= 0 or shared < least:
        return Closely(reading.answers)
    return Closely(reading.answers, 1.0 / (1.0 + math.exp(-reading.span / _SPREAD)), words)


def _better(one: Closely, other: Closely) -> Closely:
    best = max(one, other, key=lambda each: each.span)
    return Closely(max(one.answered, other.answered), best.span, best.words)
