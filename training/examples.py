"""What the reader is trained on: a question, a context that begins with where it comes from, and an answer or none."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ofsted_qa.answering.windows import SENTENCES, STRIDE
from ofsted_qa.understanding.sentences import split
from ofsted_qa.values import BlockKind

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """One example. `label`: what a passage says of itself (title, council, date, heading); it holds no answer.

    `start` and `end` cut the answer out of `context`; both -1 where the context does not answer, and both -2 where
    it does and no one span is known (answer-sentence pairs).
    """

    question: str
    label: str
    context: str
    start: int
    end: int

    @property
    def answered(self) -> bool:
        """Whether the context answers the question."""
        return self.start != NO_ANSWER


NO_ANSWER, NO_SPAN = -1, -2


@dataclass(frozen=True, slots=True)
class Span:
    """A question on a paragraph of the public data sets, with one answer's offsets, or None where it has none."""

    question: str
    title: str
    context: str
    answer: tuple[int, int] | None

    @property
    def words(self) -> str:
        """The answer's words in lower case; none where it has no answer."""
        return self.context[slice(*self.answer)].lower() if self.answer else ""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped file of JSON lines.

    Raises:
        OSError: the file cannot be read.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def spans(path: Path) -> list[Span]:
    """The rows of a span file; of several answers the first.

    Raises:
        OSError: the file cannot be read.
    """
    found = []
    for row in rows(path):
        answer = row["answers"][0] if row["answers"] else None
        place = (answer["start"], answer["start"] + len(answer["text"])) if answer else None
        title = str(row.get("title") or "").replace("_", " ")
        found.append(Span(row["question"].strip(), title, row["context"], place))
    return found


def sentences(context: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph, or of several lines, by offsets."""
    found = []
    for line in re.finditer(r"[^\n]+", context):
        found += [(line.start() + start, line.start() + end) for start, end in split(line.group(), BlockKind.PARAGRAPH)]
    return found


def runs(context: str) -> list[tuple[int, int]]:
    """The windows of a text by offsets, cut as those of a passage are (`answering.windows.windows`)."""
    found = sentences(context)
    firsts = range(0, max(1, len(found) - SENTENCES + STRIDE), STRIDE)
    cut = [found[first : first + SENTENCES] for first in firsts]
    return [(run[0][0], run[-1][1]) for run in cut if run]


def window(context: str, around: tuple[int, int], most: int, chance: random.Random) -> tuple[int, int]:
    """A run of at most `most` whole sentences that holds the span `around`, by offsets; the place within it varies."""
    found = sentences(context)
    first, last = _numbers(found, around)
    spare = max(0, most - (last - first + 1))
    before = min(first, chance.randint(0, spare))
    after = min(len(found) - 1 - last, spare - before)
    return found[first - before][0], found[last + after][1]


def holding(context: str, around: tuple[int, int]) -> tuple[int, int]:
    """The whole sentences that hold the span `around`, by offsets."""
    found = sentences(context)
    first, last = _numbers(found, around)
    return found[first][0], found[last][1]


def _numbers(found: list[tuple[int, int]], around: tuple[int, int]) -> tuple[int, int]:
    """The numbers of the first and last of the sentences that hold a span."""
    first = next((index for index, (_, end) in enumerate(found) if end > around[0]), 0)
    last = next((index for index, (_, end) in enumerate(found) if end >= around[1]), len(found) - 1)
    return first, last


def windows(context: str, most: int) -> list[str]:
    """Every run of `most` sentences of a paragraph, each beginning one after the last began."""
    found = sentences(context)
    count = max(1, len(found) - most + 1)
    return [context[found[index][0] : found[min(index + most, len(found)) - 1][1]] for index in range(count)]


def by_question(examples: Iterable[Example]) -> list[list[Example]]:
    """The examples of each question together."""
    found: dict[str, list[Example]] = {}
    for one in examples:
        found.setdefault(one.question, []).append(one)
    return [list(dict.fromkeys(group)) for group in found.values()]
