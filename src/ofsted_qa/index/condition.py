"""The condition of an index folder: what is in it, how large, who is writing, and whether it can be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ofsted_qa.index import invariant, record
from ofsted_qa.index.generation import CHROMA, KEYWORD, RECORD, VOCABULARY, Generation, Manifest
from ofsted_qa.index.lock import holder
from ofsted_qa.index.store import GENERATIONS, LOCK, IndexStore
from ofsted_qa.values import IndexMismatchError, NoIndexError, OfstedQaError, UnreachableVectorsError

if TYPE_CHECKING:
    from pathlib import Path

    from ofsted_qa.index.chroma_server import ChromaServer
    from ofsted_qa.index.record import Entry

#: The least cosine of a vector and what the vector index says that it is nearest to: itself.
_ITSELF = 0.999


class State(StrEnum):
    """Whether an index can be used."""

    READY = "ready"
    UNREACHABLE = "unreachable"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes on disk: the parts of the current generation, and all that is in the folder."""

    record: int = 0
    vectors: int = 0
    keyword: int = 0
    vocabulary: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """The condition of an index.

    `reason` says in one line what is damaged, or why the vectors of a whole index cannot be reached. `generation`
    and `manifest` are None where they cannot be read. `writer` says in words who holds the lock, None where
    nobody does.
    """

    state: State
    reason: str | None
    generation: str | None
    manifest: Manifest | None
    sizes: Sizes
    writer: str | None


def condition(folder: Path, server: ChromaServer | None = None) -> Condition:
    """Look at an index folder and through all that is in its current generation; mends nothing.

    Every file of the record is read and its offsets are checked, the other parts are opened, and the vector
    index is asked for a vector that it must hold.
    """
    store = IndexStore(folder, server)
    name: str | None = None
    generation: Generation | None = None
    state, reason = State.READY, None
    try:
        name = store.current_name()
        generation = store.open(None)
        name = generation.name
        if server is not None:
            server.check()
        _look_through(generation, folder / GENERATIONS / name / RECORD)
    except NoIndexError:
        state = State.MISSING
    except UnreachableVectorsError as error:
        state, reason = State.UNREACHABLE, str(error)
    except OfstedQaError as error:
        state, reason = State.DAMAGED, str(error)
    except OSError as error:
        state, reason = State.DAMAGED, f"{folder} cannot be read ({error.strerror})"
    return Condition(
        state=state,
        reason=reason,
        generation=name,
        manifest=generation.manifest if generation else None,
        sizes=_sizes(folder, name),
        writer=holder(folder / LOCK),
    )


def _look_through(generation: Generation, folder: Path) -> None:
    """Open every part of a generation.

    Raises:
        OfstedQaError: a part is damaged.
    """
    manifest = generation.manifest
    try:
        invariant.check(generation.entries)
    except OfstedQaError as error:
        raise IndexMismatchError(record.unusable(folder, error)) from error
    found = (len(generation.entries), len(generation.passages))
    if found != (manifest.documents, manifest.passages):
        raise IndexMismatchError(record.unusable(folder, ValueError(f"{found} documents and passages")))
    generation.keyword_scores([])
    generation.vocabulary.holding("")
    for entry in generation.entries:
        _look_for_vectors(generation, entry, folder)


def _look_for_vectors(generation: Generation, entry: Entry, folder: Path) -> None:
    """Read the vectors of an entry, and ask the vector index for the last of them.

    Raises:
        OfstedQaError: they are damaged or not all there, or the vector index does not know that one.
    """
    vectors = record.load_vectors(folder, entry.document.id)
    shape = (len(entry.passages), generation.manifest.dimensions if entry.passages else 0)
    if vectors.shape != shape:
        fault = ValueError(f"vectors of shape {vectors.shape} in place of {shape}")
        raise IndexMismatchError(record.unusable(folder / f"{entry.document.id}.npy", fault))
    if not entry.passages:
        return
    # Passages of the same words are as near, so it is its nearness that counts.
    found = generation.nearest(vectors[-1], 1, [entry.document.id])
    if not found or found[0][1] < _ITSELF:
        fault = ValueError("a passage is not found by its own vector")
        raise IndexMismatchError(record.unusable(folder.parent / CHROMA, fault))


def _sizes(folder: Path, name: str | None) -> Sizes:
    parts = {"record": RECORD, "vectors": CHROMA, "keyword": KEYWORD, "vocabulary": VOCABULARY}
    current = folder / GENERATIONS / name if name else None
    sizes = {part: _size(current / place) if current else 0 for part, place in parts.items()}
    return Sizes(**sizes, total=_size(folder))


def _size(folder: Path) -> int:
    """The bytes of the files below a folder; those that vanish meanwhile count nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += 0 if path.is_dir() else path.stat().st_size
        except FileNotFoundError:
            continue
    return total
