"""The five papers of corpus/, and made-up texts, as documents."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ofsted_qa.reading import read_document
from ofsted_qa.reading.text import TextReader
from ofsted_qa.understanding import understand
from ofsted_qa.values import Document, Source

CORPUS = Path(__file__).parent.parent / "corpus"
PAPERS = tuple(sorted(path.name for path in CORPUS.glob("*.txt")))

DUDLEY_REPORT = "dudley-cabinet-report-2018-06-27.txt"
DUDLEY_LETTER = "dudley-ofsted-monitoring-letter-2017-03-23.txt"
ARTICLE = "express-and-star-dudley-inspection-article.txt"
MEDWAY = "medway-cabinet-report-2015-12-15.txt"
TAMESIDE = "tameside-executive-cabinet-report-ofsted-update.txt"


@cache
def paper(name: str) -> Document:
    """A paper of corpus/, understood."""
    return understand(read_document(CORPUS / name, CORPUS))


def read(text: str, name: str = "made.txt") -> Document:
    """A made-up text, read."""
    return TextReader().read(text.encode(), Source(name, name, "."))


def understood(text: str, name: str = "made.txt") -> Document:
    """A made-up text, understood."""
    return understand(read(text, name))


def sentence(document: Document, words: str) -> str:
    """The one sentence that holds these words."""
    (found,) = {document.slice(one) for one in document.sentences if words in document.slice(one)}
    return found


def voice(document: Document, words: str) -> str:
    """Who speaks in the sentence that holds these words: "council", "person Jo Hale", "ofsted"."""
    (found,) = {one.voice for one in document.sentences if words in document.slice(one)}
    return f"{found.role.value} {found.name}" if found.name else found.role.value
