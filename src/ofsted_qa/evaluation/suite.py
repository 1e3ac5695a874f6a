"""Loads a suite of questions with known facts from a TOML file, and refuses one that is not well formed."""

from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ofsted_qa.evaluation.suite_file import Name, Part, Sha256, SuiteHead, Words, checked, refuse_repeated, tables
from ofsted_qa.values import NoteKind, Status, VoiceRole

Split = Literal["tune", "report"]

#: The statuses of an answer that gives something, and of one that gives nothing.
GIVEN = frozenset({Status.ANSWERED, Status.PARTIAL})
REFUSED = frozenset({Status.NOT_IN_DOCUMENTS, Status.NEEDS_CLARIFICATION})


class CaseKind(StrEnum):
    """What a case asks of the system."""

    SINGLE_FACT = "single_fact"
    LIST = "list"
    WHO_SAID = "who_said"
    MONEY = "money"
    DATE = "date"
    CHANGE = "change"
    COMPARISON = "comparison"
    FOLLOW_UP = "follow_up"
    MISSPELLING = "misspelling"
    WRONG_PREMISE = "wrong_premise"
    DISAGREEMENT = "disagreement"
    UNANSWERABLE = "unanswerable"


class CaseSource(Part):
    """A run of words of a document that states a case's fact; `document` is a key of the suite."""

    document: str
    sentence: Words


class Case(Part):
    """One question, the statuses that are acceptable, and the facts that an answer must state.

    Each fact is a list of acceptable wordings. `wrong` are wordings that make an answer wrong, `voice`
    is whose words must support at least one of the facts, `notes` are kinds of notes that must stand
    beside the answer.
    """

    id: Name
    kind: CaseKind
    question: Words
    history: tuple[Words, ...] = ()
    status: Annotated[tuple[Status, ...], Field(min_length=1)]
    facts: tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...] = ()
    wrong: tuple[Words, ...] = ()
    voice: VoiceRole | None = None
    notes: tuple[NoteKind, ...] = ()
    sources: tuple[CaseSource, ...] = ()
    why: str = ""

    @property
    def split(self) -> Split:
        """The split that the case belongs to."""
        return split(self.id)

    @property
    def must_answer(self) -> bool:
        """Whether every refusal is wrong."""
        return GIVEN.issuperset(self.status)

    @property
    def must_refuse(self) -> bool:
        """Whether every answer is wrong."""
        return REFUSED.issuperset(self.status)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if Status.ERROR in self.status:
            raise ValueError("an error is never an acceptable status")
        if self.must_answer and not (self.facts and self.sources):
            raise ValueError("must be answered, so it needs facts and sources")
        if self.must_refuse and self.facts:
            raise ValueError("accepts no answer, so it can have no facts")
        if self.voice and not self.facts:
            raise ValueError("a voice is that of a fact, and there are no facts")
        return self


class SuiteDocument(Part):
    """A document that a suite asks about, named by its content; `file` is a hint for people."""

    key: Words
    file: Words
    sha256: Sha256


class Suite(Part):
    """A whole suite: its head, its documents and its cases, as the file has them."""

    suite: SuiteHead
    documents: Annotated[tuple[SuiteDocument, ...], Field(min_length=1)]
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_parts(self.documents, [(case.id, [one.document for one in case.sources]) for case in self.cases])
        return self


def check_parts(documents: Sequence[SuiteDocument], cases: Sequence[tuple[str, Sequence[str]]]) -> None:
    """See that documents and cases are named once, and that cases name documents of the suite.

    `cases` are ids, each with the keys of the documents that its sources name.

    Raises:
        ValueError: one is not.
    """
    keys = [document.key for document in documents]
    refuse_repeated("document key", keys)
    refuse_repeated("document content", (document.sha256 for document in documents))
    refuse_repeated("case", (case_id for case_id, _ in cases))
    for case_id, sources in cases:
        for source in sources:
            if source not in keys:
                raise ValueError(f"case {case_id}: there is no document with the key {source!r}")


def split(case_id: str) -> Split:
    """The split of a case: tune if the first byte of its id's SHA-256 is even, report if it is odd.

    Rules and thresholds may be chosen on tune alone. The hash decides, so that nobody has to.
    """
    return "report" if sha256(case_id.encode()).digest()[0] % 2 else "tune"


def load_suite(path: Path) -> Suite:
    """Load a suite of questions.

    Raises:
        SuiteError: the file cannot be read, or is not well formed; the one line names file and case.
    """
    return checked(Suite, path, tables(path))
