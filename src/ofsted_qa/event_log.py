"""The event log: one JSON object a line for what happened, kept for a while; never the words of a document."""

from __future__ import annotations

import fcntl
import json
import os
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from ofsted_qa.values import BadInputError
from ofsted_qa.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

#: The target that means standard error.
STANDARD_ERROR = "-"

# For the owner alone: a log may hold what people ask.
_MODE = 0o600


class EventLog:
    """Writes events to a file or to standard error, or nowhere.

    The file is opened anew for each line, so that it may be moved away at any time, and appended to by one
    write, so that lines of several processes and threads stay whole. Lines that are older than is allowed are
    deleted at the start and then once a day.
    """

    def __init__(self, target: str | None = None, *, questions: bool = False, days: int | None = None) -> None:
        """`target`: the path of a file, "-" for standard error, None or nothing for no log.

        `questions`: whether the words of questions may stand in it. `days`: for how long a line is kept; for ever
        where None is given.

        Raises:
            BadInputError: the file cannot be written to.
        """
        self._target = target or None
        self._questions = questions
        self._days = days
        self._pruned: date | None = None
        if self._target not in (None, STANDARD_ERROR):
            try:
                self._append(b"")
                self._forget_daily()
            except OSError as error:
                raise BadInputError(f"cannot write the log {target}: {error.strerror}") from error

    def write(self, event: str, **fields: Any) -> None:  # noqa: ANN401 (whatever JSON holds)
        """Write one event.

        The fields are what JSON holds: numbers, ids, names of statuses, paths; no text of a document.
        A line that cannot be written to the file (the disk is full) goes to standard error: no answer
        is lost over it.
        """
        if self._target is None:
            return
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, "event": event, "program": __version__, "process": os.getpid(), **fields})
        if self._target != STANDARD_ERROR:
            try:
                self._forget_daily()
                self._append(f"{line}\n".encode())
            except OSError:
                pass
            else:
                return
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    def question(self, text: str) -> dict[str, str]:
        """The field with a question's words, where they may be logged; no field otherwise."""
        return {"question": text} if self._questions else {}

    @contextmanager
    def errors(self, during: str) -> Iterator[None]:
        """Write an event for an error that leaves the block.

        The message of an error may quote what was read or asked, so it does not stand there: the kind of
        error and the place in the program do.
        """
        started = perf_counter()
        try:
            yield
        except Exception as error:
            self.write(
                "error",
                during=during,
                error=type(error).__name__,
                where=_where(error.__traceback__),
                seconds=round(perf_counter() - started, 3),
            )
            raise

    def _append(self, data: bytes) -> None:
        append(Path(str(self._target)), data)

    def _forget_daily(self) -> None:
        today = datetime.now(UTC).date()
        if self._days is not None and self._pruned != today:
            self._pruned = today
            path = Path(str(self._target))
            if path.is_file():  # not a pipe or a device
                forget(path, self._days)


def append(path: Path, data: bytes) -> None:
    """Write at the end of a file that is readable for its owner alone; not while old lines are being deleted.

    Raises:
        OSError: it cannot be written to.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _MODE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        os.write(descriptor, data)
    finally:
        os.close(descriptor)


def forget(path: Path, days: int) -> int:
    """Delete the lines of a file of events that are older than so many days (0: all of them); gives how many they were.

    A line without a `time` stays, unless all go.

    Raises:
        OSError: the file is not there, or cannot be written to.
    """
    before = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")
    with path.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        lines = file.readlines()
        kept = [line for line in lines if days and not _older(line, before)]
        if len(kept) < len(lines):
            # In place: a line that another process appends meanwhile must not go with a file that is replaced.
            file.seek(0)
            file.writelines(kept)
            file.truncate()
    return len(lines) - len(kept)


def _older(line: bytes, before: str) -> bool:
    try:
        return str(json.loads(line)["time"]) < before
    except (ValueError, KeyError, TypeError):
        return False


def _where(trace: TracebackType | None) -> str:
    """The module and line of this program, or of a library, in which an error arose: "store.py:110"."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
