"""`python -m evals.invented OUT` writes the invented papers, their truth and the questions on them into a folder."""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path

from evals.invented.content import papers
from evals.invented.pdf import pdf
from evals.invented.truth import toml, truth
from evals.invented.word import word

QUESTIONS = Path(__file__).parents[1] / "invented-papers.toml"
TRUTH = "truth.toml"
PAPERS = "papers"


def write(out: Path) -> None:
    """Write the papers, their truth and the questions on them.

    `out/papers/` holds the papers, `out/truth.toml` what is true of them, and `out/invented-papers.toml` the
    questions, with the fingerprints of the very files that were written.

    Raises:
        OSError: the folder cannot be written.
        ValueError: a paper contradicts itself (`truth`, `word`).
    """
    (out / PAPERS).mkdir(parents=True, exist_ok=True)
    facts = []
    fingerprints = {}
    for paper in papers():
        data, pages = pdf(paper) if paper.file.endswith(".pdf") else (word(paper), [])
        (out / PAPERS / paper.file).write_bytes(data)
        fingerprints[paper.file] = sha256(data).hexdigest()
        facts.append(truth(paper, fingerprints[paper.file], pages))
    (out / TRUTH).write_text(toml(facts), "utf-8")
    (out / QUESTIONS.name).write_text(with_fingerprints(QUESTIONS.read_text("utf-8"), fingerprints), "utf-8")


def with_fingerprints(suite: str, fingerprints: dict[str, str]) -> str:
    """The suite's text with these SHA-256 in the place of its own, by file name.

    Raises:
        KeyError: the suite names a file that was not written.
    """
    entry = re.compile(r'^(file = "(.+)"\nsha256 = )"[0-9a-f]{64}"$', re.MULTILINE)
    return entry.sub(lambda match: f'{match[1]}"{fingerprints[match[2]]}"', suite)


def main() -> int:
    """Write everything into the folder that is named; exit code 2 and one line where that cannot be."""
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.stderr.write("usage: python -m evals.invented OUT\n")
        return 2
    try:
        write(Path(sys.argv[1]))
    except OSError as error:
        sys.stderr.write(f"{sys.argv[1]}: cannot be written ({error.strerror})\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
