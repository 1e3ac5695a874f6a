"""Compares a run with an earlier run of the same suite: which cases got better or worse, and by how much."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ofsted_qa.evaluation.quote_runner import QuoteCaseRecord, QuoteRunRecord
from ofsted_qa.evaluation.run_record import CaseRecord, RunRecord
from ofsted_qa.evaluation.suite import Split
from ofsted_qa.values import BadInputError


@dataclass(frozen=True, slots=True)
class Difference:
    """A folded value in both runs; None where the measure applied to no case of that run."""

    split: Split
    measure: str
    earlier: float | None
    later: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two runs; cases by their ids, in the order of the later run."""

    better: tuple[str, ...]
    worse: tuple[str, ...]
    only_earlier: tuple[str, ...]
    only_later: tuple[str, ...]
    differences: tuple[Difference, ...]


def compare(earlier: RunRecord, later: RunRecord) -> Comparison:
    """Compare two runs of one suite of questions.

    A case got better if it passed only in the later run; of two that did not pass, the one with an
    acceptable status is better, then the one that states more of its facts. Only cases that both runs
    ran are compared; the differences of folded values are between all that each run ran.

    Raises:
        BadInputError: the runs are of different suites.
    """
    return _compared(earlier, later, _standing)


def compare_quotes(earlier: QuoteRunRecord, later: QuoteRunRecord) -> Comparison:
    """Compare two runs of one suite of quotations; a case got better if only the later verdict is the expected one.

    Raises:
        BadInputError: the runs are of different suites.
    """
    return _compared(earlier, later, _rightness)


_Run = RunRecord | QuoteRunRecord


def _compared(earlier: _Run, later: _Run, standing: Callable[[Any], tuple[float, ...]]) -> Comparison:
    if earlier.suite != later.suite:
        raise BadInputError(f"the earlier run is of the suite {earlier.suite}, not of {later.suite}")
    before = {case.id: case for case in earlier.cases}
    after = {case.id: case for case in later.cases}
    both = [case_id for case_id in after if case_id in before]
    return Comparison(
        better=tuple(c for c in both if standing(after[c]) > standing(before[c])),
        worse=tuple(c for c in both if standing(after[c]) < standing(before[c])),
        only_earlier=tuple(case_id for case_id in before if case_id not in after),
        only_later=tuple(case_id for case_id in after if case_id not in before),
        differences=_differences(earlier, later),
    )


def _standing(case: CaseRecord) -> tuple[float, ...]:
    return tuple(case.values.get(name, 0.0) for name in ("passed", "status_accuracy", "fact_recall"))


def _rightness(case: QuoteCaseRecord) -> tuple[float, ...]:
    return (float(case.verdict is case.expected),)


def _differences(earlier: _Run, later: _Run) -> tuple[Difference, ...]:
    differences = []
    for split, values in later.folded.items():
        old = earlier.folded.get(split, {})
        for name in values | old:
            before, after = old.get(name), values.get(name)
            if before is None or after is None or before.value != after.value:
                was = before.value if before else None
                differences.append(Difference(split, name, was, after.value if after else None))
    return tuple(differences)
