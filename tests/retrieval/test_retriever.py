from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from fakes import HashEmbedder
from ofsted_qa.index import Entry, IndexStore
from ofsted_qa.passages import passages
from ofsted_qa.retrieval import HybridRetriever, Retrieved
from ofsted_qa.values import DocumentKind, Filters
from ofsted_qa.words import stems
from starter_papers import DUDLEY_LETTER, MEDWAY, TAMESIDE, paper

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> HybridRetriever:
    folder: Path = tmp_path_factory.mktemp("retrieval")
    store = IndexStore(folder)
    papers = [paper(name) for name in (DUDLEY_LETTER, MEDWAY, TAMESIDE)]
    with store.lock():
        return HybridRetriever(store.write([Entry(one, passages(one)) for one in papers], HashEmbedder()))


def _found(retriever: HybridRetriever, question: str, filters: Filters, limit: int = 5) -> list[Retrieved]:
    return retriever.retrieve(
        [{frozenset({one}): 1.0} for one in stems(question)], HashEmbedder().embed([question])[0], filters, limit
    )


def test_the_passage_that_answers_comes_first(retriever: HybridRetriever) -> None:
    best, *others = _found(retriever, "unallocated cases found by managers", Filters())
    assert "unallocated cases" in best.passage.text
    assert best.similarity > 0
    assert [one.score for one in others] == sorted((one.score for one in others), reverse=True)


def test_no_other_councils_passages_within_a_filter(retriever: HybridRetriever) -> None:
    for filters in (Filters(authorities=("Medway",)), Filters(until=date(2015, 12, 31))):
        found = _found(retriever, "social workers", filters)
        assert found
        assert {one.passage.document_id for one in found} == {paper(MEDWAY).id}


def test_a_word_may_be_called_by_another_name(retriever: HybridRetriever) -> None:
    vector = HashEmbedder().embed(["x"])[0]
    spoken = {frozenset({"mood"}): 1.0, frozenset({"moral"}): 0.5}
    assert "morale" in retriever.retrieve([spoken], vector, Filters(), 1)[0].passage.text


def test_admitted_documents_in_their_order(retriever: HybridRetriever) -> None:
    council = retriever.admitted(Filters(kinds=(DocumentKind.COUNCIL_REPORT,)))
    assert [one.source.name for one in council] == [MEDWAY, TAMESIDE]


def test_limit_and_nothing(retriever: HybridRetriever) -> None:
    assert len(_found(retriever, "children", Filters(), limit=2)) == 2
    assert _found(retriever, "children", Filters(authorities=("Leeds",))) == []


def test_a_question_without_a_known_word_still_finds_the_nearest(retriever: HybridRetriever) -> None:
    assert _found(retriever, "xyzzy", Filters())
