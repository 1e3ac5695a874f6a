"""Decodes the bytes of a text file: UTF-8, UTF-16 by its mark, else Windows-1252; refuses what is no text."""

from __future__ import annotations

import codecs
import re

from ofsted_qa.values import UnreadableDocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How files of other formats begin that hold few control characters: PDF, RTF, ZIP (Word), old Word.
_OTHER_FORMATS = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LINE_END = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
#: Control characters that no text file holds; tabs, form feeds (page ends) and line ends are text.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
#: Characters that no reader of the page can see: soft hyphens, zero-width and direction marks, tags.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_MOST_CONTROL = 0.001  # share of control characters above which bytes are taken for a binary file


def decode(data: bytes) -> str:
    r"""Decode a text file and fold its line ends to "\n".

    Raises:
        UnreadableDocumentError: the bytes are empty or are no text.
    """
    if data.startswith(_OTHER_FORMATS):
        raise UnreadableDocumentError("this is not a text file")
    text = _LINE_END.sub("\n", _decoded(data))
    if len(_CONTROL.findall(text)) > len(text) * _MOST_CONTROL:
        raise UnreadableDocumentError("this is not a text file")
    seen = visible(text)
    if not seen.strip():
        raise UnreadableDocumentError("the file holds no text")
    return seen


def visible(text: str) -> str:
    """A text without the characters that cannot be seen.

    A citation is read by eye, and words that cannot be seen must not be in it.
    """
    return _UNSEEN.sub("", _CONTROL.sub("", text))


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
