"""Quotations: a pasted sentence, or the quotations of a whole text → whether the documents hold it, and whose it is."""

from ofsted_qa.quotes.checking import QuoteChecker

__all__ = ["QuoteChecker"]
