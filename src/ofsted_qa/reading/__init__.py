"""Reading: the bytes of a file → `Document`, by a reader for each format."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ofsted_qa.reading.pdf import UNFINISHED, PdfReader
from ofsted_qa.reading.text import TextReader
from ofsted_qa.reading.web import WebReader, is_web_page
from ofsted_qa.reading.word import WordReader
from ofsted_qa.values import Document, Reader, Source, UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: One reader for each format; a new format is one more entry here.
READERS: tuple[Reader, ...] = (TextReader(), PdfReader(), WebReader(), WordReader())

_PDF = b"%PDF-"  # how a PDF begins
_LARGEST = 64 * 1024 * 1024  # bytes; far above any report, far below what hurts a laptop


def is_readable(path: Path) -> bool:
    """Whether there is a reader for a file of this name."""
    return _reader(path) is not None


#: What an index remembers of how a document was read and understood. Raise it when either improves: documents
#: that were read by an older version are read again at the next ingest, though their files have not changed.
VERSION = 11


def needs_child(path: Path) -> bool:
    """Whether a file, by its name or its first bytes, is read by code that a hostile file may hang or crash."""
    if isinstance(_reader(path), PdfReader | WordReader):
        return True
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return file.read(len(_PDF)) == _PDF
    return False


def largest() -> int:
    """The largest file that is read, in bytes."""
    return _LARGEST


def read_document(path: Path, root: Path, page_read: Callable[[], None] = lambda: None) -> Document:
    """Read a file into a document without a profile; `root` is what the user named for ingest.

    `page_read` is called after each page that took long because a machine read it off a picture. A document with
    pages that wait for the extra that does so has no `reader_version` of ours, and is read again at each ingest.

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
    actual, what = _by_content(data, reader, page_read)
    document = actual.read(data, Source(name=path.name, path=str(path), root=str(root)))
    if type(actual) is not type(reader):
        warnings = (*document.profile.warnings, f"this is {what}, though its name ends in {path.suffix}")
        document = replace(document, profile=replace(document.profile, warnings=warnings))
    return document if document.reader_version == UNFINISHED else replace(document, reader_version=VERSION)


def _by_content(data: bytes, by_name: Reader, page_read: Callable[[], None]) -> tuple[Reader, str]:
    """The reader for what a file holds, and what that is: web pages and PDFs are often saved under another ending.

    What is called a Word file and is none is refused by its reader: it may be anything.
    """
    if isinstance(by_name, WordReader):
        return by_name, "a Word file"
    if is_web_page(data):
        return WebReader(), "a web page"
    if data.startswith(_PDF) or isinstance(by_name, PdfReader):
        return PdfReader(page_read), "a PDF file"
    return by_name, ""


def _reader(path: Path) -> Reader | None:
    return next((reader for reader in READERS if path.suffix.lower() in reader.suffixes), None)
