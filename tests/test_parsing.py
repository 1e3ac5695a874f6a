"""Reading in child processes: hostile files cost the child, never the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from ofsted_qa import parsing
from ofsted_qa.ingesting import plan
from ofsted_qa.values import Document, UnreadableDocumentError
from typeset import Typist

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.stack


def _paper(path: Path, words: str) -> Path:
    path.write_bytes(Typist().line(words).data())
    return path


def test_files_come_back_in_their_order_whatever_they_are(tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("A note.")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 and no more")
    files = [_paper(tmp_path / f"{n}.pdf", f"Paper {n}.") for n in range(5)]
    order = [files[0], bad, *files[1:3], text, *files[3:], tmp_path / "gone.pdf"]
    found = list(parsing.parsed([(path, tmp_path) for path in order]))
    said = [one.text if isinstance(one, Document) else str(one) for one in found]
    assert said == [
        "Paper 0.",
        "this is not a whole PDF file",
        "Paper 1.",
        "Paper 2.",
        "A note.",
        "Paper 3.",
        "Paper 4.",
        "No such file or directory",
    ]
    document = found[0]
    assert isinstance(document, Document)
    assert document.sentences
    assert document.placements


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "TIME_LIMIT", 0.01)
    (problem,) = parsing.parsed([(_paper(tmp_path / "a.pdf", "Words."), tmp_path)])
    assert isinstance(problem, UnreadableDocumentError)
    assert "took longer than" in str(problem)


def test_a_file_that_kills_its_reader_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [_paper(tmp_path / f"{n}.pdf", f"Paper {n}.") for n in range(3)]
    ask = parsing._ask

    def killed(process: subprocess.Popen[bytes], path: Path, root: Path, alive: Callable[[], None]) -> str:
        if path.name == "1.pdf":
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        return ask(process, path, root, alive)

    monkeypatch.setattr(parsing, "_ask", killed)
    found = list(parsing.parsed([(path, tmp_path) for path in files]))
    assert [isinstance(one, Document) for one in found] == [True, False, True]
    assert "its reader died" in str(found[1])


def test_a_page_that_was_read_by_machine_is_a_sign_of_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that says so twice takes longer than the limit, and is not given up; one that does not is."""
    code = (
        "import time\n"
        "from ofsted_qa import parsing\n"
        "def read(path, root, alive):\n"
        "    for _ in range(8):\n"
        "        time.sleep(0.5)\n"
        "        alive() if path.name == 'a' else None\n"
        "    return '!read to the end'\n"
        "parsing._answer = read\n"
        "parsing._serve()"
    )
    started = subprocess.Popen

    def child(_: list[str], **streams: Any) -> subprocess.Popen[bytes]:
        process = started([sys.executable, "-c", code], **streams)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'["first", "."]\n')  # its start takes a while and is not what is measured
        process.stdin.flush()
        process.stdout.read(8 + len("!read to the end"))
        return process

    monkeypatch.setattr(subprocess, "Popen", child)
    monkeypatch.setattr(parsing, "TIME_LIMIT", 2.5)
    reader = parsing._Child()
    for name, end in (("a", "read to the end"), ("b", "took longer than")):
        with pytest.raises(UnreadableDocumentError, match=end):
            reader.read(tmp_path / name, tmp_path)
    reader.stop()


def test_a_child_may_not_fill_the_memory(tmp_path: Path) -> None:
    code = (
        "from ofsted_qa import parsing\n"
        "parsing._answer = lambda path, root, alive: str(len(bytearray(64 * 1024**3)))\n"
        "parsing._serve()"
    )
    child = subprocess.run(
        [sys.executable, "-c", code], input=b'["a", "b"]\n', capture_output=True, check=False, timeout=60
    )
    assert child.returncode != 0
    assert b"MemoryError" in child.stderr
    assert tmp_path.exists()


def test_what_has_not_changed_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _paper(tmp_path / "a.pdf", "Words.")
    before = plan([tmp_path], ()).entries
    monkeypatch.setattr(parsing, "TIME_LIMIT", 0.0)
    again = plan([tmp_path], before)
    assert again.report.unchanged == (str(tmp_path / "a.pdf"),)
    monkeypatch.setattr("ofsted_qa.ingesting.VERSION", 10_000)
    assert plan([tmp_path], before).report.failed
