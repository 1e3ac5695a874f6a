"""Evaluation: suites of questions, of quotations, and of facts about documents, run on anyone's documents."""

from ofsted_qa.evaluation.feedback_cases import drafts
from ofsted_qa.evaluation.measures import MEASURES, Folded, Measure
from ofsted_qa.evaluation.quote_runner import QuoteRunRecord, run_quotes
from ofsted_qa.evaluation.quote_suite import QuoteCase, QuoteSuite, load_quotes
from ofsted_qa.evaluation.run_comparison import Comparison, Difference
from ofsted_qa.evaluation.run_record import RunRecord
from ofsted_qa.evaluation.runner import Answerer, CaseResult, FloorResult, Progress, RunResult, run
from ofsted_qa.evaluation.suite import Case, CaseKind, Suite, load_suite, split
from ofsted_qa.evaluation.suites import (
    AnyRecord,
    AnySuite,
    as_markdown,
    as_table,
    changes_since,
    from_json,
    load,
    record,
    to_json,
)
from ofsted_qa.evaluation.truth import Truth, load_truth
from ofsted_qa.evaluation.truth_run import TruthRecord, hold

__all__ = [
    "MEASURES",
    "Answerer",
    "AnyRecord",
    "AnySuite",
    "Case",
    "CaseKind",
    "CaseResult",
    "Comparison",
    "Difference",
    "FloorResult",
    "Folded",
    "Measure",
    "Progress",
    "QuoteCase",
    "QuoteRunRecord",
    "QuoteSuite",
    "RunRecord",
    "RunResult",
    "Suite",
    "Truth",
    "TruthRecord",
    "as_markdown",
    "as_table",
    "changes_since",
    "drafts",
    "from_json",
    "hold",
    "load",
    "load_quotes",
    "load_suite",
    "load_truth",
    "record",
    "run",
    "run_quotes",
    "split",
    "to_json",
]
