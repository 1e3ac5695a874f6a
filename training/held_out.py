"""Scores the reader on whole papers that it has not learned from: `python -m training.held_out`.

Each question is asked of every window of its paper. The best window is right where it holds an answer; a question
without one is right where the best window scores below the threshold, and the threshold is the one that does best.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_qa.models import span_reader
from ofsted_qa.settings import Settings
from training.inspections import place_of
from training.papers import windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import SpanReader

PAPERS = Path(__file__).parent / "questions" / "held-out-papers.jsonl"


@dataclass(frozen=True, slots=True)
class Best:
    """The chance that the best window of a question answers, whether it holds an answer, and whether any does."""

    answers: float
    right: bool
    answered: bool


def best_windows(path: Path, reader: SpanReader) -> list[Best]:
    """The best window of each question of a file of papers.

    Raises:
        OSError: the file cannot be read.
    """
    found = []
    for line in path.read_text("utf-8").splitlines():
        paper = json.loads(line)
        texts = windows(paper)
        for asked in paper["questions"]:
            scores = [reading.answers for reading in reader.read(asked["question"], texts)]
            best = max(range(len(texts)), key=scores.__getitem__)
            right = any(place_of(answer, texts[best].text) for answer in asked["answers"])
            found.append(Best(scores[best], right, bool(asked["answers"])))
    return found


def rightly_decided(found: Sequence[Best]) -> float:
    """The share of questions answered from the right window, or refused where there is none, at the best threshold."""
    thresholds = [0.0, *(one.answers for one in found)]
    return max(
        sum(one.right if one.answers > least else not one.answered for one in found) for least in thresholds
    ) / len(found)


def main() -> None:
    """Print both shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=PAPERS)
    found = best_windows(parser.parse_args().file, span_reader(Settings()))
    answered = [one for one in found if one.answered]
    first = sum(one.right for one in answered) / len(answered)
    print(f"{len(found)} questions, {len(answered)} with an answer")  # noqa: T201
    print(f"right window first {first:.3f}, rightly answered or refused {rightly_decided(found):.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
