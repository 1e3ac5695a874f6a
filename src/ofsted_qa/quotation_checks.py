"""The part of the library that checks quotations: one, a whole text, a file, and what a paper takes from inspectors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from contextlib import closing
from time import perf_counter
from typing import TYPE_CHECKING

from ofsted_qa.catalogue import distinct, entry_named, since
from ofsted_qa.parsing import parsed
from ofsted_qa.quotes import QuoteChecker, check_text, trace
from ofsted_qa.values import BadInputError, UnreadableDocumentError

if TYPE_CHECKING:
    from pathlib import Path

    from ofsted_qa.event_log import EventLog
    from ofsted_qa.index import Generation
    from ofsted_qa.values import Document, Finding, QuoteVerdict, Trace


class QuotationChecks(ABC):
    """Checks quotations against the documents of the current generation; no model is needed, no vectors are read."""

    _log: EventLog
    _checker: tuple[Generation, QuoteChecker] | None = None

    @abstractmethod
    def _current(self, *, for_questions: bool = False) -> Generation:
        """The current generation."""

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        """Whether the documents hold a quotation word for word, and whether the words are those of `said_by`.

        `said_by` is free text such as "Ofsted", "the council" or a name; None asks for the words alone.

        Raises:
            BadInputError: the quotation holds no words, or is too long.
            NoIndexError: there is no index yet.
        """
        started = perf_counter()
        with self._log.errors("check_quote"):
            verdict = self._quotes().check(quote, said_by)
        self._log.write(
            "quotation_checked",
            verdict=verdict.verdict.value,
            documents=distinct(match.document_id for match in verdict.matches),
            seconds=since(started),
            **self._log.question(quote),
        )
        return verdict

    def check_text(self, text: str) -> tuple[Finding, ...]:
        """The quotations of a text and what it claims that inspectors found, each with the verdict on it.

        `start` and `end` of a finding are offsets into the text.

        Raises:
            BadInputError: the text holds no words, or is too long.
            NoIndexError: there is no index yet.
        """
        started = perf_counter()
        with self._log.errors("check_text"):
            findings = check_text(self._quotes(), text)
        verdicts = Counter(finding.verdict.verdict.value for finding in findings)
        self._log.write("text_checked", characters=len(text), verdicts=verdicts, seconds=since(started))
        return findings

    def check_file(self, path: Path) -> tuple[Document, tuple[Finding, ...]]:
        """A file read as a document, and what `check_text` finds in its text; nothing is added to the index.

        Raises:
            BadInputError: the file cannot be read, or holds no words.
            NoIndexError: there is no index yet.
        """
        self._current()  # without an index nothing can be checked: say so first
        with closing(parsed([(path, path)])) as read:
            document = next(read)
        if isinstance(document, UnreadableDocumentError):
            raise BadInputError(f"{path.name} cannot be read: {document}")
        return document, self.check_text(document.text)

    def trace(self, name: str) -> Trace:
        """What a paper in the index quotes or reports of inspectors, beside the inspectors' own sentences.

        `name` is the document's file name, path or id (at least eight characters of it). Sources are the
        inspectors' documents in the index on the same council.

        Raises:
            BadInputError: the name fits no document or more than one, or the document is the inspectors' own.
            NoIndexError: there is no index yet.
        """
        started = perf_counter()
        with self._log.errors("trace"):
            document = entry_named(self._current().entries, name).document
            traced = trace(self._quotes(), document)
        outcomes = Counter(finding.outcome.value for finding in traced.findings)
        self._log.write("paper_traced", documents=[document.id], outcomes=outcomes, seconds=since(started))
        return traced

    def _quotes(self) -> QuoteChecker:
        """What checks quotations against the current generation."""
        generation = self._current()
        held = self._checker
        if held is None or held[0] is not generation:
            held = self._checker = (generation, QuoteChecker(generation.documents))
        return held[1]
