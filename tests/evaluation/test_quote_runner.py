from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from evaluation_fakes import DOCUMENT

from ofsted_qa.evaluation.quote_report import quotes_to_markdown
from ofsted_qa.evaluation.quote_runner import QuoteRunRecord, run_quotes
from ofsted_qa.evaluation.quote_suite import QuoteSuite, load_quotes
from ofsted_qa.evaluation.run_comparison import compare_quotes
from ofsted_qa.evaluation.suites import from_json, to_json
from ofsted_qa.values import (
    BadInputError,
    Document,
    QuoteMatch,
    QuoteVerdict,
    Span,
    SuiteError,
    Verdict,
    Voice,
    VoiceRole,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SUITE = f"""
[suite]
name = "quotes"
title = "Quotations"
description = "Made up."
floors = {{ max_bad_called_verbatim = 0.0, max_honest_rejected = 0.5, verdict_accuracy = 0.1 }}

[[documents]]
key = "letter"
file = "letter.txt"
sha256 = "{DOCUMENT.id}"

[[documents]]
key = "absent"
file = "absent.txt"
sha256 = "{"0" * 64}"
"""
CASE = """
[[cases]]
id = "{id}"
quote = "{quote}"
verdict = "{verdict}"
reason = "Because."
{source}
"""


def _case(identity: str, quote: str, verdict: str, document: str = "letter", text: str = "") -> str:
    source = f'source = {{document = "{document}", text = "{text or "Jenny Turnross"}"}}' if document else ""
    return CASE.format(id=identity, quote=quote, verdict=verdict, source=source)


def _suite(folder: Path, *cases: str) -> QuoteSuite:
    path = folder / "quotes.toml"
    path.write_text(SUITE + "".join(cases), "utf-8")
    return load_quotes(path)


class _Checker:
    """Calls every quotation verbatim but "odd", which is an error, and "none", which is not found."""

    def documents(self) -> Sequence[Document]:
        return (DOCUMENT,)

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        if quote == "odd":
            raise BadInputError("odd")
        if quote == "none":
            return QuoteVerdict(quote, said_by, Verdict.NOT_FOUND, "Not there.")
        match = QuoteMatch.cut(DOCUMENT, Span(0, 4), Voice(VoiceRole.OFSTED, None, "letter"))
        return QuoteVerdict(quote, said_by, Verdict.VERBATIM, "There.", (match,), 1)


def _run(folder: Path, *cases: str) -> QuoteRunRecord:
    return run_quotes(_suite(folder, *cases), _Checker())


def test_verdicts_are_counted_by_what_was_expected(tmp_path: Path) -> None:
    record = _run(
        tmp_path,
        _case("a-report-3", "x", "verbatim"),
        _case("b-report-1", "odd", "verbatim"),
        _case("c", "y", "altered"),
        _case("d", "none", "not_found", document=""),
    )
    assert record.counts.model_dump() == {
        "cases": 4,
        "run": 4,
        "passed": 2,
        "errors": 1,
        "not_run": 0,
        "rejected": 0,
    }
    every = [
        (row, got, count)
        for split in record.confusion.values()
        for row, gots in split.items()
        for got, count in gots.items()
    ]
    assert sorted(every) == [
        ("altered", "verbatim", 1),
        ("not_found", "not_found", 1),
        ("verbatim", "error", 1),
        ("verbatim", "verbatim", 1),
    ]
    assert [one.source_found for one in record.cases] == [True, False, True, None]


def test_what_its_documents_do_not_hold_is_not_run_or_rejected(tmp_path: Path) -> None:
    record = _run(
        tmp_path,
        _case("a", "x", "verbatim", document="absent"),
        _case("b", "x", "verbatim", text="words that are not there"),
        _case("c", "none", "not_found", document=""),
    )
    assert [(one.id, one.missing) for one in record.not_run] == [("a", ("absent.txt",))]
    assert [one.id for one in record.rejected] == ["b"]
    assert not record.ok
    assert record.counts.run == 1


def test_a_bad_quotation_called_verbatim_fails_the_floor(tmp_path: Path) -> None:
    cases = [_case(f"bad-{number}", "y", "altered") for number in range(8)]  # some of them are in the report split
    record = _run(tmp_path, *cases)
    assert {floor.name: floor.state for floor in record.floors}["max_bad_called_verbatim"] == "failed"
    assert not record.ok


def test_a_floor_of_another_name_and_a_case_without_its_source_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "quotes.toml"
    path.write_text(SUITE.replace("verdict_accuracy", "fact_recall") + _case("a", "x", "verbatim"), "utf-8")
    suite = load_quotes(path)
    with pytest.raises(SuiteError, match="fact_recall"):
        run_quotes(suite, _Checker())
    with pytest.raises(SuiteError, match="case a: is verbatim, so it needs a source"):
        _suite(tmp_path, _case("a", "x", "verbatim", document=""))
    with pytest.raises(SuiteError, match="no document with the key 'other'"):
        _suite(tmp_path, _case("a", "x", "verbatim", document="other"))


def test_cases_whose_verdict_came_right_or_went_wrong_are_named(tmp_path: Path) -> None:
    earlier = _run(tmp_path, _case("a", "none", "verbatim"), _case("b", "x", "verbatim"), _case("c", "x", "altered"))
    later = _run(tmp_path, _case("a", "x", "verbatim"), _case("b", "none", "verbatim"), _case("c", "none", "altered"))
    comparison = compare_quotes(earlier, later)
    assert (comparison.better, comparison.worse) == (("a",), ("b",))
    told = quotes_to_markdown(later, comparison)
    assert "- better: a\n- worse: b\n" in told
    assert "## Left out, and changes" in told


def test_the_record_survives_json_and_is_told_in_markdown(tmp_path: Path) -> None:
    record = _run(tmp_path, _case("a", "x", "altered"))
    assert from_json(to_json([record])) == (record,)
    (plain,) = json.loads(to_json([record]))
    assert plain["cases"][0]["verdict"] == "verbatim"
    told = quotes_to_markdown(record)
    assert "### a" in told
    assert "Expected altered, got verbatim." in told
