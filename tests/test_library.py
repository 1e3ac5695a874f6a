from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from fakes import HashEmbedder
from ofsted_qa import models
from ofsted_qa.index import IndexStore
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import BadInputError, IndexLockedError, IndexMismatchError, NoIndexError, Question, Verdict
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
    for none in (library.documents()[0].id[:7], "null\x00", "half a pair \ud800"):
        with pytest.raises(BadInputError, match="no document"):
            library.remove([none])
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
    with pytest.raises(IndexMismatchError):
        library.ready()
    assert len(library.documents()) == 2
    assert not library.add([folder]).changed
    assert NamedEmbedder.passages == 2 * embedded
    assert library.ask(Question("Who signed the letter on Dudley?")).searched.documents


def test_a_search_gives_passages_best_first_and_at_most_so_many(tmp_path: Path, folder: Path) -> None:
    library = _library(tmp_path)
    library.add([folder])
    question = Question("What is said of caseloads in Dudley?")
    found = library.search(question, limit=3)
    assert len(found) == 3
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert {library.document(one.passage.document_id).source.name for one in found} == {DUDLEY_LETTER}
    assert found == library.search(question)[:3]
    assert all(one.passage in library.passages() for one in found)
    assert library.search(Question("What is said of caseloads in Leeds?")) == ()


def test_a_search_of_two_councils_gives_passages_of_both(tmp_path: Path, folder: Path) -> None:
    library = _library(tmp_path)
    library.add([folder])
    found = library.search(Question("What is said of social workers in Dudley and in Medway?"), limit=4)
    assert {library.document(one.passage.document_id).source.name for one in found} == {DUDLEY_LETTER, MEDWAY}
    assert len({one.passage.id for one in found}) == 4


@pytest.mark.parametrize(("text", "limit"), [("", None), ("caseloads", 0)])
def test_a_search_for_nothing_is_bad_input(tmp_path: Path, folder: Path, text: str, limit: int | None) -> None:
    library = _library(tmp_path)
    library.add([folder])
    with pytest.raises(BadInputError):
        library.search(Question(text), limit)


def _logged(tmp_path: Path, *, questions: bool) -> tuple[Library, Path]:
    log = tmp_path / "log.jsonl"
    settings = Settings(index=tmp_path / "index", embedder="fake", log=str(log), log_questions=questions)
    return Library.open(settings), log


def test_what_happens_is_logged_without_a_word_of_it(tmp_path: Path, folder: Path) -> None:
    library, log = _logged(tmp_path, questions=False)
    library.add([folder])
    question = "What did inspectors find in the Dudley caseloads?"
    answer = library.ask(Question(question))
    library.search(Question(question), limit=2)
    library.remove([MEDWAY])
    with pytest.raises(BadInputError):
        library.ask(Question(""))
    events: list[dict[str, Any]] = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [event["event"] for event in events] == [
        "ingest_started",
        "ingest_finished",
        "question_answered",
        "passages_searched",
        "documents_removed",
        "error",
    ]
    _, ingested, answered, searched, removed, error = events
    assert (ingested["added"], ingested["failed"], ingested["documents"]) == (2, 0, 2)
    assert ingested["generation"] != removed["generation"]
    assert (answered["status"], answered["citations"]) == (answer.status.value, len(answer.citations))
    assert set(answered["documents"]) == {citation.document_id for citation in answer.citations}
    assert searched["passages"] == 2
    assert len(removed["documents"]) == 1
    assert (error["during"], error["error"]) == ("ask", "BadInputError")
    assert "caseloads" not in log.read_text("utf-8")


def test_the_words_of_a_question_are_logged_for_who_asks_for_them(tmp_path: Path, folder: Path) -> None:
    library, log = _logged(tmp_path, questions=True)
    library.add([folder])
    library.ask(Question("Who signed the letter on Dudley?"))
    assert json.loads(log.read_text("utf-8").splitlines()[-1])["question"] == "Who signed the letter on Dudley?"


def test_an_ingest_beside_another_is_logged_as_an_error(tmp_path: Path, folder: Path) -> None:
    library, log = _logged(tmp_path, questions=False)
    _library(tmp_path).add([folder])
    with IndexStore(tmp_path / "index").lock(), pytest.raises(IndexLockedError):
        library.add([folder])
    assert json.loads(log.read_text("utf-8").splitlines()[-1])["error"] == "IndexLockedError"


def test_a_quotation_is_checked_by_any_embedder_and_what_is_added_counts(tmp_path: Path, folder: Path) -> None:
    _library(tmp_path).add([folder])
    library = _library(tmp_path, embedder="another")  # the record is enough: questions would be refused
    assert library.check_quote("Staff morale is good", "Ofsted").verdict is Verdict.VERBATIM
    assert library.check_quote("The single biggest risk to the Tameside improvement journey").matches == ()
    (folder / TAMESIDE).write_bytes((CORPUS / TAMESIDE).read_bytes())
    _library(tmp_path).add([folder])
    found = library.check_quote("The single biggest risk to the Tameside improvement journey", "Ofsted")
    assert found.verdict is Verdict.WRONG_VOICE
    with pytest.raises(BadInputError):
        library.check_quote("")


def test_a_text_and_a_file_are_checked_and_not_added(tmp_path: Path, folder: Path) -> None:
    library = _library(tmp_path)
    with pytest.raises(NoIndexError):
        library.check_file(folder / MEDWAY)
    library.add([folder])
    file = tmp_path / "speech.md"
    file.write_text("# Speech\n\nOfsted said that “staff morale is good”.\n", "utf-8")
    document, (finding,) = library.check_file(file)
    assert finding.text == document.text[finding.start : finding.end] == "staff morale is good"
    assert finding.verdict.verdict is Verdict.VERBATIM
    assert library.check_text(document.text) == (finding,)
    assert file.name not in _names(library)
    with pytest.raises(BadInputError, match=r"none\.txt cannot be read"):
        library.check_file(tmp_path / "none.txt")


def test_a_paper_is_traced_by_name_or_id(tmp_path: Path, folder: Path) -> None:
    library = _library(tmp_path)
    library.add([folder])
    traced = library.trace(MEDWAY)
    assert traced.sources == ()  # the index holds no report on Medway
    assert traced.findings
    assert library.trace(traced.document.id) == traced
    with pytest.raises(BadInputError, match="inspectors' own"):
        library.trace(DUDLEY_LETTER)
    with pytest.raises(BadInputError):
        library.trace("nothing")
