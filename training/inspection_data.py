"""Gathers the last stage's examples: reports, starter papers and invented passages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_qa.models import question_embedder, span_reader
from ofsted_qa.parsing import parsed
from ofsted_qa.settings import PACKAGED_MODEL, PACKAGED_READER, Settings
from ofsted_qa.values import Document
from training import structure
from training.inspections import asked_of, invented, of_suite, on_documents
from training.mining import mistaken
from training.papers import examples as invented_papers

if TYPE_CHECKING:
    import random

    from training.examples import Example

_ROOT = Path(__file__).resolve().parents[1]
_PACKAGED = Settings(embedder=PACKAGED_MODEL, reader=PACKAGED_READER)


def gathered(reports: Path, chance: random.Random) -> list[list[Example]]:
    """Every question on inspection documents, with its windows.

    Of the reports only those are used whose SHA-256 begins with an even digit; the others measure. What only looks like
    an answer is found with the reader that ships, so that the next one learns from its mistakes.

    Raises:
        OSError: a file cannot be read.
        ModelError: the packaged model or the reader cannot be loaded.
    """
    known = [document for document in _documents(reports, "*.pdf") if int(document.id[0], 16) % 2 == 0]
    papers = _documents(_ROOT / "corpus", "*.txt")
    embedder, reader = question_embedder(_PACKAGED), span_reader(_PACKAGED)
    root = _ROOT / "training" / "questions"
    found = invented(root / "invented-passages.jsonl", chance)
    found += invented_papers(root / "invented-papers.jsonl", embedder, reader)
    on_reports = asked_of(root / "reports.jsonl", known) + structure.questions(known, chance)
    on_papers = of_suite(_ROOT / "evals" / "tuning-questions.toml", papers)
    for asked, documents in ((on_reports, known), (on_papers, papers)):
        found += on_documents(asked, documents, chance, mistaken(asked, embedder, reader))
    return found


def _documents(folder: Path, pattern: str) -> list[Document]:
    files = [(path, folder) for path in sorted(folder.glob(pattern)) if path.stem != "README"]
    return [one for one in parsed(files) if isinstance(one, Document) and one.sentences]
