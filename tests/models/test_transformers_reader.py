from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ofsted_qa.models import OnnxSpanReader, TransformersSpanReader, span_reader
from ofsted_qa.models.packaged import packaged_folder
from ofsted_qa.settings import Settings
from ofsted_qa.values import LabelledText, ModelError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stack

PASSAGES = [LabelledText("Kent", "Ann Hill spoke first."), LabelledText("", "Nobody came. " * 300)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model of the library's own form, with weights drawn at random."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

    folder = tmp_path_factory.mktemp("model")
    tokenizer = AutoTokenizer.from_pretrained(packaged_folder())
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=512,
    )
    BertForQuestionAnswering(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_a_setting_names_the_reader(model: Path, tmp_path: Path) -> None:
    assert isinstance(span_reader(Settings(cache=tmp_path)), OnnxSpanReader)
    named = span_reader(Settings(cache=tmp_path, reader=str(model)))
    assert isinstance(named, TransformersSpanReader)
    assert named.name == str(model)


def test_every_span_lies_within_its_passage(model: Path) -> None:
    readings = TransformersSpanReader(str(model)).read("Who spoke?", PASSAGES)
    for passage, reading in zip(PASSAGES, readings, strict=True):
        assert 0 <= reading.start < reading.end <= len(passage.text)
        assert 0.0 <= reading.answers <= 1.0


def test_a_model_that_is_not_there_is_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"^the reader .+ cannot be loaded: .+$"):
        TransformersSpanReader(str(tmp_path)).read("Who?", PASSAGES)
