"""The suites on the papers of corpus/: what they ask, and that every case fits the papers as they are read."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest

from ofsted_qa.evaluation.fitting import Ready, fit
from ofsted_qa.evaluation.suite import CaseKind, load_suite, split
from starter_papers import CORPUS, PAPERS, paper

EVALS = CORPUS.parent / "evals"
STARTER = load_suite(EVALS / "starter-papers.toml")


@pytest.mark.parametrize("name", ["starter-papers.toml", "tuning-questions.toml"])
def test_every_case_fits_the_papers(name: str) -> None:
    suite = load_suite(EVALS / name)
    documents = {paper(each).id: paper(each) for each in PAPERS}
    assert [fitted for fitted in fit(suite, documents) if not isinstance(fitted, Ready)] == []


def test_the_suite_names_the_very_bytes_of_the_papers() -> None:
    named = {document.sha256 for document in STARTER.documents}
    assert named == {sha256((CORPUS / name).read_bytes()).hexdigest() for name in PAPERS}


def test_every_kind_of_question_is_tuned_on_and_reported() -> None:
    kinds = Counter((case.kind, split(case.id)) for case in STARTER.cases)
    assert len(STARTER.cases) >= 60
    assert not [(kind, half) for kind in CaseKind for half in ("tune", "report") if not kinds[kind, half]]


def test_what_the_papers_do_not_answer_is_asked_and_says_what_stands_nearby() -> None:
    unanswered = [case for case in STARTER.cases if case.must_refuse]
    assert len(unanswered) >= 15
    assert [case.id for case in unanswered if not case.why] == []


def test_every_paper_is_asked_about() -> None:
    asked = {source.document for case in STARTER.cases for source in case.sources}
    assert asked == {document.key for document in STARTER.documents}
