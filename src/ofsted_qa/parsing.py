"""Reads files on all cores, PDF and Word files in child processes that are bounded in time and memory.

A PDF is a program for a machine that nobody should run in their own house: a file that hangs its reader, or fills
the memory, costs the child process, and the rest goes on. `python -m ofsted_qa.parsing` is the child.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_qa.index import codec
from ofsted_qa.reading import needs_child, read_document
from ofsted_qa.understanding import understand
from ofsted_qa.values import Document, UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

#: Seconds for one file. A page takes about a twentieth of one, and no file may have more than 2,000. A scanned page
#: takes several: it is a sign of life, after which the time counts anew.
TIME_LIMIT = 300.0
#: Bytes of address space of a child. Reading the largest report takes a tenth of it.
_MEMORY_LIMIT = 3 * 1024**3
_SIZE = 8  # bytes in which the length of an answer is written
_ALIVE = bytes(_SIZE)  # an answer of no length: a sign of life


def parsed(files: Sequence[tuple[Path, Path]]) -> Generator[Document | UnreadableDocumentError]:
    """The documents of files, each with the file or folder that the user named, in their order.

    A file that cannot be read gives the error in place of a document.
    """
    cores = min(os.cpu_count() or 1, max(1, len(files)))
    children = [_Child() for _ in range(cores)]
    free = list(children)

    def read(file: tuple[Path, Path]) -> Document | UnreadableDocumentError:
        path, root = file
        try:
            if not needs_child(path):
                return understand(read_document(path, root))
            child = free.pop()
            try:
                return child.read(path, root)
            finally:
                free.append(child)
        except UnreadableDocumentError as problem:
            return problem

    try:
        with ThreadPoolExecutor(cores) as threads:
            yield from threads.map(read, files)
    finally:
        for child in children:
            child.stop()


class _Child:
    """A child process that reads files one after the other; started when first needed, and again when it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, path: Path, root: Path) -> Document:
        """The document of a file.

        Raises:
            UnreadableDocumentError: it cannot be read, takes too long, or cost the child its life.
        """
        process = self._running()
        watch = _Watch(process)
        try:
            answer = _ask(process, path, root, watch.restart)
        except (OSError, EOFError) as error:
            self.stop()
            if watch.late:
                raise UnreadableDocumentError(f"reading it took longer than {TIME_LIMIT:.0f} seconds") from error
            raise UnreadableDocumentError("its reader died: the file is damaged, or needs too much memory") from error
        finally:
            watch.end()
        if answer.startswith("!"):
            raise UnreadableDocumentError(answer[1:])
        return codec.load(Document, answer)

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):  # what was still to be written is written to nobody
                        stream.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            command = [sys.executable, "-m", __name__]
            # Its warnings are pdfium's about odd files; what matters comes back as an error.
            self._process = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process


class _Watch:
    """Kills a process that gives no sign of life within the time limit."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.late = False
        self._process = process
        self._timer = self._started()

    def restart(self) -> None:
        """Count the time anew."""
        self._timer.cancel()
        self._timer = self._started()

    def end(self) -> None:
        self._timer.cancel()

    def _started(self) -> threading.Timer:
        timer = threading.Timer(TIME_LIMIT, self._give_up)
        timer.start()
        return timer

    def _give_up(self) -> None:
        self.late = True
        self._process.kill()


def _ask(process: subprocess.Popen[bytes], path: Path, root: Path, alive: Callable[[], None]) -> str:
    """Ask a child for a file: the document as JSON, or an exclamation mark and why it cannot be read.

    `alive` is called at each sign of life before that.

    Raises:
        EOFError: the child has died.
        OSError: likewise.
    """
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(json.dumps([str(path), str(root)]).encode() + b"\n")
    process.stdin.flush()
    size = process.stdout.read(_SIZE)
    while size == _ALIVE:
        alive()
        size = process.stdout.read(_SIZE)
    body = process.stdout.read(int.from_bytes(size, "big")) if len(size) == _SIZE else b""
    if not body or len(body) != int.from_bytes(size, "big"):
        raise EOFError
    return body.decode()


def _answer(path: Path, root: Path, page_read: Callable[[], None]) -> str:
    try:
        return codec.dump(understand(read_document(path, root, page_read)))
    except UnreadableDocumentError as problem:
        return f"!{problem}"
    except MemoryError:
        return "!it needs too much memory"
    except Exception as error:  # noqa: BLE001 (whatever a library makes of a hostile file)
        return f"!it cannot be read ({type(error).__name__})"


def _serve() -> None:
    """The child: a path a line in, a document out, until the parent closes the pipe."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, _MEMORY_LIMIT))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not break the answers

    def alive() -> None:
        out.write(_ALIVE)
        out.flush()

    for line in sys.stdin.buffer:
        path, root = map(Path, json.loads(line))
        body = _answer(path, root, alive).encode("utf-8", "replace")
        out.write(len(body).to_bytes(_SIZE, "big") + body)
        out.flush()


if __name__ == "__main__":
    _serve()
