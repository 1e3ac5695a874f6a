from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import BadInputError, DocumentKind, Filters, Question, Status

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stack

QUESTION = "Who signed the Ofsted letter to Dudley?"
UNKNOWN = "What is the salary of the Tameside director of children's services?"


@pytest.fixture(scope="module")
def papers(starter_index: Path) -> Library:
    return Library.open(Settings(index=starter_index))


@pytest.fixture(scope="module")
def face() -> Any:
    from ofsted_qa.faces import llama_index  # over a second, so not where the file is collected

    return llama_index


def _is_its_slice(library: Library, node: Any) -> bool:
    text = library.document(node.ref_doc_id).text
    same = (node.metadata["start"], node.metadata["end"]) == (node.start_char_idx, node.end_char_idx)
    return same and bool(node.text == text[node.start_char_idx : node.end_char_idx])


def test_passages_are_nodes_with_their_offsets(papers: Library, face: Any) -> None:
    nodes = face.passage_nodes(papers)
    assert [node.node_id for node in nodes] == [passage.id for passage in papers.passages()]
    assert all(_is_its_slice(papers, node) for node in nodes)


def test_the_retriever_gives_what_the_library_finds(papers: Library, face: Any) -> None:
    found = face.PassageRetriever(papers, limit=4).retrieve(QUESTION)
    expected = papers.search(Question(QUESTION), 4)
    assert [(one.node.node_id, one.score) for one in found] == [(one.passage.id, one.score) for one in expected]
    assert all(_is_its_slice(papers, one.node) for one in found)
    metadata = found[0].node.metadata
    assert "Ofsted monitoring visit letter, Dudley, 23 March 2017" in metadata["citation"]
    assert metadata["voices"] == "ofsted"


def test_the_retriever_keeps_to_its_filters(papers: Library, face: Any) -> None:
    filters = Filters(kinds=(DocumentKind.NEWS,))
    found = face.PassageRetriever(papers, filters=filters).retrieve("social workers")
    assert {one.node.metadata["kind"] for one in found} == {"news"}


def test_llama_indexs_own_engine_works_on_the_retriever(papers: Library, face: Any) -> None:
    from llama_index.core.llms import MockLLM
    from llama_index.core.query_engine import RetrieverQueryEngine

    engine = RetrieverQueryEngine.from_args(face.PassageRetriever(papers, limit=3), llm=MockLLM())
    response = engine.query(QUESTION)
    assert [one.node.node_id for one in response.source_nodes] == [
        one.passage.id for one in papers.search(Question(QUESTION), 3)
    ]
    # The mock model gives its prompt back: it saw the passages and where they are from, and no offsets.
    for one in response.source_nodes:
        assert one.node.text in str(response)
        assert one.node.metadata["citation"] in str(response)
        assert one.node.metadata["document_id"] not in str(response)


def test_the_engine_answers_with_quotations(papers: Library, face: Any) -> None:
    response = face.LibraryQueryEngine(papers).query(QUESTION)
    answer = papers.ask(Question(QUESTION))
    assert str(response) == answer.text
    assert response.metadata["status"] == "answered"
    assert [one.node.text for one in response.source_nodes] == [citation.quote for citation in answer.citations]
    assert all(_is_its_slice(papers, one.node) for one in response.source_nodes)
    metadata = response.source_nodes[0].node.metadata
    assert (metadata["number"], metadata["voice"], metadata["first_hand"]) == (1, "ofsted", True)
    assert metadata["citation"].endswith("Ofsted monitoring visit letter, Dudley, 23 March 2017")
    assert "quote" not in metadata


def test_a_refusal_has_no_source(papers: Library, face: Any) -> None:
    response = face.LibraryQueryEngine(papers).query(UNKNOWN)
    answer = papers.ask(Question(UNKNOWN))
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert (str(response), response.source_nodes) == (answer.text, [])
    assert response.metadata["status"] == "not_in_documents"
    assert answer.nearest is not None
    assert response.metadata["nearest"]["text"] == answer.nearest.text
    assert response.metadata["nearest"]["citations"][0]["quote"] == answer.citations[0].quote


def test_both_work_in_an_event_loop(papers: Library, face: Any) -> None:
    async def both() -> tuple[Any, Any]:
        found = await face.PassageRetriever(papers, limit=2).aretrieve(QUESTION)
        return found, await face.LibraryQueryEngine(papers, Filters(authorities=("Dudley",))).aquery(QUESTION)

    found, response = asyncio.run(both())
    assert len(found) == 2
    assert response.metadata["searched"]["filters"]["authorities"] == ["Dudley"]


def test_an_empty_question_is_our_own_error(papers: Library, face: Any) -> None:
    with pytest.raises(BadInputError):
        face.LibraryQueryEngine(papers).query(" ")
    with pytest.raises(BadInputError):
        face.PassageRetriever(papers).retrieve("?")
