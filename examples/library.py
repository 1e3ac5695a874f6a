"""Reads papers into a library and asks it: `python examples/library.py PAPERS INDEX "QUESTION"`."""

import sys
from pathlib import Path

from ofsted_qa import Library, Question, Settings


def main(papers: str, index: str, text: str) -> None:
    """Read the papers of a folder into an index, then print an answer with its sources, and what was searched."""
    library = Library.open(Settings(index=Path(index)))
    library.add([Path(papers)])

    question = Question(text)
    answer = library.ask(question)
    print(answer.status.value)
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())  # a signature runs over line ends
        print(f"“{quote}” {citation.document}, {citation.start}-{citation.end}, {citation.voice.role.value}")

    for found in library.search(question, limit=3):
        document = library.document(found.passage.document_id)
        print(f"{found.score:.4f} {document.source.name} {found.passage.start}-{found.passage.end}")


if __name__ == "__main__":
    main(*sys.argv[1:])
