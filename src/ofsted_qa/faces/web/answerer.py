"""The seams between the web face and what answers and checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ofsted_qa.values import Answer, Document, Finding, Judgement, Question, QuoteVerdict, Trace


class Answerer(Protocol):
    """Holds documents and answers questions from them; it is called from several threads at once."""

    def documents(self) -> Sequence[Document]:
        """Every document, in the order in which a person should see them."""
        ...

    def document(self, document_id: str) -> Document:
        """One document.

        Raises:
            BadInputError: there is no document of this id.
        """
        ...

    def judgements(self) -> Sequence[tuple[Document, Judgement]]:
        """Every judgement that the documents state, with its document, oldest inspection first."""
        ...

    def ask(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            OfstedQaError: the question cannot be answered, for a reason that a person can act on.
        """
        ...


class Checker(Protocol):
    """Checks quotations against documents; it is called from several threads at once."""

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        """The verdict on a quotation.

        Raises:
            OfstedQaError: it cannot be checked, for a reason that a person can act on.
        """
        ...

    def check_text(self, text: str) -> tuple[Finding, ...]:
        """The quotations and claims of a text, each with its verdict.

        Raises:
            OfstedQaError: it cannot be checked, for a reason that a person can act on.
        """
        ...

    def check_file(self, path: Path) -> tuple[Document, tuple[Finding, ...]]:
        """A file, read, and what was found in its text.

        Raises:
            OfstedQaError: it cannot be checked, for a reason that a person can act on.
        """
        ...

    def trace(self, name: str) -> Trace:
        """What a paper takes from inspectors.

        Raises:
            BadInputError: there is no such document, or it is the inspectors' own.
        """
        ...


class Served(Answerer, Checker, Protocol):
    """Everything that the web face serves."""
