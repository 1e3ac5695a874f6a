"""Real inspection reports against what their pages say; the reports are not in this repository (evals/truth)."""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from ofsted_qa.parsing import parsed
from ofsted_qa.passages import passages
from ofsted_qa.values import Document
from stated_truth import misplaced, share_right, wrong

ROOT = Path(__file__).resolve().parents[1]
REPORTS = Path(os.environ.get("OFSTED_QA_TEST_REPORTS", ROOT.parent / "shared" / "ofsted-reports"))
TRUTH = {
    fact["file"]: fact
    for path in sorted((ROOT / "evals" / "truth").glob("ofsted-reports*.toml"))
    for fact in tomllib.loads(path.read_text("utf-8"))["documents"]
}

pytestmark = [
    pytest.mark.stack,
    pytest.mark.skipif(not REPORTS.is_dir(), reason=f"the inspection reports are not in {REPORTS}"),
]

#: Shares of reports of which a field is wholly right, below which the reading has become worse.
LEAST = {
    "authority": 1.0,
    "kind": 1.0,
    "framework": 1.0,
    "date": 1.0,
    "visit": 1.0,
    "given": 1.0,
    "reported": 0.95,
    "lead_inspector": 0.9,
    "inspector": 0.75,
    "inspection_team": 1.0,
    "signatory": 1.0,
    "addressee": 0.6,
}


@cache
def _documents() -> dict[str, Document]:
    files = [(REPORTS / name, REPORTS) for name in TRUTH]
    return {document.source.name: document for document in parsed(files) if isinstance(document, Document)}


def test_every_report_is_read() -> None:
    assert set(_documents()) == set(TRUTH)


@pytest.mark.parametrize("field", LEAST)
def test_what_is_known_of_a_report(field: str) -> None:
    # What is no document has no visit to be right about.
    truth = {name: fact for name, fact in TRUTH.items() if field != "visit" or fact["kind"] != "not_a_document"}
    assert share_right(truth, _documents(), field) >= LEAST[field], wrong(truth, _documents(), field)


def test_sentences_stand_word_for_word_on_their_page_and_in_their_paragraph() -> None:
    assert sum(len(fact["sentences"]) for fact in TRUTH.values()) >= 40
    for name, fact in TRUTH.items():
        assert not misplaced(_documents()[name], fact), name


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
