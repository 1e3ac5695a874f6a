"""Runs a suite against whatever answers questions, and checks the floors that the suite states."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import Literal, Protocol

from ofsted_qa.evaluation.fitting import NotRun, Ready, Rejected, fit
from ofsted_qa.evaluation.measures import MEASURES, Folded, fold, values_of
from ofsted_qa.evaluation.observation import Observation
from ofsted_qa.evaluation.suite import Case, CaseKind, Split, Suite
from ofsted_qa.values import (
    Answer,
    Document,
    Filters,
    OfstedQaError,
    Passage,
    Question,
    Searched,
    Status,
    SuiteError,
)

#: Told after each case how many are done, and of how many.
Progress = Callable[[int, int], None]

FloorState = Literal["reached", "failed", "not_measured"]

#: What the name of a floor begins with where it is an upper bound.
_UPPER = "max_"


class Answerer(Protocol):
    """What an evaluation asks of a system that answers."""

    def documents(self) -> Sequence[Document]:
        """Every document in the index."""
        ...

    def passage(self, passage_id: str) -> Passage:
        """A passage by its id.

        Raises:
            OfstedQaError: there is no such passage.
        """
        ...

    def ask(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            OfstedQaError: the question cannot be answered; the case is then an error.
        """
        ...


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case that was run: its answer, the value of each measure that applies, and the answer's faults."""

    case: Case
    answer: Answer
    values: Mapping[str, float]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FloorResult:
    """What became of a floor. `measured` is None where its measure applied to no case of the report split."""

    name: str
    bound: float
    measured: Folded | None

    @property
    def state(self) -> FloorState:
        """The outcome."""
        if self.measured is None:
            return "not_measured"
        value = self.measured.value
        reached = value <= self.bound if self.name.startswith(_UPPER) else value >= self.bound
        return "reached" if reached else "failed"


@dataclass(frozen=True, slots=True)
class RunResult:
    """Everything that a run of a suite gave; `others` counts the documents that the suite does not name."""

    suite: Suite
    when: datetime
    others: int
    results: tuple[CaseResult, ...]
    not_run: tuple[NotRun, ...]
    rejected: tuple[Rejected, ...]
    folded: Mapping[Split, Mapping[str, Folded]]
    by_kind: Mapping[CaseKind, Mapping[str, Folded]]
    floors: tuple[FloorResult, ...]

    @property
    def ok(self) -> bool:
        """Whether no floor failed and no case had to be rejected."""
        return not self.rejected and all(floor.state != "failed" for floor in self.floors)


def run(suite: Suite, answerer: Answerer, progress: Progress = lambda _done, _of: None) -> RunResult:
    """Ask every question of a suite whose documents are in the index, one after another.

    Raises:
        SuiteError: the suite states a floor for something that is not a measure.
    """
    _check_floor_names(suite)
    when = datetime.now(UTC).replace(microsecond=0)
    documents = {document.id: document for document in answerer.documents()}
    fitted = fit(suite, documents)
    ready = [entry for entry in fitted if isinstance(entry, Ready)]
    results = []
    for entry in ready:
        results.append(_run_case(entry, answerer, documents))
        progress(len(results), len(ready))
    splits: tuple[Split, ...] = ("tune", "report")
    folded = {split: _fold(r for r in results if r.case.split == split) for split in splits}
    kinds = [kind for kind in CaseKind if any(result.case.kind is kind for result in results)]
    return RunResult(
        suite=suite,
        when=when,
        others=len(documents.keys() - {document.sha256 for document in suite.documents}),
        results=tuple(results),
        not_run=tuple(entry for entry in fitted if isinstance(entry, NotRun)),
        rejected=tuple(entry for entry in fitted if isinstance(entry, Rejected)),
        folded=folded,
        by_kind={kind: _fold(r for r in results if r.case.kind is kind) for kind in kinds},
        floors=tuple(
            FloorResult(name, bound, folded["report"].get(name.removeprefix(_UPPER)))
            for name, bound in suite.suite.floors.items()
        ),
    )


def _check_floor_names(suite: Suite) -> None:
    names = {measure.name for measure in MEASURES}
    for floor in suite.suite.floors:
        if floor.removeprefix(_UPPER) not in names:
            raise SuiteError(f"suite {suite.suite.name}: floor {floor} is not the name of a measure")


def _run_case(ready: Ready, answerer: Answerer, documents: Mapping[str, Document]) -> CaseResult:
    answer = _ask(ready.case, answerer)
    cited = [citation.passage_id for citation in answer.citations]
    passages = dict(_known_passages({*cited, *answer.retrieved}, answerer))
    observation = Observation(ready.case, answer, ready.evidence, documents, passages)
    return CaseResult(ready.case, answer, values_of(observation), tuple(observation.faults()))


def _ask(case: Case, answerer: Answerer) -> Answer:
    """The answer; an error that a user would see as one line becomes an answer with the status error."""
    started = perf_counter()
    try:
        return answerer.ask(Question(case.question, history=case.history))
    except OfstedQaError as error:
        return Answer(
            question=case.question,
            status=Status.ERROR,
            text=str(error),
            citations=(),
            notes=(),
            nearest=None,
            searched=Searched(0, 0, Filters()),
            seconds=perf_counter() - started,
        )


def _known_passages(passage_ids: Iterable[str], answerer: Answerer) -> Iterable[tuple[str, Passage]]:
    """The passages that the system knows; one that it cites and does not know makes that citation invalid."""
    for passage_id in passage_ids:
        try:
            yield passage_id, answerer.passage(passage_id)
        except OfstedQaError:
            continue


def _fold(results: Iterable[CaseResult]) -> dict[str, Folded]:
    return fold(result.values for result in results)
