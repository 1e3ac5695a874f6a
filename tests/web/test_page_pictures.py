from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest

from ofsted_qa.faces.web.page_pictures import picture_of, pictured_pages
from ofsted_qa.faces.web.passage_pages import passage_page
from ofsted_qa.reading import read_document
from ofsted_qa.values import BadInputError, Document, Span
from typeset import Typist

if TYPE_CHECKING:
    from pathlib import Path


def _printed(folder: Path) -> Document:
    """Two pages; the second holds one sentence on two lines."""
    typist = Typist().lines(["The council has made some progress."]).page()
    typist.lines(["Staff told inspectors that they enjoy working", "in this borough and feel supported."])
    typist.canvas.save()
    path = folder / "letter.pdf"
    path.write_bytes(typist.buffer.getvalue())
    return read_document(path, path)


def _span(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def test_words_are_marked_line_by_line_on_their_page(tmp_path: Path) -> None:
    document = _printed(tmp_path)
    [(page, where)] = pictured_pages(document, _span(document, "working in this borough"))
    assert page.number == 2
    first, second = where
    assert first.top + first.height <= second.top + 20, "one below the other, in tenths of a point"
    assert abs(second.left - 720) < 15, "the second line begins at the margin, an inch from the edge"
    assert 0 < first.width < second.width


def test_the_page_of_a_passage_shows_the_page_with_the_words_marked(tmp_path: Path) -> None:
    document = _printed(tmp_path)
    span = _span(document, "feel supported")
    page = unescape(passage_page(document, span.start, span.end) or "")
    assert f'<image href="/documents/{document.id}/pages/2.png"' in page
    assert page.count("<rect ") == 1
    assert "pages/1.png" not in page


@pytest.mark.stack
def test_a_picture_is_a_png_of_the_page(tmp_path: Path) -> None:
    picture = picture_of(_printed(tmp_path), 2)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[20:24], "big") == 1400, "its longest side, the height"


def test_no_picture_is_made_of_another_file_than_was_read(tmp_path: Path) -> None:
    document = _printed(tmp_path)
    path = tmp_path / "letter.pdf"
    path.write_bytes(path.read_bytes() + b"%")
    with pytest.raises(BadInputError, match="no longer the file that was read"):
        picture_of(document, 1)
    path.unlink()
    assert pictured_pages(document, Span(0, 5)) == ()
    with pytest.raises(BadInputError, match="there is no picture"):
        picture_of(document, 1)
