"""Finds what a reader takes for an answer and is none: the windows of the same document that it is surest of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.answering.windows import Window, windows
from ofsted_qa.passages import passages
from training.inspections import alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ofsted_qa.values import Document, Embedder, LabelledText, SpanReader
    from training.inspections import Asked

_CLOSE = 20  # windows that are read for a question: those nearest to it in meaning
_KEPT = 4  # of them, those that the reader is surest of


def mistaken(asked: Sequence[Asked], embedder: Embedder, reader: SpanReader) -> list[list[LabelledText]]:
    """For each question the windows of its document that only look like its answer, the likeliest first.

    What holds the answer's words, or most of them, is left out, since it may answer too; so are all windows of a near
    miss, since another place of its document may answer it.
    """
    cut = {document.id: _cut(document) for document in {one.document.id: one.document for one in asked}.values()}
    vectors = {key: embedder.embed([one.labelled.text for one in found]) for key, found in cut.items()}
    return [
        _likeliest(one, cut[one.document.id], vectors[one.document.id], embedder, reader) if one.answered else []
        for one in asked
    ]


def _cut(document: Document) -> list[Window]:
    """Every window that the program would read."""
    found = []
    for passage in passages(document):
        inside = [
            index
            for index, sentence in enumerate(document.sentences)
            if passage.start <= sentence.start and sentence.end <= passage.end
        ]
        found += windows(document, passage, inside)
    return found


def _likeliest(
    one: Asked, cut: Sequence[Window], vectors: NDArray[np.float32], embedder: Embedder, reader: SpanReader
) -> list[LabelledText]:
    answer = one.document.text[one.start : one.end]
    texts = [window.labelled for window in cut]
    wrong = [
        place
        for place, (window, text) in enumerate(zip(cut, texts, strict=True))
        if not (window.start < one.end and one.start < window.end)
        and answer not in text.text
        and not alike(answer, text.text)
    ]
    return surest(one.question, [texts[place] for place in wrong], vectors[wrong], embedder, reader)[:_KEPT]


def surest(
    question: str, texts: Sequence[LabelledText], vectors: NDArray[np.float32], embedder: Embedder, reader: SpanReader
) -> list[LabelledText]:
    """Of the texts (with vectors, texts x dimensions) nearest to a question those first of which a reader is surest."""
    nearness = vectors @ embedder.embed([question])[0]
    close = [texts[place] for place in np.argsort(-nearness)[:_CLOSE]]
    readings = reader.read(question, close)
    ranked = sorted(zip(readings, close, strict=True), key=lambda pair: -pair[0].answers)
    return [text for _, text in ranked]
