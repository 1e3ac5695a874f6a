"""Hybrid retrieval: BM25 and vectors over the passages that the filters admit, fused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.retrieval.fusion import fuse
from ofsted_qa.values import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ofsted_qa.index import Generation
    from ofsted_qa.values import Document, Filters

_DEPTH = 60  # passages of each ranking that are fused


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
        self, stems: Sequence[str], vector: NDArray[np.float32], filters: Filters, limit: int
    ) -> list[Retrieved]:
        """The passages for a question, best first, at most `limit`.

        `stems` are the question's content words, `vector` its embedding of shape (dimensions,).
        """
        documents = {document.id for document in self.admitted(filters)}
        if not documents:
            return []
        everything = len(documents) == len(self._generation.documents)
        nearest = self._generation.nearest(vector, _DEPTH, None if everything else documents)
        fused = fuse([self._by_keyword(stems, documents), [identity for identity, _ in nearest]])
        similarities = dict(nearest)
        return [
            Retrieved(self._generation.passage(identity), score, similarities.get(identity, 0.0))
            for identity, score in fused[:limit]
        ]

    def _by_keyword(self, stems: Sequence[str], documents: set[str]) -> list[str]:
        scores = self._generation.keyword_scores(stems)
        passages = self._generation.passages
        order = np.argsort(-scores, kind="stable")
        ranked = (index for index in order if scores[index] > 0 and passages[index].document_id in documents)
        return [passages[index].id for index, _ in zip(ranked, range(_DEPTH), strict=False)]
