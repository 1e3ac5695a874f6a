"""Evaluation: suites of questions with known facts, run on anyone's documents."""

from ofsted_qa.evaluation.measures import MEASURES, Folded, Measure
from ofsted_qa.evaluation.report import to_markdown, to_table
from ofsted_qa.evaluation.run_comparison import Comparison, Difference, compare
from ofsted_qa.evaluation.run_record import RunRecord, from_json, record_of, to_json
from ofsted_qa.evaluation.runner import Answerer, CaseResult, FloorResult, Progress, RunResult, run
from ofsted_qa.evaluation.suite import Case, CaseKind, Suite, load_suite, split

__all__ = [
    "MEASURES",
    "Answerer",
    "Case",
    "CaseKind",
    "CaseResult",
    "Comparison",
    "Difference",
    "FloorResult",
    "Folded",
    "Measure",
    "Progress",
    "RunRecord",
    "RunResult",
    "Suite",
    "compare",
    "from_json",
    "load_suite",
    "record_of",
    "run",
    "split",
    "to_json",
    "to_markdown",
    "to_table",
]
