from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from evaluation_fakes import DOCUMENT, MONEY, MORALE, SIGNATURE, SUITE, FakeAnswerer, answer, refusal

from ofsted_qa.evaluation.measures import Folded
from ofsted_qa.evaluation.runner import run
from ofsted_qa.evaluation.suite import CaseKind, Split, Suite, load_suite
from ofsted_qa.values import Answer, BadInputError, OfstedQaError, Question, Status, SuiteError

RIGHT: Mapping[str, Answer | OfstedQaError] = {
    "Who signed?": answer(SIGNATURE),
    "And morale?": answer(MORALE),
    "Which grade?": refusal(),
    "How much?": answer(MONEY),
}


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    return written(tmp_path, SUITE)


def written(folder: Path, text: str) -> Suite:
    path = folder / "letter.toml"
    path.write_text(text, encoding="utf-8")
    return load_suite(path)


def test_every_question_is_asked_with_its_history_and_progress_is_told(suite: Suite) -> None:
    answerer = FakeAnswerer(RIGHT)
    told: list[tuple[int, int]] = []
    result = run(suite, answerer, lambda done, of: told.append((done, of)))
    assert answerer.asked[1] == Question("And morale?", history=("Who signed?",))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [entry.case.id for entry in result.results] == ["signatory", "morale", "letter-grade", "money"]
    assert result.ok


def test_values_are_folded_by_split_and_by_kind(suite: Suite) -> None:
    result = run(suite, FakeAnswerer({**RIGHT, "How much?": answer(MORALE)}))
    assert result.folded["report"]["fact_recall"] == Folded(0.5, 2)
    assert result.folded["tune"]["fact_recall"] == Folded(1.0, 1)
    assert result.folded["tune"]["refusal_recall"] == Folded(1.0, 1)
    assert result.by_kind[CaseKind.MONEY]["fact_recall"] == Folded(0.0, 1)
    assert CaseKind.LIST not in result.by_kind


@pytest.mark.parametrize(
    ("fact", "broken", "split"),
    [
        ('[["Jenny Turnross"]]', '[["Jenny Turner"]]', "report"),
        ('["\u00a38.6m", "8.6 million"]', '["\u00a38.5m", "8.5 million"]', "report"),
        ('[["good"]]', '[["poor"]]', "tune"),
    ],
)
def test_breaking_a_fact_of_a_case_lowers_the_score(
    tmp_path: Path, suite: Suite, fact: str, broken: str, split: Split
) -> None:
    assert fact in SUITE
    before = run(suite, FakeAnswerer(RIGHT)).folded[split]
    after = run(written(tmp_path, SUITE.replace(fact, broken)), FakeAnswerer(RIGHT)).folded[split]
    for measure in ("passed", "fact_recall", "citation_support"):
        assert after[measure].value < before[measure].value


def test_an_error_scores_zero_and_its_question_stays(suite: Suite) -> None:
    result = run(suite, FakeAnswerer({**RIGHT, "How much?": BadInputError("cannot do sums")}))
    failed = result.results[-1]
    assert (failed.answer.status, failed.answer.text) == (Status.ERROR, "cannot do sums")
    assert failed.values["fact_recall"] == 0
    assert result.folded["report"]["fact_recall"] == Folded(0.5, 2)


def test_a_fault_of_the_program_is_not_hidden(suite: Suite) -> None:
    with pytest.raises(KeyError):
        run(suite, FakeAnswerer({}))


@pytest.mark.parametrize(
    ("floors", "states"),
    [
        ("fact_recall = 0.5\nmax_seconds = 0.5", ["reached", "reached"]),
        ("fact_recall = 0.51\nmax_seconds = 0.4", ["failed", "failed"]),
        ("status_accuracy = 1\nrefusal_recall = 1.0", ["reached", "not_measured"]),
    ],
)
def test_floors_are_held_against_the_report_split(tmp_path: Path, floors: str, states: list[str]) -> None:
    suite = written(tmp_path, SUITE.replace("fact_recall = 0.5", floors))
    # The report split states one of its two facts; the tune split all of its own.
    result = run(suite, FakeAnswerer({**RIGHT, "How much?": answer(MORALE)}))
    assert [floor.state for floor in result.floors] == states
    assert result.ok == ("failed" not in states)


def test_a_floor_must_be_the_name_of_a_measure(tmp_path: Path) -> None:
    suite = written(tmp_path, SUITE.replace("fact_recall = 0.5", "fact_recal = 0.5"))
    with pytest.raises(SuiteError, match="suite letter: floor fact_recal is not the name of a measure"):
        run(suite, FakeAnswerer(RIGHT))


def test_cases_whose_documents_are_absent_are_not_run(suite: Suite) -> None:
    answerer = FakeAnswerer(RIGHT, documents=[replace(DOCUMENT, id="0" * 64)])
    result = run(suite, answerer)
    assert answerer.asked == []
    assert {entry.case.id: entry.missing for entry in result.not_run} == dict.fromkeys(
        ["signatory", "morale", "letter-grade", "money"], ("letter.txt",)
    )
    assert (result.results, result.others, result.ok) == ((), 1, True)


def test_a_case_that_does_not_fit_its_document_is_rejected_by_name(tmp_path: Path) -> None:
    suite = written(tmp_path, SUITE.replace("The council spent", "The council saved"))
    result = run(suite, FakeAnswerer(RIGHT))
    assert [entry.case.id for entry in result.rejected] == ["money"]
    assert len(result.results) == 3
    assert not result.ok


def test_a_citation_of_a_passage_that_nobody_knows_is_invalid(suite: Suite) -> None:
    right = answer(SIGNATURE)
    wrong = replace(right, citations=(replace(right.citations[0], passage_id="nowhere"),))
    result = run(suite, FakeAnswerer({**RIGHT, "Who signed?": wrong}))
    assert result.results[0].values["citation_validity"] == 0
