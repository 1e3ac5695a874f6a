"""A suite of quotations with known verdicts: what its TOML file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, model_validator

from ofsted_qa.evaluation.suite import (
    Name,
    Part,
    Split,
    Suite,
    SuiteDocument,
    SuiteHead,
    Words,
    check_parts,
    load_as,
    split,
)
from ofsted_qa.values import Verdict

if TYPE_CHECKING:
    from pathlib import Path

#: The verdicts that a case may expect.
Expected = Literal[Verdict.VERBATIM, Verdict.ALTERED, Verdict.STITCHED, Verdict.WRONG_VOICE, Verdict.NOT_FOUND]


class QuoteSource(Part):
    """The run of words of a document that the verdict rests on; `document` is a key of the suite."""

    document: str
    text: Words


class QuoteCase(Part):
    """One quotation as somebody pastes it, whose words it is said to be, the verdict it must get, and why."""

    id: Name
    quote: Words
    said_by: Words | None = None
    verdict: Expected
    source: QuoteSource | None = None
    reason: Words

    @property
    def split(self) -> Split:
        """The split that the case belongs to."""
        return split(self.id)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.verdict is Verdict.VERBATIM and self.source is None:
            raise ValueError("is verbatim, so it needs a source")
        return self


class QuoteSuite(Part):
    """A whole suite of quotations: its head, its documents and its cases, as the file has them."""

    suite: SuiteHead
    documents: Annotated[tuple[SuiteDocument, ...], Field(min_length=1)]
    cases: Annotated[tuple[QuoteCase, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        sources = ((case.id, [case.source.document] if case.source else []) for case in self.cases)
        check_parts(self.documents, sources)
        return self


def load_any(path: Path) -> Suite | QuoteSuite:
    """Load a suite of questions, or one of quotations where its first case holds a quotation.

    Raises:
        SuiteError: the file cannot be read, or is not well formed; the one line names file and case.
    """
    first: object = next(iter(load_as(_Glance, path).cases), None)
    if isinstance(first, dict) and "quote" in first:
        return load_as(QuoteSuite, path)
    return load_as(Suite, path)


class _Glance(BaseModel):
    """Enough of a suite to see what its cases are."""

    cases: list[Any] = []
