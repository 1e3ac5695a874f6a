"""The index folder: opens the current generation, and builds the next one aside and swaps it in."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.index import chroma, codec, invariant, record
from ofsted_qa.index.chroma_server import collection_name
from ofsted_qa.index.generation import (
    CHROMA,
    KEYWORD,
    MANIFEST,
    RECORD,
    VOCABULARY,
    Generation,
    Listed,
    Manifest,
)
from ofsted_qa.index.keyword import KeywordIndex
from ofsted_qa.index.lock import WriterLock, removal
from ofsted_qa.index.nodes import passage_nodes
from ofsted_qa.index.salvage import Survivors, salvage
from ofsted_qa.index.seal import Seal
from ofsted_qa.index.vocabulary import Vocabulary
from ofsted_qa.passages import passage_text
from ofsted_qa.values import IndexMismatchError, ModelError, NoIndexError, OfstedQaError
from ofsted_qa.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ofsted_qa.index.chroma_server import ChromaServer
    from ofsted_qa.index.record import Entry
    from ofsted_qa.values import Document, Embedder, Passage

GENERATIONS = "generations"
LOCK = "lock"

_NAME = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")

#: How many passages are embedded between two reports of progress.
_BATCH = 64


class IndexStore:
    """An index in a folder. Nothing is opened or made until it is asked for."""

    def __init__(self, folder: Path, server: ChromaServer | None = None) -> None:
        """Name the folder, and the Chroma server that holds the vectors, or None where the folder does."""
        self._folder = folder
        self._server = server
        self._generations = folder / GENERATIONS
        self._current = folder / "current"
        self._lock = WriterLock(folder / LOCK)

    def lock(self) -> WriterLock:
        """The lock under which `write` is called: `with store.lock(): …`."""
        return self._lock

    def current_name(self) -> str | None:
        """The name of the current generation, None where there is no index; cheap to ask often."""
        try:
            name = self._current.read_text("utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise IndexMismatchError(record.unusable(self._current, error)) from error
        if not _NAME.fullmatch(name):
            raise IndexMismatchError(record.unusable(self._current, ValueError("it names no generation")))
        return name

    def open(self, embedder_name: str | None) -> Generation:
        """Open the current generation, for questions embedded by `embedder_name` (None: by none).

        Raises:
            NoIndexError: there is no index in the folder.
            IndexMismatchError: another embedder or another version of this program made it.
        """
        generation = self._open_current()
        made_by = generation.manifest.embedder
        if embedder_name not in (None, made_by):
            raise IndexMismatchError(
                f"the index {self._folder} was made with the embedder {made_by}, and the settings name "
                f"{embedder_name}: run `ofsted-qa ingest` again to make it anew, or set "
                f"OFSTED_QA_EMBEDDER to {made_by}"
            )
        return generation

    def survivors(self) -> Survivors:
        """Everything that a whole index holds; of a damaged one what is left, and what is wrong with it."""
        try:
            generation = self.open(None)
            generation.check()
            return Survivors(generation.entries)
        except NoIndexError:
            return Survivors()
        except OfstedQaError as error:
            return salvage(self._generations / self._damaged_name(), str(error))

    def write(
        self, entries: Sequence[Entry], embedder: Embedder, progress: Callable[[int, int], None] | None = None
    ) -> Generation:
        """Make the entries, in their order, the state of the index; called while the lock is held.

        Vectors are taken over from the current generation where it holds the same document with the same
        passages, embedded by the same embedder. `progress` is told how many passages have been embedded,
        and how many are to be. Whatever goes wrong, the index stays as it was.

        Raises:
            OfstedQaError: an entry breaks the offset invariant, or the disk or Chroma fails.
            ModelError: the embedder gives no usable vectors.
            RuntimeError: the lock is not held.
        """
        if not self._lock.held:
            raise RuntimeError("an index is written to under its lock")
        invariant.check(entries)
        now = datetime.now(UTC)
        folder = self._generations / f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        # What builds that were killed have left makes room first.
        self._clear()
        try:
            before = self._reusable(embedder)
            vectors = _vectors(entries, embedder, before, progress)
            identity = (before.manifest.identity if before else "") or secrets.token_hex(8)
            _build(folder, entries, vectors, embedder, before, now, identity, self._server)
            before = None  # what is held cannot be cleared away below
            self._swap(folder.name)
        except OSError as error:
            raise OfstedQaError(
                f"the index could not be written ({error.strerror or error}); it is as it was"
            ) from error
        finally:
            if self._readable_name() != folder.name:
                shutil.rmtree(folder, ignore_errors=True)
        self._clear()
        return Generation(folder, self._server)

    def _open_current(self) -> Generation:
        name = self.current_name()
        while name is not None:
            try:
                return Generation(self._generations / name, self._server)
            except FileNotFoundError as error:
                # A writer may have removed it since its name was read; then there is another.
                again = self.current_name()
                if again == name:
                    raise IndexMismatchError(record.unusable(self._generations / name, error)) from error
                name = again
        raise NoIndexError(f"there is no index in {self._folder}: run `ofsted-qa ingest` first")

    def _readable_name(self) -> str | None:
        """The name of the current generation, None where there is none that can be read."""
        try:
            return self.current_name()
        except IndexMismatchError:
            return None

    def _damaged_name(self) -> str:
        """The generation to salvage: the current one, or the newest where the index does not say which it is."""
        names = sorted(path.name for path in self._generations.glob("*") if _NAME.fullmatch(path.name))
        current = self._readable_name()
        return current if current in names else names[-1] if names else ""

    def _reusable(self, embedder: Embedder) -> Generation | None:
        """The current generation, if its vectors were made by this embedder."""
        try:
            return self.open(embedder.name)
        except (NoIndexError, IndexMismatchError):
            return None

    def _swap(self, name: str) -> None:
        """Make a generation the current one: the one moment at which the index changes."""
        aside = self._folder / "current.new"
        aside.write_text(f"{name}\n", "utf-8")
        _sync(aside)
        _sync(self._generations)
        aside.replace(self._current)
        _sync(self._folder)

    def _clear(self) -> None:
        """Remove the generations that are not current and that nobody reads; the next write tries again."""
        current = self._readable_name()
        if current is None and self._current.exists():
            return  # a damaged index: what can be saved of it stays until there is a whole one
        for folder in self._generations.glob("*"):
            if folder.name != current:
                with removal(folder / MANIFEST) as may_go:
                    if may_go:
                        shutil.rmtree(folder, ignore_errors=True)
        if self._server is not None and current is not None:
            identity = Generation(self._generations / current).manifest.identity
            kept = {collection_name(identity, folder.name) for folder in self._generations.glob("*")}
            self._server.clear(collection_name(identity), kept)


def _vectors(
    entries: Sequence[Entry],
    embedder: Embedder,
    before: Generation | None,
    progress: Callable[[int, int], None] | None,
) -> dict[str, NDArray[np.float32]]:
    """The vectors of each document's passages, by its id: those of the generation before where they serve."""
    vectors = {entry.document.id: old for entry in entries if before and (old := before.vectors(entry)) is not None}
    new = [entry for entry in entries if entry.document.id not in vectors]
    total = sum(len(entry.passages) for entry in new)
    done = 0
    for entry in new:
        batches = [np.zeros((0, 0), dtype=np.float32)] if not entry.passages else []
        for start in range(0, len(entry.passages), _BATCH):
            batches.append(_embed(embedder, entry.document, entry.passages[start : start + _BATCH]))
            done += len(batches[-1])
            if progress is not None:
                progress(done, total)
        vectors[entry.document.id] = np.concatenate(batches)
    return vectors


