"""Our own record of documents, from which everything else in an index can be made again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.index import codec
from ofsted_qa.values import Document, IndexMismatchError, OfstedQaError, Passage

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index holds of one document: the document with all its values, and its passages."""

    document: Document
    passages: tuple[Passage, ...]


def save(folder: Path, entry: Entry, vectors: NDArray[np.float32]) -> None:
    """Write one entry and the vectors of its passages, of shape (passages, dimensions).

    Raises:
        OfstedQaError: the document holds characters that are none (half of a surrogate pair), so that
            no offset after them could be trusted.
    """
    try:
        data = codec.dump(entry).encode()
    except UnicodeEncodeError as error:
        raise OfstedQaError(f"{entry.document.source.name} holds broken characters: {error.reason}") from error
    (folder / f"{entry.document.id}.json").write_bytes(data)
    np.save(folder / f"{entry.document.id}.npy", vectors, allow_pickle=False)


def load(folder: Path, document_id: str) -> Entry:
    """The entry of a document, equal to the one that was saved.

    Raises:
        IndexMismatchError: the record is missing, damaged, or of another version of this program.
    """
    path = folder / f"{document_id}.json"
    try:
        return codec.load(Entry, path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise IndexMismatchError(unusable(path, error)) from error


def load_vectors(folder: Path, document_id: str) -> NDArray[np.float32]:
    """The vectors of a document's passages, of shape (passages, dimensions).

    Raises:
        IndexMismatchError: they are missing or damaged.
    """
    path = folder / f"{document_id}.npy"
    try:
        vectors: NDArray[np.float32] = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise IndexMismatchError(unusable(path, error)) from error
    return vectors


def unusable(path: Path, error: Exception) -> str:
    """One line that says which part of an index cannot be used, why, and what to do."""
    reason = (isinstance(error, OSError) and error.strerror) or error
    return f"{path} is damaged or of another version ({reason}): run `ofsted-qa ingest` again, which builds it anew"
