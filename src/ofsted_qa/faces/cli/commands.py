"""The commands of the program `ofsted-qa`, put together."""

import typer

from ofsted_qa.faces.cli.ask import ask
from ofsted_qa.faces.cli.catalogue import documents, ingest, judgements, remove
from ofsted_qa.faces.cli.check_quote import check_quote
from ofsted_qa.faces.cli.evaluate import evaluate
from ofsted_qa.faces.cli.forget import forget
from ofsted_qa.faces.cli.mcp import mcp
from ofsted_qa.faces.cli.serve import serve
from ofsted_qa.faces.cli.status import status
from ofsted_qa.faces.cli.users import tokens, users

#: Rich markup is off for the help alone: plain help is quick, and the same on every terminal.
app = typer.Typer(
    name="ofsted-qa",
    help="Ask what Ofsted inspectors found; the answers are quotations with their sources.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command()(ingest)
app.command()(ask)

app.command()(check_quote)
app.command()(documents)
app.command()(remove)
app.command()(judgements)
app.command("eval")(evaluate)
app.command()(serve)
app.command()(mcp)
app.command()(status)
app.command()(users)
app.command()(tokens)
app.command()(forget)
