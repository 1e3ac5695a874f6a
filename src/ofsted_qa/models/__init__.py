"""Models: the embedders behind their Protocol, and which one serves questions and which one ingest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.models.onnx import OnnxEmbedder
from ofsted_qa.models.onnx_reader import OnnxSpanReader
from ofsted_qa.models.sentence_transformer import SentenceTransformerEmbedder
from ofsted_qa.models.transformers_reader import TransformersSpanReader
from ofsted_qa.settings import PACKAGED_MODEL, PACKAGED_READER

if TYPE_CHECKING:
    from ofsted_qa.settings import Settings
    from ofsted_qa.values import Embedder, SpanReader

__all__ = [
    "OnnxEmbedder",
    "OnnxSpanReader",
    "SentenceTransformerEmbedder",
    "TransformersSpanReader",
    "ingest_embedder",
    "question_embedder",
    "span_reader",
]


def question_embedder(settings: Settings) -> Embedder:
    """The embedder for questions: it must be ready in well under a second. Loads nothing yet.

    Raises:
        ModelError: the settings name a model by path whose files cannot be read.
    """
    if settings.embedder == PACKAGED_MODEL:
        return OnnxEmbedder(settings.cache)
    return SentenceTransformerEmbedder(settings.embedder)


def ingest_embedder(settings: Settings) -> Embedder:
    """The embedder for many passages: sentence-transformers, for every model. Loads nothing yet.

    For one model it has the same `name`, and gives the same vectors, as the embedder for questions.

    Raises:
        ModelError: the settings name a model by path whose files cannot be read.
    """
    return SentenceTransformerEmbedder(settings.embedder)


def span_reader(settings: Settings) -> SpanReader:
    """The reader that finds answers within passages. Loads nothing yet."""
    if settings.reader == PACKAGED_READER:
        return OnnxSpanReader(settings.cache)
    return TransformersSpanReader(settings.reader)
