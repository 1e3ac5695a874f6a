from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ofsted_qa.evaluation import drafts, load_suite
from ofsted_qa.evaluation.suite import CaseKind
from ofsted_qa.values import BadInputError, Status

if TYPE_CHECKING:
    from pathlib import Path

CITED = {
    "number": 1,
    "document": "letter.txt",
    "document_id": "ab" * 32,
    "quote": 'It is "good"\nnow.',
    "voice": "ofsted",
}


def _entry(status: str = "answered", **more: Any) -> dict[str, Any]:
    answer = {"question": "How is it?\x7f", "status": status, "citations": [CITED], "nearest": None}
    return {"time": "2026-11-24T19:00:00+00:00", "helped": True, "comment": "", "history": [], "answer": answer, **more}


def _file(folder: Path, *entries: object) -> Path:
    path = folder / "feedback.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in entries), "utf-8")
    return path


def test_a_right_answer_is_drafted_with_its_quotations(tmp_path: Path) -> None:
    suite = tmp_path / "drafts.toml"
    suite.write_text(drafts(_file(tmp_path, _entry())), "utf-8")
    loaded = load_suite(suite)
    [document], [case] = loaded.documents, loaded.cases
    assert (document.file, document.sha256) == ("letter.txt", "ab" * 32)
    assert case.status == (Status.ANSWERED,)
    assert case.facts == (('It is "good" now.',),)
    assert case.sources[0].document == document.key
    assert case.why.startswith("To be checked. Found right on 2026-11-24.")


def test_a_wrong_answer_is_drafted_open_with_what_was_said(tmp_path: Path) -> None:
    said = _entry(helped=False, comment="The amount is £8.6m.", history=["What about Tameside?"])
    suite = tmp_path / "drafts.toml"
    suite.write_text(drafts(_file(tmp_path, said)), "utf-8")
    [case] = load_suite(suite).cases
    assert case.kind is CaseKind.FOLLOW_UP
    assert case.history == ("What about Tameside?",)
    assert set(case.status) == {Status.ANSWERED, Status.PARTIAL, Status.NOT_IN_DOCUMENTS}
    assert case.facts == ()
    assert "The amount is £8.6m." in case.why


def test_a_right_refusal_is_drafted_without_the_nearest_thing(tmp_path: Path) -> None:
    refused = _entry("not_in_documents")
    refused["answer"]["nearest"] = {"text": "near [1]", "citations": [1]}
    suite = tmp_path / "drafts.toml"
    suite.write_text(drafts(_file(tmp_path, refused)), "utf-8")
    [case] = load_suite(suite).cases
    assert case.kind is CaseKind.UNANSWERABLE
    assert (case.facts, case.sources) == ((), ())


@pytest.mark.parametrize("line", ["no JSON", "[]", "{}", json.dumps({**_entry(), "helped": "yes"})])
def test_a_line_that_is_no_feedback_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "f.jsonl"
    path.write_text(json.dumps(_entry()) + "\n\n" + line + "\n", "utf-8")
    with pytest.raises(BadInputError, match="line 3 is no feedback"):
        drafts(path)


def test_a_file_that_is_missing_or_cites_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        drafts(tmp_path / "none")
    with pytest.raises(BadInputError, match=r"no answer in .* cites a document"):
        drafts(_file(tmp_path))
