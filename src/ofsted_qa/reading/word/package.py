"""Opens a Word file: its parts are unpacked in memory, under limits, and nothing that it points to is followed."""

from __future__ import annotations

import posixpath
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from ofsted_qa.reading.web import is_web_page
from ofsted_qa.reading.word.elements import parsed
from ofsted_qa.values import UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes of all parts together that are read, which are text and its markup: pictures are not unpacked. A paragraph
#: takes about 300 bytes, more where it was edited much, and no paper has more than 2,000 pages of some 20.
MOST_UNPACKED = 128 * 1024 * 1024
_CHUNK = 64 * 1024

#: The compound files of Microsoft (MS-CFB 2.2): an encrypted Word file is one (MS-OFFCRYPTO 2.3), an old one too.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_MACROS = "vbaproject.bin"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that are read; `macros` says that it holds some, which are never run."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    settings: Element | None
    macros: bool


def opened(data: bytes) -> Package:
    """The parts of a Word file.

    Raises:
        UnreadableDocumentError: the bytes are no whole Word file, are encrypted, or unpack to too much.
    """
    if data.startswith(_COMPOUND):
        raise UnreadableDocumentError(_compound(data))
    if data.startswith(b"%PDF-"):
        raise UnreadableDocumentError("this is a PDF file, and no Word file")
    if is_web_page(data):
        raise UnreadableDocumentError("this is a web page, and no Word file")
    if not data.startswith(b"PK"):
        raise UnreadableDocumentError("this is not a Word file")
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _Parts(archive).package()
    except UnreadableDocumentError:
        raise
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableDocumentError("this is not a whole Word file") from error


def _compound(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "it is locked with a password"
    if _OLD_WORD in data:
        return "this is a Word file of the old kind; save it as .docx"
    return "this is not a Word file"


class _Parts:
    """The parts of an archive by their names; counts what it unpacks."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {info.filename for info in archive.infolist()}
        self._unpacked = 0

    def package(self) -> Package:
        main = self._related("").get("officeDocument", "word/document.xml")
        if main not in self._names or not main.endswith(".xml"):
            raise UnreadableDocumentError("this is a ZIP archive without a Word document in it")
        document = self._part(main)
        if document.tag != "document":
            raise UnreadableDocumentError("this is a ZIP archive without a Word document in it")
        named = self._related(main)

        def part(kind: str) -> Element | None:
            return self._part(named[kind]) if named.get(kind) in self._names else None

        return Package(
            document,
            part("styles"),
            part("numbering"),
            part("footnotes"),
            part("endnotes"),
            part("settings"),
            macros=any(name.lower().endswith(_MACROS) for name in self._names),
        )

    def _related(self, name: str) -> dict[str, str]:
        """The parts that a part names, by what they are to it ("styles"); what lies outside the file is left out."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self._names:
            return {}
        found: dict[str, str] = {}
        for relation in self._part(relations).iter("Relationship"):
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                found.setdefault(kind, target.lstrip("/"))
        return found

    def _part(self, name: str) -> Element:
        return parsed(self._chunks(name))

    def _chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, counted while they are unpacked: what the archive declares may be a lie."""
        info = self._archive.getinfo(name)
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnreadableDocumentError("it is packed in a way that Word does not use")
        self._admit(info.file_size)
        with self._archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                self._admit(len(chunk))
                self._unpacked += len(chunk)
                yield chunk

    def _admit(self, more: int) -> None:
        if self._unpacked + more > MOST_UNPACKED:
            raise UnreadableDocumentError(f"unpacked it is larger than {MOST_UNPACKED // 1024**2} MiB")
