"""Reads a page saved from the web: its article, without what belongs to the site (navigation, banners, forms).

The article is what the page marks as such (`main`, `article`); where it marks none, all that is not marked as
something else. What is left goes the way of text with embedded HTML.
"""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from ofsted_qa.reading.assembly import assembled
from ofsted_qa.reading.blocks import blocks
from ofsted_qa.reading.decoding import decode
from ofsted_qa.reading.markup import lines
from ofsted_qa.values import Document, Profile, Source, UnreadableDocumentError

_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_HEAD = 4096  # bytes in which a page says that it is one
#: Elements of the site, not of the article (HTML standard, sections 4.3 and 4.10), and what shows no words.
_SITE = frozenset(
    """nav header footer aside form button select dialog menu script style noscript template svg iframe object
    head canvas audio video""".split()
)
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_KEPT_WHITE = frozenset({"pre", "textarea"})


def is_web_page(data: bytes) -> bool:
    """Whether bytes are a web page, whatever their file is called."""
    return _HTML.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")) is not None


class WebReader:
    """Reads `.html` and `.htm` files, and web pages under other names."""

    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def read(self, data: bytes, source: Source) -> Document:
        """Read a page's bytes into a document; its profile holds only the reader's warnings.

        Raises:
            UnreadableDocumentError: the bytes are no text, or the page holds no words.
        """
        page = _Page()
        page.feed(decode(data))
        page.close()
        drafts = blocks(lines(page.article()))
        if not drafts:
            raise UnreadableDocumentError("the page holds no text")
        laid = assembled([replace(draft, page=None) for draft in drafts])
        warnings = (f"{page.hidden} letters of the page cannot be seen; they were left out",) if page.hidden else ()
        identity = hashlib.sha256(data).hexdigest()
        return Document(identity, source, laid.text, (), laid.blocks, profile=Profile(warnings=warnings))


@dataclass
class _Open:
    """An element that has not ended: whether it or one around it is the site's, hidden, or an article."""

    tag: str
    site: bool
    hidden: bool
    article: bool


@dataclass
class _Collected:
    inside: list[str] = field(default_factory=list)
    everywhere: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """Collects the markup of a page's article."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden = 0
        self._open: list[_Open] = []
        self._parts = _Collected()

    def article(self) -> str:
        """What the page marks as its article, or else everything that is not the site's."""
        marked = "".join(self._parts.inside)
        return marked if re.search(r">\s*[^<\s]", marked) else "".join(self._parts.everywhere)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = self._open[-1] if self._open else _Open("", site=False, hidden=False, article=False)
        given = dict(attrs)
        hidden = "hidden" in given or bool(_UNSEEN_STYLE.search(given.get("style") or ""))
        role = given.get("role")
        here = _Open(
            tag,
            site=around.site or (tag in _SITE and not (tag == "header" and around.article)) or role == "navigation",
            hidden=around.hidden or (hidden and tag not in _EMPTY),
            article=around.article or tag in {"main", "article"} or role == "main",
        )
        if tag not in _EMPTY:
            self._open.append(here)
        self._put(f"<{tag}>", here)

    def handle_endtag(self, tag: str) -> None:
        if all(one.tag != tag for one in self._open):
            return
        while self._open:
            ended = self._open.pop()
            self._put(f"</{ended.tag}>", ended)
            if ended.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        here = self._open[-1] if self._open else _Open("", site=False, hidden=False, article=False)
        if here.hidden and not here.site:
            self.hidden += len(data.strip())
        text = data if here.tag in _KEPT_WHITE else _SPACES.sub(" ", data)
        self._put(html.escape(text, quote=False), here)

    def _put(self, markup: str, here: _Open) -> None:
        if here.site or here.hidden:
            return
        self._parts.everywhere.append(markup)
        if here.article:
            self._parts.inside.append(markup)
