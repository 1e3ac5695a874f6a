"""The seams between the web face and what answers and checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ofsted_qa.faces.api import Queried

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ofsted_qa.ingesting import IngestReport
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

    def judgements(self, authority: str | None = None) -> Sequence[tuple[Document, Judgement]]:
        """Every judgement that the documents state, with its document, oldest inspection first.

        Of one authority alone where one is given.
        """
        ...

    def ask(self, question: Question, said: Callable[[str], None] | None = None) -> Answer:
        """Answer a question; `said` is given each sentence of a language model that the evidence holds, at once.

        Raises:
            OfstedQaError: the question cannot be answered, for a reason that a person can act on.
        """
        ...

    def extractive(self, question: Question) -> Answer:
        """Answer a question without a language model, and without a trace in the log.

        Raises:
            OfstedQaError: the question cannot be answered, for a reason that a person can act on.
        """
        ...


class Keeper(Answerer, Protocol):
    """Holds documents that can be added and removed while questions are answered."""

    def add(self, paths: Sequence[Path], progress: Callable[[str, int, int], None] | None = None) -> IngestReport:
        """Read files into the index; `progress` is told what is being done, how much is done, and of how much.

        Raises:
            OfstedQaError: they cannot be added, for a reason that a person can act on.
        """
        ...

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        """Take documents out of the index by their ids.

        Raises:
            OfstedQaError: one cannot be removed, for a reason that a person can act on.
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


class Served(Keeper, Checker, Queried, Protocol):
    """Everything that the web face serves."""
