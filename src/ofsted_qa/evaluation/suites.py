"""The kinds of suite, each told by what its file holds; one entry for each says how it is loaded, run and shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Protocol

from pydantic import Discriminator, Tag, TypeAdapter, ValidationError
from rich.console import RenderableType

from ofsted_qa.evaluation.quote_report import quotes_to_markdown, quotes_to_table
from ofsted_qa.evaluation.quote_runner import QuotationChecker, QuoteRunRecord, run_quotes
from ofsted_qa.evaluation.quote_suite import QuoteSuite, load_quotes
from ofsted_qa.evaluation.report import to_markdown, to_table
from ofsted_qa.evaluation.run_comparison import Comparison, compare, compare_quotes
from ofsted_qa.evaluation.run_record import RunRecord, record_of
from ofsted_qa.evaluation.runner import Answerer, Progress, run
from ofsted_qa.evaluation.suite import Suite, load_suite
from ofsted_qa.evaluation.suite_file import tables
from ofsted_qa.evaluation.truth import Truth, load_truth
from ofsted_qa.evaluation.truth_report import truth_markdown, truth_table
from ofsted_qa.evaluation.truth_run import TruthRecord, compare_truth, hold
from ofsted_qa.values import BadInputError, SuiteError

AnySuite = Suite | QuoteSuite | Truth
AnyRecord = RunRecord | QuoteRunRecord | TruthRecord


class Evaluated(Answerer, QuotationChecker, Protocol):
    """What suites of every kind ask of a system."""


@dataclass(frozen=True, slots=True)
class SuiteKind:
    """What can be done with one kind of suite, and with the records of its runs."""

    load: Callable[[Path], Any]
    record: Callable[[Any, Evaluated, Progress], Any]
    compare: Callable[[Any, Any], Comparison]
    table: Callable[[Any, Comparison | None], RenderableType]
    markdown: Callable[[Any, Comparison | None], str]


def _asked(suite: Suite, evaluated: Evaluated, progress: Progress) -> RunRecord:
    return record_of(run(suite, evaluated, progress))


def _held(truth: Truth, evaluated: Evaluated, _progress: Progress) -> TruthRecord:
    return hold(truth, evaluated.documents())


_KINDS: Mapping[str, SuiteKind] = {
    "questions": SuiteKind(load_suite, _asked, compare, to_table, to_markdown),
    "quotations": SuiteKind(load_quotes, run_quotes, compare_quotes, quotes_to_table, quotes_to_markdown),
    "truth": SuiteKind(load_truth, _held, compare_truth, truth_table, truth_markdown),
}
_OF = {Suite: "questions", QuoteSuite: "quotations", Truth: "truth"}

_Of = Annotated[
    Annotated[RunRecord, Tag("questions")]
    | Annotated[QuoteRunRecord, Tag("quotations")]
    | Annotated[TruthRecord, Tag("truth")],
    # A record of before there were several kinds does not say its kind: it is of questions.
    Discriminator(lambda value: value.get("of", "questions") if isinstance(value, dict) else value.of),
]
_RECORDS: TypeAdapter[tuple[AnyRecord, ...]] = TypeAdapter(tuple[_Of, ...])


def load(path: Path) -> AnySuite:
    """Load a suite of any kind.

    Raises:
        SuiteError: the file cannot be read, or is not well formed; the one line names file and case.
    """
    match tables(path):
        case {"cases": [{"quote": _}, *_]}:
            kind = "quotations"
        case {"cases": _}:
            kind = "questions"
        case {"documents": _}:
            kind = "truth"
        case _:
            raise SuiteError(f"{path}: holds no table of cases or documents")
    suite: AnySuite = _KINDS[kind].load(path)
    return suite


def record(suite: AnySuite, evaluated: Evaluated, progress: Progress = lambda _done, _of: None) -> AnyRecord:
    """Run a suite and keep the record.

    Raises:
        SuiteError: the suite states a floor for something that is not measured.
    """
    made: AnyRecord = _KINDS[_OF[type(suite)]].record(suite, evaluated, progress)
    return made


def changes_since(earlier: AnyRecord, later: AnyRecord) -> Comparison:
    """Compare two runs of one suite.

    Raises:
        BadInputError: the runs are of different suites.
    """
    if type(earlier) is not type(later):
        raise BadInputError(f"the earlier run of {earlier.suite} is of another kind of suite")
    return _KINDS[later.of].compare(earlier, later)


def as_table(of: AnyRecord, comparison: Comparison | None = None) -> RenderableType:
    """A run as tables for the terminal."""
    return _KINDS[of.of].table(of, comparison)


def as_markdown(of: AnyRecord, comparison: Comparison | None = None) -> str:
    """A run as a report in Markdown."""
    return _KINDS[of.of].markdown(of, comparison)


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
