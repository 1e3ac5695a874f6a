"""The page of a passage: the cited words among their neighbours, who says them and where, the page as it is printed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.page_pictures import pictured_pages
from ofsted_qa.faces.web.pages import document_address, document_body, facts_of, marked_words, page_of, title_of
from ofsted_qa.faces.wording import place_in_words, quoted_in_words, voice_in_words
from ofsted_qa.values import QuoteMatch, Span, Voice, VoiceRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.faces.web.page_pictures import Rectangle
    from ofsted_qa.values import Block, Document, Page, Sentence

_NOBODY = Voice(VoiceRole.UNKNOWN, None, "no sentence")
_READ = "These words were read by machine (OCR): check them against the page."


def passage_page(document: Document, start: int, end: int) -> str | None:
    """A whole document with the characters `start` to `end` marked, and at its top these words among their neighbours.

    Below them stand who says them, under which headings, on which page and in which paragraph, the words with their
    full reference to be copied, and pictures of the pages of a PDF with the words marked. None where these
    characters are no part of the document that a person could see.
    """
    if not 0 <= start < end <= len(document.text):
        return None
    cited = Span(start, end)
    body = document_body(document, cited).replace("<mark>", '<mark id="in-document">', 1)
    if "<mark" not in body:
        return None
    top = (
        f'<section class="cited" aria-labelledby="cited-words"><h2 id="cited-words">The cited words</h2>'
        f"{_neighbours(document, cited)}{_whereabouts(document, cited)}{_reference(document, cited)}</section>"
        f"{_pictures(document, cited)}"
    )
    return page_of(
        title_of(document),
        f'{facts_of(document)}{top}<h2>The whole document</h2><article aria-label="The document">{body}</article>',
    )


def _neighbours(document: Document, cited: Span) -> str:
    """The cited words marked, with the sentence before and the sentence after the sentences that they stand in."""
    said = [index for index, sentence in enumerate(document.sentences) if _overlap(sentence, cited)]
    around = document.sentences[max(0, said[0] - 1) : said[-1] + 2] if said else ()
    first = min([cited.start, *(one.start for one in around)])
    last = max([cited.end, *(one.end for one in around)])
    words = marked_words(document, Span(first, last), cited).replace("<mark>", '<mark id="cited">', 1)
    return f"<blockquote>{words}</blockquote>"


def _whereabouts(document: Document, cited: Span) -> str:
    """Who says the marked words, under which headings, on which page and in which paragraph."""
    said = [sentence.voice for sentence in document.sentences if _overlap(sentence, cited)]
    speakers = dict.fromkeys(voice_in_words(voice, document.profile.kind) for voice in said)
    rows = [("Speaking", "; ".join(speakers) or "not known")]
    index = next((i for i, block in enumerate(document.blocks) if _overlap(block, cited)), None)
    if index is not None:
        rows.append(("Under", " › ".join(document.heading_path(index))))  # noqa: RUF001
        page = document.page_at(max(cited.start, document.blocks[index].start))
        number = document.blocks[index].number
        rows.append(("At", place_in_words(page.number if page else None, page.printed if page else None, number)))
    rows.append(("Warning", _READ if document.machine_read(cited) else ""))
    terms = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows if value)
    return f'<dl>{terms}</dl><a href="#in-document">Read on in the document</a>'


def _reference(document: Document, cited: Span) -> str:
    """The words with their full reference, to be copied."""
    voice = next((one.voice for one in document.sentences if _overlap(one, cited)), _NOBODY)
    words = quoted_in_words(QuoteMatch.cut(document, cited, voice))
    return (
        '<h3>To quote it</h3><div class="to-copy">'
        f'<p id="quoted">{escape(words)}</p><button type="button" class="copy" data-copies="quoted" hidden>'
        "Copy with its reference</button></div>"
    )


def _pictures(document: Document, cited: Span) -> str:
    """The pages on which the words are printed, as they look, with the words marked."""
    return "".join(_picture(document, page, where) for page, where in pictured_pages(document, cited))


def _picture(document: Document, page: Page, where: Sequence[Rectangle]) -> str:
    address = f"{document_address(document.id)}/pages/{page.number}.png"
    name = place_in_words(page.number, page.printed, None)
    marks = "".join(f'<rect x="{one.left}" y="{one.top}" width="{one.width}" height="{one.height}"/>' for one in where)
    return (
        f'<figure class="page"><figcaption>{escape(name).capitalize()} as it is printed. '
        f'<a href="{address}">The page alone</a></figcaption>'
        f'<svg viewBox="0 0 {page.width} {page.height}" role="img" aria-label="{escape(name)}, the words marked">'
        f'<image href="{address}" width="{page.width}" height="{page.height}"/>{marks}</svg></figure>'
    )


def _overlap(one: Span | Block | Sentence, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
