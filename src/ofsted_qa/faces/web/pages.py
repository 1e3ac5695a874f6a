"""Pages: documents as plain HTML that needs no script; every word of a document is escaped."""

from __future__ import annotations

from html import escape
from importlib import resources
from urllib.parse import quote

from ofsted_qa.faces.wording import (
    date_in_words,
    kind_in_words,
    visit_in_words,
)
from ofsted_qa.values import Block, BlockKind, Document, DocumentKind, Span

DOCUMENTS_ADDRESS = "/documents"
GRADES_ADDRESS = "/grades"
QUOTATIONS_ADDRESS = "/quotations"
ACCESSIBILITY_ADDRESS = "/accessibility"
STYLESHEET_ADDRESS = "/documents.css"
ACCOUNT_ADDRESS = "/account"
SCRIPT_ADDRESS = "/documents.js"
CHAT_SCRIPT_ADDRESS = "/documents.chat.js"

#: The pages that every page leads to, by their addresses.
SITE = {
    "/": "Ask a question",
    DOCUMENTS_ADDRESS: "Documents",
    GRADES_ADDRESS: "Grades",
    QUOTATIONS_ADDRESS: "Check a quotation",
    ACCESSIBILITY_ADDRESS: "Accessibility",
}

#: The headings of a document stand under the page's own first heading; HTML has six levels.
_DEEPEST_HEADING = 6
_NOTHING = Span(0, 0)
#: Kinds of documents that quote and report inspectors.
_PAPERS = frozenset({DocumentKind.COUNCIL_REPORT, DocumentKind.MINUTES, DocumentKind.PLAN, DocumentKind.NEWS})


def document_address(document_id: str) -> str:
    """The address of a document's page, relative to the host."""
    return f"{DOCUMENTS_ADDRESS}/{quote(document_id, safe='')}"


def passage_address(document_id: str, start: int, end: int) -> str:
    """The address of a document's page at the marked characters `start` to `end`."""
    return f"{document_address(document_id)}/{start}-{end}#cited"


def title_of(document: Document) -> str:
    """A document's title, or its file name where it has none."""
    return document.profile.title or document.source.name


def document_page(document: Document) -> str:
    """A whole document: headings, paragraphs with their printed numbers, lists and tables."""
    body = f"{facts_of(document)}{_sources(document)}<article>{document_body(document, _NOTHING)}</article>"
    return page_of(title_of(document), body)


def statement_page() -> str:
    """What is accessible, and what still fails."""
    return page_of("Accessibility", resources.files(__package__).joinpath("statement.html").read_text("utf-8"))


def not_now_page(problem: str) -> str:
    """What is shown in place of a page that cannot be had just now, and why."""
    return page_of("Not just now", f'<p class="warning" role="alert">{escape(problem)}</p>')


def missing_page() -> str:
    """What is shown where there is no such document or passage."""
    return page_of(
        "Not found",
        '<p>There is no such document or passage. See <a href="/documents">all documents</a>.</p>',
    )


def page_of(title: str, body: str) -> str:
    """A whole page: the links between the pages, its title as the first heading, and its body, which is HTML."""
    links = "".join(f'<a href="{address}">{name}</a> ' for address, name in SITE.items())
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{STYLESHEET_ADDRESS}">'
        f'<script src="{SCRIPT_ADDRESS}" defer></script></head><body>'
        f'<a class="skip" href="#main">Skip to the content</a><nav aria-label="Site">{links}</nav>'
        f'<main id="main"><h1>{escape(title)}</h1>{body}</main></body></html>'
    )


def facts_of(document: Document) -> str:
    """HTML: what is known of a document, in one line, and its warnings below."""
    profile = document.profile
    visit = visit_in_words(profile)
    facts = [
        kind_in_words(profile.kind),
        profile.authority,
        date_in_words(profile.published),
        f"visit or inspection: {visit}" if visit else None,
        document.source.name,
    ]
    line = " · ".join(escape(fact) for fact in facts if fact)
    warnings = "".join(f'<p class="warning">Warning: {escape(warning)}</p>' for warning in profile.warnings)
    return f'<p class="facts">{line}</p>{warnings}'


def _sources(document: Document) -> str:
    """The way to what a council paper or an article takes from inspectors."""
    if document.profile.kind not in _PAPERS:
        return ""
    return f'<p><a href="{document_address(document.id)}/sources">What it takes from inspectors</a></p>'


def document_body(document: Document, cited: Span) -> str:
    """HTML: every block in order, and any words between blocks, so that the whole text is seen."""
    parts: list[str] = []
    listed = False
    done = 0
    for block in sorted(document.blocks, key=lambda block: block.start):
        label, between = _label(document, Span(done, block.start), block)
        done = max(done, block.end)
        if listed and (between or block.kind is not BlockKind.LIST_ITEM):
            parts.append("</ul>")
            listed = False
        if between:
            parts.append(f"<p>{marked_words(document, between, cited)}</p>")
        if not listed and block.kind is BlockKind.LIST_ITEM:
            parts.append("<ul>")
            listed = True
        parts.append(_block(document, block, label, cited))
    parts.append("</ul>" if listed else "")
    rest = Span(done, len(document.text))
    parts.append(f"<p>{marked_words(document, rest, cited)}</p>" if document.slice(rest).strip() else "")
    return "".join(parts)


def _label(document: Document, gap: Span, block: Block) -> tuple[str, Span | None]:
    """The number to print before a block, and the gap before it where that holds more than the number."""
    words = document.slice(gap).strip()
    if not words or not words.strip(".()") or (block.number and words.strip(".()") == block.number.strip(".()")):
        return words or block.number or "", None
    return block.number or "", gap


def _block(document: Document, block: Block, label: str, cited: Span) -> str:
    number = f'<span class="number">{escape(label)}</span> ' if label else ""
    words = number + marked_words(document, block, cited)
    if block.kind is BlockKind.HEADING:
        level = min(1 + max(block.level, 1), _DEEPEST_HEADING)
        return f"<h{level}>{words}</h{level}>"
    if block.kind is BlockKind.LIST_ITEM:
        return f'<li class="level{min(max(block.level, 1), 4)}">{words}</li>'
    if block.kind is BlockKind.TABLE_ROW:
        return f'<div class="row">{number}{_cells(document, block, cited)}</div>'
    if block.kind is BlockKind.QUOTATION:
        return f"<blockquote>{words}</blockquote>"
    if block.kind is BlockKind.FURNITURE:
        return f'<p class="furniture">{words}</p>'
    return f"<p>{words}</p>"


def _cells(document: Document, row: Block, cited: Span) -> str:
    """The cells of a table row; each keeps the tab that ends it."""
    cells: list[str] = []
    start = row.start
    for cell in document.slice(row).split("\t"):
        end = min(start + len(cell) + 1, row.end)
        cells.append(f'<span class="cell">{marked_words(document, Span(start, end), cited)}</span>')
        start = end
    return "".join(cells)


def marked_words(document: Document, span: Span | Block, cited: Span) -> str:
    """HTML: the words of a span, with what is cited of them in `<mark>`."""
    start = min(max(span.start, cited.start), span.end)
    end = max(min(span.end, cited.end), start)
    before, marked, after = (document.text[a:b] for a, b in ((span.start, start), (start, end), (end, span.end)))
    mark = f"<mark>{escape(marked)}</mark>" if marked.strip() else escape(marked)
    return f"{escape(before)}{mark}{escape(after)}"