def _embed(embedder: Embedder, document: Document, passages: Sequence[Passage]) -> NDArray[np.float32]:
    vectors = np.asarray(embedder.embed([passage_text(document, passage) for passage in passages]), dtype=np.float32)
    if vectors.ndim != 2 or len(vectors) != len(passages) or not np.isfinite(vectors).all():  # noqa: PLR2004
        raise ModelError(f"{document.source.name}: the embedder {embedder.name} gives no usable vectors")
    return vectors


def _build(
    folder: Path,
    entries: Sequence[Entry],
    vectors: dict[str, NDArray[np.float32]],
    embedder: Embedder,
    before: Generation | None,
    now: datetime,
    identity: str,
    server: ChromaServer | None,
) -> None:
    """Write a generation and see it onto the disk."""
    (folder / RECORD).mkdir(parents=True)
    for entry in entries:
        record.save(folder / RECORD, entry, vectors[entry.document.id])
    texts = [passage_text(entry.document, passage) for entry in entries for passage in entry.passages]
    KeywordIndex.build(texts).save(folder / KEYWORD)
    (folder / VOCABULARY).mkdir()
    Vocabulary.build(texts, embedder, _vocabulary(before)).save(folder / VOCABULARY)
    if texts and server is None:
        chroma.build(folder / CHROMA, passage_nodes(entries, vectors))
    elif texts and server is not None:
        server.build(collection_name(identity, folder.name), passage_nodes(entries, vectors))
    manifest = Manifest(
        program=__version__,
        embedder=embedder.name,
        dimensions=max((rows.shape[1] for rows in vectors.values()), default=0),
        created=now.isoformat(timespec="seconds"),
        documents=len(entries),
        passages=len(texts),
        catalogue=tuple(Listed(entry.document.id, entry.document.source.name) for entry in entries),
        identity=identity,
        served=server is not None,
    )
    (folder / MANIFEST).write_text(codec.dump(manifest), "utf-8")
    Seal.write(folder, {chroma.DATABASE})
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _vocabulary(before: Generation | None) -> Vocabulary | None:
    """The vocabulary of the generation before, unless it is damaged."""
    try:
        return before.vocabulary if before else None
    except IndexMismatchError:
        return None


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
