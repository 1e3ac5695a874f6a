"""Fits a suite to the documents at hand: which cases can be run, which cannot, and which are wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from ofsted_qa.evaluation.matching import places
from ofsted_qa.evaluation.suite import Case, CaseSource, Suite
from ofsted_qa.values import Document, Passage, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one source sentence stands in its document: every place, as the words may recur."""

    document_id: str
    spans: tuple[Span, ...]

    def meets(self, passage: Passage) -> bool:
        """Whether a passage holds any part of the sentence, at any of its places."""
        return passage.document_id == self.document_id and any(
            span.start < passage.end and passage.start < span.end for span in self.spans
        )


@dataclass(frozen=True, slots=True)
class Ready:
    """A case that can be run, with the evidence of each of its sources."""

    case: Case
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NotRun:
    """A case some of whose documents are not in the index; `missing` are their file names."""

    case: Case
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A case that does not fit its documents, and why."""

    case: Case
    reason: str


def fit(suite: Suite, documents: Mapping[str, Document]) -> list[Ready | NotRun | Rejected]:
    """Fit every case of a suite to documents (by their ids), in the suite's order.

    A case needs the documents of its sources. A case without sources says that nothing in the papers
    answers it, so it needs all of the suite's documents.
    """
    return [_fit_case(case, suite, documents) for case in suite.cases]


def _fit_case(case: Case, suite: Suite, documents: Mapping[str, Document]) -> Ready | NotRun | Rejected:
    keys = {source.document for source in case.sources}
    needed = [entry for entry in suite.documents if entry.key in keys or not keys]
    missing = tuple(entry.file for entry in needed if entry.sha256 not in documents)
    if missing:
        return NotRun(case, missing)
    at_hand = {entry.key: documents[entry.sha256] for entry in needed}
    evidence = tuple(_locate(source, at_hand[source.document]) for source in case.sources)
    for source, found in zip(case.sources, evidence, strict=True):
        if not found.spans:
            name = at_hand[source.document].source.name
            return Rejected(case, f"source sentence is not in {name}: {source.sentence!r}")
    return Ready(case, evidence)


def _locate(source: CaseSource, document: Document) -> Evidence:
    return Evidence(document.id, places(source.sentence, document.text))
