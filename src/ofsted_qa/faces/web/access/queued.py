"""Queued: what takes a processor's time is done in turns, for whoever is asking."""

from __future__ import annotations

from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ofsted_qa.faces.web.access.turns import Turns
    from ofsted_qa.faces.web.answerer import Served
    from ofsted_qa.retrieval import Retrieved
    from ofsted_qa.values import Answer, Document, Finding, Judgement, Question, QuoteVerdict, Trace

#: Who sent the request that is being answered: a user, or an address where nobody signs in.
CALLER: ContextVar[str] = ContextVar("caller", default="")

_LONG = 600.0  # seconds: a file of many scanned pages is read at 2.5 s a page


class Queued:
    """Everything that the web face serves, with a queue before what takes time; each may raise `BusyError`."""

    def __init__(self, served: Served, turns: Turns) -> None:
        """Serve this, in these turns."""
        self._served = served
        self._turns = turns

    def documents(self) -> Sequence[Document]:
        """Every document."""
        return self._served.documents()

    def document(self, document_id: str) -> Document:
        """One document."""
        return self._served.document(document_id)

    def judgements(self, authority: str | None = None) -> Sequence[tuple[Document, Judgement]]:
        """Every judgement."""
        return self._served.judgements(authority)

    def ask(self, question: Question) -> Answer:
        """Answer a question."""
        return self._turns.submit(CALLER.get(), partial(self._served.ask, question)).result()

    def search(self, question: Question, limit: int | None = None) -> Sequence[Retrieved]:
        """The passages for a question."""
        return self._turns.submit(CALLER.get(), partial(self._served.search, question, limit)).result()

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        """The verdict on a quotation."""
        return self._turns.submit(CALLER.get(), partial(self._served.check_quote, quote, said_by)).result()

    def check_text(self, text: str) -> tuple[Finding, ...]:
        """The findings in a text."""
        return self._turns.submit(CALLER.get(), partial(self._served.check_text, text)).result(_LONG)

    def check_file(self, path: Path) -> tuple[Document, tuple[Finding, ...]]:
        """The findings in a file."""
        return self._turns.submit(CALLER.get(), partial(self._served.check_file, path)).result(_LONG)

    def trace(self, name: str) -> Trace:
        """What a paper takes from inspectors."""
        return self._turns.submit(CALLER.get(), partial(self._served.trace, name)).result(_LONG)
