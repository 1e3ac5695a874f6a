from __future__ import annotations

import io
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fake_answerer import LETTER, FakeAnswerer

from ofsted_qa.faces.web import adding as module
from ofsted_qa.faces.web.adding import Adding, Reading
from ofsted_qa.ingesting import IngestReport, Remark
from ofsted_qa.values import Document, IndexLockedError, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def _finished(adding: Adding, key: str) -> Reading:
    for _ in range(500):
        reading = adding.reading(key)
        assert reading is not None
        if reading.finished:
            return reading
        time.sleep(0.01)
    raise AssertionError("it does not end")


def _file(name: str, words: bytes = b"words") -> tuple[str, io.BytesIO]:
    return name, io.BytesIO(words)


def test_files_are_kept_beside_the_index_and_read(tmp_path: Path) -> None:
    adding = Adding(FakeAnswerer(), tmp_path)
    reading = _finished(adding, adding.begin([_file("C:\\papers\\a.txt"), _file("../../b.txt")]))
    assert (tmp_path / "added" / "a.txt").read_bytes() == b"words"
    assert (tmp_path / "added" / "b.txt").exists(), "no path leads out of the folder"
    assert reading.report is not None
    assert len(reading.report.added) == 2


@pytest.mark.parametrize("name", ["", "..", ".hidden.txt", "a.exe", "noending", "x" * 300 + ".txt", "\x00"])
def test_a_file_that_cannot_be_read_is_not_taken(tmp_path: Path, name: str) -> None:
    adding = Adding(FakeAnswerer(), tmp_path)
    reading = _finished(adding, adding.begin([_file(name)]))
    assert len(reading.refused) == 1
    assert reading.problem == "Nothing was added."


def test_a_file_that_is_too_large_is_not_taken_and_the_rest_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "largest", lambda: 4)
    adding = Adding(FakeAnswerer(), tmp_path)
    reading = _finished(adding, adding.begin([_file("long.txt", b"words"), _file("short.txt", b"word")]))
    assert [one.partition(":")[0] for one in reading.refused] == ["long.txt"]
    assert [path.name for path in (tmp_path / "added").iterdir()] == ["short.txt"]


def test_a_second_file_of_a_name_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    adding = Adding(FakeAnswerer(), tmp_path)
    _finished(adding, adding.begin([_file("a.txt", b"first")]))
    second = _finished(adding, adding.begin([_file("a.txt", b"second"), _file("b.txt")]))
    assert "a file of this name was added before" in second.refused[0]
    assert second.report is not None
    assert (tmp_path / "added" / "a.txt").read_bytes() == b"first"


def test_a_file_that_the_ingest_could_not_read_is_not_kept(tmp_path: Path) -> None:
    answerer = FakeAnswerer()
    path = tmp_path / "added" / "a.txt"
    answerer.report = IngestReport((), (), (), (), (), (Remark(str(path), "holds no text"),), ())
    adding = Adding(answerer, tmp_path)
    _finished(adding, adding.begin([_file("a.txt")]))
    assert not path.exists()


@pytest.mark.parametrize(
    ("error", "said"),
    [(IndexLockedError("another process writes"), "another process writes"), (RuntimeError("secret"), "went wrong")],
)
def test_what_goes_wrong_is_said_and_nothing_is_left(tmp_path: Path, error: Exception, said: str) -> None:
    class _Failing(FakeAnswerer):
        def add(self, paths: Sequence[Path], progress: Callable[[str, int, int], None] | None = None) -> IngestReport:
            assert (len(paths), progress is None) == (1, False)
            raise error

    adding = Adding(_Failing(), tmp_path)
    reading = _finished(adding, adding.begin([_file("a.txt")]))
    assert said in reading.problem
    assert "secret" not in reading.problem
    assert list((tmp_path / "added").iterdir()) == []


def test_a_removed_document_takes_the_file_that_was_sent_with_it_and_no_other(tmp_path: Path) -> None:
    sent, own = tmp_path / "added" / "a.txt", tmp_path / "own.txt"
    sent.parent.mkdir()

    class _Held(FakeAnswerer):
        def document(self, document_id: str) -> Document:
            assert document_id == LETTER.id
            copies = (Source("own.txt", str(own), "."),)
            return replace(LETTER, source=Source("a.txt", str(sent.resolve()), "."), copies=copies)

    for path in (sent, own):
        path.write_bytes(b"words")
    answerer = _Held()
    Adding(answerer, tmp_path).remove(LETTER.id)
    assert answerer.removed == [LETTER.id]
    assert (sent.exists(), own.exists()) == (False, True)
    assert Adding(answerer, tmp_path).reading("unknown") is None
