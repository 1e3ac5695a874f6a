"""The command ask: one question, or a file of them."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from ofsted_qa.faces.cli.batch import answer_batch
from ofsted_qa.faces.cli.options import AsJson, Index, authority_named, open_library
from ofsted_qa.faces.cli.printing import show, show_json
from ofsted_qa.faces.rendering import answer_object
from ofsted_qa.faces.wording import (
    reference_in_words,
    searched_in_words,
    speaker_in_words,
    status_in_words,
)
from ofsted_qa.library import Library
from ofsted_qa.values import Answer, BadInputError, Citation, DocumentKind, Filters, Question


def _day(text: str) -> date:
    """A day written in full: `date.fromisoformat` alone takes weeks and days of the year as well."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError as error:
        raise BadInputError(f"{text} is not a date such as 2018-06-27") from error


def ask(
    question: Annotated[str | None, typer.Argument(help="In quotation marks.")] = None,
    *,
    authority: Annotated[
        list[str] | None,
        typer.Option(metavar="COUNCIL", help="Only papers on this council; may be repeated."),
    ] = None,
    kind: Annotated[
        list[DocumentKind] | None,
        typer.Option(metavar="KIND", help=f"Only papers of this kind; may be repeated: {', '.join(DocumentKind)}."),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(parser=_day, metavar="YYYY-MM-DD", help="Only papers of this date or later."),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(parser=_day, metavar="YYYY-MM-DD", help="Only papers of this date or earlier."),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help="Answer a file of questions; - is standard input."),
    ] = None,
    as_json: AsJson = False,
    index: Index = None,
) -> None:
    """Answer a question with quotations out of the documents.

    That the documents do not say is an answer too: the exit code is 0.

    With --batch each line is an object {"id", "question", "history"}. The history holds the earlier
    questions of the conversation as strings, oldest first; it may be missing, and other keys are ignored.
    One answer a line comes out as JSON, in the order of the lines, one for every line. A line that cannot
    be used, an empty one too, gives an answer with the status "error" whose text says why; the run goes on,
    and the exit code is 0.
    """
    if (question is None) == (batch is None):
        raise BadInputError("ask one question, or name a file of questions with --batch")
    library = open_library(index)
    filters = _filters(library, authority or (), kind or (), since, until)
    if question is None:
        answer_batch(library, str(batch), filters)
        return
    answer = library.ask(Question(question, filters=filters))
    if as_json:
        show_json(answer_object(answer))
    else:
        _show(answer)


def _filters(
    library: Library,
    authorities: Iterable[str],
    kinds: Iterable[DocumentKind],
    since: date | None,
    until: date | None,
) -> Filters:
    if since and until and since > until:
        raise BadInputError(f"no paper is dated {since} or later and also {until} or earlier")
    known = (authority_named(library, written) for written in authorities)
    return Filters(tuple(dict.fromkeys(known)), tuple(dict.fromkeys(kinds)), since, until)


def _show(answer: Answer) -> None:
    """Print an answer for a person: the quotations, who says so and where, the notes, and what was searched.

    What is nearest to an answer that is not there stands apart and says so.
    """
    aside = answer.nearest.citations if answer.nearest else ()
    near = [citation for citation in answer.citations if citation.number in aside]
    cited = [citation for citation in answer.citations if citation.number not in aside]
    show(Text(status_in_words(answer), style="bold"), f"\n{answer.text}\n")
    for citation in cited:
        # The text holds the words already, unless it is a list or a summary of what is cited.
        show(*([] if citation.quote in answer.text else [_quotation(citation)]), _reference(citation))
    for note in answer.notes:
        numbers = "".join(f" [{number}]" for number in note.citations if f"[{number}]" not in note.text)
        show(f"Note: {note.text}{numbers}\n")
    show(searched_in_words(answer))
    if near:
        show(Text("\nNot an answer. The nearest thing in the documents:\n", style="bold"))
        for citation in near:
            show(f"{_quotation(citation)}\n", _reference(citation))


def _quotation(citation: Citation) -> str:
    return f"“{citation.quote}” [{citation.number}]"


def _reference(citation: Citation) -> str:
    return f"[{citation.number}] {speaker_in_words(citation)}\n    {reference_in_words(citation)}\n"
