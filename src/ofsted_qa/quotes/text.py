"""Checks a whole text: each quotation and claim in it, with its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.quotes.checking import LONGEST_QUOTATION
from ofsted_qa.quotes.finding import located
from ofsted_qa.values import BadInputError, Finding, QuoteVerdict, Verdict

if TYPE_CHECKING:
    from ofsted_qa.quotes.checking import QuoteChecker
    from ofsted_qa.quotes.finding import Located

LONGEST_TEXT = 2_000_000  # characters: a book of 700 pages


def check_text(checker: QuoteChecker, text: str) -> tuple[Finding, ...]:
    """The quotations and claims of a text in order, each with its verdict.

    What cannot be checked (a quotation of no words, or of a length that no quotation has) has the verdict "error".

    Raises:
        BadInputError: the text holds no words, or is too long.
    """
    if len(text) > LONGEST_TEXT:
        raise BadInputError(f"a text may have up to {LONGEST_TEXT:,} characters, this one has {len(text):,}")
    if not any(letter.isalnum() for letter in text):
        raise BadInputError("the text holds no words")
    return tuple(_finding(checker, text, one) for one in located(text))


def _finding(checker: QuoteChecker, text: str, one: Located) -> Finding:
    words = text[one.start : one.end]
    try:
        verdict = checker.check(words, one.said_by)
    except BadInputError as error:
        verdict = QuoteVerdict(words[:LONGEST_QUOTATION], one.said_by, Verdict.ERROR, str(error))
    return Finding(one.kind, one.start, one.end, words, verdict)
