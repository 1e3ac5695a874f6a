"""The seal of a generation: what each of its files held when it was built, so that damage is seen before it is read."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from ofsted_qa.index.record import unusable
from ofsted_qa.values import IndexMismatchError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_SEAL = "seal.json"


class Seal:
    """The length in bytes and the SHA-256 of every file of a folder; of a file that grows, its least length alone."""

    def __init__(self, folder: Path, files: Mapping[str, tuple[int, str | None]]) -> None:
        """`files` gives length and digest by path within the folder; the digest is None where the file may grow."""
        self._folder = folder
        self._files = files

    @classmethod
    def write(cls, folder: Path, growing: Collection[str]) -> Seal:
        """Seal the files of a folder as they are; those with a name in `growing` are still written to by readers."""
        files = {
            path.relative_to(folder).as_posix(): (path.stat().st_size, None if path.name in growing else _digest(path))
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        (folder / _SEAL).write_text(json.dumps(files), "utf-8")
        return cls(folder, files)

    @classmethod
    def load(cls, folder: Path) -> Seal:
        """Read the seal of a folder.

        Raises:
            IndexMismatchError: it is missing or damaged.
        """
        path = folder / _SEAL
        try:
            files = {name: (int(size), digest) for name, (size, digest) in json.loads(path.read_bytes()).items()}
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise IndexMismatchError(unusable(path, error)) from error
        return cls(folder, files)

    def check(self, part: str = "") -> None:
        """Check a file, all files below a folder, or every file.

        Raises:
            IndexMismatchError: one of them is missing, or is not what was sealed; the message names it.
        """
        found = [name for name in self._files if part in {"", name} or name.startswith(f"{part}/")]
        if not found:
            raise IndexMismatchError(unusable(self._folder / part, ValueError("it was never finished")))
        for name in found:
            self._check_file(self._folder / name, *self._files[name])

    def _check_file(self, path: Path, size: int, digest: str | None) -> None:
        try:
            now = path.stat().st_size
            same = now >= size if digest is None else now == size and _digest(path) == digest
        except OSError as error:
            raise IndexMismatchError(unusable(path, error)) from error
        if not same:
            raise IndexMismatchError(unusable(path, ValueError("it is not what was written")))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
