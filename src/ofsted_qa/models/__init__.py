"""Models: embedders, readers and language models behind their Protocols, and which one a setting means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.models.common_words import common_words
from ofsted_qa.models.language_model import LanguageModel, Limits, named_llm, wrapped_llm
from ofsted_qa.models.onnx import OnnxEmbedder
from ofsted_qa.models.onnx_reader import OnnxSpanReader
from ofsted_qa.models.sentence_transformer import SentenceTransformerEmbedder
from ofsted_qa.models.transformers_reader import TransformersSpanReader
from ofsted_qa.settings import PACKAGED_MODEL, PACKAGED_READER

if TYPE_CHECKING:
    from ofsted_qa.settings import Settings
    from ofsted_qa.values import Embedder, Llm, SpanReader

__all__ = [
    "LanguageModel",
    "Limits",
    "OnnxEmbedder",
    "OnnxSpanReader",
    "SentenceTransformerEmbedder",
    "TransformersSpanReader",
    "common_words",
    "ingest_embedder",
    "llm",
    "named_llm",
    "question_embedder",
    "span_reader",
    "wrapped_llm",
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


def llm(settings: Settings) -> Llm | None:
    """The language model that puts answers into words, None where the settings name none. Loads nothing yet.

    Raises:
        ModelError: the settings name one that is not known or not installed.
    """
    return named_llm(settings.llm) if settings.llm else None
