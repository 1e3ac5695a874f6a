"""The commands that fill and keep the index and list what it holds: ingest, documents, judgements, remove."""

from pathlib import Path
from typing import Annotated

import typer

from ofsted_qa.faces.cli.options import AsJson, Index, authority_named, open_library
from ofsted_qa.faces.cli.printing import show, show_json
from ofsted_qa.faces.cli.progress import progress
from ofsted_qa.faces.rendering import document_object, judgement_object, report_object
from ofsted_qa.faces.wording import date_in_words, judgement_in_words, kind_in_words, visit_in_words
from ofsted_qa.ingesting import IngestReport
from ofsted_qa.values import Document


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, and folders with all below.")],
    *,
    as_json: AsJson = False,
    index: Index = None,
) -> int:
    """Read files and folders into the index.

    Only what has changed is worked on again. A file that has gone from a folder that is read again leaves
    the index, and nothing else does. A bad file does not stop the run; the exit code is then 1.
    """
    with progress() as step:
        report = open_library(index).add(paths, step)
    if as_json:
        show_json(report_object(report))
    else:
        show("\n".join(_report_lines(report)))
    return 1 if report.failed else 0


def documents(*, as_json: AsJson = False, index: Index = None) -> None:
    """List the documents in the index, with what is known of each."""
    held = open_library(index).documents()
    if as_json:
        show_json([document_object(document) for document in held])
    else:
        show("\n\n".join(map(_entry, held)) or "There are no documents in the index.")


def judgements(
    *,
    authority: Annotated[str | None, typer.Option("--authority", metavar="NAME", help="Of this council alone.")] = None,
    as_json: AsJson = False,
    index: Index = None,
) -> None:
    """List every grade given, with its evidence, oldest first.

    A grade that a document only reports, of an earlier inspection or by somebody else, is marked.
    """
    library = open_library(index)
    held = library.judgements(authority_named(library, authority) if authority else None)
    if as_json:
        show_json([judgement_object(document, one) for document, one in held])
    else:
        show("\n\n".join(judgement_in_words(*pair) for pair in held) or "There are no judgements in the documents.")


def remove(
    names: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT", help="File name, path, or the first 8 letters of an id or more."),
    ],
    *,
    as_json: AsJson = False,
    index: Index = None,
) -> None:
    """Take documents out of the index.

    Their files stay where they are.
    """
    removed = open_library(index).remove(names)
    if as_json:
        show_json({"removed": list(removed)})
    else:
        show("\n".join(f"Removed: {path}" for path in removed))


def _report_lines(report: IngestReport) -> list[str]:
    """What was done with each file that was not simply unchanged, then how many there were of each."""
    done = {"Added": report.added, "Updated": report.updated, "Removed": report.removed}
    lines = [f"{what}: {path}" for what, paths in done.items() for path in paths]
    remarked = {"Skipped": report.skipped, "Warning": report.warnings, "Failed": report.failed}
    lines += [f"{what}: {each.path}: {each.text}" for what, remarks in remarked.items() for each in remarks]
    counts = (
        f"{len(report.added)} added, {len(report.unchanged)} unchanged, {len(report.updated)} updated, "
        f"{len(report.removed)} removed, {len(report.skipped)} skipped, {len(report.failed)} failed"
    )
    return [*lines, counts]


def _entry(document: Document) -> str:
    """A document as a person reads it in the catalogue."""
    profile = document.profile
    facts = (kind_in_words(profile.kind), profile.authority, date_in_words(profile.published))
    visit = visit_in_words(profile)
    lines = [
        document.source.name,
        profile.title,
        ", ".join(fact for fact in facts if fact),
        *(f"Also in: {file.path}" for file in document.copies),
        f"Visit: {visit}" if visit else "",
        *(f"{person.role.replace('_', ' ').capitalize()}: {person.name}" for person in profile.people),
        *(f"Warning: {warning}" for warning in profile.warnings),
    ]
    return "\n  ".join(line for line in lines if line)
