"""Messages: answers and the list of documents as the chat shows them, every word of a document escaped.

The chat renders Markdown with HTML. A message here is one line of HTML in which every character of a text
but letters, digits and spaces is a character reference: neither Markdown nor HTML finds anything in it, and
the reader sees the text unchanged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.pages import DOCUMENTS_ADDRESS, document_address, passage_address, title_of
from ofsted_qa.faces.web.told import lines, near, quoted, told
from ofsted_qa.faces.wording import (
    dated_in_words,
    kind_in_words,
    note_in_words,
    quoted_in_words,
    searched_in_words,
    source_in_words,
    speaker_in_words,
    status_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ofsted_qa.values import Answer, Citation, Document, Nearest, Note


def plain(text: str) -> str:
    """A text as ASCII letters, digits, spaces and character references, which shows as it is anywhere."""
    return "".join(
        character if character == " " or (character.isascii() and character.isalnum()) else f"&#{ord(character)};"
        for character in text
    )


def line_message(text: str) -> str:
    """One plain line."""
    return f'<p class="line">{plain(text)}</p>'


def question_message(text: str) -> str:
    """What the person asked, as typed."""
    return f'<div class="asked"><span class="only-heard">You asked: </span>{plain(text)}</div>'


def answer_messages(answer: Answer) -> tuple[str, str]:
    """An answer in its two parts: its status with the short answer, and the evidence.

    The evidence is each quotation with its speaker and link, the notes, and what was searched. The nearest passage
    to a fact that is absent stands apart and says that it is no answer.
    """
    citations = quoted(answer)
    short, rest = told(answer.text, citations)
    evidence = (
        _pieces(rest, citations),
        "".join(_note(note, answer.citations) for note in answer.notes),
        _nearest(answer.nearest, near(answer)) if answer.nearest else "",
        f'<p class="searched">{plain(searched_in_words(answer))}</p>',
    )
    return f'<p class="status">{plain(status_in_words(answer))}</p>{_prose(short, citations)}', "".join(evidence)


def looking_message(documents: int) -> str:
    """What is shown while a question is worked on."""
    noun = "document" if documents == 1 else "documents"
    return f'<p class="status pending">{plain(f"Looking in {documents:,} {noun} …")}</p>'


def report_message(address: str) -> str:
    """The way to say how good an answer was."""
    return f'<p class="searched">{_link(address, "Say whether this answer helped")}</p>'


def taken_message(addresses: Mapping[str, str]) -> str:
    """The ways to take a conversation away: addresses by the name of the format; nothing where there are none."""
    links = ", ".join(f'<a href="{address}" download>{plain(name)}</a>' for name, address in addresses.items())
    return f'<p class="taken">Take this conversation away, with its references: {links}</p>' if links else ""


def documents_message(documents: Iterable[Document], *, may_change: bool = True) -> str:
    """The documents that answers come from: title with its link, authority, printed date and warnings.

    Where there are none, whoever `may_change` them is shown the way to add some.
    """
    entries: list[str] = []
    for document in documents:
        profile = document.profile
        dated = dated_in_words(profile.kind, profile.published, profile.visit)
        known = (kind_in_words(profile.kind), profile.authority, dated)
        facts = ", ".join(fact for fact in known if fact)
        warnings = "".join(
            f'<br><span class="warning">{plain(f"Warning: {warning}")}</span>' for warning in profile.warnings
        )
        link = _link(document_address(document.id), title_of(document))
        entries.append(f'<li>{link}<br><span class="facts">{plain(facts)}</span>{warnings}</li>')
    way = _link(DOCUMENTS_ADDRESS, "Add documents") if may_change else "An administrator can add some."
    none = f"<p>There are no documents yet, so nothing can be answered. {way}</p>"
    listed = f"<ul>{''.join(entries)}</ul>" if entries else none
    return f"<h2>{plain(f'Documents ({len(entries)})')}</h2>{listed}"


def _pieces(pieces: Sequence[str | Citation], citations: Sequence[Citation]) -> str:
    """Words of our own as paragraphs, each quotation as a figure of its own."""
    return "".join(_prose(one, citations) if isinstance(one, str) else _quotation(one) for one in pieces)


def _prose(text: str, citations: Sequence[Citation]) -> str:
    return "".join(f"<p>{_linked(line, citations)}</p>" for line in lines(text))


def _linked(text: str, citations: Sequence[Citation]) -> str:
    """A text whose numbers in brackets lead to their citations."""
    known = {f"[{citation.number}]": citation for citation in citations}
    pieces = re.split(r"(\[\d+\])", text)
    return "".join(_link(_address(known[piece]), piece) if piece in known else plain(piece) for piece in pieces)


def _quotation(citation: Citation) -> str:
    # Of what is not seen, the chat lets through only what a class hides.
    source = _link(_address(citation), f"[{citation.number}] {source_in_words(citation)}")
    number = f'<span class="only-heard"> (quotation {citation.number})</span>'
    copied = f'<span class="copied">{plain(quoted_in_words(citation))}</span>'
    copy = f'<button type="button" class="copy">Copy with its reference{number}</button>{copied}'
    return (
        f'<figure class="quotation"><figcaption>{plain(speaker_in_words(citation))}</figcaption>'
        f"<blockquote>{plain(citation.quote)}</blockquote>{source} {copy}</figure>"
    )


def _note(note: Note, citations: Sequence[Citation]) -> str:
    numbers = "".join(f" [{number}]" for number in note.citations if f"[{number}]" not in note.text)
    words = _linked(note.text + numbers, citations)
    return f'<p class="note"><strong>{plain(note_in_words(note.kind))}.</strong> {words}</p>'


def _nearest(nearest: Nearest, citations: Sequence[Citation]) -> str:
    short, rest = told(nearest.text, citations)
    return (
        '<section class="nearest"><p><strong>Not an answer.</strong> The nearest thing in the documents:</p>'
        f"{_pieces((short, *rest), citations)}</section>"
    )


def _address(citation: Citation) -> str:
    return passage_address(citation.document_id, citation.start, citation.end)


def _link(address: str, words: str) -> str:
    """A link that leaves the conversation open: the page opens beside it."""
    return f'<a href="{address}" target="_blank" rel="noopener">{plain(words)}</a>'
