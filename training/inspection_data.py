"""Gathers the second stage's examples: reports, starter papers and invented passages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_qa.parsing import parsed
from ofsted_qa.values import Document
from training import structure
from training.inspections import asked_of, examples, invented, of_suite

if TYPE_CHECKING:
    import random

    from training.examples import Example

_ROOT = Path(__file__).resolve().parents[1]
_ROUNDS = 2  # each question twice, in other windows and with other near misses


def gathered(reports: Path, chance: random.Random) -> list[Example]:
    """Every example on inspection documents.

    Of the reports only those are used whose SHA-256 begins with an even digit; the others measure.

    Raises:
        OSError: a file cannot be read.
    """
    known = [document for document in _documents(reports, "*.pdf") if int(document.id[0], 16) % 2 == 0]
    papers = _documents(_ROOT / "corpus", "*.txt")
    found: list[Example] = []
    for _ in range(_ROUNDS):
        asked = asked_of(_ROOT / "training" / "questions" / "reports.jsonl", known)
        found += examples(asked + structure.questions(known, chance), known, chance)
        found += examples(of_suite(_ROOT / "evals" / "tuning-questions.toml", papers), papers, chance)
        found += invented(_ROOT / "training" / "questions" / "invented-passages.jsonl")
    return found


def _documents(folder: Path, pattern: str) -> list[Document]:
    files = [(path, folder) for path in sorted(folder.glob(pattern)) if path.stem != "README"]
    return [one for one in parsed(files) if isinstance(one, Document) and one.sentences]
