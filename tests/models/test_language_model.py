from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ofsted_qa import models
from ofsted_qa.models import LanguageModel, Limits
from ofsted_qa.settings import Settings
from ofsted_qa.values import ModelError
from scripted_server import Script

if TYPE_CHECKING:
    from collections.abc import Iterator


def _settings(llm: str | None) -> Settings:
    return Settings(llm=llm)


def test_none_is_none() -> None:
    assert models.llm(_settings(None)) is None


@pytest.mark.parametrize(
    "written",
    ["ollama/llama3.1:8b", "ollama/q@http://10.0.0.2:11434", "openai-like/Qwen/Qwen2.5@https://llm.example.org/v1"],
)
def test_a_model_is_named_without_its_address(written: str) -> None:
    found = models.llm(_settings(written))
    assert found is not None
    assert found.name == written.partition("@")[0]


@pytest.mark.parametrize("written", ["gpt-4", "openai-like/x", "ollama/", "ollama/x@ftp://y", "claude/x", "  "])
def test_another_form_is_a_model_error(written: str) -> None:
    with pytest.raises(ModelError, match=r"is not known: write ollama/NAME"):
        models.llm(_settings(written))


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ofsted_qa.models.language_model.find_spec", lambda _: None)
    with pytest.raises(ModelError, match=r"pip install 'ofsted-qa\[openai\]'"):
        models.llm(_settings("openai-like/x@http://127.0.0.1/v1"))


class _Llm:
    """What of a llama-index LLM is used."""

    def __init__(self, pieces: Iterator[Any]) -> None:
        self.pieces = pieces

    def stream_chat(self, messages: list[Any]) -> Iterator[Any]:
        self.messages = messages
        yield from self.pieces


@pytest.mark.stack
def test_a_llama_index_llm_is_streamed() -> None:
    from llama_index.core.llms import MockLLM

    found = models.wrapped_llm(MockLLM())
    assert found.name == "MockLLM"
    assert "rules" in "".join(found.stream("The rules", "the evidence"))


@pytest.mark.stack
def test_what_a_model_raises_is_a_fault_without_its_words() -> None:
    def broken() -> Iterator[Any]:
        raise RuntimeError("words of a document")
        yield

    model = LanguageModel("broken", lambda: _Llm(broken()))
    with pytest.raises(ModelError, match=r"^it failed \(RuntimeError\)$"):
        list(model.stream("a", "b"))


@pytest.mark.stack
def test_ollama_is_asked_over_http() -> None:
    lines = [
        {"message": {"role": "assistant", "content": text}, "done": not text} for text in ("Caseloads ", "fell.", "")
    ]
    script = Script([json.dumps(line).encode() + b"\n" for line in lines], kind="application/x-ndjson")
    with script.serving() as address:
        model = models.llm(_settings(f"ollama/tiny@{address.removesuffix('/v1')}"))
        assert model is not None
        assert list(model.stream("The rules", "the evidence")) == ["Caseloads ", "fell."]
    (asked,) = script.asked
    assert [message["content"] for message in asked["messages"]] == ["The rules", "the evidence"]
    assert asked["options"]["num_predict"] > 0


def test_limits_are_seconds() -> None:
    assert Limits().between < Limits().first < Limits().total
