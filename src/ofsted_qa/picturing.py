"""Makes a picture of a PDF page in a child process that is bounded in time and memory, as files are read in one.

`python -m ofsted_qa.picturing FILE PAGE` is the child: it writes the PNG to its standard output.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from ofsted_qa.reading.pdf import page_png
from ofsted_qa.values import UnreadableDocumentError

_TIME_LIMIT = 20  # seconds; an ordinary page takes half of one, most of it the start of the child
_MEMORY_LIMIT = 2 * 1024**3  # bytes of address space


def page_picture(path: Path, number: int) -> bytes:
    """The page `number` (from 1) of a PDF file as a PNG.

    Raises:
        UnreadableDocumentError: there is no such page, or making its picture takes too long or too much memory.
    """
    command = [sys.executable, "-m", __name__, str(path), str(number)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIME_LIMIT, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise UnreadableDocumentError("no picture of this page can be made") from error
    return done.stdout


def _main(path: Path, number: int) -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, _MEMORY_LIMIT))
    sys.stdout.buffer.write(page_png(path.read_bytes(), number))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]))
