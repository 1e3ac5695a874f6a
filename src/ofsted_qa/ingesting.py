"""Files and folders → the index's next state: what is new, unchanged, updated, gone, skipped or bad."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_qa.index import Entry
from ofsted_qa.parsing import parsed
from ofsted_qa.passages import passages
from ofsted_qa.reading import VERSION, is_readable, largest
from ofsted_qa.values import BadInputError, Source, UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofsted_qa.values import Document


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of a file: why it was skipped or could not be read, or a warning about it."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did, by the paths of the files."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    skipped: tuple[Remark, ...]
    failed: tuple[Remark, ...]
    warnings: tuple[Remark, ...]

    @property
    def changed(self) -> bool:
        """Whether the index has to be built anew."""
        return bool(self.added or self.updated or self.removed)


@dataclass(frozen=True, slots=True)
class Plan:
    """The next state of an index, the report of what was done, and whether the state differs from that before."""

    entries: tuple[Entry, ...]
    report: IngestReport
    changed: bool


def plan(paths: Sequence[Path], before: Sequence[Entry], progress: Callable[[int, int], None] | None = None) -> Plan:
    """Read files and folders against the state before; `progress` is told how many files are read, of how many.

    A file that has gone from a folder that is read again leaves the index, and nothing else does. The same
    content under two names is one document, known by the name it had first, which stays while one of them does.

    Raises:
        BadInputError: a path does not exist.
    """
    roots = [_rooted(path) for path in paths]
    work = _Work(before)
    files: dict[Path, Path] = {}
    for root in roots:
        files |= {path: root for path in work.find(root) if path not in files or path == root}
    suited = [(path, root) for path, root in files.items() if work.admits(path, root)]
    held = {path: document for path, root in suited if (document := work.held(path, root)) is not None}
    with closing(parsed([(path, root) for path, root in suited if path not in held])) as read:
        for number, (path, _) in enumerate(suited, start=1):
            work.take(path, held[path] if path in held else next(read))
            if progress is not None:
                progress(number, len(suited))
    work.drop_missing([root for root in roots if root.is_dir()])
    entries = tuple(work.entries.values())
    return Plan(entries, work.report(), changed=entries != tuple(before))


def _rooted(path: Path) -> Path:
    if not path.exists():
        raise BadInputError(f"there is no file or folder {path}")
    return path.resolve()


def _unsuited(path: Path, root: Path) -> str | None:
    """Why a file is left out, None if it is not. A README tells of its folder; named by itself it is read."""
    if path != root and path.stem.lower() == "readme":
        return "it is about the folder, and no document"
    return None if is_readable(path) else f"no reader for {path.suffix or 'files without an ending'}"


class _Work:
    """The state while it is worked on: entries by document id."""

    def __init__(self, before: Sequence[Entry]) -> None:
        self.entries = {entry.document.id: entry for entry in before}
        self._at = {file.path: entry.document.id for entry in before for file in _files(entry.document)}
        self._seen: set[str] = set()
        self._closed: list[Path] = []
        self._added: list[str] = []
        self._unchanged: list[str] = []
        self._updated: list[str] = []
        self._removed: list[str] = []
        self._skipped: list[Remark] = []
        self._failed: list[Remark] = []
        self._warnings: list[Remark] = []

    def find(self, root: Path) -> list[Path]:
        """A file itself, or the files below a folder in the order of their names; hidden ones are left out.

        Links to folders are not followed; a folder that cannot be opened is remarked on.
        """
        if not root.is_dir():
            return [root]
        found: list[Path] = []
        for folder, folders, names in os.walk(root, onerror=self._not_opened):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
        return found

    def _not_opened(self, problem: OSError) -> None:
        folder = Path(os.fsdecode(problem.filename))
        self._closed.append(folder)
        self._failed.append(Remark(_printable(folder), problem.strerror or "cannot be opened"))

    def admits(self, path: Path, root: Path) -> bool:
        """Whether a file is to be read; what is not is remarked on."""
        name = _printable(path)
        self._seen.add(name)
        if reason := _unsuited(path, root):
            self._skipped.append(Remark(name, reason))
        elif name != str(path):
            self._failed.append(Remark(name, "its name holds broken characters"))
        else:
            return True
        return False

    def held(self, path: Path, root: Path) -> Document | None:
        """The document that a file holds, where the state before has it and it would be read the same again."""
        identity = _identity(path)
        known = self.entries.get(identity) if identity else None
        if known is None or known.document.reader_version != VERSION:
            return None
        return replace(known.document, source=Source(path.name, str(path), str(root)))

    def take(self, path: Path, document: Document | UnreadableDocumentError) -> None:
        """Take one file's document into the state; a bad file is remarked on and changes nothing."""
        name = _printable(path)
        if isinstance(document, UnreadableDocumentError):
            self._failed.append(Remark(name, str(document)))
        else:
            self._put(name, document)

    def _put(self, name: str, document: Document) -> None:
        known = self.entries.get(document.id)
        source = known.document.source if known else document.source
        if known and source.path != name and _holds(source.path, document.id):
            self._skipped.append(Remark(name, f"the same content as {source.path}"))
            self._put_copy(name, known, document.source)
            return
        if source.path == name:  # another folder or file was named for it this time, which changes nothing
            document = replace(document, source=source)
        copies = known.document.copies if known else ()
        document = replace(document, copies=tuple(file for file in copies if file.path != name))
        entry = Entry(document, passages(document))
        self._warnings += [Remark(name, warning) for warning in document.profile.warnings]
        if known == entry:
            self._unchanged.append(name)
            return
        replaced = self._at.get(name, document.id) != document.id
        self._let_go(name, document.id)
        (self._updated if replaced or known else self._added).append(name)
        self.entries[document.id] = entry
        self._at[name] = document.id

    def _put_copy(self, name: str, known: Entry, file: Source) -> None:
        """Take note of another file of a document that is held."""
        if any(name == copy.path for copy in known.document.copies):
            return
        self._removed += [name] if self._let_go(name, known.document.id) else []
        document = replace(known.document, copies=(*known.document.copies, file))
        self.entries[document.id] = replace(known, document=document)
        self._at[name] = document.id

    def _let_go(self, name: str, identity: str) -> bool:
        """Let a file go from the document that it held before, if that is another than `identity`.

        Whether the document went with it.
        """
        old = self.entries.get(self._at.pop(name, ""))
        return old is not None and old.document.id != identity and self._without(old, name)

    def _without(self, entry: Entry, name: str) -> bool:
        """Let go of a file of a document; whether the document went with it, since no copy still holds it."""
        document = entry.document
        files = [file for file in _files(document) if file.path != name]
        if len(files) > len(document.copies):  # it is none of its files any more
            return False
        if document.source.path == name:
            files = [file for file in files if _holds(file.path, document.id)]
        if not files:
            del self.entries[document.id]
            return True
        kept = replace(document, source=files[0], copies=tuple(files[1:]))
        self.entries[document.id] = replace(entry, document=kept)
        return False

    def drop_missing(self, folders: Sequence[Path]) -> None:
        """Let go of files that have gone from folders that were read, and of the documents that no other holds."""
        for entry in list(self.entries.values()):
            document = entry.document
            for file in _files(document):
                if self._is_missing(Path(file.path), folders):
                    if self._without(self.entries[document.id], file.path):
                        self._removed.append(file.path)
                        break
                    if file == document.source:
                        self._updated.append(self.entries[document.id].document.source.path)

    def _is_missing(self, path: Path, folders: Sequence[Path]) -> bool:
        inside = any(path.is_relative_to(folder) for folder in folders)
        hidden = any(path.is_relative_to(folder) for folder in self._closed)
        return inside and not hidden and str(path) not in self._seen

    def report(self) -> IngestReport:
        return IngestReport(
            tuple(self._added),
            tuple(self._unchanged),
            tuple(self._updated),
            tuple(self._removed),
            tuple(self._skipped),
            tuple(self._failed),
            tuple(self._warnings),
        )


def _files(document: Document) -> tuple[Source, ...]:
    """Every file that a document was found in, that which it is known by first."""
    return (document.source, *document.copies)


def _printable(path: Path) -> str:
    """A path as text; bytes of a name that are no characters become question marks."""
    return str(path).encode("utf-8", "replace").decode()


def _holds(path: str, identity: str) -> bool:
    """Whether the file that a document was read from still holds it; a renamed file takes its place."""
    return _identity(Path(path)) == identity


def _identity(path: Path) -> str | None:
    """The id of the document that a file holds, None where it cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > largest():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
