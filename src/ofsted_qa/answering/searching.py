"""Searches the documents for one analysed question: retrieves passages and judges their sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ofsted_qa.answering.evidence import LEAST_NEAR, Candidate, Features, Judge, rarity, score
from ofsted_qa.answering.selecting import Chosen, Judged, best_first, select
from ofsted_qa.retrieval import HybridRetriever, Retrieved
from ofsted_qa.values import Searched
from ofsted_qa.words import stem, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.index import Generation
    from ofsted_qa.values import Embedder, Filters, Passage

_CLOSELY_READ = 24  # sentences whose embeddings are compared with the question's


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the runs that answer, all judged sentences best first, and the passages read."""

    chosen: list[Chosen]
    ranked: list[Judged]
    retrieved: list[Retrieved]


class Searcher:
    """Searches one generation of the index."""

    def __init__(self, generation: Generation, embedder: Embedder, top_passages: int) -> None:
        """`top_passages`: how many passages are read for a question."""
        self._generation = generation
        self._embedder = embedder
        self._retriever = HybridRetriever(generation)
        self._top = top_passages

    def find(self, asked: Asked, filters: Filters) -> Found:
        """The sentences that answer, within the filters."""
        vector = self._embedder.embed([asked.text])[0]
        retrieved = self._retriever.retrieve(asked.terms, vector, filters, self._top)
        ranked = best_first(self._judged(asked, vector, retrieved))
        return Found(select(asked, ranked), ranked, retrieved)

    def passages(self, asked: Asked, filters: Filters, limit: int) -> list[Retrieved]:
        """The passages for a question within the filters, best first, at most `limit`."""
        vector = self._embedder.embed([asked.text])[0]
        return self._retriever.retrieve(asked.terms, vector, filters, limit)

    def searched(self, filters: Filters) -> Searched:
        """How much a search within the filters covers."""
        documents = {one.id for one in self._retriever.admitted(filters)}
        passages = sum(1 for one in self._generation.passages if one.document_id in documents)
        return Searched(len(documents), passages, filters)

    def _judged(self, asked: Asked, vector: NDArray[np.float32], retrieved: Sequence[Retrieved]) -> list[Judged]:
        judge = self._judge(asked)
        near = {one.passage.id: one.similarity for one in retrieved}
        candidates = [each for one in retrieved for each in self._sentences(one.passage)]
        # A first look without the sentences' own embeddings, which take the time.
        first_look = [_judged(one, judge.features(one, near[one.passage.id])) for one in candidates]
        closely = best_first(first_look)[:_CLOSELY_READ]
        if not closely:
            return []
        similarities = self._embedder.embed([_embedded(asked, one.candidate) for one in closely]) @ vector
        return [
            _judged(one.candidate, replace(one.features, similarity=max(0.0, float(similarity))))
            for one, similarity in zip(closely, similarities, strict=True)
        ]

    def _judge(self, asked: Asked) -> Judge:
        vocabulary = self._generation.vocabulary
        total = len(self._generation.passages)
        rarities = {term: rarity(total, vocabulary.holding(term)) for term in asked.terms}
        return Judge(asked, rarities, self._near(asked))

    def _near(self, asked: Asked) -> dict[str, Mapping[str, float]]:
        """For each term the documents' stems that mean nearly the same, by the embedding of the single words."""
        surfaces = {stem(word): word for word, _, _ in tokens(asked.text)}
        terms = [term for term in asked.terms if term in surfaces and surfaces[term].isalpha()]
        if not terms:
            return {}
        vectors = self._embedder.embed([surfaces[term] for term in terms])
        vocabulary = self._generation.vocabulary
        return {term: vocabulary.near(vector, LEAST_NEAR) for term, vector in zip(terms, vectors, strict=True)}

    def _sentences(self, passage: Passage) -> list[Candidate]:
        document = self._generation.document(passage.document_id)
        return [
            Candidate(document, passage, sentence, index)
            for index, sentence in enumerate(document.sentences)
            if passage.start <= sentence.start and sentence.end <= passage.end
        ]


def _judged(candidate: Candidate, features: Features) -> Judged:
    return Judged(candidate, features, score(features))


def _embedded(asked: Asked, candidate: Candidate) -> str:
    """A sentence as it is compared with the question: with its council, if the question names one."""
    authority = candidate.document.profile.authority
    return f"{authority}: {candidate.text}" if asked.authorities and authority else candidate.text
