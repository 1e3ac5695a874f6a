"""The command check-quote: one quotation, a file of them, a whole text, or a paper traced to its sources."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from ofsted_qa.faces.cli.json_lines import Identity, run_batch, string
from ofsted_qa.faces.cli.options import AsJson, Index, open_library
from ofsted_qa.faces.cli.printing import show, show_json
from ofsted_qa.faces.rendering import JsonObject, finding_object, trace_object, verdict_object
from ofsted_qa.faces.wording import (
    finding_in_words,
    outcome_in_words,
    reference_in_words,
    speaker_in_words,
    verdict_in_words,
)
from ofsted_qa.library import Library
from ofsted_qa.values import (
    BadInputError,
    Document,
    Finding,
    QuoteMatch,
    QuoteVerdict,
    Trace,
    TracedFinding,
    Verdict,
)


def check_quote(
    quote: Annotated[str | None, typer.Argument(help="The quotation, in quotation marks.")] = None,
    *,
    said_by: Annotated[
        str | None,
        typer.Option("--said-by", metavar="WHO", help="Whose words they are said to be: Ofsted, the council, a name."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="Check every quotation and claim of a text, Word or PDF file."),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document", metavar="NAME", help="Trace a paper in the index back to the inspectors' own words."
        ),
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

    With --file the quotations of a text are checked, and what it claims that Ofsted said or found. With
    --document each quotation and finding of a paper in the index stands beside the inspectors' own sentence.

    With --batch each line is an object {"id", "quote", "said_by"}; said_by may be missing, and other keys are
    ignored. One verdict a line comes out as JSON, in the order of the lines, one for every line. A line that
    cannot be used, an empty one too, gives the verdict "error" with a reason; the run goes on.
    """
    if sum(given is not None for given in (quote, file, document, batch)) != 1:
        raise BadInputError("give one quotation, or one of --file, --document and --batch")
    if said_by is not None and (file or document):
        raise BadInputError("--said-by goes with a quotation, or with --batch: a whole text says who speaks")
    library = open_library(index)
    if quote is not None:
        _print(verdict_object, _show, library.check_quote(quote, said_by), as_json=as_json)
    elif document is not None:
        _print(trace_object, _show_trace, library.trace(document), as_json=as_json)
    elif file is not None:
        _check_file(library, file, as_json=as_json)
    else:
        _check_batch(library, str(batch), said_by)


def _print(as_object: Any, shown: Any, result: Any, *, as_json: bool) -> None:  # noqa: ANN401 (a pair for each result)
    if as_json:
        show_json(as_object(result))
    else:
        shown(result)


def _check_file(library: Library, file: Path, *, as_json: bool) -> None:
    read, findings = library.check_file(file)
    if as_json:
        show_json({"file": str(file), "findings": [finding_object(one) for one in findings]})
    else:
        _show_findings(read, findings)


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


def _show_findings(read: Document, findings: Iterable[Finding]) -> None:
    """Print what was found in a text: how much of each, then each with its verdict and best place."""
    listed = list(findings)
    counts = Counter(one.verdict.verdict for one in listed)
    said = "; ".join(f"{verdict_in_words(verdict)}: {count}" for verdict, count in counts.items())
    show(f"{read.source.name}: {said or 'no quotation, and nothing that Ofsted is said to have found'}\n")
    for number, one in enumerate(listed, start=1):
        verdict = one.verdict
        title = f"{number}. {verdict_in_words(verdict.verdict)}"
        show(Text(title, style="bold"), f"“{_line(one.text)}”\n    {finding_in_words(one)}\n    {verdict.reason}")
        near = "Nearest, and not the quotation:\n" if verdict.nearest else ""
        best = next(iter(verdict.matches), verdict.nearest)
        show(f"{near}{_place(best)}" if best else "")


def _show_trace(traced: Trace) -> None:
    """Print each finding of a paper beside the inspectors' own sentence."""
    sources = ", ".join(one.source.name for one in traced.sources)
    show(f"{traced.document.source.name}, held against: {sources or 'nothing, for there is no source in the index'}\n")
    for number, one in enumerate(traced.findings, start=1):
        show(Text(f"{number}. {outcome_in_words(one.outcome)}", style="bold"), _traced(one))


def _traced(one: TracedFinding) -> str:
    lines = [f"The paper: “{_line(one.said.text)}”", f"    {reference_in_words(one.said)}"]
    if one.source:
        lines += [f"The inspectors: “{_line(one.source.context)}”", f"    {reference_in_words(one.source)}"]
    return "\n".join([*lines, f"    {one.reason}\n"])


def _place(match: QuoteMatch) -> str:
    """A run of a document in its sentence, and where it stands."""
    return f"“{_line(match.context)}”\n    {speaker_in_words(match)}\n    {reference_in_words(match)}\n"


def _line(text: str) -> str:
    return " ".join(text.split())
