from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from ofsted_qa.faces.cli.main import main
from ofsted_qa.faces.web.access import Accounts

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "a long password"  # noqa: S105 - of nobody


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "users.json"
    monkeypatch.setenv("OFSTED_QA_USERS", str(path))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    return path


def test_a_user_is_added_listed_and_removed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["users", "add", "ann", "--administrator"]) == 0
    assert Accounts(path).signed_in("ann", PASSWORD)
    assert main(["users"]) == 0
    assert capsys.readouterr().out == "Added: ann\nann, administrator\n"
    assert main(["users", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"name": "ann", "administrator": True}]
    assert main(["users", "remove", "ann"]) == 0
    assert main(["users"]) == 0
    assert capsys.readouterr().out == "Removed: ann\nThere are no users.\n"


def test_a_token_is_printed_once_alone_on_standard_output(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tokens", "add", "reporting"]) == 0
    token = capsys.readouterr().out.strip()
    assert Accounts(path).bearer(token)
    assert main(["tokens", "list"]) == 0
    assert token not in capsys.readouterr().out
    assert main(["tokens", "remove", "reporting"]) == 0
    assert Accounts(path).bearer(token) is None


def test_a_short_password_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert main(["users", "add", "ann"]) == 2
    assert "12 to 1,000 characters" in capsys.readouterr().err
    assert not path.exists()


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize("arguments", [["users", "add"], ["users", "remove", "ann"], ["tokens", "remove"], ["users"]])
def test_what_cannot_be_done_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_a_users_file_named_the_line_says_how(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OFSTED_QA_USERS", raising=False)
    assert main(["users", "add", "ann"]) == 2
    assert "OFSTED_QA_USERS" in capsys.readouterr().err
