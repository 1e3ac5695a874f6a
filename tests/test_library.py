from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakes import HashEmbedder
from ofsted_qa import models
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import BadInputError, IndexMismatchError, NoIndexError, Question
from starter_papers import CORPUS, DUDLEY_LETTER, MEDWAY, TAMESIDE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

pytestmark = pytest.mark.stack


class NamedEmbedder(HashEmbedder):
    """The fake under the name that the settings give; counts the passages that it embeds."""

    passages = 0

    def __init__(self, settings: Settings) -> None:
        self.name = settings.embedder

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        NamedEmbedder.passages += sum("\n" in text for text in texts)
        return super().embed(texts)


@pytest.fixture(autouse=True)
def _fake_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "question_embedder", NamedEmbedder)
    monkeypatch.setattr(models, "ingest_embedder", NamedEmbedder)
    monkeypatch.setattr(NamedEmbedder, "passages", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in (DUDLEY_LETTER, MEDWAY):
        (folder / name).write_bytes((CORPUS / name).read_bytes())
    return folder


def _library(tmp_path: Path, embedder: str = "fake") -> Library:
    return Library.open(Settings(index=tmp_path / "index", embedder=embedder))


def _names(library: Library) -> list[str]:
    return [one.source.name for one in library.documents()]


def test_nothing_yet(tmp_path: Path) -> None:
    library = _library(tmp_path)
    assert library.is_empty
    with pytest.raises(NoIndexError):
        library.documents()
    with pytest.raises(NoIndexError):
        library.ask(Question("Who signed the letter?"))
    assert not (tmp_path / "index").exists()


def test_added_papers_are_there_and_answer(tmp_path: Path, folder: Path) -> None:
    library = _library(tmp_path)
    told: list[str] = []
    report = library.add([folder], lambda what, done, total: told.append(f"{what} {done}/{total}"))
    assert len(report.added) == 2
    assert told[:2] == ["reading 1/2", "reading 2/2"]
    assert told[2].startswith("embedding")
    assert not library.is_empty
    assert _names(library) == [DUDLEY_LETTER, MEDWAY]
    answer = library.ask(Question("When did Ofsted write the letter on the monitoring visit of Dudley?"))
    assert answer.searched.documents
    for citation in answer.citations:
        document = library.document(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote
        passage = library.passage(citation.passage_id)
        assert passage.start <= citation.start < citation.end <= passage.end


def test_unknown_ids(tmp_path: Path, folder: Path) -> None:
    library = _library(tmp_path)
    library.add([folder])
    with pytest.raises(BadInputError):
        library.document("nothing")
    with pytest.raises(BadInputError):
        library.passage("nothing")


def test_what_is_unchanged_is_not_built_again(tmp_path: Path, folder: Path) -> None:
    library = _library(tmp_path)
    library.add([folder])
    generation, embedded = (tmp_path / "index" / "current").read_text(), NamedEmbedder.passages
    assert not library.add([folder]).changed
    assert ((tmp_path / "index" / "current").read_text(), NamedEmbedder.passages) == (generation, embedded)


def test_an_open_library_adopts_what_another_adds(tmp_path: Path, folder: Path) -> None:
    _library(tmp_path).add([folder])
    chat = _library(tmp_path)
    question = Question("What did inspectors find in Tameside?")
    assert chat.ask(question).searched.documents == 0
    _library(tmp_path).add([CORPUS / TAMESIDE])
    assert chat.ask(question).searched.documents == 1
    assert TAMESIDE in _names(chat)


def test_removed_by_name_path_relative_path_or_id(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    library = _library(tmp_path)
    for known in ("name", "path", "relative", "id"):
        library.add([folder])
        letter = next(one for one in library.documents() if one.source.name == DUDLEY_LETTER)
        names = {
            "name": letter.source.name,
            "path": letter.source.path,
            "relative": f"papers/{DUDLEY_LETTER}",
            "id": letter.id[:8],
        }
        assert library.remove([names[known]]) == (str(folder / DUDLEY_LETTER),)
        assert _names(library) == [MEDWAY]


def test_a_name_that_fits_none_or_several_removes_nothing(tmp_path: Path, folder: Path) -> None:
    library = _library(tmp_path)
    other = folder / "other"
    other.mkdir()
    (other / MEDWAY).write_text("Another paper of the same name.")
    library.add([folder])
    with pytest.raises(BadInputError, match="fits more than one document"):
        library.remove([DUDLEY_LETTER, MEDWAY])
    with pytest.raises(BadInputError, match="no document nothing"):
        library.remove([DUDLEY_LETTER, "nothing"])
    with pytest.raises(BadInputError, match="no document"):
        library.remove([library.documents()[0].id[:7]])
    assert len(library.documents()) == 3


def test_removing_embeds_nothing_again(tmp_path: Path, folder: Path) -> None:
    library = _library(tmp_path)
    library.add([folder])
    embedded = NamedEmbedder.passages
    library.remove([MEDWAY])
    assert NamedEmbedder.passages == embedded


def test_another_embedder_is_refused_for_questions_and_embeds_again_on_add(tmp_path: Path, folder: Path) -> None:
    _library(tmp_path).add([folder])
    embedded = NamedEmbedder.passages
    library = _library(tmp_path, "another")
    with pytest.raises(IndexMismatchError):
        library.ask(Question("Who signed the letter?"))
    assert len(library.documents()) == 2
    assert not library.add([folder]).changed
    assert NamedEmbedder.passages == 2 * embedded
    assert library.ask(Question("Who signed the letter on Dudley?")).searched.documents
