"""The locks of an index: one process at a time writes, and nothing is removed while somebody reads it."""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import socket
import sys
import weakref
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ofsted_qa.values import BadInputError, IndexLockedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType


class WriterLock:
    """A context manager that holds the lock file of an index.

    The lock is the kernel's (`flock`), so that it ends with its process however that ends; the text in
    the file only tells the others who holds it. The file stays: taking it away while another process
    opens it would let two in.
    """

    def __init__(self, path: Path) -> None:
        """Name the lock file; nothing is opened yet."""
        self._path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock now."""
        return self._descriptor is not None

    def __enter__(self) -> Self:
        """Take the lock at once or not at all.

        Raises:
            IndexLockedError: another holds it; the message says which process, since when.
            BadInputError: the index's folder cannot be made or written to.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise BadInputError(f"cannot write to {self._path.parent}: {error.strerror}") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = _holder(os.read(descriptor, 4096))
            os.close(descriptor)
            raise IndexLockedError(f"{self._path.parent} is being written to by {holder}: try again later") from error
        with suppress(OSError):  # a full disk: whoever comes then is told of "another process"
            _describe(descriptor)
        self._descriptor = descriptor
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            # Unlocked by name, for a child process that was forked meanwhile shares the descriptor.
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            os.close(self._descriptor)
            self._descriptor = None


def holder(path: Path) -> str | None:
    """Who holds a lock file, in words; None where nobody does.

    Raises:
        BadInputError: the file is there and cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise BadInputError(f"cannot read {path}: {error.strerror}") from error
    try:
        description = os.read(descriptor, 4096)
        if not description:
            # It has been given back. The lock itself is not tried, for that could keep out a writer that
            # comes at the same moment.
            return None
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(description)
    else:
        return None  # a process that was killed has left its name
    finally:
        os.close(descriptor)


def hold(path: Path, reader: object) -> None:
    """Keep a file, and what is removed with it, from being removed for as long as `reader` lives.

    Raises:
        FileNotFoundError: the file has gone, or is going.
    """
    descriptor = os.open(path, os.O_RDONLY)
    weakref.finalize(reader, os.close, descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise FileNotFoundError(str(path)) from error
    # It may have been opened before it was removed and locked after.
    path.stat()


@contextmanager
def removal(path: Path) -> Iterator[bool]:
    """Whether a file may be removed: nobody holds it, nor can anybody before the end of the context."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except (FileNotFoundError, NotADirectoryError):
        yield True
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)


def _describe(descriptor: int) -> None:
    """Write into the lock file who holds it."""
    holder = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        "command": shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])[:200],
    }
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(holder).encode(), 0)


def _holder(description: bytes) -> str:
    """Who holds the lock, in words."""
    try:
        holder = json.loads(description)
        return f"process {holder['pid']} on {holder['host']} since {holder['since']} ({holder['command']})"
    except (ValueError, KeyError, TypeError):
        # The holder has the lock but has not yet written its name.
        return "another process"
