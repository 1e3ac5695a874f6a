"""Reading: the bytes of a file → `Document`, by a reader for each format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.reading.pdf import PdfReader
from ofsted_qa.reading.text import TextReader
from ofsted_qa.values import Document, Reader, Source, UnreadableDocumentError

if TYPE_CHECKING:
    from pathlib import Path

#: One reader for each format; a new format is one more entry here.
READERS: tuple[Reader, ...] = (TextReader(), PdfReader())

_LARGEST = 64 * 1024 * 1024  # bytes; far above any report, far below what hurts a laptop


def is_readable(path: Path) -> bool:
    """Whether there is a reader for a file of this name."""
    return _reader(path) is not None


def read_document(path: Path, root: Path) -> Document:
    """Read a file into a document without a profile; `root` is what the user named for ingest.

    Raises:
        UnreadableDocumentError: there is no reader for it, it cannot be opened, or it holds no text.
    """
    reader = _reader(path)
    if reader is None:
        raise UnreadableDocumentError(f"no reader for {path.suffix or 'files without an ending'}")
    try:
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            raise UnreadableDocumentError("not a file")
        if path.stat().st_size > _LARGEST:
            raise UnreadableDocumentError(f"larger than {_LARGEST // 1024**2} MiB")
        data = path.read_bytes()
    except OSError as problem:
        raise UnreadableDocumentError(problem.strerror or "cannot be opened") from problem
    return reader.read(data, Source(name=path.name, path=str(path), root=str(root)))


def _reader(path: Path) -> Reader | None:
    return next((reader for reader in READERS if path.suffix.lower() in reader.suffixes), None)
