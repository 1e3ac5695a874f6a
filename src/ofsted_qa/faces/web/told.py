"""What an answer tells, piece by piece: words of our own, and the quotations that stand between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import Answer, Citation


def told(text: str, citations: Sequence[Citation]) -> tuple[str, tuple[str | Citation, ...]]:
    """What a text says before its first quotation, and the rest: texts and citations in the order of the text.

    Citations that the text leaves out follow it. A citation stands for its own words, whatever the text has.
    """
    pieces: list[str | Citation] = []
    left_out: list[Citation] = []
    for citation in sorted(citations, key=lambda citation: _place(text, citation)):
        found = re.search(rf'["“]?{re.escape(citation.quote)}["”]?\s*\[{citation.number}\]', text)
        if not found:
            left_out.append(citation)
            continue
        pieces += [text[: found.start()], citation]
        text = text[found.end() :]
    short, *rest = [*pieces, text]
    return str(short), (*rest, *left_out)


def quoted(answer: Answer) -> tuple[Citation, ...]:
    """The citations that answer; those of the nearest thing do not."""
    aside = answer.nearest.citations if answer.nearest else ()
    return tuple(citation for citation in answer.citations if citation.number not in aside)


def near(answer: Answer) -> tuple[Citation, ...]:
    """The citations of the nearest thing to a fact that is absent."""
    aside = answer.nearest.citations if answer.nearest else ()
    return tuple(citation for citation in answer.citations if citation.number in aside)


def lines(text: str) -> list[str]:
    """The lines of words of our own; lone stops between quotations are left out."""
    if not any(character.isalnum() for character in text):
        return []
    return [line.strip() for line in text.splitlines() if line.strip()]


def _place(text: str, citation: Citation) -> int:
    place = text.find(f"[{citation.number}]")
    return len(text) if place < 0 else place
