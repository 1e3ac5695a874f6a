from __future__ import annotations

import json
from pathlib import Path

import pytest
from fake_library import LETTER, FakeLibrary

from ofsted_qa.faces.cli.main import main

SUITE = """
[suite]
name = "{name}"
title = "A suite"
description = "Who signed the letter."
floors = {{{floors}}}

[[documents]]
key = "letter"
file = "letter.txt"
sha256 = "{sha256}"

[[cases]]
id = "{case}"
kind = "single_fact"
question = "Who signed it?"
status = ["answered"]
facts = [["{fact}"]]
sources = [{{document = "letter", sentence = "Jenny Turnross"}}]
"""
REPORTED = "signatory-3"  # a case of the report split, which the floors are held against


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: FakeLibrary) -> None:
    assert library
    monkeypatch.chdir(tmp_path)


def _suite(
    name: str = "one", fact: str = "Jenny Turnross", sha256: str = LETTER.id, case: str = REPORTED, floors: str = ""
) -> str:
    Path("evals").mkdir(exist_ok=True)
    path = Path("evals", f"{name}.toml")
    path.write_text(SUITE.format(name=name, fact=fact, sha256=sha256, case=case, floors=floors), "utf-8")
    return str(path)


def test_the_suites_of_the_working_directory_are_run(capsys: pytest.CaptureFixture[str]) -> None:
    _suite("one")
    _suite("two")
    assert main(["eval"]) == 0
    printed = capsys.readouterr()
    assert "A suite (one)" in printed.out
    assert "A suite (two)" in printed.out
    assert "one 1 of 1" in printed.err
    assert {path.name for path in Path("eval-results").iterdir()} == {"run.json", "one.md", "two.md"}


def test_a_truth_file_is_held_against_the_documents(capsys: pytest.CaptureFixture[str]) -> None:
    Path("evals/truth").mkdir(parents=True)
    stated = f'file = "letter.txt"\nsha256 = "{LETTER.id}"\nkind = "minutes"\nframework = "none"\n'
    head = '[suite]\nname = "facts"\ntitle = "Facts"\ndescription = "Of a letter."\nfloors = {kind = 1.0}\n'
    Path("evals/truth/facts.toml").write_text(f"{head}[[documents]]\n{stated}", "utf-8")
    assert main(["eval", "--json"]) == 1
    (run,) = json.loads(capsys.readouterr().out)
    assert (run["of"], run["floors"][0]["state"]) == ("truth", "failed")
    assert ("kind", "minutes") in [(one["field"], one["stated"]) for one in run["wrong"]]
    assert "## What is wrong" in Path("eval-results/facts.md").read_text("utf-8")


def test_json_is_the_record_that_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", _suite(), "--json", "--output", "elsewhere"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(Path("elsewhere/run.json").read_text("utf-8"))
    assert [run["suite"] for run in printed] == ["one"]


def test_a_floor_that_is_not_reached(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", _suite(fact="Pauline Higham", floors="fact_recall = 0.5")]) == 1
    assert "fact missing" in " ".join(capsys.readouterr().out.split())


def test_when_nothing_could_be_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", _suite(sha256="0" * 64)]) == 1
    assert "No case was run" in capsys.readouterr().err


def test_one_suite_that_was_run_is_enough() -> None:
    assert main(["eval", _suite("one", sha256="0" * 64), _suite("two")]) == 0


def test_an_earlier_run_is_compared_with(capsys: pytest.CaptureFixture[str]) -> None:
    main(["eval", _suite(fact="Pauline Higham")])
    capsys.readouterr()
    assert main(["eval", _suite(), "--compare", "eval-results/run.json"]) == 0
    assert f"better: {REPORTED}" in capsys.readouterr().out
    assert "better" in Path("eval-results/one.md").read_text("utf-8")


@pytest.mark.parametrize("wrong", ["none.json", "not-json.json", "other.json"])
def test_an_earlier_run_that_cannot_be_used(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["eval", _suite("other"), "--output", "."])
    Path("run.json").rename("other.json")
    Path("not-json.json").write_text("{", "utf-8")
    capsys.readouterr()
    assert main(["eval", _suite("one"), "--compare", wrong]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1


def test_no_suite_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval"]) == 2
    assert capsys.readouterr().err == "ofsted-qa: there is no suite in evals: name one\n"


def test_a_suite_that_is_none_or_named_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "none.toml"]) == 2
    assert main(["eval", _suite(), _suite()]) == 2
    printed = capsys.readouterr()
    assert "none.toml: cannot be read" in printed.err
    assert "another suite is called one too" in printed.err


def test_results_that_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("taken").write_text("", "utf-8")
    assert main(["eval", _suite(), "--output", "taken"]) == 2
    assert "taken cannot be written to" in capsys.readouterr().err
