"""Finds what a reader takes for an answer and is none: the windows of the same document that it is surest of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.answering.windows import Window, windows
from ofsted_qa.passages import passages
from training.inspections import alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import Document, Embedder, LabelledText, SpanReader
    from training.inspections import Asked

_CLOSE = 24  # windows that are read for a question: those nearest to it in meaning
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
    one: Asked, cut: Sequence[Window], vectors: np.ndarray, embedder: Embedder, reader: SpanReader
) -> list[LabelledText]:
    nearness = vectors @ embedder.embed([one.question])[0]
    answer = one.document.text[one.start : one.end]
    wrong = [
        cut[place].labelled
        for place in np.argsort(-nearness)
        if not (cut[place].start < one.end and one.start < cut[place].end)
    ]
    wrong = [text for text in wrong if answer not in text.text and not alike(answer, text.text)][:_CLOSE]
    readings = reader.read(one.question, wrong)
    surest = sorted(zip(readings, wrong, strict=True), key=lambda pair: -pair[0].answers)
    return [text for _, text in surest[:_KEPT]]
