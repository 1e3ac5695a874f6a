"""Scores the reader on half A of SQuAD 2.0's development set: `python -m training.evaluate FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ofsted_qa.models import span_reader
from ofsted_qa.settings import Settings
from training.scoring import read_squad, scored

_THRESHOLDS = tuple(range(-4, 13))


def main() -> None:
    """Print the scores at the threshold for "no answer" that gives the best F1, and where none is refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="squad20_dev_A.jsonl.gz")
    parser.add_argument("--limit", type=int, help="how many questions, of all")
    arguments = parser.parse_args()
    readings = read_squad(span_reader(Settings()), arguments.file, arguments.limit)
    best = max(_THRESHOLDS, key=lambda threshold: scored(readings, threshold).f1)
    for name, threshold in (("best", float(best)), ("nothing refused", float("-inf"))):
        print(f"{len(readings)} questions, {name}, threshold {threshold}: {scored(readings, threshold)}")  # noqa: T201


if __name__ == "__main__":
    main()
