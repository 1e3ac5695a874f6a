"""The XML of a part of a Word file → its elements under short names; nothing that a hostile file needs is allowed.

WordprocessingML's own names stand without a prefix ("p", "tbl", "val"), both of its transitional and of its strict
form (ISO/IEC 29500); what Word files hold besides has its usual prefix ("mc:Choice").
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from ofsted_qa.values import UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable

#: libxml2's own limit for files from strangers; Word's elements seldom stand thirty deep. It also bounds the
#: recursion of whoever walks the tree.
MOST_DEEP = 256
#: A page of a paper that was edited much takes some 1,000 elements, and no paper has more than 2,000 pages. So many
#: with three attributes each took 0.7 GiB, of the 3 that the process that reads them may have.
MOST_ELEMENTS = 2_000_000

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp:",
    "urn:schemas-microsoft-com:office:office": "o:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}


def parsed(chunks: Iterable[bytes]) -> Element:
    """The root element of an XML file that comes in pieces.

    Raises:
        UnreadableDocumentError: it is no XML, declares a document type (which holds entities), or passes a limit.
    """
    parser = XMLParser(target=_Builder())  # noqa: S314 (_Builder refuses what is dangerous)
    try:
        for chunk in chunks:
            parser.feed(chunk)
        root = parser.close()
    except (ParseError, LookupError, ValueError) as error:
        raise UnreadableDocumentError("this is not a whole Word file") from error
    if not isinstance(root, Element):
        raise UnreadableDocumentError("this is not a whole Word file")
    return root


class _Builder(TreeBuilder):
    """Builds the tree; refuses document types, elements nested too deep, and too many of them."""

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[str, str] = {}
        self._depth = 0
        self._elements = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002
        raise UnreadableDocumentError("it declares a document type, as no Word file does")

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        self._elements += 1
        if self._depth > MOST_DEEP:
            raise UnreadableDocumentError(f"its elements are nested more than {MOST_DEEP} deep")
        if self._elements > MOST_ELEMENTS:
            raise UnreadableDocumentError(f"it holds more than {MOST_ELEMENTS:,} elements")
        return super().start(self._short(tag), {self._short(name): value for name, value in attrs.items()})

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(self._short(tag))

    def _short(self, name: str) -> str:
        short = self._names.get(name)
        if short is None:
            namespace, brace, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
            prefix = _PREFIXES.get(namespace)
            short = name if brace and prefix is None else f"{prefix or ''}{local}"
            self._names[name] = short
        return short


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, of that child the first of the next name, and so on."""
    for name in path:
        element = element.find(name) if element is not None else None
    return element


def value(element: Element | None, *path: str, of: str = "val") -> str | None:
    """An attribute of the element at the end of a path of children, None where either is missing."""
    found = child(element, *path)
    return None if found is None else found.get(of)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `<b/>` is there, and is not switched off."""
    return element is not None and element.get("val", "1") not in {"0", "false", "off", "none"}


def whole_number(text: str | None, otherwise: int) -> int:
    """A number of at most nine digits, or another where there is none."""
    digits = (text or "").removeprefix("-")
    return int(text or "") if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else otherwise  # noqa: PLR2004


def branch(alternatives: Element) -> Element | None:
    """The one of the `mc:AlternateContent` branches that is read: the first that holds text, or else the first."""
    held = [one for one in alternatives if one.tag in {"mc:Choice", "mc:Fallback"}]
    return next((one for one in held if one.find(".//t") is not None), held[0] if held else None)
