"""The library with a language model: what it asks, says, gives back and logs."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from fakes import HashEmbedder
from ofsted_qa import models
from ofsted_qa.faces.cli.main import main
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import ModelError, Question, Status
from starter_papers import CORPUS, MEDWAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.stack

CHAIR = Question("Who chairs Medway's safeguarding children board?")
HONEST = "The Local Child Safeguarding Board in Medway is chaired by John Drew [1]."
LIE = "John Drew has chaired it since 2009 [1]."


class Scribe:
    """A llama-index LLM that writes what it was given."""

    metadata = SimpleNamespace(model_name="scribe")

    def __init__(self, text: str) -> None:
        self.text, self.asked = text, list[Any]()

    def stream_chat(self, messages: list[Any]) -> Iterator[Any]:
        self.asked.append(messages)
        yield from (SimpleNamespace(delta=f"{piece} ") for piece in self.text.split(" "))


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(models, "question_embedder", lambda _: HashEmbedder())
    monkeypatch.setattr(models, "ingest_embedder", lambda _: HashEmbedder())
    Library.open(Settings(index=tmp_path / "index", embedder="fake")).add([CORPUS / MEDWAY])
    return tmp_path / "index"


def _library(index: Path, llm: Scribe) -> Library:
    return Library.open(Settings(index=index, embedder="fake", log=str(index.parent / "log")), llm=llm)


def test_an_answer_is_in_the_words_of_the_model_and_the_quotation_stands_below(index: Path) -> None:
    scribe, said = Scribe(f"{LIE} {HONEST}"), list[str]()
    answer = _library(index, scribe).ask(CHAIR, said.append)
    assert (answer.status, answer.text, said) == (Status.ANSWERED, HONEST, [HONEST])
    assert answer.reworded is not None
    assert (answer.reworded.model, answer.reworded.kept, answer.reworded.left_out) == ("scribe", 1, 1)
    assert answer.citations[0].quote.endswith("chaired by John Drew, as 'requires improvement to be good'.")
    logged = [json.loads(line) for line in (index.parent / "log").read_text("utf-8").splitlines()]
    assert logged[-1]["reworded"] == {"model": "scribe", "kept": 1, "left_out": 1, "used": True, "fault": None}


def test_without_the_short_answer_the_documents_own_words_are_given(index: Path) -> None:
    answer = _library(index, Scribe("Ofsted rated the board as requires improvement to be good [1].")).ask(CHAIR)
    assert answer.text.startswith("John Drew [1]\n“In a separate report")
    assert "it left the short answer out" in answer.notes[-1].text


def test_a_refusal_is_never_sent(index: Path) -> None:
    scribe = Scribe("The council is outstanding [1].")
    answer = _library(index, scribe).ask(Question("How many football pitches are there in Medway?"))
    assert (answer.status, answer.reworded, scribe.asked) == (Status.NOT_IN_DOCUMENTS, None, [])


def test_whoever_only_wants_to_know_whether_there_is_an_answer_asks_no_model_and_leaves_no_trace(index: Path) -> None:
    scribe = Scribe(HONEST)
    answer = _library(index, scribe).extractive(CHAIR)
    assert answer.text.startswith("John Drew [1]")
    assert scribe.asked == []
    assert "question_answered" not in (index.parent / "log").read_text("utf-8")


def test_a_setting_that_names_no_model_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OFSTED_QA_LLM", "mystery/model")
    with pytest.raises(ModelError):
        Library.open(Settings(index=tmp_path))
    assert main(["ask", "Who?", "--index", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("ofsted-qa: the language model mystery/model is not known")
    assert printed.err.count("\n") == 1
