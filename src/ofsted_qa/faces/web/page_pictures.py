"""Pictures of the pages of PDF documents, made of the very file that was read, and where words stand on them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_qa.picturing import page_picture
from ofsted_qa.values import BadInputError, UnreadableDocumentError

if TYPE_CHECKING:
    from ofsted_qa.values import Document, Page, Span

_KEPT = 32  # pictures, of some 200 KB each: what a few people read at a time


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Where words stand on a page as it is shown, in tenths of a point from its top left corner."""

    left: int
    top: int
    width: int
    height: int


def pictured_pages(document: Document, span: Span) -> tuple[tuple[Page, tuple[Rectangle, ...]], ...]:
    """The pages of a PDF on which a span is printed, each with where; none where the file has gone."""
    if not document.packed_placements or file_of(document) is None:
        return ()
    found: dict[int, list[Rectangle]] = {}
    for run in document.placements:
        start, end = max(run.start, span.start), min(run.end, span.end)
        if start < end:
            left, right = run.edges[start - run.start], run.edges[end - run.start]
            found.setdefault(run.page, []).append(Rectangle(left, run.top, right - left, run.bottom - run.top))
    return tuple((page, tuple(found[page.number])) for page in document.pages if page.number in found)


def picture_of(document: Document, number: int) -> bytes:
    """The page `number` of a PDF document as a PNG.

    Raises:
        BadInputError: no picture can be made, since the document is no PDF, or its file is no longer what was read.
    """
    path = file_of(document)
    if path is None or not document.packed_placements:
        raise BadInputError(f"there is no picture of {document.source.name}")
    return _picture(document.id, path, number)


def file_of(document: Document) -> Path | None:
    """A file that the document was read from and that is still there."""
    paths = (Path(file.path) for file in (document.source, *document.copies))
    return next((path for path in paths if path.is_file()), None)


@lru_cache(maxsize=_KEPT)
def _picture(identity: str, path: Path, number: int) -> bytes:
    try:
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == identity
        if not same:
            raise BadInputError(f"{path.name} is no longer the file that was read")
        return page_picture(path, number)
    except (OSError, UnreadableDocumentError) as error:
        raise BadInputError(f"there is no picture of page {number} of {path.name}") from error
