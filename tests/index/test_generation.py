from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from papers import entry, two_papers

from fakes import HashEmbedder
from ofsted_qa.index import Generation, IndexStore
from ofsted_qa.values import BadInputError, IndexMismatchError
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stack


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    store = IndexStore(tmp_path / "index")
    with store.lock():
        store.write(two_papers(), HashEmbedder())
    return store.open("fake")


def test_it_holds_what_was_written(generation: Generation) -> None:
    papers = two_papers()
    assert generation.entries == papers
    assert generation.documents == tuple(paper.document for paper in papers)
    assert generation.passages == papers[0].passages + papers[1].passages
    assert generation.document(papers[1].document.id) == papers[1].document
    assert generation.passage(papers[1].passages[1].id) == papers[1].passages[1]


def test_the_manifest(generation: Generation) -> None:
    manifest = generation.manifest
    assert (manifest.embedder, manifest.dimensions) == ("fake", 64)
    assert (manifest.documents, manifest.passages) == (2, 5)
    assert [listed.name for listed in manifest.catalogue] == ["dudley.txt", "tameside.txt"]
    assert generation.name[:8] == manifest.created[:10].replace("-", "")


def test_unknown_ids(generation: Generation) -> None:
    with pytest.raises(BadInputError, match="no document nothing"):
        generation.document("nothing")
    with pytest.raises(BadInputError, match="no passage nothing"):
        generation.passage("nothing")


def test_keyword_search_finds_by_words_and_by_heading(generation: Generation) -> None:
    scores = generation.keyword_scores(stems("Where do care leavers live?"))
    assert generation.passages[scores.argmax()].text.startswith("Too many care leavers")
    assert (generation.keyword_scores(stems("findings")) > 0).all()


def test_vector_search_finds_within_the_documents_named(generation: Generation) -> None:
    question = HashEmbedder().embed(["Do social workers have manageable caseloads now?"])[0]
    best, similarity = generation.nearest(question, 3)[0]
    assert generation.passage(best).text == "Social workers now have manageable caseloads."
    assert 0.5 < similarity <= 1.00001
    tameside = generation.documents[1].id
    found = generation.nearest(question, 3, [tameside])
    assert {generation.passage(name).document_id for name, _ in found} == {tameside}
    assert len(found) == 2


def test_vectors_only_of_the_same_passages(generation: Generation) -> None:
    dudley, _ = two_papers()
    vectors = generation.vectors(dudley)
    assert vectors is not None
    assert vectors.shape == (3, 64)
    assert generation.vectors(type(dudley)(dudley.document, dudley.passages[:2])) is None
    assert generation.vectors(entry("new.txt", "Something new.")) is None


@pytest.mark.parametrize("text", ['{"format": 0}', "", '{"format": 1, "value": {}}'])
def test_a_manifest_of_another_version(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(IndexMismatchError, match="another version"):
        Generation(tmp_path)


def test_a_damaged_keyword_index(generation: Generation, tmp_path: Path) -> None:
    next(tmp_path.rglob("vocab.index.json")).write_text("{")
    with pytest.raises(IndexMismatchError, match="run `ofsted-qa ingest` again"):
        generation.keyword_scores(["caseload"])
