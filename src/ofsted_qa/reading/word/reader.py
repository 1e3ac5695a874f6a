"""Reads a Word file into a document: package, flow, blocks, text. It has no pages: paragraphs and headings locate."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ofsted_qa.reading.assembly import assembled
from ofsted_qa.reading.word.drafting import drafts
from ofsted_qa.reading.word.flow import Flow
from ofsted_qa.reading.word.package import opened
from ofsted_qa.values import Document, Profile, Source, UnreadableDocumentError

if TYPE_CHECKING:
    from ofsted_qa.reading.word.runs import Remarks

_FEWEST_HIDDEN = 4  # letters; fewer are stray signs, as in PDF files


class WordReader:
    """Reads `.docx` and `.docm` files; says of an old `.doc` file that it has to be saved anew."""

    suffixes = frozenset({".docx", ".docm", ".doc"})

    def read(self, data: bytes, source: Source) -> Document:
        """Read a file's bytes into a document; its profile holds only the reader's warnings.

        Raises:
            UnreadableDocumentError: the file is no Word file, is encrypted or damaged, unpacks to too much, or holds
                no text.
        """
        package = opened(data)
        flow = Flow(package)
        laid = assembled(drafts(flow.body(), flow.note))
        if not laid.text:
            raise UnreadableDocumentError("the file holds no text: its pages are pictures, or empty")
        warnings = tuple(_warnings(flow.remarks, macros=package.macros))
        identity = hashlib.sha256(data).hexdigest()
        return Document(identity, source, laid.text, (), laid.blocks, profile=Profile(warnings=warnings))


def _warnings(remarks: Remarks, *, macros: bool) -> list[str]:
    warnings: list[str] = []
    if remarks.hidden >= _FEWEST_HIDDEN:
        warnings.append(f"the document holds {remarks.hidden} letters that cannot be seen; they were left out")
    if remarks.tracked:
        warnings.append("the document holds tracked changes; it was read as if all of them were accepted")
    if remarks.left_out:
        files = "a file" if remarks.left_out == 1 else f"{remarks.left_out} files"
        warnings.append(f"the document holds {files} of another format within it; what stands there was not read")
    if macros:
        warnings.append("the document holds macros; they were not run")
    return warnings
