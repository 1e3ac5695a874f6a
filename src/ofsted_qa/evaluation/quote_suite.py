"""Loads a suite of quotations with known verdicts from a TOML file, and refuses one that is not well formed."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ofsted_qa.evaluation.suite import Split, SuiteDocument, check_parts, split
from ofsted_qa.evaluation.suite_file import Name, Part, SuiteHead, Words, checked, tables
from ofsted_qa.values import Verdict

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
        named = [(case.id, [case.source.document] if case.source else []) for case in self.cases]
        check_parts(self.documents, named)
        return self


def load_quotes(path: Path) -> QuoteSuite:
    """Load a suite of quotations.

    Raises:
        SuiteError: the file cannot be read, or is not well formed; the one line names file and case.
    """
    return checked(QuoteSuite, path, tables(path))
