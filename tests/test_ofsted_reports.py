"""Real inspection reports against what their pages say; the reports are not in this repository (evals/truth)."""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ofsted_qa.parsing import parsed
from ofsted_qa.passages import passages
from ofsted_qa.values import Document

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


def _said(document: Document, fact: dict[str, Any]) -> dict[str, tuple[object, object]]:
    """For each field what the pages say, and what was read."""
    profile = document.profile
    days = [profile.published, profile.visit_start, profile.visit_end]
    published, start, end = (day.isoformat() if day else None for day in days)
    fields: dict[str, tuple[object, object]] = {
        "authority": (fact["authority"] or None, profile.authority),
        "kind": (fact["kind"], profile.kind.value),
        "framework": (fact["framework"], profile.framework.value),
        "date": (fact.get("date"), published),
        "visit": ((fact.get("visit_start"), fact.get("visit_end")), (start, end)),
    }
    for name, given_here in (("given", True), ("reported", False)):
        stated = sorted((one["area"], one["grade"]) for one in fact["judgements"] if one["given_here"] is given_here)
        read = sorted((one.area.value, one.grade.value) for one in profile.judgements if one.given_here is given_here)
        fields[name] = (stated, read)
    for role in ("lead_inspector", "inspector", "inspection_team", "signatory", "addressee"):
        named = sorted(one["name"] for one in fact["people"] if one["role"] == role)
        found = sorted(one.name for one in profile.people if one.role == role)
        if named or found:
            fields[role] = (named, found)
    return fields


def test_every_report_is_read() -> None:
    assert set(_documents()) == set(TRUTH)


@pytest.mark.parametrize("field", LEAST)
def test_what_is_known_of_a_report(field: str) -> None:
    compared = {
        name: said[field]
        for name, fact in TRUTH.items()
        if field in (said := _said(_documents()[name], fact)) and (field != "visit" or fact["kind"] != "not_a_document")
    }
    wrong = {name: pair for name, pair in compared.items() if pair[0] != pair[1]}
    assert 1 - len(wrong) / len(compared) >= LEAST[field], wrong


def test_sentences_stand_word_for_word_on_their_page_and_in_their_paragraph() -> None:
    checked = 0
    for name, fact in TRUTH.items():
        document = _documents()[name]
        for sentence in fact["sentences"]:
            match = re.search(r"\s+".join(map(re.escape, sentence["text"].split())), document.text)
            assert match, (name, sentence)
            page = document.page_at(match.start())
            paragraph = next((b.number for b in document.blocks if b.start <= match.start() < b.end), None)
            found = (page and page.number, page and page.printed, paragraph)
            assert found == (sentence["page"], sentence.get("printed_page"), sentence.get("paragraph")), (
                name,
                sentence,
            )
            checked += 1
    assert checked >= 40


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
