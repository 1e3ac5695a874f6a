from __future__ import annotations

import numpy as np
import pytest

from ofsted_qa.models.spans import best_span, joined
from ofsted_qa.values import LabelledText

#: "Who? | Kent | Ann spoke." as tokens: the first is for "no answer", then the question, the label, the passage.
PASSAGE = LabelledText("Kent", "Ann spoke.")
OFFSETS = [(0, 0), (0, 3), (0, 0), (0, 4), (5, 6), (7, 10), (11, 16), (16, 17), (0, 0)]
SEGMENTS = [0, 0, 0, 1, 1, 1, 1, 1, 1]


def scores(**tokens: float) -> np.ndarray:
    """Edges that score -5 but for tokens named by their place: `s5` a start, `e6` an end."""
    edges = np.full((len(OFFSETS), 2), -5.0, dtype=np.float32)
    for name, value in tokens.items():
        edges[int(name[1:]), 0 if name[0] == "s" else 1] = value
    return edges


def test_a_passage_stands_behind_its_label() -> None:
    assert joined(PASSAGE) == ("Kent | Ann spoke.", 7)
    assert joined(LabelledText("", "Ann spoke.")) == ("Ann spoke.", 0)


def test_the_best_span_is_cut_in_the_passages_own_offsets() -> None:
    reading = best_span(PASSAGE, OFFSETS, SEGMENTS, scores(s5=3, e6=2, s0=1, e0=1), 0.0)
    assert PASSAGE.text[reading.start : reading.end] == "Ann spoke"
    assert reading.span == pytest.approx(3.0)
    assert reading.answers == pytest.approx(0.5)


def test_no_span_is_cut_out_of_the_question_or_the_label() -> None:
    reading = best_span(PASSAGE, OFFSETS, SEGMENTS, scores(s1=9, e1=9, s3=9, e3=9, s6=1, e6=1), 0.0)
    assert PASSAGE.text[reading.start : reading.end] == "spoke"


def test_no_span_ends_before_it_begins() -> None:
    reading = best_span(PASSAGE, OFFSETS, SEGMENTS, scores(s6=9, e5=9, s5=1, e6=2), 0.0)
    assert PASSAGE.text[reading.start : reading.end] == "spoke"


def test_no_span_is_longer_than_a_long_sentence() -> None:
    text = " ".join(["on"] * 200)
    offsets = [(0, 0), *((place * 3, place * 3 + 2) for place in range(200))]
    edges = np.full((201, 2), -5.0, dtype=np.float32)
    edges[1, 0] = edges[200, 1] = 9
    reading = best_span(LabelledText("", text), offsets, [0] + [1] * 200, edges, 0.0)
    assert 0 < reading.end - reading.start <= 80 * 3


def test_a_passage_without_a_word_has_no_span() -> None:
    reading = best_span(LabelledText("", ""), [(0, 0), (0, 3)], [0, 0], scores()[:2], 2.0)
    assert (reading.start, reading.end, reading.span) == (0, 0, -np.inf)
