from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from ofsted_qa.event_log import EventLog, forget
from ofsted_qa.values import BadInputError
from ofsted_qa.version import __version__

if TYPE_CHECKING:
    from pathlib import Path


def _events(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_off_unless_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for target in (None, ""):
        EventLog(target).write("something")
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr() == ("", "")


def test_one_object_a_line_appended_and_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    EventLog(str(path)).write("first", count=1)
    EventLog(str(path)).write("second", words="two\nlines \u2028 \udcff")
    first, second = _events(path)
    assert (first["event"], first["count"], first["program"]) == ("first", 1, __version__)
    assert first["time"].endswith("+00:00")
    assert second["words"] == "two\nlines \u2028 \udcff"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_log_that_was_moved_away_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = EventLog(str(path))
    log.write("before")
    path.rename(tmp_path / "log.1")
    log.write("after")
    assert [event["event"] for event in _events(path)] == ["after"]


def test_a_dash_is_standard_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.chdir(tmp_path)
    EventLog("-").write("something")
    printed = capsys.readouterr()
    assert json.loads(printed.err)["event"] == "something"
    assert printed.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_written_to_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot write the log"):
        EventLog(str(tmp_path / "missing" / "log.jsonl"))


def test_a_disk_that_fills_up_costs_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = EventLog(str(tmp_path / "log.jsonl"))

    def full(_data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log, "_append", full)
    log.write("something")
    assert json.loads(capsys.readouterr().err)["event"] == "something"


def test_questions_only_where_asked_for(tmp_path: Path) -> None:
    path = str(tmp_path / "log.jsonl")
    assert EventLog(path).question("Who?") == {}
    assert EventLog(path, questions=True).question("Who?") == {"question": "Who?"}


def test_an_error_is_logged_without_its_message_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    with pytest.raises(ValueError, match="secret"), EventLog(str(path)).errors("ask"):
        raise ValueError("secret words")
    (event,) = _events(path)
    assert (event["event"], event["during"], event["error"]) == ("error", "ask", "ValueError")
    assert event["where"].startswith("test_event_log.py:")
    assert event["seconds"] >= 0
    assert "secret" not in path.read_text("utf-8")


def _line(days: int) -> str:
    time = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")
    return json.dumps({"time": time, "event": f"{days} days ago"}) + "\n"


def test_lines_that_are_too_old_go_by_themselves(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text(_line(31) + _line(29) + "not ours\n", "utf-8")
    EventLog(str(path), days=30)
    assert [line for line in path.read_text("utf-8").splitlines() if "31 days" in line] == []
    assert "29 days ago" in path.read_text("utf-8")
    assert "not ours" in path.read_text("utf-8"), "what is not ours is not ours to delete"


def test_a_log_that_stays_open_forgets_once_a_day(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = EventLog(str(path), days=30)
    path.write_text(_line(31), "utf-8")
    log.write("today")
    assert "31 days" in path.read_text("utf-8"), "it was looked through today"
    log._pruned = datetime.now(UTC).date() - timedelta(days=1)
    log.write("tomorrow")
    assert [event["event"] for event in _events(path)] == ["today", "tomorrow"]


def test_a_pipe_is_written_to_and_not_looked_through(tmp_path: Path) -> None:
    import os

    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    EventLog(str(path), days=30).write("something")
    assert b"something" in os.read(reader, 1_000)
    os.close(reader)


def test_everything_can_be_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text(_line(3) + _line(1) + "not ours\n", "utf-8")
    assert forget(path, 2) == 1
    assert forget(path, 0) == 2
    assert path.read_bytes() == b""


def test_no_line_is_lost_while_others_are_forgotten(tmp_path: Path) -> None:
    from threading import Thread

    path = tmp_path / "log.jsonl"
    path.write_text(_line(31) * 2_000, "utf-8")
    log = EventLog(str(path))

    def write() -> None:
        for number in range(200):
            log.write("new", number=number)

    writers = [Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        forget(path, 30)
    forget(path, 30)  # they may have been quicker
    assert len(_events(path)) == 600
