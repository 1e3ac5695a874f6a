"""Quotations: a pasted sentence, or the quotations of a whole text → whether the documents hold it, and whose it is."""

from ofsted_qa.quotes.checking import LONGEST_QUOTATION, QuoteChecker
from ofsted_qa.quotes.text import check_text
from ofsted_qa.quotes.tracing import trace

__all__ = ["LONGEST_QUOTATION", "QuoteChecker", "check_text", "trace"]
