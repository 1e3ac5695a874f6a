"""The library's parts for a llama-index application: a retriever, a query engine and nodes.

Import it only where llama-index is wanted: it takes over a second.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import NodeRelationship, NodeWithScore, RelatedNodeInfo, TextNode

from ofsted_qa.faces.rendering import answer_object, citation_object
from ofsted_qa.faces.wording import reference_in_words
from ofsted_qa.index import passage_node
from ofsted_qa.values import Citation, Filters, Question, Status, Voice, VoiceRole

if TYPE_CHECKING:
    from llama_index.core.prompts.mixin import PromptDictType
    from llama_index.core.schema import QueryBundle

    from ofsted_qa.library import Library
    from ofsted_qa.values import Answer, Document, Passage

_ANSWERED = frozenset({Status.ANSWERED, Status.PARTIAL})

#: Metadata that a language model has no use for: it would only repeat it.
_NOT_FOR_MODELS = ("document_id", "start", "end")


def passage_nodes(library: Library) -> list[TextNode]:
    """Every passage of a library as a node with its words, offsets and metadata, without an embedding.

    Raises:
        NoIndexError: there is no index yet.
    """
    return [_passage_node(library, passage) for passage in library.passages()]


class PassageRetriever(BaseRetriever):  # type: ignore[misc]  # llama-index is not type-checked
    """The library's search as a retriever for any engine of llama-index."""

    def __init__(self, library: Library, limit: int = 10, filters: Filters | None = None) -> None:
        """`limit`: how many passages are given at most; `filters`: what is searched."""
        self._library = library
        self._limit = limit
        self._filters = filters or Filters()
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """The passages for a query, best first, scored by the fusion of the rankings.

        Raises:
            OfstedQaError: the question is empty or too long, or the index cannot be used.
        """
        question = Question(query_bundle.query_str, filters=self._filters)
        found = self._library.search(question, self._limit)
        return [NodeWithScore(node=self._node(one.passage), score=one.score) for one in found]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """The same, without holding up the event loop."""
        return await asyncio.to_thread(self._retrieve, query_bundle)

    def _node(self, passage: Passage) -> TextNode:
        node = _passage_node(self._library, passage)
        document = self._library.document(passage.document_id)
        node.metadata["voices"] = _voices(document, passage)
        node.metadata["citation"] = _reference(document, passage)
        return node


class LibraryQueryEngine(BaseQueryEngine):  # type: ignore[misc]  # llama-index is not type-checked
    """The library as a query engine: its answers are quotations, and no language model writes.

    The `Response` holds the answer's text, a source node for each citation, whose text is the quotation,
    and as metadata the rest of the answer. A refusal has its words and no source node.
    """

    def __init__(self, library: Library, filters: Filters | None = None) -> None:
        """`filters`: what is searched."""
        self._library = library
        self._filters = filters or Filters()
        super().__init__(callback_manager=None)

    def _get_prompt_modules(self) -> PromptDictType:
        """There are no prompts."""
        return {}

    def _query(self, query_bundle: QueryBundle) -> Response:
        """Answer a query.

        Raises:
            OfstedQaError: the question is empty or too long, or the index cannot be used.
        """
        return _response(self._library.ask(Question(query_bundle.query_str, filters=self._filters)))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        """The same, without holding up the event loop."""
        return await asyncio.to_thread(self._query, query_bundle)


def _response(answer: Answer) -> Response:
    metadata = answer_object(answer)
    del metadata["id"], metadata["text"], metadata["citations"]
    if answer.status in _ANSWERED:
        sources = [NodeWithScore(node=_citation_node(citation)) for citation in answer.citations]
        return Response(answer.text, sources, metadata)
    if answer.nearest:
        # No source node holds its quotation, so its source stands here.
        near = [one for one in answer.citations if one.number in answer.nearest.citations]
        metadata["nearest"]["citations"] = [citation_object(citation) for citation in near]
    return Response(answer.text, [], metadata)


def _citation_node(citation: Citation) -> TextNode:
    metadata = citation_object(citation)
    del metadata["quote"]
    metadata["citation"] = reference_in_words(citation)
    return TextNode(
        id_=f"{citation.document_id}:{citation.start}-{citation.end}",
        text=citation.quote,
        start_char_idx=citation.start,
        end_char_idx=citation.end,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=list(_NOT_FOR_MODELS),
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=citation.document_id)},
    )


def _passage_node(library: Library, passage: Passage) -> TextNode:
    node = passage_node(library.document(passage.document_id), passage)
    node.excluded_llm_metadata_keys = list(_NOT_FOR_MODELS)
    return node


def _voices(document: Document, passage: Passage) -> str:
    """The roles that speak in a passage: "council, ofsted". Text, since not every store takes a list."""
    roles = {
        sentence.voice.role.value
        for sentence in document.sentences
        if passage.start <= sentence.start and sentence.end <= passage.end
    }
    return ", ".join(sorted(roles))


def _reference(document: Document, passage: Passage) -> str:
    """A reference to the place where a passage begins, in words; several may be speaking in it."""
    nobody = Voice(VoiceRole.UNKNOWN, None, "a whole passage")
    return reference_in_words(Citation.cut(1, document, passage, passage.start, passage.end, nobody))
