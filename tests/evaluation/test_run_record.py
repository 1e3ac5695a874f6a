import json
from pathlib import Path

import pytest
from evaluation_fakes import MORALE, SIGNATURE, SUITE, FakeAnswerer, answer, refusal

from ofsted_qa import __version__
from ofsted_qa.evaluation.run_record import RunRecord, record_of
from ofsted_qa.evaluation.runner import run
from ofsted_qa.evaluation.suite import load_suite
from ofsted_qa.evaluation.suites import from_json, to_json
from ofsted_qa.values import Answer, BadInputError, OfstedQaError


@pytest.fixture
def record(tmp_path: Path) -> RunRecord:
    path = tmp_path / "letter.toml"
    path.write_text(SUITE, encoding="utf-8")
    answers: dict[str, Answer | OfstedQaError] = {
        "Who signed?": answer(SIGNATURE),
        "And morale?": answer(MORALE),
        "Which grade?": refusal(),
        "How much?": BadInputError("cannot do sums"),
    }
    return record_of(run(load_suite(path), FakeAnswerer(answers)))


def test_a_record_comes_back_from_its_json(record: RunRecord) -> None:
    assert from_json(to_json([record, record])) == (record, record)


def test_the_json_has_the_keys_that_are_documented(record: RunRecord) -> None:
    (data,) = json.loads(to_json([record]))
    page = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    keys = {*data, *data["counts"], *data["floors"][0], *data["cases"][0], *data["cases"][0]["citations"][0]}
    assert [key for key in sorted(keys) if f'"{key}"' not in page] == []
    assert (data["format"], data["suite"], data["program"]) == (1, "letter", __version__)
    assert data["counts"] == {"cases": 4, "run": 4, "passed": 3, "errors": 1, "not_run": 0, "rejected": 0}
    assert data["folded"]["report"]["fact_recall"] == {"value": 0.5, "cases": 2}
    assert data["floors"] == [{"name": "fact_recall", "bound": 0.5, "value": 0.5, "cases": 2, "state": "reached"}]
    assert data["cases"][0]["citations"] == [
        {
            "number": 1,
            "document": "letter.txt",
            "page": None,
            "paragraph": None,
            "voice": "ofsted",
            "quote": SIGNATURE.text,
        }
    ]
    assert data["cases"][3]["faults"] == [
        "status error, accepted: answered",
        "fact missing: \u00a38.6m / 8.6 million",
    ]


@pytest.mark.parametrize("text", ["", "{}", '[{"format": 1}]'])
def test_other_json_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadInputError, match="not the record of an evaluation run") as caught:
        from_json(text)
    assert "\n" not in str(caught.value)


def test_another_format_is_refused(record: RunRecord) -> None:
    text = to_json([record]).replace('"format": 1', '"format": 2')
    with pytest.raises(BadInputError, match="format"):
        from_json(text)
