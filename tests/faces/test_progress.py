from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from ofsted_qa.faces.cli.progress import progress

if TYPE_CHECKING:
    import pytest


def test_elsewhere_than_on_a_terminal_a_few_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as step:
        for done in range(1, 1001):
            step("reading", done, 1000)
        step("embedding", 0, 0)
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    assert printed.out == ""
    assert lines[-2:] == ["reading 1000 of 1000", "embedding 0 of 0"]
    assert len(lines) < 10


def test_on_a_terminal_a_bar_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress() as step:
        step("reading", 1, 2)
        step("reading", 2, 2)
    assert "reading" in terminal.getvalue()
    assert "100%" in terminal.getvalue()
    assert capsys.readouterr().out == ""
