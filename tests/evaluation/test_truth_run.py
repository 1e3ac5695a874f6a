from dataclasses import replace
from pathlib import Path

import pytest
from truth_fakes import LETTER, TRUTH, profiled

from ofsted_qa.evaluation.truth import Truth, load_truth
from ofsted_qa.evaluation.truth_run import compare_truth, hold
from ofsted_qa.values import BadInputError


@pytest.fixture
def truth(tmp_path: Path) -> Truth:
    path = tmp_path / "letters.toml"
    path.write_text(TRUTH, "utf-8")
    return load_truth(path)


def test_every_field_has_its_share_and_the_floors_are_held(truth: Truth) -> None:
    record = hold(truth, [LETTER])
    assert record.ok
    assert (record.counts.run, record.counts.exact, record.wrong) == (1, 1, ())
    assert {folded.value for folded in record.fields.values()} == {1.0}
    assert [floor.state for floor in record.floors] == ["reached"]


def test_what_is_wrong_is_named_with_what_was_stated_and_read(truth: Truth) -> None:
    record = hold(truth, [profiled(authority="Leeds")])
    assert not record.ok
    assert [(one.document, one.field, one.stated, one.read) for one in record.wrong] == [
        ("letter.pdf", "authority", "Hull", "Leeds")
    ]
    assert record.fields["authority"].value == 0
    assert record.counts.exact == 0


def test_a_document_that_is_not_in_the_index_is_not_run(truth: Truth) -> None:
    record = hold(truth, [replace(LETTER, id="b" * 64)])
    assert record.ok
    assert record.not_run == ("letter.pdf",)
    assert (record.counts.run, record.fields) == (0, {})
    assert [floor.state for floor in record.floors] == ["not_measured"]


def test_two_runs_are_compared_by_what_was_wrong(truth: Truth) -> None:
    before, after = hold(truth, [profiled(authority="Leeds")]), hold(truth, [profiled(people=())])
    comparison = compare_truth(before, after)
    assert comparison.better == ("letter.pdf: authority (Hull)",)
    assert comparison.worse == ("letter.pdf: signatory (Ann Example)",)
    with pytest.raises(BadInputError, match="not of other"):
        compare_truth(before, after.model_copy(update={"suite": "other"}))
