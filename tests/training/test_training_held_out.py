from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ofsted_qa.values import DocumentKind
from starter_papers import understood
from training.held_out import PAPERS, Best, named_papers, rightly_decided, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_question_is_decided_rightly_at_the_threshold_that_does_best() -> None:
    found = [
        Best(0.9, right=True, answered=True),
        Best(0.8, right=False, answered=True),
        Best(0.6, right=True, answered=True),
        Best(0.5, right=False, answered=False),
    ]
    assert rightly_decided(found) == pytest.approx(0.75)
    assert rightly_decided(found[1:2]) == 0.0


def test_every_answer_stands_in_its_paper_and_no_paper_is_learned_from() -> None:
    learned = {paper["sections"][0]["text"] for _, paper in named_papers(PAPERS.parent / "invented-papers.jsonl")}
    for _, paper in named_papers(PAPERS):
        text = "\n".join(section["text"] for section in paper["sections"])
        assert all(answer in text for asked in paper["questions"] for answer in asked["answers"])
        assert paper["sections"][0]["text"] not in learned


def test_papers_are_written_under_the_heads_of_their_kinds(tmp_path: Path) -> None:
    write(PAPERS, tmp_path)
    names = [name for name, _ in named_papers(PAPERS)]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for name, paper in named_papers(PAPERS):
        profile = understood((tmp_path / name).read_text("utf-8"), name).profile
        inspectors = paper["kind"] in {"inspection report", "area SEND inspection", "monitoring visit letter"}
        if inspectors:
            assert profile.kind not in {DocumentKind.OTHER, DocumentKind.COUNCIL_REPORT}, name
        assert profile.published is not None, name
