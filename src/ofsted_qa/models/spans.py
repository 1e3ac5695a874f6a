"""How a reader is shown a passage, and the best span in the scores that it gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.values import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ofsted_qa.values import LabelledText

_MOST_TOKENS = 80  # of a span: a long sentence


def joined(passage: LabelledText) -> tuple[str, int]:
    """What a reader reads of a passage, and where the passage's own words begin in it."""
    opening = f"{passage.label} | " if passage.label else ""
    return opening + passage.text, len(opening)


def best_span(
    passage: LabelledText,
    offsets: Sequence[tuple[int, int]],
    segments: Sequence[int],
    edges: NDArray[np.float32],
    answers: float,
) -> Reading:
    """The best span of a passage's own words.

    `offsets` and `segments` are those of the tokens of question and passage, `edges` their start and end scores
    of shape (tokens, 2); the first token's stand for "no answer". The span's score is the sum of its edges' less
    that of "no answer" (Devlin et al. 2019, section 4.3).
    """
    opening = joined(passage)[1]
    inside = [
        index
        for index, ((start, end), segment) in enumerate(zip(offsets, segments, strict=True))
        if segment == 1 and end > start >= opening
    ]
    chance = float(1.0 / (1.0 + np.exp(-answers)))
    if not inside:
        return Reading(0, 0, -np.inf, chance)
    first = inside[0]
    own = edges[first : inside[-1] + 1]
    count = len(own)
    length = np.arange(count)[None, :] - np.arange(count)[:, None]  # of the span from row to column, less one
    allowed = (length >= 0) & (length < _MOST_TOKENS)
    sums = np.where(allowed, own[:, None, 0] + own[None, :, 1], -np.inf)
    start, end = divmod(int(np.argmax(sums)), count)
    score = float(sums[start, end] - edges[0].sum())
    return Reading(offsets[first + start][0] - opening, offsets[first + end][1] - opening, score, chance)
