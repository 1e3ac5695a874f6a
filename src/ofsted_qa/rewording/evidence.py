"""The evidence of an answer as a language model is given it, and the sentences that hold what it makes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ofsted_qa.rewording.reference import gives_orders
from ofsted_qa.understanding.sentences import split
from ofsted_qa.values import BlockKind, Citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofsted_qa.values import Answer

_LONGEST = 1_500  # characters; no sentence of prose is longer, and checking takes the square of it
_NUMBER = re.compile(r"\s*\[\d+\]")
#: A sentence that begins so speaks of what the one before it names.
_REFERS_BACK = re.compile(
    r"\W*(?:(?:he|she|it|they|this|these|that|those|his|her|its|their|both)\b"
    r"|(?:most|some|many|few|all|none|several|others) (?:of (?:them|these|those)|is|are|was|were|has|have|had)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A citation that an answer's text rests on; `lead` is what the answer says of it in words of its own."""

    citation: Citation
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of a citation's words, what stands beside it, and the citation.

    `before` is the sentence before it where it refers back to that; `lead` as of the evidence.
    """

    citation: Citation
    words: str
    before: str = ""
    lead: str = ""

    @property
    def text(self) -> str:
        """The cited words, with those that they refer back to."""
        return f"{self.before}\n{self.words}" if self.before else self.words


def evidence_of(answer: Answer) -> tuple[Evidence, ...]:
    """The citations that the text of an extractive answer quotes, in its order.

    The text is quotations, each behind its lead: the short answer, a grade with its inspection, a speaker.
    """
    found: list[Evidence] = []
    at = 0
    for citation in answer.citations:
        quoted = f"“{citation.quote}” [{citation.number}]"
        place = answer.text.find(quoted, at)
        if place >= 0:
            lead = _NUMBER.sub("", answer.text[at:place]).strip()
            found.append(Evidence(citation, lead))
            at = place + len(quoted)
    return tuple(found)


def units(evidence: Evidence) -> Iterator[Unit]:
    """The sentences of a citation's words that can hold something: none that is endless, or orders a machine about."""
    quote = evidence.citation.quote
    spans = split(quote, BlockKind.PARAGRAPH) or [(0, len(quote))]
    sentences = [quote[start:end] for start, end in spans]
    for before, words in pairwise(["", *sentences]):
        if len(words) <= _LONGEST and not gives_orders(words):
            back = before if len(before) <= _LONGEST and _REFERS_BACK.match(words) else ""
            yield Unit(evidence.citation, words, back, evidence.lead)
