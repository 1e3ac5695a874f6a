"""The vectors on a real Chroma server: the same answers, several processes, a server that dies and comes back."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from chroma_process import ChromaProcess
from papers import entry, two_papers

from fakes import HashEmbedder
from ofsted_qa import Library, Question, Settings
from ofsted_qa.index import ChromaServer, IndexStore, State, chroma, chroma_server, condition
from ofsted_qa.values import BadInputError, IndexMismatchError, OfstedQaError
from starter_papers import CORPUS, DUDLEY_LETTER, MEDWAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ofsted_qa.index import Entry, Generation
    from ofsted_qa.values import Answer

pytestmark = pytest.mark.stack

PROBE = HashEmbedder().embed(["Staff morale is good and turnover has fallen."])[0]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaProcess]:
    with ChromaProcess(tmp_path / "server") as running:
        yield running


def _store(folder: Path, server: ChromaProcess | None) -> IndexStore:
    return IndexStore(folder, ChromaServer(server.address) if server else None)


def _write(store: IndexStore, entries: Sequence[Entry]) -> Generation:
    with store.lock():
        return store.write(entries, HashEmbedder())


def _collections(server: ChromaProcess) -> set[str]:
    asked = ChromaServer(server.address)
    return {collection.name for collection in asked.client().list_collections()}


def test_served_passages_are_as_near_as_embedded_ones(tmp_path: Path, server: ChromaProcess) -> None:
    papers = [entry(f"{n}.txt", "\n".join(f"{n} and {row} words" for row in range(30))) for n in range(6)]
    embedded = _write(_store(tmp_path / "one", None), papers)
    served = _write(_store(tmp_path / "two", server), papers)
    assert served.manifest.served
    assert not (tmp_path / "two" / "generations" / served.name / "chroma").exists()
    for text in ("3 and 7 words", "5 and 29 words"):
        (vector,) = HashEmbedder().embed([text])
        for chosen in (None, [papers[3].document.id, papers[5].document.id], []):
            one, other = (generation.nearest(vector, 12, chosen) for generation in (embedded, served))
            assert [name for name, _ in one] == [name for name, _ in other]
            assert np.allclose([near for _, near in one], [near for _, near in other], atol=1e-6)


QUESTIONS = (
    "Who signed the letter to Dudley?",
    "What did Ofsted say about youth justice in Medway?",
    "How is staff morale in Dudley?",
    "Who chairs Medway's safeguarding children board?",
    "What grade did Medway's care leavers service get?",
    "What do the inspectors say about caseloads?",
    "How many social workers did Leeds recruit?",
)


def _asking(index: Path, server: ChromaProcess, questions: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "ofsted_qa", "ask", "--batch", str(questions), "--index", str(index)]
    env = os.environ | {"OFSTED_QA_CHROMA": server.address, "HF_HUB_OFFLINE": "1"}
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _said(answer: Answer) -> tuple[str, str, list[str]]:
    return answer.status.value, answer.text, [citation.quote for citation in answer.citations]


def test_several_processes_answer_as_the_embedded_index_does(tmp_path: Path, server: ChromaProcess) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name in (DUDLEY_LETTER, MEDWAY):
        shutil.copy(CORPUS / name, papers)
    Library.open(Settings(index=tmp_path / "folder")).add([papers])
    served = Settings(index=tmp_path / "served", chroma=server.address)
    Library.open(served).add([papers])
    (tmp_path / "questions").write_text("\n".join(json.dumps({"question": question}) for question in QUESTIONS))
    asked = [_asking(tmp_path / "served", server, tmp_path / "questions") for _ in range(2)]
    # Meanwhile the index is written to.
    shutil.copy(CORPUS / DUDLEY_LETTER, papers / "again.txt")
    (papers / "new.txt").write_text("Dear Ms Hale\n\nThe borough of Tameside has a new bridge.\n")
    assert Library.open(served).add([papers]).added
    here = Library.open(Settings(index=tmp_path / "folder"))
    expected = [_said(here.ask(Question(question))) for question in QUESTIONS]
    assert {status for status, _, _ in expected} >= {"answered", "not_in_documents"}
    for process in asked:
        out, problem = process.communicate(timeout=240)
        assert process.returncode == 0, problem
        given = [json.loads(line) for line in out.splitlines()]
        assert [(one["status"], one["text"], [each["quote"] for each in one["citations"]]) for one in given] == expected


def test_questions_are_answered_again_when_the_server_is_back(
    tmp_path: Path, server: ChromaProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = _write(_store(tmp_path / "index", server), two_papers())
    before = generation.nearest(PROBE, 3)
    server.kill()
    monkeypatch.setattr(chroma_server, "PATIENCE", 0.3)
    with pytest.raises(OfstedQaError, match=f"{server.address} does not answer.*start it"):
        generation.nearest(PROBE, 3)
    assert condition(tmp_path / "index", ChromaServer(server.address)).state is State.UNREACHABLE
    server.start()
    assert generation.nearest(PROBE, 3) == before
    # One that is only being restarted is waited for.
    server.kill()
    monkeypatch.setattr(chroma_server, "PATIENCE", 60.0)
    back = threading.Timer(0.5, server.start)
    back.start()
    assert generation.nearest(PROBE, 3) == before
    back.join()


def test_a_server_killed_in_the_middle_of_a_write_leaves_the_index_as_it_was(
    tmp_path: Path, server: ChromaProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = _store(tmp_path / "index", server)
    first = _write(store, two_papers())
    monkeypatch.setattr(chroma, "_BATCH", 2)
    nodes = IndexStore.write.__globals__["passage_nodes"]

    def dying(entries: Sequence[Entry], vectors: dict[str, Any]) -> Iterator[Any]:
        for count, node in enumerate(nodes(entries, vectors)):
            if count == 3:
                server.kill()
            yield node

    monkeypatch.setitem(IndexStore.write.__globals__, "passage_nodes", dying)
    more = [*two_papers(), entry("more.txt", "One line.\nAnother line.")]
    with pytest.raises(OfstedQaError, match="does not answer"):
        _write(store, more)
    assert store.current_name() == first.name
    monkeypatch.setitem(IndexStore.write.__globals__, "passage_nodes", nodes)
    server.start()
    assert first.nearest(PROBE, 1)
    whole = _write(_store(tmp_path / "index", server), more)
    assert len(whole.nearest(PROBE, 10)) == 7
    del first
    _write(_store(tmp_path / "index", server), more[:2])
    # What the killed write left, and what old generations had, is cleared away.
    assert len([name for name in _collections(server) if whole.manifest.identity in name]) <= 2


def test_a_collection_that_the_server_has_lost_is_made_again(tmp_path: Path, server: ChromaProcess) -> None:
    generation = _write(_store(tmp_path / "index", server), two_papers())
    before = generation.nearest(PROBE, 3)
    server.kill()
    shutil.rmtree(server.folder)
    server.start()
    assert generation.nearest(PROBE, 3) == before
    assert _store(tmp_path / "index", server).open("fake").nearest(PROBE, 3) == before


def test_an_index_moves_to_a_server_and_back(tmp_path: Path, server: ChromaProcess) -> None:
    embedded = _write(_store(tmp_path / "index", None), two_papers())
    before = embedded.nearest(PROBE, 3)
    # There, by the address alone.
    assert _store(tmp_path / "index", server).open("fake").nearest(PROBE, 3) == before
    served = _write(_store(tmp_path / "index", server), two_papers())
    with pytest.raises(IndexMismatchError, match=r"set OFSTED_QA_CHROMA .* or run `ofsted-qa ingest` again"):
        _store(tmp_path / "index", None).open("fake").nearest(PROBE, 3)
    assert served.nearest(PROBE, 3) == before
    assert _write(_store(tmp_path / "index", None), two_papers()).nearest(PROBE, 3) == before


def test_an_ingest_moves_the_vectors_to_where_the_settings_say(tmp_path: Path, server: ChromaProcess) -> None:
    paper = CORPUS / DUDLEY_LETTER
    for address in (None, server.address, None):
        library = Library.open(Settings(index=tmp_path / "index", chroma=address))
        report = library.add([paper])
        assert bool(report.added) is (address is None and not report.unchanged)
        assert IndexStore(tmp_path / "index").open(None).manifest.served is (address is not None)


def test_other_indexes_on_the_server_are_left_alone(tmp_path: Path, server: ChromaProcess) -> None:
    one = _write(_store(tmp_path / "one", server), two_papers())
    _write(_store(tmp_path / "two", server), two_papers())
    _write(_store(tmp_path / "two", server), two_papers()[:1])
    assert chroma_server.collection_name(one.manifest.identity, one.name) in _collections(server)
    assert one.nearest(PROBE, 1)


def test_a_server_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chroma_server, "_HEARTBEAT_TIMEOUT", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(OfstedQaError, match="does not answer"):
            _write(IndexStore(tmp_path, ChromaServer(address)), two_papers())
    assert IndexStore(tmp_path).current_name() is None


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://host", "http://", "http://host:port", "http://host/path"])
def test_what_is_no_address_is_said(address: str) -> None:
    with pytest.raises(BadInputError, match="no address of a Chroma server"):
        ChromaServer(address)
