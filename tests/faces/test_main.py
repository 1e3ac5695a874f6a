from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from ofsted_qa.faces.cli.main import main
from ofsted_qa.values import NoIndexError

if TYPE_CHECKING:
    from pathlib import Path

    from fake_library import FakeLibrary

COMMANDS = [
    "ingest", "ask", "check-quote", "documents", "remove", "judgements", "eval", "serve", "mcp", "status", "users",
    "tokens", "forget",
]  # fmt: skip
#: They touch no index; and what mcp prints is the protocol's.
OTHERS = {"mcp", "users", "tokens", "forget"}


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:")[2]
    assert [line.split()[0] for line in listed.splitlines() if line.strip()] == COMMANDS


def test_without_arguments_the_help_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["ofsted-qa"])
    assert main() == 0
    assert "Commands:" in capsys.readouterr().out


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in {"judgements", *OTHERS}])
def test_every_command_takes_json_and_index(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    printed = capsys.readouterr().out
    assert "--json" in printed
    assert "--index DIR" in printed


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["ask", "--nonsense"],
        ["ask", "x", "--kind", "nonsense"],
        ["ingest"],
        ["remove"],
        ["serve", "--port", "x"],
        ["check-quote"],
        ["judgements", "--authority", "Dudley"],
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # where there is no index
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert printed.err.startswith("ofsted-qa: ")


def test_an_error_that_a_user_can_act_on(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    library.result = NoIndexError("there is no index")
    assert main(["ask", "x"]) == 2
    assert capsys.readouterr().err == "ofsted-qa: there is no index\n"


def test_a_fault_of_the_program_is_one_line_too(
    library: FakeLibrary, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("OFSTED_QA_DEBUG", raising=False)
    library.result = ZeroDivisionError("two\nlines")
    assert main(["ask", "x"]) == 1
    assert capsys.readouterr().err == "ofsted-qa: something went wrong: two lines\n"
    library.result = ZeroDivisionError()
    assert main(["ask", "x"]) == 1
    assert capsys.readouterr().err == "ofsted-qa: something went wrong: ZeroDivisionError\n"


def test_a_fault_keeps_its_traceback_for_who_asks_for_it(library: FakeLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFSTED_QA_DEBUG", "1")
    library.result = ZeroDivisionError("division")
    with pytest.raises(ZeroDivisionError):
        main(["ask", "x"])


def test_an_interruption(library: FakeLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_question: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(library, "ask", interrupt)
    assert main(["ask", "x"]) == 130
