"""Exact match and F1 as SQuAD 2.0 defines them (Rajpurkar, Jia and Liang, 2018), for any span reader."""

from __future__ import annotations

import re
import string
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofsted_qa.values import LabelledText
from training.examples import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ofsted_qa.values import SpanReader

_ARTICLES = re.compile(r"\b(a|an|the)\b")


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares in per cent: of all questions, of those with an answer and of those without."""

    exact: float
    f1: float
    answered_f1: float
    unanswered: float


def normalised(text: str) -> str:
    """A text without case, punctuation, articles and spare white space."""
    bare = "".join(character for character in text.lower() if character not in string.punctuation)
    return " ".join(_ARTICLES.sub(" ", bare).split())


def f1(given: str, right: str) -> float:
    """The harmonic mean of precision and recall over the words of two texts."""
    left, other = normalised(given).split(), normalised(right).split()
    if not left or not other:
        return float(left == other)
    common = sum((Counter(left) & Counter(other)).values())
    return 2 * common / (len(left) + len(other)) if common else 0.0


def read_squad(reader: SpanReader, path: Path, limit: int | None = None) -> list[tuple[str, float, float, list[str]]]:
    """For each question the best span's words, its score, the chance of an answer, and the right answers.

    Raises:
        OSError: the file cannot be read.
    """
    found = []
    for number, row in enumerate(rows(path)):
        if limit is not None and number >= limit:
            break
        (reading,) = reader.read(row["question"], [LabelledText("", row["context"])])
        words = row["context"][reading.start : reading.end]
        found.append((words, reading.span, reading.answers, [answer["text"] for answer in row["answers"]]))
    return found


def scored(readings: Sequence[tuple[str, float, float, list[str]]], threshold: float) -> Scores:
    """Scores where a span whose score lies below `threshold` counts as no answer."""
    exact: list[float] = []
    fuzzy: list[float] = []
    with_answer: list[float] = []
    without: list[float] = []
    for words, span, _, right in readings:
        given = words if span >= threshold else ""
        answers = right or [""]
        exact.append(max(float(normalised(given) == normalised(one)) for one in answers))
        fuzzy.append(max(f1(given, one) for one in answers))
        (with_answer if right else without).append(fuzzy[-1])
    return Scores(*(100 * sum(values) / max(1, len(values)) for values in (exact, fuzzy, with_answer, without)))
