import json
from io import StringIO
from pathlib import Path

import pytest
from evaluation_fakes import QUOTATIONS, SUITE, FakeAnswerer, refusal
from rich.console import Console
from truth_fakes import LETTER, TRUTH, profiled

from ofsted_qa.evaluation import suites
from ofsted_qa.evaluation.quote_suite import QuoteSuite
from ofsted_qa.evaluation.suite import Suite
from ofsted_qa.evaluation.truth import Truth
from ofsted_qa.evaluation.truth_run import TruthRecord, hold
from ofsted_qa.values import BadInputError, SuiteError

QUESTIONS = ("Who signed?", "And morale?", "Which grade?", "How much?")


def _file(folder: Path, text: str) -> Path:
    path = folder / "suite.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_kind_of_a_suite_is_told_by_what_it_holds(tmp_path: Path) -> None:
    assert isinstance(suites.load(_file(tmp_path, SUITE)), Suite)
    assert isinstance(suites.load(_file(tmp_path, QUOTATIONS)), QuoteSuite)
    assert isinstance(suites.load(_file(tmp_path, TRUTH)), Truth)
    with pytest.raises(SuiteError, match="holds no table of cases or documents"):
        suites.load(_file(tmp_path, '[suite]\nname = "empty"\n'))


def test_records_of_every_kind_come_back_from_one_json(tmp_path: Path) -> None:
    questions = suites.record(suites.load(_file(tmp_path, SUITE)), FakeAnswerer(dict.fromkeys(QUESTIONS, refusal())))
    truth = hold(suites.load(_file(tmp_path, TRUTH)), [LETTER])  # type: ignore[arg-type]
    quotations = suites.record(suites.load(_file(tmp_path, QUOTATIONS)), FakeAnswerer({}))
    text = suites.to_json([questions, quotations, truth])
    assert suites.from_json(text) == (questions, quotations, truth)
    before_there_were_kinds = [{k: v for k, v in json.loads(text)[0].items() if k != "of"}]
    assert suites.from_json(json.dumps(before_there_were_kinds)) == (questions,)
    with pytest.raises(BadInputError, match="another kind of suite"):
        suites.changes_since(questions, truth)


def test_quotations_are_run_compared_and_shown(tmp_path: Path) -> None:
    made = suites.record(suites.load(_file(tmp_path, QUOTATIONS)), FakeAnswerer({}))
    report = suites.as_markdown(made, suites.changes_since(made, made))
    assert (made.counts.run, made.of) == (2, "quotations")
    assert "Expected verbatim, got not_found." in report
    assert "- better: none\n- worse: none\n" in report


def test_a_truth_is_shown_with_everything_that_is_wrong(tmp_path: Path) -> None:
    truth = suites.load(_file(tmp_path, TRUTH))
    wrong = hold(truth, [profiled(authority="[Leeds]")])  # type: ignore[arg-type]
    console = Console(width=200, record=True, file=StringIO())
    console.print(suites.as_table(wrong, suites.changes_since(hold(truth, [LETTER]), wrong)))  # type: ignore[arg-type]
    shown = console.export_text()
    report = suites.as_markdown(wrong)
    for words in ("1 run, of which 0 are exact", "[Leeds]", "failed", "worse: letter.pdf: authority (Hull)"):
        assert words in shown
    assert r"\[Leeds\]" in report
    assert "| authority | 0 | 1 | 0.000 |" in report
    missing = hold(truth, [])  # type: ignore[arg-type]
    assert "not run, as the index lacks them: letter.pdf" in suites.as_markdown(missing)
    assert isinstance(missing, TruthRecord)


def test_the_keys_of_a_truths_record_are_documented(tmp_path: Path) -> None:
    record = hold(suites.load(_file(tmp_path, TRUTH)), [profiled(authority="Leeds")])  # type: ignore[arg-type]
    (data,) = json.loads(suites.to_json([record]))
    page = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text("utf-8")
    keys = {*data, *data["counts"], *data["floors"][0], *data["wrong"][0]}
    assert [key for key in sorted(keys) if f'"{key}"' not in page] == []
    assert [field for field in data["fields"] if f"`{field}`" not in page and not field.startswith("voice_")] == [
        "signatory"  # a role, as the file names it
    ]
