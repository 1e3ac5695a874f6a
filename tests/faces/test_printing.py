from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from fake_library import HOSTILE
from rich.table import Table
from rich.text import Text

from ofsted_qa.faces.cli.printing import complain, note, plain, show, show_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def _steering(text: str) -> Iterable[str]:
    return {character for character in text if character in "\x1b\x9b\u202e\x07"}


def test_a_string_is_data_and_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    show("see [bold]1[/bold] :smile: [1]")
    assert capsys.readouterr().out == "see [bold]1[/bold] :smile: [1]\n"


def test_nothing_in_a_text_or_a_table_steers_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("a")
    table.add_row(Text(HOSTILE))
    show(HOSTILE, Text(HOSTILE), table)
    note(HOSTILE)
    printed = capsys.readouterr()
    assert not _steering(printed.out)
    assert not _steering(printed.err)
    assert printed.out.count("[bold]not markup[/bold]") == 3


def test_only_our_own_styles_reach_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    show(Text("\x1b[2Jwords", style="bold"))
    assert terminal.getvalue() == "\x1b[1m�[2Jwords\x1b[0m\n"


def test_lines_are_folded_for_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    words = "one two three four five six seven"
    show(words)
    assert capsys.readouterr().out == f"{words}\n"
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    show(words)
    assert len(terminal.getvalue().splitlines()) == 2


def test_results_and_notes_go_to_different_streams(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"a": "“é”"})
    complain("two\nlines  and\tmore")
    printed = capsys.readouterr()
    assert printed.out == '{"a": "“é”"}\n'
    assert printed.err == "ofsted-qa: two lines and more\n"


def test_plain_keeps_what_is_harmless() -> None:
    assert plain("tab\t line\n “quote” é 漢 [1]") == "tab\t line\n “quote” é 漢 [1]"
