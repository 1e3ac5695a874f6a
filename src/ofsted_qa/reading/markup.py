r"""Takes embedded HTML and Markdown emphasis out of a text and leaves its lines, one paragraph or row each.

Council papers that went through a converter hold lines such as `<b>Date:</b>\t23 January 2018`: the tags
are taken out, the words and the tabs between cells stay. A paragraph that ends inside a table cell becomes
a vertical tab, so that the row stays one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from ofsted_qa.reading.decoding import visible

CELL = "\t"
CELL_PARAGRAPH = "\v"

_INLINE = frozenset("a abbr b big cite code em font i mark q s small span strong sub sup u".split())
_BLOCK = frozenset("article blockquote body div footer head header html main p section".split())
_ROWS = frozenset("table tbody td tfoot th thead tr".split())
_LISTS = frozenset("li ol ul".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DROPPED = frozenset("script style template title".split())
_KNOWN = _INLINE | _BLOCK | _ROWS | _LISTS | _DROPPED | _HEADINGS.keys() | {"br", "hr", "img"}

#: What the parser may see as markup: tags and comments that end. A bare "<" or "<!--" is a character.
_BARE = re.compile(r"<(?![a-zA-Z/][^<>]{0,2000}>|!--(?:(?!-->).){0,2000}-->)", re.DOTALL)
#: Bounded, so that a long line of asterisks takes no quadratic time.
_EMPHASIS = re.compile(r"(\*{1,3})(?=\S)(.{1,2000}?)(?<=\S)\1")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_PIPED = re.compile(r"\|.*\|.*\|")  # a row of a Markdown table
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text without markup.

    `heading` is the level that Markdown or HTML marks it with, 0 if none; `bold` says that emphasis
    holds the whole line; `indent` counts the leading spaces, `length` all characters of the line as it was typed;
    `page` counts form feeds, from 1.
    """

    text: str
    heading: int = 0
    bold: bool = False
    indent: int = 0
    length: int = 0
    page: int = 1


def lines(text: str) -> list[Line]:
    """The lines of a text with its markup taken out; an empty line has an empty `text`."""
    out: list[Line] = []
    for page, page_text in enumerate(text.split("\f"), start=1):
        stripper = _Stripper()
        stripper.feed(_BARE.sub("&lt;", page_text))
        stripper.close()
        out.extend(_line(raw, page) for raw in stripper.text().split("\n"))
        out.append(Line("", page=page))
    return out


def _line(raw: str, page: int) -> Line:
    indent = len(raw) - len(raw.lstrip(" "))
    text = tidy(raw)
    marked = _MARKDOWN_HEADING.match(text)
    level = len(marked.group(1)) if marked else 0
    if marked:
        text = marked.group(2)
    if _PIPED.fullmatch(text):
        text = tidy(text.strip("|").replace("|", CELL))
    whole = _EMPHASIS.fullmatch(text.strip())
    plain = tidy(_EMPHASIS.sub(r"\2", text))
    bold = bool(whole and len(whole.group(1)) > 1)
    return Line(plain, heading=level, bold=bold, indent=indent, length=len(raw.rstrip()), page=page)


def tidy(text: str) -> str:
    """One space for a run of spaces, none beside a border of cells, none at the ends."""
    spaced = _SPACES.sub(" ", text)
    spaced = re.sub(r" ?\t[ \t\v]*", CELL, spaced)
    spaced = re.sub(r" *\v[ \v]*", CELL_PARAGRAPH, spaced)
    return spaced.strip(" \t\v")


class _Stripper(HTMLParser):
    """Collects the text of HTML; what is no known tag, `<https://…>` say, stays as it is written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._line = ""  # what has been collected since the last line end
        self._dropping = 0

    def text(self) -> str:
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in _KNOWN:
            self.handle_data(self.get_starttag_text() or "")
        elif tag in _DROPPED:
            self._dropping += 1
        elif tag in {"b", "strong"}:
            self._put("**")
        elif tag in {"td", "th"}:
            self._put(CELL if self._line.strip() else "")
        elif tag == "tr":
            self._put("\n")
        elif tag in _HEADINGS:
            self._put(f"\n\n{'#' * _HEADINGS[tag]} ")
        elif tag == "li":
            self._break("\n- ")
        elif tag in _BLOCK or tag in {"br", "ol", "ul", "hr"}:
            self._break("\n" if tag == "br" else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropping = max(0, self._dropping - 1)
        elif tag in {"b", "strong"}:
            self._put("**")
        elif tag in _HEADINGS:
            self._put("\n\n")
        elif tag in _BLOCK or tag in {"ol", "ul"}:
            self._break("\n\n")
        elif tag not in _KNOWN:
            self.handle_data(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        # Once more: an entity (&#8203;) may stand for what decoding has taken out.
        self._put(visible(re.sub("[\v\f]", "\n", data)))

    def _put(self, text: str) -> None:
        if self._dropping:
            return
        self._parts.append(text)
        self._line = text.rpartition("\n")[2] if "\n" in text else self._line + text

    def _break(self, separator: str) -> None:
        if CELL in self._line:
            self._put(CELL_PARAGRAPH)
        elif self._line.strip():
            self._put(separator)
        elif separator == "\n- ":
            self._put("- ")
