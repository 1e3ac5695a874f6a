"""One state of an index, read: it never changes, so any number of processes may hold it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from ofsted_qa.index import chroma, codec, record
from ofsted_qa.index.chroma import VectorIndex
from ofsted_qa.index.chroma_server import ServedIndex, collection_name
from ofsted_qa.index.keyword import KeywordIndex
from ofsted_qa.index.lock import hold
from ofsted_qa.index.nodes import passage_nodes
from ofsted_qa.index.seal import Seal
from ofsted_qa.index.vocabulary import Vocabulary
from ofsted_qa.values import BadInputError, IndexMismatchError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from llama_index.core.schema import TextNode
    from numpy.typing import NDArray

    from ofsted_qa.index.chroma_server import ChromaServer
    from ofsted_qa.index.record import Entry
    from ofsted_qa.values import Document, Passage

MANIFEST = "manifest.json"
RECORD = "record"
KEYWORD = "keyword"
CHROMA = "chroma"
VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the catalogue: a document's id and its file name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself.

    `program` is the version that made it, `created` a time in ISO 8601, `dimensions` the length of a
    vector (0 where there are no passages), `catalogue` the documents in their order. `identity` is the
    index's, the same in all its generations; `served` says that the vector index is on a Chroma server.
    """

    program: str
    embedder: str
    dimensions: int
    created: str
    documents: int
    passages: int
    catalogue: tuple[Listed, ...]
    identity: str = ""
    served: bool = False


class Generation:
    """A generation, opened. Each part of it is read when first asked for, and kept.

    It stays on the disk for as long as this object lives, however often the index is written to meanwhile.
    """

    def __init__(self, folder: Path, server: ChromaServer | None = None) -> None:
        """Read the manifest; `server` holds the vectors, or None where the folder does.

        Raises:
            FileNotFoundError: there is no such generation, or it is being removed.
            IndexMismatchError: it was made by another version of this program, or is damaged.
        """
        self._folder = folder
        self._server = server
        self.name = folder.name
        path = folder / MANIFEST
        hold(path, self)
        try:
            self.manifest = codec.load(Manifest, path.read_text("utf-8"))
        except ValueError as error:
            raise IndexMismatchError(record.unusable(path, error)) from error
        self._seal = Seal.load(folder)
        self._seal.check(MANIFEST)

    def check(self) -> None:
        """See that every part is what was built.

        Raises:
            OfstedQaError: the first part that is not, by name.
        """
        self._seal.check()
        if self.manifest.passages and not self.manifest.served:
            chroma.check(self._folder / CHROMA)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every document with its passages, in the order of the catalogue."""
        return tuple(self._entry(listed.id) for listed in self.manifest.catalogue)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every document, in the order of the catalogue."""
        return tuple(entry.document for entry in self.entries)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, in the order of the keyword scores."""
        return tuple(passage for entry in self.entries for passage in entry.passages)

    def document(self, document_id: str) -> Document:
        """The document of this id.

        Raises:
            BadInputError: the index has no such document.
        """
        try:
            return self._documents_by_id[document_id]
        except KeyError:
            raise BadInputError(f"there is no document {document_id} in the index") from None

    def passage(self, passage_id: str) -> Passage:
        """The passage of this id.

        Raises:
            BadInputError: the index has no such passage.
        """
        try:
            return self._passages_by_id[passage_id]
        except KeyError:
            raise BadInputError(f"there is no passage {passage_id} in the index") from None

    def vectors(self, entry: Entry) -> NDArray[np.float32] | None:
        """The vectors of an entry's passages, of shape (passages, dimensions).

        None unless this generation holds the same entry, undamaged; it may have been read from other files.
        """
        folder = self._folder / RECORD
        if all(listed.id != entry.document.id for listed in self.manifest.catalogue):
            return None
        try:
            same = _but_for_its_files(self._entry(entry.document.id), entry)
            self._seal.check(f"{RECORD}/{entry.document.id}.npy")
            vectors = record.load_vectors(folder, entry.document.id)
        except IndexMismatchError:
            return None
        return vectors if same and len(vectors) == len(entry.passages) else None

    def keyword_scores(self, stems: Sequence[str]) -> NDArray[np.float32]:
        """The BM25 scores of all passages for a query's stems, of shape (passages,), in their order.

        Raises:
            IndexMismatchError: the keyword index is damaged.
        """
        return self._keyword.scores(stems)

    def nearest(
        self, vector: NDArray[np.float32], limit: int, document_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The passages nearest to a vector of shape (dimensions,): (passage id, cosine similarity).

        Best first, at most `limit`; of the named documents alone, unless `document_ids` is None.

        Raises:
            OfstedQaError: the vector index is damaged, or on a server that does not answer or is not named.
        """
        return self._vectors.nearest(vector, limit, document_ids) if self.manifest.passages else []

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all passages.

        Raises:
            IndexMismatchError: it is damaged.
        """
        folder = self._folder / VOCABULARY
        self._seal.check(VOCABULARY)
        try:
            return Vocabulary.load(folder)
        except (OSError, ValueError, KeyError) as error:
            raise IndexMismatchError(record.unusable(folder, error)) from error

    @cached_property
    def _documents_by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def _passages_by_id(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def _keyword(self) -> KeywordIndex:
        folder = self._folder / KEYWORD
        if self.manifest.passages:  # there are no files for none
            self._seal.check(KEYWORD)
        try:
            return KeywordIndex.load(folder, self.manifest.passages)
        except (OSError, ValueError, KeyError) as error:
            raise IndexMismatchError(record.unusable(folder, error)) from error

    @cached_property
    def _vectors(self) -> VectorIndex | ServedIndex:
        if self._server is not None:
            name = collection_name(self.manifest.identity, self.name)
            # Not a method of this object: it would hold itself, and its folder could not be cleared away.
            nodes = partial(_saved_nodes, self._folder / RECORD, [listed.id for listed in self.manifest.catalogue])
            return ServedIndex(self._server, name, nodes)
        if self.manifest.served:
            raise IndexMismatchError(
                f"the vectors of {self._folder} are on a Chroma server: set OFSTED_QA_CHROMA to its address, or "
                "run `ofsted-qa ingest` again, which brings them into the folder"
            )
        self._seal.check(CHROMA)
        return VectorIndex(self._folder / CHROMA)

    def _entry(self, document_id: str) -> Entry:
        self._seal.check(f"{RECORD}/{document_id}.json")
        return record.load(self._folder / RECORD, document_id)


def _but_for_its_files(held: Entry, entry: Entry) -> bool:
    """Whether two entries differ in the files that they were read from, or in nothing."""
    document = replace(held.document, source=entry.document.source, copies=entry.document.copies)
    return replace(held, document=document) == entry


def _saved_nodes(folder: Path, document_ids: Sequence[str]) -> Iterator[TextNode]:
    """The passages of a record with their vectors."""
    for document_id in document_ids:
        vectors = {document_id: record.load_vectors(folder, document_id)}
        yield from passage_nodes([record.load(folder, document_id)], vectors)
