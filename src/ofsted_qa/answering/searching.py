"""Searches the documents for one analysed question: retrieves passages and judges their sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ofsted_qa.answering.closely import Closely, Place, read_closely
from ofsted_qa.answering.evidence import LEAST_NEAR, Candidate, Features, Judge, rarity, score
from ofsted_qa.answering.selecting import Chosen, Judged, best_first, select
from ofsted_qa.answering.wanted import Wanted
from ofsted_qa.retrieval import HybridRetriever, Retrieved
from ofsted_qa.values import Searched
from ofsted_qa.words import stem, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.index import Generation
    from ofsted_qa.values import Embedder, Filters, Passage, SpanReader

#: What the reader is taken to say, at least, of a sentence that names who holds the role asked for: the document's
#: profile knows that, and a signature is no sentence to read.
_KNOWN = 0.5
_CLOSELY_READ = 24  # sentences that look most like an answer: the windows that hold them are read closely


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the runs that answer, all judged sentences best first, and the passages read."""

    chosen: list[Chosen]
    ranked: list[Judged]
    retrieved: list[Retrieved]


class Searcher:
    """Searches one generation of the index."""

    def __init__(self, generation: Generation, embedder: Embedder, reader: SpanReader, top_passages: int) -> None:
        """`top_passages`: how many passages are read for a question."""
        self._generation = generation
        self._embedder = embedder
        self._reader = reader
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
        passages = [self._sentences(one.passage) for one in retrieved]
        # A first look without what the models say of a sentence, which takes the time.
        first_look = best_first(
            [_judged(one, judge.features(one, near[one.passage.id])) for found in passages for one in found]
        )
        if not first_look:
            return []
        likely = [one.candidate for one in first_look[:_CLOSELY_READ]]
        read = read_closely(asked.text, self._reader, likely, passages)
        closely = [one for one in first_look if _place(one.candidate) in read]
        similarities = self._embedder.embed([_embedded(asked, one.candidate) for one in closely]) @ vector
        return [
            _judged(one.candidate, _with(asked, one.features, similarity, read[_place(one.candidate)]), read)
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


def _judged(candidate: Candidate, features: Features, read: Mapping[Place, Closely] | None = None) -> Judged:
    words = read[_place(candidate)].words if read else None
    return Judged(candidate, features, score(features), words)


def _place(candidate: Candidate) -> Place:
    return candidate.document.id, candidate.index


def _with(asked: Asked, features: Features, similarity: float, found: Closely) -> Features:
    """Features with what the models say of a sentence.

    A grade is never the reader's to choose: those of other areas and years are worded alike.
    """
    if Wanted.GRADE in asked.wanted:
        found = Closely(_KNOWN, _KNOWN)
    least = _KNOWN * features.role
    answered, span = max(found.answered, least), max(found.span, least)
    return replace(features, similarity=max(0.0, float(similarity)), answered=answered, span=span)


def _embedded(asked: Asked, candidate: Candidate) -> str:
    """A sentence as it is compared with the question: with its council, if the question names one."""
    authority = candidate.document.profile.authority
    return f"{authority}: {candidate.text}" if asked.authorities and authority else candidate.text
