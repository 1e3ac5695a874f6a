"""Loads a suite of questions with known facts from a TOML file, and refuses one that is not well formed."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from ofsted_qa.values import NoteKind, Status, SuiteError, VoiceRole

Model = TypeVar("Model", bound=BaseModel)
Split = Literal["tune", "report"]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

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


class Part(BaseModel):
    """A part of a suite: it cannot be changed, and a key that it does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class SuiteHead(Part):
    """What a suite is called, what it is for, and the floors that its report split must reach."""

    name: Name
    title: Words
    description: Words
    floors: dict[str, float] = {}


class Suite(Part):
    """A whole suite: its head, its documents and its cases, as the file has them."""

    suite: SuiteHead
    documents: Annotated[tuple[SuiteDocument, ...], Field(min_length=1)]
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_parts(self.documents, ((case.id, [one.document for one in case.sources]) for case in self.cases))
        return self


def check_parts(documents: Sequence[SuiteDocument], cases: Iterable[tuple[str, Sequence[str]]]) -> None:
    """See that documents and cases are named once, and that cases name documents of the suite.

    `cases` are ids, each with the keys of the documents that its sources name.

    Raises:
        ValueError: one is not.
    """
    keys = [document.key for document in documents]
    named = list(cases)
    _refuse_repeated("document key", keys)
    _refuse_repeated("document content", (document.sha256 for document in documents))
    _refuse_repeated("case", (identity for identity, _ in named))
    for identity, sources in named:
        for source in sources:
            if source not in keys:
                raise ValueError(f"case {identity}: there is no document with the key {source!r}")


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
    return load_as(Suite, path)


def load_as(model: type[Model], path: Path) -> Model:
    """Load a file of TOML as a model of a suite.

    Raises:
        SuiteError: the file cannot be read, or is not well formed; the one line names file and case.
    """
    data: dict[str, Any] = {}
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
        return model.model_validate(data)
    except OSError as error:
        raise SuiteError(f"{path}: cannot be read ({error.strerror})") from error
    except ValidationError as error:
        raise SuiteError(f"{path}: {_first_fault(error, data)}") from error
    except ValueError as error:
        raise SuiteError(f"{path}: is not TOML ({error})") from error


def _refuse_repeated(what: str, names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise ValueError(f"{what} {name}: stands in the suite {times} times")


def _first_fault(error: ValidationError, data: dict[str, Any]) -> str:
    """The first fault in one line: the case or document by name, the field, and what is wrong there."""
    fault = error.errors(include_url=False)[0]
    owner, *path = [str(step) for step in fault["loc"]] or [""]
    named = {"cases": "id", "documents": "key"}.get(owner)
    if named and path:
        index = path.pop(0)
        entry = data[owner][int(index)]
        name = entry.get(named) if isinstance(entry, dict) else None
        owner = f"{owner.removesuffix('s')} {name or 'number ' + str(int(index) + 1)}"
    if fault["type"] == "extra_forbidden":
        complaint = f"unknown key {'.'.join(path) or owner!r}"
    elif fault["type"] == "missing":
        complaint = f"{'.'.join(path) or owner} is missing"
    else:
        message = fault["msg"].removeprefix("Value error, ")
        complaint = f"{'.'.join(path)}: {message}" if path else message
    return f"{owner}: {complaint}" if path or named else complaint
