"""Adding: files that a person sends are kept beside the index and read into it while their page tells how far it is."""

from __future__ import annotations

import logging
import secrets
import shutil
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from threading import Lock, Thread
from typing import TYPE_CHECKING, BinaryIO

from ofsted_qa.ingesting import IngestReport
from ofsted_qa.reading import is_readable, largest
from ofsted_qa.values import BadInputError, OfstedQaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ofsted_qa.faces.web.answerer import Keeper

_FOLDER = "added"
_LONGEST_NAME = 200  # bytes; file systems allow 255
_MOST = 50  # finished readings whose report can still be looked at
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the reading of files is: what is being done, how much of it, and in the end a report or a problem."""

    what: str = "reading"
    done: int = 0
    total: int = 0
    report: IngestReport | None = None
    problem: str = ""
    refused: tuple[str, ...] = field(default=())

    @property
    def finished(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.report is not None or bool(self.problem)


class Adding:
    """Reads files into the index, in the background."""

    def __init__(self, keeper: Keeper, folder: Path) -> None:
        """Name what reads files in, and the folder of the index, in which the files are kept."""
        self._keeper = keeper
        self._folder = folder / _FOLDER
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._lock = Lock()

    def begin(self, files: Sequence[tuple[str, BinaryIO]]) -> str:
        """Keep files, by name and content, and begin to read them; gives the key under which to see how far it is.

        A file that cannot be taken is named in the report, and the rest goes on.
        """
        kept: list[Path] = []
        refused: list[str] = []
        for name, content in files:
            try:
                kept.append(self._keep(name, content))
            except BadInputError as error:
                refused.append(str(error))
        key = secrets.token_urlsafe(8)
        none = "" if kept else "Nothing was added."
        self._set(key, Reading(total=len(kept), problem=none, refused=tuple(refused)))
        if kept:
            Thread(target=self._read, args=(key, kept), daemon=True).start()
        return key

    def reading(self, key: str) -> Reading | None:
        """How far a reading is; None where it is not known (any more)."""
        with self._lock:
            return self._readings.get(key)

    def remove(self, document_id: str) -> None:
        """Take a document out of the index, and its files out of those that were sent.

        Raises:
            OfstedQaError: the index has no such document, or cannot be written.
        """
        document = self._keeper.document(document_id)
        self._keeper.remove([document_id])
        for file in (document.source, *document.copies):
            if Path(file.path).parent == self._folder.resolve():
                Path(file.path).unlink(missing_ok=True)

    def _keep(self, name: str, content: BinaryIO) -> Path:
        """Write a file down under its own name.

        Raises:
            BadInputError: it cannot be read, is too large, or another file has its name.
        """
        plain = "".join(one for one in PurePath(name.replace("\\", "/")).name if one.isprintable())
        path = self._folder / plain
        if not plain.strip(". ") or plain.startswith(".") or len(plain.encode("utf-8", "replace")) > _LONGEST_NAME:
            raise BadInputError("A file without a usable name was left out.")
        if not is_readable(path):
            raise BadInputError(f"{plain}: no reader for {path.suffix or 'files without an ending'}.")
        if content.seek(0, 2) > largest():
            raise BadInputError(f"{plain}: larger than {largest() // 1024**2} MiB.")
        content.seek(0)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                shutil.copyfileobj(content, file)
        except FileExistsError as error:
            raise BadInputError(
                f"{plain}: a file of this name was added before. Remove that document, or give the file another name."
            ) from error
        except OSError as error:
            raise BadInputError(f"{plain}: it cannot be kept ({error.strerror or error}).") from error
        return path

    def _read(self, key: str, paths: Sequence[Path]) -> None:
        def progress(what: str, done: int, total: int) -> None:
            self._change(key, what=what, done=done, total=total)

        try:
            report = self._keeper.add(paths, progress)
            bad = {remark.path for remark in (*report.failed, *report.skipped)}
            self._forget(path for path in paths if str(path.resolve()) in bad)
            self._change(key, report=report)
        except OfstedQaError as error:
            self._forget(paths)
            self._change(key, problem=f"Nothing was added: {error}.")
        except Exception:
            _LOGGER.exception("files could not be added")
            self._forget(paths)
            self._change(key, problem="Something went wrong; nothing was added.")

    def _forget(self, paths: Iterable[Path]) -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    def _change(self, key: str, **later: object) -> None:
        self._set(key, replace(self._readings[key], **later))  # type: ignore[arg-type]

    def _set(self, key: str, reading: Reading) -> None:
        with self._lock:
            self._readings[key] = reading
            finished = [one for one, held in self._readings.items() if held.finished]
            for old in finished[:-_MOST]:
                del self._readings[old]
