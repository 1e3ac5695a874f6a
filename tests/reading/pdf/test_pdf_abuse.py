"""Hostile and broken PDF files: each gives one plain line or its words, in bounded time, and the rest is read."""

from __future__ import annotations

import resource
import time
import zlib
from typing import TYPE_CHECKING

import pytest

from ofsted_qa import parsing
from ofsted_qa.reading import needs_child
from ofsted_qa.reading.pdf import PdfReader
from ofsted_qa.values import Document, Source, UnreadableDocumentError
from scanner import picture_of
from typeset import Typist

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
SHOW = b"BT /F1 12 Tf 72 700 Td (Words of the page.) Tj ET "


def _file(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, the first its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, table)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def _page(
    *, box: bytes = b"[0 0 595 842]", content: bytes | None = None, catalogue: bytes = b"", page: bytes = b""
) -> bytes:
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %b /Contents 4 0 R" % box
        + b" /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> %b >>" % page,
        content or _stream(SHOW),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        _stream(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
        ),
        _stream(b"Words of an attachment.", b"/Type /EmbeddedFile"),
    )


def _read(data: bytes) -> str:
    return PdfReader().read(data, Source("a.pdf", "a.pdf", ".")).text


def test_a_page_tree_in_a_circle() -> None:
    node = b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count %d >>"
    for count in (1, 1999):
        with pytest.raises(UnreadableDocumentError, match="damaged"):
            _read(_file(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count, node % count))
    with pytest.raises(UnreadableDocumentError, match="2001 pages, more than 2000"):
        _read(_file(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 2001 >>", node % 2001))


def test_a_table_of_contents_of_the_file_in_a_circle() -> None:
    whole = _page()
    circle = whole.replace(b"trailer\n<<", b"trailer\n<< /Prev %d" % whole.rindex(b"xref\n0"))
    assert _read(circle) == "Words of the page."


@pytest.mark.parametrize("box", [b"[0 0 14400 842]", b"[0 0 0 0]", b"[0 0 0 842]", b"[595 842 0 0]"])
def test_pages_of_odd_sizes_are_read(box: bytes) -> None:
    assert _read(_page(box=box)) == "Words of the page."


@pytest.mark.parametrize("box", [b"[0 0 14401 842]", b"[0 0 1000000000 1000000000]"])
def test_a_page_that_is_too_large_is_refused_before_it_is_drawn(box: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"^page 1 is \d+ by \d+ points: no page can be so$"):
        _read(_page(box=box))


def test_programs_launches_and_attachments_are_ignored(tmp_path: Path) -> None:
    made = tmp_path / "made"
    launch = b"<< /S /Launch /F (/bin/touch) /Win << /F (touch) /P (%b) >> >>" % str(made).encode()
    data = _page(
        catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert\\('x'\\)) >> /AA << /WC %b >>" % launch
        + b" /Names << /EmbeddedFiles << /Names [(a.txt) << /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>] >> >>",
        page=b"/AA << /O %b >> /Annots [<< /Subtype /Link /Rect [0 0 595 842] /A %b >>]" % (launch, launch),
    )
    assert _read(data) == "Words of the page."
    assert not made.exists()


def test_what_lies_under_a_picture_is_left_out() -> None:
    """The picture shows ink there, but not that of the words."""
    picture = picture_of(Typist().lines(["Other words stand in the picture, one would think."] * 2)).crop(
        (100, 260, 800, 400)
    )
    typist = Typist().at(80, 400, "Covered words under it.")
    typist.draw(lambda canvas: canvas.drawInlineImage(picture, 60, 370, 350, 70))
    document = typist.at(72, 700, "Words of the page.").read()
    assert document.text == "Words of the page."
    assert document.profile.warnings == ("page 1 holds 20 letters that cannot be seen; they were left out",)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.pdf"])
def test_a_pdf_is_read_in_a_child_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(_page())
    assert needs_child(tmp_path / name)


def test_what_is_no_pdf_needs_no_child(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A note.")
    assert not needs_child(tmp_path / "a.txt")
    assert not needs_child(tmp_path / "gone.txt")
    assert not needs_child(tmp_path)


@pytest.mark.stack
def test_an_ingest_goes_on_after_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "TIME_LIMIT", 60.0)
    blank = zlib.compress(SHOW + b" " * 400_000_000, 9)
    files = {
        "inflates to 400 MB": (_page(content=_stream(blank, b"/Filter /FlateDecode")), "a.pdf", "Words of the page."),
        "under another name": (_page(), "b.txt", "Words of the page."),
        "a web page as a PDF": (b"<!DOCTYPE html><html><body><p>A page.</p></body></html>", "c.pdf", "A page."),
        "a zip as a PDF": (b"PK\x03\x04" + bytes(500), "d.pdf", "this is not a whole PDF file"),
        "a text as a PDF": (b"Just words.", "e.pdf", "this is not a whole PDF file"),
        "locked": (Typist(encrypt="secret").line("Words.").data(), "f.pdf", "it is locked with a password"),
        "truncated": (_page()[:300], "g.pdf", "this is not a whole PDF file"),
        "a good one": (_page(), "h.pdf", "Words of the page."),
    }
    paths = []
    for data, name, _ in files.values():
        (tmp_path / name).write_bytes(data)
        paths.append((tmp_path / name, tmp_path))
    found = list(parsing.parsed(paths))
    said = [one.text if isinstance(one, Document) else str(one) for one in found]
    assert dict(zip(files, said, strict=True)) == {title: words for title, (_, _, words) in files.items()}
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 <= parsing._MEMORY_LIMIT


@pytest.mark.stack
def test_a_file_that_hangs_its_reader_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that draws itself twice, to the depth at which pdfium stops."""
    monkeypatch.setattr(parsing, "TIME_LIMIT", 8.0)
    (tmp_path / "a.pdf").write_bytes(_page(content=_stream(b"/X Do")))
    (tmp_path / "b.pdf").write_bytes(_page())
    started = time.monotonic()
    bad, good = parsing.parsed([(tmp_path / name, tmp_path) for name in ("a.pdf", "b.pdf")])
    assert time.monotonic() - started < 30
    assert isinstance(bad, UnreadableDocumentError)
    # A quick machine is out of memory before the time is up.
    ends = ("reading it took longer than 8 seconds", "its reader died: the file is damaged, or needs too much memory")
    assert str(bad) in ends
    assert isinstance(good, Document)
