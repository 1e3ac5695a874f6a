"""The record of a run: the shape of its JSON, which docs/evaluation.md describes."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ofsted_qa.evaluation.measures import Folded
from ofsted_qa.evaluation.runner import CaseResult, FloorResult, FloorState, RunResult
from ofsted_qa.evaluation.suite import CaseKind, Split
from ofsted_qa.values import NoteKind, Status, VoiceRole
from ofsted_qa.version import __version__

Values = dict[str, float]
FoldedValues = dict[str, Folded]


class Part(BaseModel):
    """A part of a record: it cannot be changed, and a key that it does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Counts(Part):
    """How many cases the suite has, and what became of them; errors and passed are among those run."""

    cases: int
    run: int
    passed: int
    errors: int
    not_run: int
    rejected: int


class FloorRecord(Part):
    """A floor of the suite, the folded value of the report split, and what became of it."""

    name: str
    bound: float
    value: float | None
    cases: int
    state: FloorState


class CitationRecord(Part):
    """A citation in brief."""

    number: int
    document: str
    page: int | None
    paragraph: str | None
    voice: VoiceRole
    quote: str


class CaseRecord(Part):
    """A case that was run: what was asked and answered, its faults and its values."""

    id: str
    kind: CaseKind
    split: Split
    question: str
    history: tuple[str, ...]
    status: Status
    text: str
    citations: tuple[CitationRecord, ...]
    notes: tuple[NoteKind, ...]
    faults: tuple[str, ...]
    values: Values


class NotRunRecord(Part):
    """A case that was not run, and the files whose documents are not in the index."""

    id: str
    missing: tuple[str, ...]


class RejectedRecord(Part):
    """A case that does not fit its documents, and why."""

    id: str
    reason: str


class RunRecord(Part):
    """A whole run.

    `format` is the version of this shape; it changes when a key goes or changes its meaning.
    `other_documents` counts what the index holds and the suite does not name: it may answer questions
    that the suite holds to be unanswerable.
    """

    format: Literal[1] = 1
    of: Literal["questions"] = "questions"
    suite: str
    title: str
    program: str
    when: datetime
    ok: bool
    counts: Counts
    other_documents: int
    floors: tuple[FloorRecord, ...]
    folded: dict[Split, FoldedValues]
    by_kind: dict[CaseKind, FoldedValues]
    cases: tuple[CaseRecord, ...]
    not_run: tuple[NotRunRecord, ...]
    rejected: tuple[RejectedRecord, ...]


def record_of(result: RunResult) -> RunRecord:
    """The record of a run's result."""
    results = result.results
    return RunRecord(
        suite=result.suite.suite.name,
        title=result.suite.suite.title,
        program=__version__,
        when=result.when,
        ok=result.ok,
        counts=Counts(
            cases=len(result.suite.cases),
            run=len(results),
            passed=sum(not case.faults for case in results),
            errors=sum(case.answer.status is Status.ERROR for case in results),
            not_run=len(result.not_run),
            rejected=len(result.rejected),
        ),
        other_documents=result.others,
        floors=tuple(map(floor_record, result.floors)),
        folded={split: dict(values) for split, values in result.folded.items()},
        by_kind={kind: dict(values) for kind, values in result.by_kind.items()},
        cases=tuple(map(_case_record, results)),
        not_run=tuple(NotRunRecord(id=entry.case.id, missing=entry.missing) for entry in result.not_run),
        rejected=tuple(RejectedRecord(id=entry.case.id, reason=entry.reason) for entry in result.rejected),
    )


def floor_record(floor: FloorResult) -> FloorRecord:
    """The record of what became of a floor."""
    return FloorRecord(
        name=floor.name,
        bound=floor.bound,
        value=floor.measured.value if floor.measured else None,
        cases=floor.measured.cases if floor.measured else 0,
        state=floor.state,
    )


def _case_record(result: CaseResult) -> CaseRecord:
    case, answer = result.case, result.answer
    return CaseRecord(
        id=case.id,
        kind=case.kind,
        split=case.split,
        question=case.question,
        history=case.history,
        status=answer.status,
        text=answer.text,
        citations=tuple(
            CitationRecord(
                number=citation.number,
                document=citation.document,
                page=citation.page,
                paragraph=citation.paragraph,
                voice=citation.voice.role,
                quote=citation.quote,
            )
            for citation in answer.citations
        ),
        notes=tuple(note.kind for note in answer.notes),
        faults=result.faults,
        values=dict(result.values),
    )
