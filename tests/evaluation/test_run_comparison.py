from collections.abc import Mapping
from pathlib import Path

import pytest
from evaluation_fakes import MONEY, MORALE, SIGNATURE, SUITE, FakeAnswerer, answer, refusal

from ofsted_qa.evaluation.run_comparison import Difference, compare
from ofsted_qa.evaluation.run_record import RunRecord, record_of
from ofsted_qa.evaluation.runner import run
from ofsted_qa.evaluation.suite import load_suite
from ofsted_qa.values import Answer, BadInputError, Status

EARLIER = {
    "Who signed?": answer(MORALE),
    "And morale?": answer(MORALE),
    "Which grade?": refusal(),
    "How much?": refusal(),
}


def record(folder: Path, answers: Mapping[str, Answer], text: str = SUITE) -> RunRecord:
    path = folder / "letter.toml"
    path.write_text(text, encoding="utf-8")
    return record_of(run(load_suite(path), FakeAnswerer(answers)))


def test_cases_that_got_better_and_worse_are_named(tmp_path: Path) -> None:
    # signatory passes now; letter-grade no longer; money still fails, but it is answered.
    later = {
        **EARLIER,
        "Who signed?": answer(SIGNATURE),
        "Which grade?": answer(MORALE),
        "How much?": answer(MONEY, status=Status.PARTIAL),
    }
    comparison = compare(record(tmp_path, EARLIER), record(tmp_path, later))
    assert comparison.better == ("signatory", "money")
    assert comparison.worse == ("letter-grade",)
    assert Difference("report", "fact_recall", 0.0, 1.0) in comparison.differences
    assert Difference("tune", "refusal_precision", 1.0, None) in comparison.differences
    assert not any(change.measure == "seconds" for change in comparison.differences)


def test_a_run_is_no_different_from_itself(tmp_path: Path) -> None:
    same = record(tmp_path, EARLIER)
    comparison = compare(same, same)
    assert (comparison.better, comparison.worse, comparison.differences) == ((), (), ())


def test_cases_of_one_run_alone_are_named_and_not_compared(tmp_path: Path) -> None:
    renamed = SUITE.replace('id = "money"', 'id = "amount"')
    comparison = compare(record(tmp_path, EARLIER), record(tmp_path, EARLIER, renamed))
    assert (comparison.only_earlier, comparison.only_later) == (("money",), ("amount",))
    assert (comparison.better, comparison.worse) == ((), ())


def test_runs_of_different_suites_are_not_compared(tmp_path: Path) -> None:
    other = record(tmp_path, EARLIER, SUITE.replace('name = "letter"', 'name = "other"'))
    with pytest.raises(BadInputError, match="the earlier run is of the suite other, not of letter"):
        compare(other, record(tmp_path, EARLIER))
