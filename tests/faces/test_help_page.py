from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_qa.faces.cli.help_page import MARK, PROGRAM_HELP, help_text, renewed

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"


def test_the_page_is_what_the_program_says() -> None:
    page = PAGE.read_text("utf-8")
    assert page == renewed(page), "renew it: python -m ofsted_qa.faces.cli.help_page docs/commands.md"


def test_the_stored_help_is_what_the_program_says() -> None:
    renew = "renew it: python -m ofsted_qa.faces.cli.help_page docs/commands.md"
    assert PROGRAM_HELP.read_text("utf-8") == help_text(), renew


def test_the_page_does_not_depend_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = renewed("")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "dumb")
    assert renewed("") == wide


def test_what_is_written_by_hand_stays() -> None:
    page = renewed(f"# Title\n\nBy hand.\n\n{MARK}\n\nold help\n")
    assert page.startswith(f"# Title\n\nBy hand.\n\n{MARK}\n\n## ofsted-qa\n")
    assert "old help" not in page


@pytest.mark.parametrize("command", ["ask", "check-quote", "eval"])
def test_every_command_has_its_help(command: str) -> None:
    assert f"## ofsted-qa {command}\n\n```text\nUsage: ofsted-qa {command} " in renewed("")
