"""Messages: answers and the list of documents as the chat shows them, every word of a document escaped.

The chat renders Markdown with HTML. A message here is one line of HTML in which every character of a text
but letters, digits and spaces is a character reference: neither Markdown nor HTML finds anything in it, and
the reader sees the text unchanged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.pages import document_address, passage_address, title_of
from ofsted_qa.faces.wording import (
    date_in_words,
    kind_in_words,
    searched_in_words,
    source_in_words,
    speaker_in_words,
    status_in_words,
)
from ofsted_qa.values import Answer, Citation, Note, NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ofsted_qa.values import Document, Nearest

_NOTES = {
    NoteKind.DISAGREEMENT: "The documents differ",
    NoteKind.SUPERSEDED: "There is something later",
    NoteKind.IMPOSSIBLE_DATE: "Check the date",
    NoteKind.NO_GRADE_GIVEN: "No grade given",
    NoteKind.WRONG_PREMISE: "The question supposes something else",
    NoteKind.UNREAD_DOCUMENT: "A document could not be read",
    NoteKind.SPELLING: "Spelling",
    NoteKind.FOLLOW_UP: "Read as a follow-up",
    NoteKind.NOT_FOUND: "Not found",
    NoteKind.READ_BY_MACHINE: "Read by machine",
    NoteKind.REPORTED: "Only reported",
    NoteKind.FRAMEWORKS: "Different frameworks",
    NoteKind.LANGUAGE_MODEL: "A language model",
}


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
    return f'<div class="asked">{plain(text)}</div>'


def answer_message(answer: Answer) -> str:
    """An answer: its status, each quotation with its speaker and link, the notes, and what was searched.

    The nearest passage to a fact that is absent stands apart and says that it is no answer.
    """
    aside = set(answer.nearest.citations) if answer.nearest else set()
    quoted = [citation for citation in answer.citations if citation.number not in aside]
    return "".join(
        (
            f'<p class="status">{plain(status_in_words(answer))}</p>',
            _told(answer.text, quoted),
            "".join(_note(note, answer.citations) for note in answer.notes),
            _nearest(answer.nearest, answer.citations) if answer.nearest else "",
            f'<p class="searched">{plain(searched_in_words(answer.searched))}</p>',
        )
    )


def documents_message(documents: Iterable[Document]) -> str:
    """The documents that answers come from: title with its link, authority, printed date and warnings."""
    entries: list[str] = []
    for document in documents:
        profile = document.profile
        known = (kind_in_words(profile.kind), profile.authority, date_in_words(profile.published))
        facts = ", ".join(fact for fact in known if fact)
        warnings = "".join(
            f'<br><span class="warning">{plain(f"Warning: {warning}")}</span>' for warning in profile.warnings
        )
        link = _link(document_address(document.id), title_of(document))
        entries.append(f'<li>{link}<br><span class="facts">{plain(facts)}</span>{warnings}</li>')
    listed = f"<ul>{''.join(entries)}</ul>" if entries else "<p>There are no documents yet.</p>"
    return f"<h2>{plain(f'Documents ({len(entries)})')}</h2>{listed}"


def _told(text: str, citations: Sequence[Citation]) -> str:
    """A text with each quotation in it set as a figure of its own; quotations that it leaves out follow it.

    The words of a quotation are always the citation's, never the text's.
    """
    parts: list[str] = []
    left_out: list[Citation] = []
    for citation in sorted(citations, key=lambda citation: _place(text, citation)):
        found = re.search(rf'["“]?{re.escape(citation.quote)}["”]?\s*\[{citation.number}\]', text)
        if not found:
            left_out.append(citation)
            continue
        parts += [_prose(text[: found.start()], citations), _quotation(citation)]
        text = text[found.end() :]
    parts.append(_prose(text, citations))
    return "".join(parts + [_quotation(citation) for citation in left_out])


def _place(text: str, citation: Citation) -> int:
    place = text.find(f"[{citation.number}]")
    return len(text) if place < 0 else place


def _prose(text: str, citations: Sequence[Citation]) -> str:
    """Words that are nobody's quotation; lone stops between quotations are left out."""
    if not any(character.isalnum() for character in text):
        return ""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{_linked(line, citations)}</p>" for line in lines if line)


def _linked(text: str, citations: Sequence[Citation]) -> str:
    """A text whose numbers in brackets lead to their citations."""
    known = {f"[{citation.number}]": citation for citation in citations}
    pieces = re.split(r"(\[\d+\])", text)
    return "".join(_link(_address(known[piece]), piece) if piece in known else plain(piece) for piece in pieces)


def _quotation(citation: Citation) -> str:
    source = _link(_address(citation), f"[{citation.number}] {source_in_words(citation)}")
    return (
        f'<figure class="quotation"><figcaption>{plain(speaker_in_words(citation))}</figcaption>'
        f"<blockquote>{plain(citation.quote)}</blockquote>{source}</figure>"
    )


def _note(note: Note, citations: Sequence[Citation]) -> str:
    numbers = "".join(f" [{number}]" for number in note.citations if f"[{number}]" not in note.text)
    words = _linked(note.text + numbers, citations)
    return f'<p class="note"><strong>{plain(_NOTES[note.kind])}.</strong> {words}</p>'


def _nearest(nearest: Nearest, citations: Sequence[Citation]) -> str:
    near = [citation for citation in citations if citation.number in nearest.citations]
    return (
        '<section class="nearest"><p><strong>Not an answer.</strong> The nearest thing in the documents:</p>'
        f"{_told(nearest.text, near)}</section>"
    )


def _address(citation: Citation) -> str:
    return passage_address(citation.document_id, citation.start, citation.end)


def _link(address: str, words: str) -> str:
    """A link that leaves the conversation open: the page opens beside it."""
    return f'<a href="{address}" target="_blank" rel="noopener">{plain(words)}</a>'
