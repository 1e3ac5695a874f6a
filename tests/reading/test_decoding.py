from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_qa.reading.decoding import decode
from ofsted_qa.values import UnreadableDocumentError

TEXT = "Children’s services: £8.6m – “good”"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj",
        b"{\\rtf1\\ansi Hello}",
        b"PK\x03\x04 word/document.xml",
        bytes(range(256)) * 4,
        TEXT.encode("utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="not a text file"):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", codecs.BOM_UTF8, "\u200b\u2060".encode()])
def test_what_is_empty_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        decode(data)


@pytest.mark.parametrize(
    "character", ["\u00ad", "\u200b", "\u200e", "\u202e", "\u2066", "\ufeff", "\ufe0f", "\U000e0041", "\U000e0101"]
)
def test_characters_that_cannot_be_seen_are_taken_out(character: str) -> None:
    assert decode(f"in{character}adequate".encode()) == "inadequate"


def test_every_line_end_is_a_new_line() -> None:
    assert decode("a\r\nb\rc\u2028d\u0085e\vf".encode()) == "a\nb\nc\nd\ne\nf"


@given(st.binary())
def test_bytes_are_text_without_surrogates_or_refused(data: bytes) -> None:
    for mark in (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        try:
            text = decode(mark + data)
        except UnreadableDocumentError:
            continue
        assert text.encode("utf-8")
