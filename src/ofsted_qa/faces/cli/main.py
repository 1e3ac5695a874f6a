"""The program `ofsted-qa`: its commands, and what becomes of an error."""

import io
import os
import sys
from collections.abc import Sequence

import typer

from ofsted_qa.faces.cli.ask import ask
from ofsted_qa.faces.cli.catalogue import documents, ingest, remove
from ofsted_qa.faces.cli.evaluate import evaluate
from ofsted_qa.faces.cli.printing import complain
from ofsted_qa.faces.cli.serve import serve
from ofsted_qa.faces.cli.status import status
from ofsted_qa.values import OfstedQaError

_FAILED = 1
_BAD_INPUT = 2
_STANDARD_OUTPUT = 1  # its file descriptor

#: Rich markup is off for the help alone: plain help is quick, and the same on every terminal.
app = typer.Typer(
    name="ofsted-qa",
    help="Ask what Ofsted inspectors found; the answers are quotations with their sources.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_ANYTHING = {"allow_extra_args": True, "ignore_unknown_options": True}

app.command()(ingest)
app.command()(ask)


@app.command(context_settings=_ANYTHING)
def check_quote() -> None:
    """Check a quotation against the documents (not there yet)."""
    raise OfstedQaError("check-quote is not there yet")


app.command()(documents)
app.command()(remove)


@app.command(context_settings=_ANYTHING)
def judgements() -> None:
    """List every grade given, with its evidence (not there yet)."""
    raise OfstedQaError("judgements is not there yet")


app.command("eval")(evaluate)
app.command()(serve)
app.command()(status)


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
        code = app(given or ["--help"], prog_name="ofsted-qa", standalone_mode=False)
        sys.stdout.flush()
    except OfstedQaError as error:
        complain(str(error))
        return _BAD_INPUT
    except typer.TyperException as error:
        complain(f"{error.format_message().rstrip('.')}; see ofsted-qa --help")
        return _BAD_INPUT
    except (BrokenPipeError, SystemExit):
        return _unread()
    except Exception as error:
        if os.environ.get("OFSTED_QA_DEBUG"):
            raise
        complain(f"something went wrong: {str(error) or type(error).__name__}")
        return _FAILED
    return code or 0


def _unread() -> int:
    """Whoever read the output has gone (Typer and rich end the process then): what is left goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), _STANDARD_OUTPUT)
    return _FAILED
