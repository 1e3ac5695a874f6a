"""The styles of a Word file: what a paragraph, a run or a table looks like before its own properties."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ofsted_qa.reading.word.elements import child, value, whole_number
from ofsted_qa.reading.word.visibility import PATTERN, Look, filling, look

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LONGEST_CHAIN = 64  # styles that one style is based on; Word's own interface makes chains of less than ten
_BODY_TEXT = 9  # the outline level that says that a paragraph is no heading (ISO/IEC 29500-1, 17.3.1.20)
#: Word's built-in styles have these names in a file of any language.
_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
_TITLES = {"title": 1, "subtitle": 2}
_CONTENTS = re.compile(r"toc (?:\d|heading)|table of figures|contents heading", re.IGNORECASE)
_QUOTES = frozenset({"quote", "intense quote", "block text"})


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style says of a paragraph.

    `outline` is the depth of a heading from 1, 0 for other text, None where the style does not say. `list_id` and
    `list_level` are its automatic number's. `ground` is the colour that it stands on.
    """

    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    ground: str | None = None
    look: Look = field(default_factory=dict)
    contents: bool = False
    quotation: bool = False


def outline(properties: Element | None) -> int | None:
    """The depth of a heading that properties of a paragraph state: from 1, 0 for none, None where they do not."""
    stated = value(properties, "outlineLvl")
    level = whole_number(stated, -1)
    return None if stated is None or level < 0 else level + 1 if level < _BODY_TEXT else 0


class Styles:
    """Looks styles up by their ids; whatever is not there is the document's default."""

    def __init__(self, root: Element | None) -> None:
        """Take the part that defines the styles."""
        held = [] if root is None else root.findall("style")
        self._styles = {style.get("styleId", ""): style for style in held}
        defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self._default = look(defaults)
        self._default_paragraph = next(
            (
                s.get("styleId")
                for s in held
                if s.get("type") == "paragraph" and s.get("default") in {"1", "true", "on"}
            ),
            None,
        )
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._runs: dict[str, Look] = {}
        self._tables: dict[str, str | None] = {}

    def paragraph(self, name: str | None) -> ParagraphStyle:
        """The style of a paragraph; None is the document's usual one."""
        if name not in self._paragraphs:
            self._paragraphs[name] = self._paragraph(name if name in self._styles else self._default_paragraph)
        return self._paragraphs[name]

    def run(self, name: str | None) -> Look:
        """What a style of characters adds to the look of a run."""
        if name is None:
            return {}
        if name not in self._runs:
            merged: Look = {}
            for style in reversed(self._chain(name)):
                merged |= look(style.find("rPr"))
            self._runs[name] = merged
        return self._runs[name]

    def table_ground(self, name: str | None) -> str | None:
        """`PATTERN` where a table's style fills any of its cells, None where it fills none."""
        if name is None:
            return None
        if name not in self._tables:
            fills = [filling(shade) for style in self._chain(name) for shade in style.iter("shd")]
            self._tables[name] = PATTERN if any(fills) else None
        return self._tables[name]

    def numbered(self, list_id: str) -> str | None:
        """The list that a style of numbering stands for."""
        return value(self._styles.get(list_id), "pPr", "numPr", "numId")

    def _chain(self, name: str | None) -> list[Element]:
        """A style and those that it is based on."""
        chain: list[Element] = []
        while name in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[name])
            name = value(chain[-1], "basedOn")
        return chain

    def _paragraph(self, name: str | None) -> ParagraphStyle:
        merged = dict(self._default)
        depth = list_id = level = ground = None
        names: list[str] = []
        for style in reversed(self._chain(name)):
            properties = style.find("pPr")
            merged |= look(style.find("rPr"))
            names.append(value(style, "name") or "")
            stated = outline(properties)
            by_name = _HEADING_NAME.fullmatch(names[-1])
            if stated is not None or by_name:
                depth = stated if stated is not None else int(by_name[1]) if by_name else None
            depth = _TITLES.get(names[-1].lower(), depth)
            list_id = value(properties, "numPr", "numId") or list_id
            level = value(properties, "numPr", "ilvl") or level
            ground = filling(child(properties, "shd")) or ground
        return ParagraphStyle(
            depth,
            list_id,
            None if level is None else whole_number(level, 0),
            ground,
            merged,
            contents=any(_CONTENTS.fullmatch(one) for one in names),
            quotation=any(one.lower() in _QUOTES for one in names),
        )
