"""A fake of what other programs ask: the fake library, with a search and a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fake_library import LETTER, FakeLibrary

from ofsted_qa.retrieval import Retrieved
from ofsted_qa.values import BadInputError, Passage, QuoteMatch, QuoteVerdict, Span, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import Question


class FakeQueried(FakeLibrary):
    """Finds the second half of the letter, and gives every quotation the same verdict."""

    def search(self, question: Question, limit: int | None = None) -> Sequence[Retrieved]:
        self.asked.append(question)
        start = LETTER.text.index("Staff morale")
        passage = Passage(f"{LETTER.id}:2", LETTER.id, start, len(LETTER.text), LETTER.text[start:], "Findings")
        return [Retrieved(passage, 0.5, 0.25)][:limit]

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        if not quote.strip("}"):
            raise BadInputError("the quotation holds no words")
        start = LETTER.text.index("Staff morale is good.")
        match = QuoteMatch.cut(LETTER, Span(start, start + 21), LETTER.sentences[2].voice, ())
        return QuoteVerdict(quote, said_by, Verdict.VERBATIM, "It stands there.", (match,), 1)
