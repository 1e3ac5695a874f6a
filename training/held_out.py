"""Scores the reader on whole papers that it has not learned from: `python -m training.held_out`.

Each question is asked of every window of its paper. The best window is right where it holds an answer; a question
without one is right where the best window scores below the threshold, and the threshold is the one that does best.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofsted_qa.models import span_reader
from ofsted_qa.settings import Settings
from training.inspections import place_of
from training.papers import windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import SpanReader

_INSPECTORS = ("area SEND", "focused", "inspection", "joint", "monitoring")
PAPERS = Path(__file__).parent / "questions" / "held-out-papers.jsonl"


def named_papers(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """The papers of a file of them (training/questions/), each with the name of the file that it is written to.

    Raises:
        OSError: the file cannot be read.
    """
    papers = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(f"{number:03}.md", paper) for number, paper in enumerate(papers)]


def write(path: Path, folder: Path) -> None:
    """Write each paper of a file of them as Markdown, so that it can be indexed.

    Raises:
        OSError: it cannot be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, paper in named_papers(path):
        sections = [f"## {section['heading']}\n\n{section['text']}" for section in paper["sections"]]
        (folder / name).write_text("\n\n".join([*_head(paper), *sections]) + "\n", "utf-8")


def _head(paper: dict[str, Any]) -> list[str]:
    """What stands above the sections, as it stands above papers of the kind."""
    title, day = f"# {paper['title']}", paper["date"]
    if paper["kind"].startswith(_INSPECTORS):
        return ["Ofsted", day, title]
    if paper["kind"].startswith("news"):
        return [title, f"Published: {day}"]
    return [f"{paper['council']} Council", f"Date: {day}", title]


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
    for _, paper in named_papers(path):
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
    """Print both shares, or write the papers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=PAPERS)
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the papers there as Markdown, and no more")
    arguments = parser.parse_args()
    if arguments.write:
        write(arguments.file, arguments.write)
        return
    found = best_windows(arguments.file, span_reader(Settings()))
    answered = [one for one in found if one.answered]
    first = sum(one.right for one in answered) / len(answered)
    print(f"{len(found)} questions, {len(answered)} with an answer")  # noqa: T201
    print(f"right window first {first:.3f}, rightly answered or refused {rightly_decided(found):.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
