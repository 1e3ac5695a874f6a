"""Finds a document by its name, and the small counts that the library's events tell."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from ofsted_qa.values import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ofsted_qa.index import Entry

_SHORTEST_ID = 8  # characters of a document's id that name it


def entry_named(entries: Sequence[Entry], name: str) -> Entry:
    """The one entry that a file name, a path or the beginning of an id (at least eight characters) fits.

    Raises:
        BadInputError: the name fits no document, or more than one.
    """
    path = _resolved(name)
    found = [
        entry
        for entry in entries
        if any(name == file.name or path == file.path for file in (entry.document.source, *entry.document.copies))
        or (len(name) >= _SHORTEST_ID and entry.document.id.startswith(name))
    ]
    if not found:
        raise BadInputError(f"there is no document {name} in the index")
    if len(found) > 1:
        paths = ", ".join(entry.document.source.path for entry in found)
        raise BadInputError(f"{name} fits more than one document: {paths}")
    return found[0]


def _resolved(name: str) -> str | None:
    """The whole path of a name; None where no file can be called so (a null character, half of a surrogate pair)."""
    try:
        return str(Path(name).resolve())
    except ValueError:
        return None


def distinct(names: Iterable[str]) -> list[str]:
    """Names in their order, each once."""
    return list(dict.fromkeys(names))


def since(started: float) -> float:
    """Seconds since a moment of `perf_counter`, to the millisecond."""
    return round(perf_counter() - started, 3)
