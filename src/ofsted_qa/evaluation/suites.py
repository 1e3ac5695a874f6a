"""The kinds of suite, each told by a table of its file; one entry for each says how it is loaded, run and shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Discriminator, Tag, TypeAdapter, ValidationError
from rich.console import RenderableType

from ofsted_qa.evaluation.report import to_markdown, to_table
from ofsted_qa.evaluation.run_comparison import Comparison, compare
from ofsted_qa.evaluation.run_record import RunRecord, record_of
from ofsted_qa.evaluation.runner import Answerer, Progress, run
from ofsted_qa.evaluation.suite import Suite, load_suite
from ofsted_qa.evaluation.suite_file import tables
from ofsted_qa.evaluation.truth import Truth, load_truth
from ofsted_qa.evaluation.truth_report import truth_markdown, truth_table
from ofsted_qa.evaluation.truth_run import TruthRecord, compare_truth, hold
from ofsted_qa.values import BadInputError, SuiteError

AnySuite = Suite | Truth
AnyRecord = RunRecord | TruthRecord


@dataclass(frozen=True, slots=True)
class SuiteKind:
    """What can be done with one kind of suite, and with the records of its runs."""

    load: Callable[[Path], Any]
    record: Callable[[Any, Answerer, Progress], Any]
    compare: Callable[[Any, Any], Comparison]
    table: Callable[[Any, Comparison | None], RenderableType]
    markdown: Callable[[Any, Comparison | None], str]


def _asked(suite: Suite, answerer: Answerer, progress: Progress) -> RunRecord:
    return record_of(run(suite, answerer, progress))


def _held(truth: Truth, answerer: Answerer, _progress: Progress) -> TruthRecord:
    return hold(truth, answerer.documents())


#: By the table that only this kind of file has; the last stands for files that have none of the others.
_KINDS: Mapping[str, SuiteKind] = {
    "cases": SuiteKind(load_suite, _asked, compare, to_table, to_markdown),
    "documents": SuiteKind(load_truth, _held, compare_truth, truth_table, truth_markdown),
}
_OF = {Suite: "cases", RunRecord: "cases", Truth: "documents", TruthRecord: "documents"}

_Of = Annotated[
    Annotated[RunRecord, Tag("questions")] | Annotated[TruthRecord, Tag("truth")],
    # A record of before there were several kinds does not say its kind: it is of questions.
    Discriminator(lambda value: value.get("of", "questions") if isinstance(value, dict) else value.of),
]
_RECORDS: TypeAdapter[tuple[AnyRecord, ...]] = TypeAdapter(tuple[_Of, ...])


def load(path: Path) -> AnySuite:
    """Load a suite of any kind.

    Raises:
        SuiteError: the file cannot be read, or is not well formed; the one line names file and case.
    """
    found = tables(path)
    kind = next((kind for table, kind in _KINDS.items() if table in found), None)
    if kind is None:
        raise SuiteError(f"{path}: holds no table of {' or '.join(_KINDS)}")
    suite: AnySuite = kind.load(path)
    return suite


def record(suite: AnySuite, answerer: Answerer, progress: Progress = lambda _done, _of: None) -> AnyRecord:
    """Run a suite and keep the record.

    Raises:
        SuiteError: the suite states a floor for something that is not measured.
    """
    made: AnyRecord = _kind(suite).record(suite, answerer, progress)
    return made


def changes_since(earlier: AnyRecord, later: AnyRecord) -> Comparison:
    """Compare two runs of one suite.

    Raises:
        BadInputError: the runs are of different suites.
    """
    if type(earlier) is not type(later):
        raise BadInputError(f"the earlier run of {earlier.suite} is of another kind of suite")
    return _kind(later).compare(earlier, later)


def as_table(of: AnyRecord, comparison: Comparison | None = None) -> RenderableType:
    """A run as tables for the terminal."""
    return _kind(of).table(of, comparison)


def as_markdown(of: AnyRecord, comparison: Comparison | None = None) -> str:
    """A run as a report in Markdown."""
    return _kind(of).markdown(of, comparison)


def to_json(records: Sequence[AnyRecord]) -> str:
    """The records of runs as one JSON array, a run for each suite."""
    return _RECORDS.dump_json(tuple(records), indent=2).decode()


def from_json(text: str) -> tuple[AnyRecord, ...]:
    """The records in a JSON array that `to_json` wrote.

    Raises:
        BadInputError: the text is not such an array, or its format is of another version.
    """
    try:
        return _RECORDS.validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise BadInputError(f"not the record of an evaluation run: {where} {fault['msg']}") from error


def _kind(of: AnySuite | AnyRecord) -> SuiteKind:
    return _KINDS[_OF[type(of)]]
