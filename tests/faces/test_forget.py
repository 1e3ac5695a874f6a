from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from fake_library import answered

from ofsted_qa.faces.cli.main import main
from ofsted_qa.faces.web.conversation import Exchange
from ofsted_qa.faces.web.feedback import Feedback

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    log = tmp_path / "log.jsonl"
    ages = (40, 10, 0)
    times = [(datetime.now(UTC) - timedelta(days=age)).isoformat(timespec="milliseconds") for age in ages]
    log.write_text("".join(json.dumps({"time": time, "question": "Who?"}) + "\n" for time in times), "utf-8")
    monkeypatch.setenv("OFSTED_QA_LOG", str(log))
    monkeypatch.chdir(tmp_path)
    return log


def test_all_or_the_older_lines_are_deleted(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", "--days", "20"]) == 0
    assert capsys.readouterr().out == f"Deleted: 1 lines of {log}\n"
    assert main(["forget", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"deleted": 2}
    assert log.read_bytes() == b""


def test_without_a_log_there_is_nothing_to_delete(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log.unlink()
    assert main(["forget"]) == 2
    assert "cannot be changed" in capsys.readouterr().err
    monkeypatch.setenv("OFSTED_QA_LOG", "-")
    assert main(["forget"]) == 2
    assert "no log file is named" in capsys.readouterr().err


def test_what_people_said_of_answers_goes_too(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = log.parent / "papers"
    folder.mkdir()
    asked = [Exchange("Who is Sam?", answer=answered("Jenny Turnross"))]
    Feedback(folder).keep(asked, 0, helped=True, comment="words")
    kept = folder / "feedback.jsonl"
    assert kept.stat().st_mode & 0o777 == 0o600, "for the owner alone, like the log"
    assert main(["forget", "--days", "20", "--index", str(folder)]) == 0
    assert capsys.readouterr().out == f"Deleted: 0 lines of {kept}\nDeleted: 1 lines of {log}\n"
    monkeypatch.setenv("OFSTED_QA_LOG", "-")
    assert main(["forget", "--index", str(folder)]) == 0
    assert capsys.readouterr().out == f"Deleted: 1 lines of {kept}\n"
    assert kept.read_bytes() == b""
