"""The vectors of one generation in an embedded Chroma, and what is the same on a server (`chroma_server`).

The two modules alone know chromadb.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import weakref
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Any

from ofsted_qa.values import OfstedQaError, UnreachableVectorsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    import numpy as np
    from llama_index.core.schema import TextNode
    from numpy.typing import NDArray

#: Every process that opens it writes a row, so that it has no one checksum.
DATABASE = "chroma.sqlite3"
_COLLECTION = "passages"
_DIGITS = 6
#: Bytes. With less left on the disk, what Chroma fails by is taken for that, whatever it says itself.
_ROOM = 16 * 1024**2

#: Below Chroma's largest batch, 5,461.
_BATCH = 5_000

#: Cosine, for Chroma's default is l2. With ef 400 recall at 10 was 1.0 of exact search on real text (0.995
#: with 100). Every batch is synced to disk: what is not, each reader would index again and write down.
_HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 400, "sync_threshold": 1, "batch_size": 1}


class VectorIndex:
    """The collection of one generation, opened for reading; any number of processes may.

    Opening adds one row to a table of Chroma's own (its test that it may write); searching writes nothing.
    """

    def __init__(self, folder: Path) -> None:
        """Open the collection that `build` made.

        Raises:
            UnreachableVectorsError: the folder cannot be written to.
            OfstedQaError: there is none, or it is damaged.
        """
        self._folder = folder
        if any(path.exists() and not os.access(path, os.W_OK) for path in (folder, folder / DATABASE)):
            raise UnreachableVectorsError(
                f"{folder} cannot be written to, and Chroma writes where it searches: allow it, or copy the index to "
                "a folder that can be written to and name that with --index"
            )
        try:
            client = _client(folder)
            # The client's files are closed when the last question that uses this generation has gone.
            weakref.finalize(self, client.close)
            self._collection = client.get_collection(_COLLECTION, embedding_function=None)
        except Exception as error:  # Chroma's own errors have no kind in common with those of its database
            raise OfstedQaError(_damaged(folder, error)) from error

    def nearest(
        self, vector: NDArray[np.float32], limit: int, document_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The passages nearest to a vector of shape (dimensions,): (passage id, cosine similarity).

        Best first, at most `limit`, of the named documents alone where any are named.

        Raises:
            OfstedQaError: Chroma cannot answer.
        """
        if limit < 1 or (document_ids is not None and not document_ids):
            return []
        try:
            return nearest_in(self._collection, vector, limit, document_ids)
        except Exception as error:
            raise OfstedQaError(_damaged(self._folder, error)) from error


def nearest_in(
    collection: Any,  # noqa: ANN401 (chromadb is imported late)
    vector: NDArray[np.float32],
    limit: int,
    document_ids: Collection[str] | None,
) -> list[tuple[str, float]]:
    """Ask a collection, as `VectorIndex.nearest` says; raises whatever Chroma raises."""
    found = collection.query(
        query_embeddings=[vector.tolist()],
        n_results=limit,
        where=None if document_ids is None else {"document_id": {"$in": list(document_ids)}},
        include=["distances"],
    )
    # Chroma's cosine distance is one minus the cosine. A server writes fewer digits than the library gives.
    pairs = [
        (name, round(1.0 - far, _DIGITS)) for name, far in zip(found["ids"][0], found["distances"][0], strict=True)
    ]
    # Equal passages of two papers come in the same order in every process.
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def configuration() -> dict[str, dict[str, object]]:
    """What a new collection is told of its index."""
    return {"hnsw": dict(_HNSW)}


def add_all(collection: Any, nodes: Iterable[TextNode]) -> int:  # noqa: ANN401
    """Put nodes that carry their embeddings into a collection, through llama-index's vector store: how many.

    Raises whatever Chroma raises.
    """
    from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: PLC0415 (heavy: over a second)

    store = ChromaVectorStore(chroma_collection=collection)
    remaining = iter(nodes)
    added = 0
    while batch := list(islice(remaining, _BATCH)):
        added += len(store.add(batch))
    return added


def build(folder: Path, nodes: Iterable[TextNode]) -> None:
    """Make a collection of nodes that carry their embeddings, through llama-index's vector store.

    Raises:
        OfstedQaError: Chroma could not take them all.
    """
    client = None
    try:
        client = _client(folder)
        collection = client.create_collection(_COLLECTION, embedding_function=None, configuration=configuration())
        added = add_all(collection, nodes)
        kept = collection.count()
    except Exception as error:  # on a full disk Chroma raises errors of no common kind
        full = "its disk is full: " if shutil.disk_usage(folder.parent).free < _ROOM else ""
        raise OfstedQaError(f"the index could not be written ({full}{error}); it is as it was") from error
    finally:
        if client is not None:
            client.close()
    if kept != added:
        raise OfstedQaError(f"Chroma kept {kept} of {added} passages")


def check(folder: Path) -> None:
    """See that the database of a collection is whole; the other files never change, and are sealed.

    Raises:
        OfstedQaError: it is damaged.
    """
    path = folder / DATABASE
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (fault,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise OfstedQaError(_damaged(folder, error)) from error
    if fault != "ok":
        raise OfstedQaError(_damaged(folder, ValueError(fault)))


def _client(folder: Path) -> Any:  # noqa: ANN401 (chromadb is imported late)
    import chromadb  # noqa: PLC0415 (heavy: most of a second)
    from chromadb.config import Settings  # noqa: PLC0415

    # The same settings for writing and reading: Chroma refuses a folder that it has open with others.
    settings = Settings(_env_file=None, is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False)
    return chromadb.PersistentClient(str(folder), settings=settings)


def _damaged(folder: Path, error: Exception) -> str:
    return f"{folder} cannot be searched ({error}): run `ofsted-qa ingest` again, which builds it anew"
