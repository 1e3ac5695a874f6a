"""Word files: what is printed of them, in order, with the numbers that Word prints by itself."""

from ofsted_qa.reading.word.reader import WordReader

__all__ = ["WordReader"]
