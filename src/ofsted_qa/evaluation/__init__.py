"""Evaluation: suites of questions with known facts, run on anyone's documents."""

from ofsted_qa.evaluation.measures import MEASURES, Folded, Measure
from ofsted_qa.evaluation.quote_report import quotes_to_markdown, quotes_to_table
from ofsted_qa.evaluation.quote_runner import QuoteRunRecord, run_quotes
from ofsted_qa.evaluation.quote_suite import QuoteCase, QuoteSuite, load_any
from ofsted_qa.evaluation.records import AnyRecord, from_json, to_json
from ofsted_qa.evaluation.report import to_markdown, to_table
from ofsted_qa.evaluation.run_comparison import Comparison, Difference, compare
from ofsted_qa.evaluation.run_record import RunRecord, record_of
from ofsted_qa.evaluation.runner import Answerer, CaseResult, FloorResult, Progress, RunResult, run
from ofsted_qa.evaluation.suite import Case, CaseKind, Suite, load_suite, split

__all__ = [
    "MEASURES",
    "Answerer",
    "AnyRecord",
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
    "compare",
    "from_json",
    "load_any",
    "load_suite",
    "quotes_to_markdown",
    "quotes_to_table",
    "record_of",
    "run",
    "run_quotes",
    "split",
    "to_json",
    "to_markdown",
    "to_table",
]
