"""Hybrid retrieval: BM25 and vectors over the passages that the filters admit, fused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ofsted_qa.retrieval.fusion import fuse
from ofsted_qa.values import Passage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ofsted_qa.index import Generation
    from ofsted_qa.values import Document, Filters

_DEPTH = 60  # passages of each ranking that are fused

#: What a passage may say for one content word of a question: stems that say it together, and from 0 to 1 how well.
Ways: TypeAlias = "Mapping[frozenset[str], float]"


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage with its fused score and its cosine similarity to the question (0 where not among the nearest)."""

    passage: Passage
    score: float
    similarity: float


class HybridRetriever:
    """Ranks the passages of one generation."""

    def __init__(self, generation: Generation) -> None:
        """Rank this generation's passages."""
        self._generation = generation

    def admitted(self, filters: Filters) -> list[Document]:
        """The documents that the filters admit, in the order of the catalogue."""
        return [document for document in self._generation.documents if filters.admits(document)]

    def retrieve(
        self, words: Sequence[Ways], vector: NDArray[np.float32], filters: Filters, limit: int
    ) -> list[Retrieved]:
        """The passages for a question, best first, at most `limit`.

        `words` are the question's content words, `vector` its embedding of shape (dimensions,).
        """
        documents = {document.id for document in self.admitted(filters)}
        if not documents:
            return []
        everything = len(documents) == len(self._generation.documents)
        nearest = self._generation.nearest(vector, _DEPTH, None if everything else documents)
        fused = fuse([self._by_keyword(words, documents), [identity for identity, _ in nearest]])
        similarities = dict(nearest)
        return [
            Retrieved(self._generation.passage(identity), score, similarities.get(identity, 0.0))
            for identity, score in fused[:limit]
        ]

    def _by_keyword(self, words: Sequence[Ways], documents: set[str]) -> list[str]:
        """Passages by BM25, of every word the way counted that scores most; several stems score their mean."""
        # Words that make up one term share its other names.
        distinct = {stems for ways in words for stems in ways}
        means = {stems: self._generation.keyword_scores(sorted(stems)) / len(stems) for stems in distinct}
        scores = np.zeros(len(self._generation.passages), np.float32)
        for ways in words:
            scores += np.max([worth * means[stems] for stems, worth in ways.items()], axis=0)
        passages = self._generation.passages
        order = np.argsort(-scores, kind="stable")
        ranked = (index for index in order if scores[index] > 0 and passages[index].document_id in documents)
        return [passages[index].id for index, _ in zip(ranked, range(_DEPTH), strict=False)]
