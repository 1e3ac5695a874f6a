"""The command check-quote: one quotation, or a file of them."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from ofsted_qa.faces.cli.json_lines import Identity, run_batch, string
from ofsted_qa.faces.cli.options import AsJson, Index, open_library
from ofsted_qa.faces.cli.printing import show, show_json
from ofsted_qa.faces.rendering import JsonObject, verdict_object
from ofsted_qa.faces.wording import reference_in_words, speaker_in_words, verdict_in_words
from ofsted_qa.library import Library
from ofsted_qa.values import BadInputError, QuoteMatch, QuoteVerdict, Verdict


def check_quote(
    quote: Annotated[str | None, typer.Argument(help="The quotation, in quotation marks.")] = None,
    *,
    said_by: Annotated[
        str | None,
        typer.Option("--said-by", metavar="WHO", help="Whose words they are said to be: Ofsted, the council, a name."),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help="Check a file of quotations; - is standard input."),
    ] = None,
    as_json: AsJson = False,
    index: Index = None,
) -> None:
    """Say whether the documents hold a quotation word for word, and whose words it is.

    Whatever the verdict, the exit code is 0.

    With --batch each line is an object {"id", "quote", "said_by"}; said_by may be missing, and other keys are
    ignored. One verdict a line comes out as JSON, in the order of the lines, one for every line. A line that
    cannot be used, an empty one too, gives the verdict "error" with a reason; the run goes on.
    """
    if (quote is None) == (batch is None):
        raise BadInputError("give one quotation, or name a file of quotations with --batch")
    library = open_library(index)
    if quote is None:
        _check_batch(library, str(batch), said_by)
        return
    verdict = library.check_quote(quote, said_by)
    if as_json:
        show_json(verdict_object(verdict))
    else:
        _show(verdict)


def _check_batch(library: Library, path: str, said_by: str | None) -> None:
    library.documents()  # without an index nothing can be checked: say so once

    def check(identity: Identity, text: str, given: dict[str, Any]) -> JsonObject:
        who = given.get("said_by")
        who = said_by if who is None else string(who, "said_by")
        return verdict_object(library.check_quote(text, who), identity)

    def failed(identity: Identity, text: str, reason: str) -> JsonObject:
        return verdict_object(QuoteVerdict(text, None, Verdict.ERROR, reason), identity)

    run_batch(path, "quote", check, failed)


def _show(verdict: QuoteVerdict) -> None:
    """Print a verdict for a person: what it is and why, then each place with who says so; the nearest apart."""
    show(Text(verdict_in_words(verdict.verdict), style="bold"), f"{verdict.reason}\n")
    for match in verdict.matches:
        show(_place(match))
    if verdict.places > len(verdict.matches):
        show(f"{len(verdict.matches)} of {verdict.places:,} places are shown.")
    if verdict.nearest:
        show(Text("Not the quotation. The nearest thing in the documents:\n", style="bold"), _place(verdict.nearest))


def _place(match: QuoteMatch) -> str:
    """A run of a document in its sentence, and where it stands."""
    whole = " ".join(match.context.split())
    return f"“{whole}”\n    {speaker_in_words(match)}\n    {reference_in_words(match)}\n"
