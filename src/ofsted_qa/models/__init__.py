"""Models: the embedders behind their Protocol, and which one serves questions and which one ingest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.models.onnx import OnnxEmbedder
from ofsted_qa.models.sentence_transformer import SentenceTransformerEmbedder
from ofsted_qa.settings import PACKAGED_MODEL

if TYPE_CHECKING:
    from ofsted_qa.settings import Settings
    from ofsted_qa.values import Embedder

__all__ = ["OnnxEmbedder", "SentenceTransformerEmbedder", "ingest_embedder", "question_embedder"]


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
