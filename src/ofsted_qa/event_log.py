"""The event log: one JSON object a line for what happened; counts and ids, never the words of a document."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
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
    write, so that lines of several processes and threads stay whole.
    """

    def __init__(self, target: str | None = None, *, questions: bool = False) -> None:
        """`target`: the path of a file, "-" for standard error, None or nothing for no log.

        `questions`: whether the words of questions may stand in it.

        Raises:
            BadInputError: the file cannot be written to.
        """
        self._target = target or None
        self._questions = questions
        if self._target not in (None, STANDARD_ERROR):
            try:
                self._append(b"")
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
        descriptor = os.open(str(self._target), os.O_WRONLY | os.O_APPEND | os.O_CREAT, _MODE)
        try:
            os.write(descriptor, data)
        finally:
            os.close(descriptor)


def _where(trace: TracebackType | None) -> str:
    """The module and line of this program, or of a library, in which an error arose: "store.py:110"."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
