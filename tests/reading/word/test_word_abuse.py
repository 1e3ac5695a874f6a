"""Word files that are none, or are made to do harm: each is one plain line, and nothing in them is followed or run."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_LZMA, ZipFile

import pytest

from ofsted_qa import parsing
from ofsted_qa.reading import needs_child, read_document
from ofsted_qa.reading.word import elements, package
from ofsted_qa.values import Document, UnreadableDocumentError
from typeset import Typist
from wordfile import NAMESPACES, packed, paragraph, read, read_bytes, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WORDS = paragraph("Words of the paper.")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _refused(data: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as problem:
        read_bytes(data)
    assert "\n" not in str(problem.value)
    return str(problem.value)


def _with(**members: bytes) -> bytes:
    """A Word file in which members of the archive are replaced."""
    whole = ZipFile(BytesIO(packed(WORDS)))
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, members.get(name.rpartition("/")[2].partition(".")[0], whole.read(name)))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "it is locked with a password"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "this is a Word file of the old kind; save it as .docx"),
        (COMPOUND, "this is not a Word file"),
        (packed(WORDS)[:-400], "this is not a whole Word file"),
        (packed(WORDS)[:30], "this is not a whole Word file"),
        (Typist().line("A paper.").data(), "this is a PDF file, and no Word file"),
        (b"<!doctype html><html><body>Words</body></html>", "this is a web page, and no Word file"),
        (b"Words", "this is not a Word file"),
        (b"", "this is not a Word file"),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes, said: str) -> None:
    assert _refused(data) == said


def test_an_archive_without_a_document_is_refused() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert _refused(buffer.getvalue()) == "this is a ZIP archive without a Word document in it"
    assert _refused(_with(document=b"<workbook/>")) == "this is a ZIP archive without a Word document in it"


def test_damaged_xml_is_refused() -> None:
    assert _refused(_with(document=b"<w:document")) == "this is not a whole Word file"
    assert _refused(_with(document=b'<?xml version="1.0" encoding="x-odd"?><a/>')) == "this is not a whole Word file"
    assert _refused(_with(document=b"")) == "this is not a whole Word file"


def test_damaged_bytes_are_refused() -> None:
    data = bytearray(packed(WORDS))
    place = data.index(b"word/document.xml") + 40
    data[place : place + 8] = b"\xff" * 8
    assert _refused(bytes(data)) == "this is not a whole Word file"


def test_a_bomb_is_refused_by_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_UNPACKED", 2 * 1024 * 1024)
    data = packed(paragraph("a" * 3 * 1024 * 1024))
    assert len(data) < 10_000
    assert _refused(data) == "unpacked it is larger than 2 MiB"


def test_a_bomb_that_declares_less_unpacks_no_more_than_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[int] = []

    def counted(chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            unpacked.append(len(chunk))
            yield chunk

    monkeypatch.setattr(package, "parsed", lambda chunks: elements.parsed(counted(chunks)))
    size = 3 * 1024 * 1024
    data = packed(paragraph("a" * size))
    whole = ZipFile(BytesIO(data)).getinfo("word/document.xml").file_size
    lie = data.replace(whole.to_bytes(4, "little"), (5000).to_bytes(4, "little"))
    assert _refused(lie) == "this is not a whole Word file"
    assert sum(unpacked) < 10_000


def test_many_parts_share_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_UNPACKED", 100_000)
    comment = f"<!--{'a' * 60_000}-->"
    assert read(WORDS, styles=comment).text == "Words of the paper."
    assert "unpacked it is larger" in _refused(packed(WORDS, styles=comment, numbering=comment))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>',
    ],
)
def test_document_types_and_so_entities_are_refused(declared: str) -> None:
    xml = f"{declared}<w:document {NAMESPACES}><w:body>{WORDS}</w:body></w:document>"
    assert _refused(_with(document=xml.encode())) == "it declares a document type, as no Word file does"


def test_deep_nesting_is_refused_and_what_is_allowed_is_walked() -> None:
    said = f"its elements are nested more than {elements.MOST_DEEP} deep"
    assert _refused(packed("<w:sdt>" * 100_000)) == said
    assert _refused(packed(paragraph("<w:ins>" * 300 + "</w:ins>" * 300))) == said
    nested = WORDS
    for _ in range((elements.MOST_DEEP - 10) // 3):
        nested = table((nested + paragraph(""), "x"))
    assert read(nested).text.startswith("Words of the paper.")
    controls = (elements.MOST_DEEP - 10) // 2
    deep = "<w:sdt><w:sdtContent>" * controls + WORDS + "</w:sdtContent></w:sdt>" * controls
    assert read(deep).text == "Words of the paper."


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "MOST_ELEMENTS", 1_000)
    assert _refused(packed("<w:p/>" * 2_000)) == "it holds more than 1,000 elements"


def test_parts_packed_in_another_way_are_refused() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{WORDS}</w:body></w:document>")
    assert _refused(buffer.getvalue()) == "it is packed in a way that Word does not use"


def test_macros_are_told_and_not_run() -> None:
    document = read(WORDS, extra={"word/vbaProject.bin": b"Sub AutoOpen()"})
    assert document.text == "Words of the paper."
    assert document.profile.warnings == ("the document holds macros; they were not run",)


def test_what_lies_outside_or_in_another_format_is_not_followed_and_told() -> None:
    template = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://x/relationships/styles" TargetMode="External" Target="http://127.0.0.1:9/styles.xml"/>'
        "</Relationships>"
    )
    embedded = paragraph('<w:r><w:object><o:OLEObject Type="Embed"/></w:object></w:r>')
    body = f"{WORDS}<w:altChunk/><w:subDoc/>{embedded}"
    data = packed(body, extra={"word/_rels/settings.xml.rels": template, "word/afchunk.html": "<p>Other words.</p>"})
    document = read_bytes(data)
    assert document.text == "Words of the paper."
    said = "the document holds 3 files of another format within it; what stands there was not read"
    assert document.profile.warnings == (said,)


def test_members_with_names_that_climb_out_are_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    climbing: dict[str, str | bytes] = {"../out.xml": b"x", "/etc/out.xml": b"x", "word/CON": b"x", "a\\..\\b": b"x"}
    assert read(WORDS, extra=climbing).text == "Words of the paper."
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_a_file_names_outside_itself_is_not_looked_for() -> None:
    climbing = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://x/relationships/officeDocument" Target="../../../../etc/passwd"/></Relationships>'
    )
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("_rels/.rels", climbing)
    assert "without a Word document" in _refused(buffer.getvalue())


def test_labels_and_styles_cannot_be_made_to_grow() -> None:
    levels = f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="{"9" * 5000}"/><w:lvlText w:val="'
    numbering = f'{levels}{"%1" * 50_000}"/></w:lvl></w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    circle = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = paragraph("Words.", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    assert len(read(body, numbering=numbering, styles=circle).text) < 500


def test_broken_paragraphs_are_joined_for_a_page_at_most() -> None:
    document = read(paragraph("the board met on a day in May and has seen that the plan which is here") * 500)
    assert 5_000 < max(block.end - block.start for block in document.blocks) < 6_000


def test_the_wrong_kind_of_file_under_any_name_is_told(tmp_path: Path) -> None:
    pdf, page, word = Typist().line("A paper.").data(), b"<!doctype html><body><p>Words.</p></body>", packed(WORDS)
    for name, data, said in (
        ("pdf.docx", pdf, "this is a PDF file, and no Word file"),
        ("page.docm", page, "this is a web page, and no Word file"),
        ("word.pdf", word, "this is not a whole PDF file"),
        ("word.txt", word, "this is not a text file"),
        ("word.html", word, "this is not a text file"),
        ("note.doc", b"Words", "this is not a Word file"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UnreadableDocumentError, match=said):
            read_document(tmp_path / name, tmp_path)
    for name, data, said in (
        ("pdf.txt", pdf, "this is a PDF file, though its name ends in .txt"),
        ("page.pdf", page, "this is a web page, though its name ends in .pdf"),
    ):
        (tmp_path / name).write_bytes(data)
        assert read_document(tmp_path / name, tmp_path).profile.warnings == (said,)
    assert needs_child(tmp_path / "pdf.txt")
    assert needs_child(tmp_path / "word.DOCX")
    assert not needs_child(tmp_path / "page.md")


@pytest.mark.stack
def test_word_files_are_read_in_a_child_that_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(packed(WORDS))
    (tmp_path / "b.docx").write_bytes(packed("<w:p>" * 200_000))
    good, bad = parsing.parsed([(tmp_path / name, tmp_path) for name in ("a.docx", "b.docx")])
    assert isinstance(good, Document)
    assert good.sentences
    assert "nested more than" in str(bad)
