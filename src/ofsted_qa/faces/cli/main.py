"""The program `ofsted-qa`: what is run, and what becomes of an error."""

import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module, resources

from ofsted_qa.values import OfstedQaError

_FAILED = 1
_BAD_INPUT = 2
_STANDARD_OUTPUT = 1  # its file descriptor
#: Importing makes hundreds of thousands of objects that stay: looking for rubbish among them as often as Python does by
#: itself took a tenth of a cold question.
_RUBBISH_AFTER = (50_000, 20, 100)


def main(args: Sequence[str] | None = None) -> int:
    """Run a command; `args` are those of the process where None is given. Without any, the help is printed.

    Gives the exit code: 0, what the command says, 1 for a fault of the program, 2 for input
    that cannot be used, 130 for an interruption. An error is one line on standard error; with
    OFSTED_QA_DEBUG set, a fault of the program keeps its traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = sys.argv[1:] if args is None else list(args)
    try:
        code = _run(given)
        sys.stdout.flush()
    except OfstedQaError as error:
        _complain(str(error))
        return _BAD_INPUT
    except (BrokenPipeError, SystemExit):
        return _unread()
    except Exception as error:
        if os.environ.get("OFSTED_QA_DEBUG"):
            raise
        _complain(f"something went wrong: {str(error) or type(error).__name__}")
        return _FAILED
    return code or 0


def _run(given: Sequence[str]) -> int | None:
    """Run a command.

    The help of the program is read from a page of the package: whoever asks for it need not wait for
    everything that the commands are made of (`help_page` writes that page, and a test compares it).
    """
    if list(given) in ([], ["--help"]):
        print(resources.files(__package__).joinpath("help.txt").read_text("utf-8"), end="")  # noqa: T201
        return 0
    gc.set_threshold(*_RUBBISH_AFTER)
    typer = import_module("typer")
    commands = import_module("ofsted_qa.faces.cli.commands")
    try:
        code: int | None = commands.app(given, prog_name="ofsted-qa", standalone_mode=False)
    except typer.TyperException as error:
        raise OfstedQaError(f"{error.format_message().rstrip('.')}; see ofsted-qa --help") from error
    return code


def _complain(text: str) -> None:
    import_module("ofsted_qa.faces.cli.printing").complain(text)


def _unread() -> int:
    """Whoever read the output has gone (Typer and rich end the process then): what is left goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), _STANDARD_OUTPUT)
    return _FAILED
