"""Real inspection reports against what their pages say; the reports are not in this repository (evals/truth)."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from ofsted_qa.evaluation import load_truth
from ofsted_qa.evaluation.truth_comparing import Compared, compared
from ofsted_qa.parsing import parsed
from ofsted_qa.passages import passages
from ofsted_qa.values import Document

ROOT = Path(__file__).resolve().parents[1]
REPORTS = Path(os.environ.get("OFSTED_QA_TEST_REPORTS", ROOT.parent / "shared" / "ofsted-reports"))
TRUTHS = tuple(load_truth(path) for path in sorted((ROOT / "evals" / "truth").glob("ofsted-reports-*.toml")))

pytestmark = [
    pytest.mark.stack,
    pytest.mark.skipif(not REPORTS.is_dir(), reason=f"the inspection reports are not in {REPORTS}"),
]

#: Shares of each field that are exact, below which the reading has become worse.
LEAST = {
    "authority": 1.0,
    "kind": 1.0,
    "framework": 1.0,
    "title": 1.0,
    "date": 1.0,
    "visit": 1.0,
    "warnings": 1.0,
    "given": 1.0,
    "reported": 1.0,
    "grade_evidence": 1.0,
    "lead_inspector": 1.0,
    "inspector": 0.95,
    "inspection_team": 1.0,
    "signatory": 1.0,
    "addressee": 1.0,
    "sentence": 0.99,
    "sentence_page": 0.99,
    "sentence_paragraph": 0.99,
}


@cache
def _documents() -> dict[str, Document]:
    names = [stated.file for truth in TRUTHS for stated in truth.documents]
    files = [(REPORTS / name, REPORTS) for name in names]
    return {document.source.name: document for document in parsed(files) if isinstance(document, Document)}


@cache
def _compared() -> tuple[tuple[str, Compared], ...]:
    return tuple(
        (stated.file, one)
        for truth in TRUTHS
        for stated in truth.documents
        for one in compared(_documents()[stated.file], stated, truth.roles)
    )


def test_every_report_is_read() -> None:
    assert set(_documents()) == {stated.file for truth in TRUTHS for stated in truth.documents}
    assert len(_documents()) == 58


@pytest.mark.parametrize("field", LEAST)
def test_what_is_known_of_a_report(field: str) -> None:
    held = [(name, one) for name, one in _compared() if one.field == field]
    wrong = [(name, one.stated, one.read) for name, one in held if not one.exact]
    assert 1 - len(wrong) / len(held) >= LEAST[field], wrong


def test_nothing_is_compared_that_is_held_to_no_share() -> None:
    assert {one.field for _, one in _compared()} == set(LEAST)


def test_every_passage_is_a_slice_of_running_text_and_every_letter_has_its_place() -> None:
    for document in _documents().values():
        furniture = {line for page in document.pages for line in page.furniture if len(line.split()) > 3}
        for passage in passages(document):
            assert document.text[passage.start : passage.end] == passage.text
            # The front page prints the inspection's dates too, after their label.
            assert not any(line in passage.text.splitlines() for line in furniture), passage.text
        if not document.pages:
            continue
        placed = bytearray(len(document.text))
        for run in document.placements:
            assert 1 <= run.page <= len(document.pages)
            assert len(run.edges) == run.end - run.start + 1
            placed[run.start : run.end] = b"\x01" * (run.end - run.start)
        bare = "".join(letter for letter, there in zip(document.text, placed, strict=True) if not there)
        # What stands in the text and is not printed there is the space between lines, and paragraphs' numbers.
        assert not re.sub(r"[\s\d.a-zivx*†‡]", "", bare)
