"""Asks through llama-index: `python examples/llama_index_engine.py INDEX "QUESTION"`."""

import sys
from pathlib import Path

from ofsted_qa import Library, Settings
from ofsted_qa.faces.llama_index import LibraryQueryEngine, PassageRetriever


def main(index: str, question: str) -> None:
    """Print an answer of our engine with its sources, and what our retriever gives to any engine of llama-index."""
    library = Library.open(Settings(index=Path(index)))

    response = LibraryQueryEngine(library).query(question)
    print(response)
    for source in response.source_nodes:
        node = source.node
        print(f"{node.metadata['voice']}: {node.metadata['citation']} ({node.start_char_idx}-{node.end_char_idx})")

    for found in PassageRetriever(library, limit=3).retrieve(question):
        print(f"{found.score:.4f} {found.node.metadata['citation']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
