"""What a damaged generation still holds: whole records, and the files that the others were read from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from ofsted_qa.index import invariant, record
from ofsted_qa.index.generation import RECORD, Generation
from ofsted_qa.index.record import Entry
from ofsted_qa.index.seal import Seal
from ofsted_qa.values import OfstedQaError

#: Where a record names its file: near its beginning, so that a record cut short or of another version has it too.
_PATH = re.compile(r'"path": ("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class Survivors:
    """What an ingest goes on from.

    `entries` are whole; `files` are those that entries which are not whole were read from, `lost` the names of
    documents of which nothing else is left, by their ids. `damage` says what is wrong, None where nothing is.
    """

    entries: tuple[Entry, ...] = ()
    files: tuple[Path, ...] = ()
    lost: tuple[tuple[str, str], ...] = ()
    damage: str | None = None


def salvage(folder: Path, damage: str) -> Survivors:
    """Take what can be taken out of the generation in a folder; `damage` says what is known to be wrong with it."""
    names = _catalogue(folder)
    entries: list[Entry] = []
    files: list[Path] = []
    lost: list[tuple[str, str]] = []
    for identity, name in names.items():
        if entry := _whole(folder, identity):
            entries.append(entry)
        elif (path := _read_from(folder / RECORD / f"{identity}.json")) is not None and path.is_file():
            files.append(path)
        else:
            lost.append((identity, str(path or name)))
    return Survivors(tuple(entries), tuple(files), tuple(lost), damage)


def _catalogue(folder: Path) -> dict[str, str]:
    """Document ids and file names: of the manifest, or where that is damaged of the records themselves."""
    try:
        return {listed.id: listed.name for listed in Generation(folder).manifest.catalogue}
    except (OSError, OfstedQaError):
        return {path.stem: path.name for path in sorted((folder / RECORD).glob("*.json"))}


def _whole(folder: Path, identity: str) -> Entry | None:
    try:
        Seal.load(folder).check(f"{RECORD}/{identity}.json")
        entry = record.load(folder / RECORD, identity)
        invariant.check([entry])
    except OfstedQaError:
        return None
    return entry


def _read_from(path: Path) -> Path | None:
    """The file that a damaged record was made of, if it still says so."""
    try:
        found = _PATH.search(path.read_bytes().decode("utf-8", "replace"))
        return Path(json.loads(found[1])) if found else None
    except (OSError, ValueError):
        return None
