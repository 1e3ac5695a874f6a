"""Runs a suite of quotations against whatever checks them, and records verdicts, confusions and floors."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol, get_args

from ofsted_qa.evaluation.matching import places
from ofsted_qa.evaluation.measures import Folded
from ofsted_qa.evaluation.quote_suite import QuoteCase, QuoteSuite
from ofsted_qa.evaluation.run_record import Counts, FloorRecord, NotRunRecord, Part, RejectedRecord, floor_record
from ofsted_qa.evaluation.runner import FloorResult, Progress
from ofsted_qa.evaluation.suite import Split
from ofsted_qa.values import Document, OfstedQaError, QuoteVerdict, SuiteError, Verdict
from ofsted_qa.version import __version__

_UPPER = "max_"  # what the name of a floor begins with where it is an upper bound

#: What each measure says, by its name.
QUOTE_MEASURES = {
    "verdict_accuracy": "quotations with the verdict that the suite states",
    "bad_called_verbatim": "of quotations that are not verbatim, those called so; less is better",
    "honest_rejected": "of verbatim quotations, those called anything else; less is better",
    "source_found": "of cases with a source, those that show its document",
}


class QuotationChecker(Protocol):
    """What an evaluation asks of a system that checks quotations."""

    def documents(self) -> Sequence[Document]:
        """Every document in the index."""
        ...

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        """The verdict on a quotation.

        Raises:
            OfstedQaError: it cannot be checked; the case is then an error.
        """
        ...


class QuoteCaseRecord(Part):
    """A case that was run: the verdict it had to get, the one it got, and whether its source was shown."""

    id: str
    split: Split
    quote: str
    said_by: str | None
    expected: Verdict
    verdict: Verdict
    reason: str
    source_found: bool | None


class QuoteRunRecord(Part):
    """A whole run of a suite of quotations. `confusion` counts verdicts got by the verdict that was expected."""

    format: Literal[1] = 1
    of: Literal["quotations"] = "quotations"
    suite: str
    title: str
    program: str
    when: datetime
    ok: bool
    counts: Counts
    other_documents: int
    floors: tuple[FloorRecord, ...]
    folded: dict[Split, dict[str, Folded]]
    confusion: dict[Split, dict[Verdict, dict[Verdict, int]]]
    cases: tuple[QuoteCaseRecord, ...]
    not_run: tuple[NotRunRecord, ...]
    rejected: tuple[RejectedRecord, ...]


@dataclass(frozen=True, slots=True)
class _Fitted:
    ready: tuple[QuoteCase, ...]
    not_run: tuple[NotRunRecord, ...]
    rejected: tuple[RejectedRecord, ...]


def run_quotes(suite: QuoteSuite, checker: QuotationChecker, progress: Progress | None = None) -> QuoteRunRecord:
    """Run every case whose document is in the index.

    A case without a source holds of any documents: what nobody wrote is not found among fewer either.

    Raises:
        SuiteError: a floor is not the name of a measure.
    """
    for floor in suite.suite.floors:
        if floor.removeprefix(_UPPER) not in QUOTE_MEASURES:
            raise SuiteError(f"suite {suite.suite.name}: floor {floor} is not the name of a measure")
    when = datetime.now(UTC)
    documents = {document.id: document for document in checker.documents()}
    fitted = _fit(suite, documents)
    hashes = {entry.key: entry.sha256 for entry in suite.documents}
    records: list[QuoteCaseRecord] = []
    for number, case in enumerate(fitted.ready, start=1):
        records.append(_run_case(case, checker, hashes))
        if progress is not None:
            progress(number, len(fitted.ready))
    folded: dict[Split, dict[str, Folded]] = {name: _folded(records, name) for name in get_args(Split)}
    reached = folded["report"]
    floors = [
        FloorResult(name, bound, reached.get(name.removeprefix(_UPPER))) for name, bound in suite.suite.floors.items()
    ]
    return QuoteRunRecord(
        suite=suite.suite.name,
        title=suite.suite.title,
        program=__version__,
        when=when,
        ok=not fitted.rejected and all(floor.state != "failed" for floor in floors),
        counts=Counts(
            cases=len(suite.cases),
            run=len(records),
            passed=sum(one.verdict is one.expected for one in records),
            errors=sum(one.verdict is Verdict.ERROR for one in records),
            not_run=len(fitted.not_run),
            rejected=len(fitted.rejected),
        ),
        other_documents=len(documents.keys() - set(hashes.values())),
        floors=tuple(map(floor_record, floors)),
        folded=folded,
        confusion={name: _confusion(one for one in records if one.split == name) for name in get_args(Split)},
        cases=tuple(records),
        not_run=fitted.not_run,
        rejected=fitted.rejected,
    )


def _fit(suite: QuoteSuite, documents: Mapping[str, Document]) -> _Fitted:
    entries = {entry.key: entry for entry in suite.documents}
    ready: list[QuoteCase] = []
    absent: list[NotRunRecord] = []
    wrong: list[RejectedRecord] = []
    for case in suite.cases:
        entry = entries[case.source.document] if case.source else None
        if case.source is None or entry is None:
            ready.append(case)
        elif entry.sha256 not in documents:
            absent.append(NotRunRecord(id=case.id, missing=(entry.file,)))
        elif not places(case.source.text, documents[entry.sha256].text):
            wrong.append(RejectedRecord(id=case.id, reason=f"its source is not in {entry.file}: {case.source.text!r}"))
        else:
            ready.append(case)
    return _Fitted(tuple(ready), tuple(absent), tuple(wrong))


def _run_case(case: QuoteCase, checker: QuotationChecker, hashes: Mapping[str, str]) -> QuoteCaseRecord:
    try:
        verdict = checker.check_quote(case.quote, case.said_by)
    except OfstedQaError as error:
        verdict = QuoteVerdict(case.quote, case.said_by, Verdict.ERROR, str(error))
    shown = {match.document_id for match in (*verdict.matches, *([verdict.nearest] if verdict.nearest else []))}
    return QuoteCaseRecord(
        id=case.id,
        split=case.split,
        quote=case.quote,
        said_by=case.said_by,
        expected=case.verdict,
        verdict=verdict.verdict,
        reason=verdict.reason,
        source_found=hashes[case.source.document] in shown if case.source else None,
    )


def _folded(records: Iterable[QuoteCaseRecord], name: Split) -> dict[str, Folded]:
    inside = [one for one in records if one.split == name]
    values: dict[str, list[bool]] = {
        "verdict_accuracy": [one.verdict is one.expected for one in inside],
        "bad_called_verbatim": list(_of(inside, lambda one: one.expected is not Verdict.VERBATIM, verbatim=True)),
        "honest_rejected": list(_of(inside, lambda one: one.expected is Verdict.VERBATIM, verbatim=False)),
        "source_found": [one.source_found for one in inside if one.source_found is not None],
    }
    return {key: Folded(value=sum(held) / len(held), cases=len(held)) for key, held in values.items() if held}


def _of(
    records: Iterable[QuoteCaseRecord], chosen: Callable[[QuoteCaseRecord], bool], *, verbatim: bool
) -> Iterator[bool]:
    """For each chosen case, whether it was called verbatim, or was not."""
    return ((one.verdict is Verdict.VERBATIM) is verbatim for one in records if chosen(one))


def _confusion(records: Iterable[QuoteCaseRecord]) -> dict[Verdict, dict[Verdict, int]]:
    counts = Counter((one.expected, one.verdict) for one in records)
    rows = [verdict for verdict in Verdict if any(expected is verdict for expected, _ in counts)]
    return {row: {got: counts[row, got] for got in Verdict if counts[row, got]} for row in rows}
