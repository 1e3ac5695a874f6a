from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.models import (
    OnnxEmbedder,
    SentenceTransformerEmbedder,
    ingest_embedder,
    question_embedder,
)
from ofsted_qa.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_the_packaged_model_answers_without_torch_and_ingests_with_it(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path)
    questions, ingest = question_embedder(settings), ingest_embedder(settings)
    assert isinstance(questions, OnnxEmbedder)
    assert isinstance(ingest, SentenceTransformerEmbedder)
    assert questions.name == ingest.name


def test_another_model_serves_both(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path, embedder="organisation/model")
    questions, ingest = question_embedder(settings), ingest_embedder(settings)
    assert isinstance(questions, SentenceTransformerEmbedder)
    assert isinstance(ingest, SentenceTransformerEmbedder)
    assert questions.name == ingest.name == "organisation/model"
