"""Reads PDF files: pages as they are shown → a document whose every character knows its page and its box."""

from ofsted_qa.reading.pdf.pictures import page_png
from ofsted_qa.reading.pdf.reader import UNFINISHED, PdfReader

__all__ = ["UNFINISHED", "PdfReader", "page_png"]
