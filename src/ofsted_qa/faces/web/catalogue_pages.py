"""Pages of the catalogue: every document with its warnings, adding files and how far it is, and removing one."""

from __future__ import annotations

from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.pages import ACCOUNT_ADDRESS, DOCUMENTS_ADDRESS, document_address, facts_of, page_of, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.faces.web.adding import Reading
    from ofsted_qa.ingesting import IngestReport, Remark
    from ofsted_qa.values import Document

_DOING = {"reading": "Reading the files", "embedding": "Preparing the passages for the search"}


def catalogue_page(documents: Sequence[Document], *, may_change: bool, problem: str = "", user: str = "") -> str:
    """The catalogue: every document with its council, kind, printed date and warnings.

    Whoever may change it is given the form to add files, and at each document the way to remove it; `user` is who is
    signed in.
    """
    entries = "".join(_entry(document, may_change=may_change) for document in documents)
    listed = f'<ul class="catalogue">{entries}</ul>' if entries else "<p>There are no documents yet.</p>"
    said = f'<p class="warning" role="alert">{escape(problem)}</p>' if problem else ""
    form = _form() if may_change else ""
    account = f'<p>Signed in as {escape(user)}: <a href="{ACCOUNT_ADDRESS}">your account</a>.</p>' if user else ""
    return page_of("Documents", f"{said}{form}<h2>{_count(len(documents))} to answer from</h2>{listed}{account}")


def reading_page(key: str, reading: Reading) -> str:
    """How far the reading of files is, and in the end what became of each."""
    if reading.finished:
        body = _refused(reading) + (_report(reading.report) if reading.report else _warning(reading.problem))
        again = f'<p><a href="{DOCUMENTS_ADDRESS}">All documents</a></p>'
        return page_of("Adding documents", f'<div id="progress" role="status">{body}{again}</div>')
    doing = f"{_DOING.get(reading.what, reading.what)}: {reading.done:,} of {reading.total:,} done."
    bar = f'<progress aria-label="Progress" max="{max(1, reading.total)}" value="{reading.done}"></progress>'
    link = f'<p><a href="{reading_address(key)}">See how far it is now</a></p>'
    return page_of("Adding documents", f'<div id="progress" role="status" data-watched><p>{doing}</p>{bar}{link}</div>')


def reading_address(key: str) -> str:
    """Where one can see how far the reading of files is."""
    return f"{DOCUMENTS_ADDRESS}/adding/{key}"


def removal_page(document: Document, problem: str = "") -> str:
    """The question whether a document is to be removed."""
    return page_of(
        "Remove this document?",
        f"{_warning(problem) if problem else ''}<p><strong>{escape(title_of(document))}</strong></p>"
        f"{facts_of(document)}"
        "<p>Nothing will be answered from it any more, and links to its passages will lead nowhere.</p>"
        f'<form method="post" action="{removal_address(document.id)}"><p><button>Remove it</button> '
        f'<a href="{DOCUMENTS_ADDRESS}">Keep it</a></p></form>',
    )


def removal_address(document_id: str) -> str:
    """Where a document can be removed."""
    return f"{document_address(document_id)}/removal"


def forbidden_page() -> str:
    """What is shown to somebody who may not change the documents."""
    return page_of("Not allowed", "<p>Only an administrator may add or remove documents.</p>")


def _entry(document: Document, *, may_change: bool) -> str:
    title = escape(title_of(document))
    remove = (
        f'<p><a href="{removal_address(document.id)}" aria-label="Remove {title}">Remove</a></p>' if may_change else ""
    )
    return f'<li><a href="{document_address(document.id)}">{title}</a>{facts_of(document)}{remove}</li>'


def _form() -> str:
    return (
        f'<form method="post" action="{DOCUMENTS_ADDRESS}" enctype="multipart/form-data">'
        '<p><label for="files">Add documents: PDF, Word (.docx), web pages and text; several at once if you like'
        "</label>"
        '<input id="files" name="files" type="file" multiple required></p>'
        "<p><button>Add these files</button></p></form>"
    )


def _report(report: IngestReport) -> str:
    """What an ingest did, file by file."""
    changed = (("Added", report.added), ("Updated", report.updated), ("Already there", report.unchanged))
    done = "".join(
        f"<h2>{name}: {len(paths)}</h2><ul>{''.join(f'<li>{escape(_name(path))}</li>' for path in paths)}</ul>"
        for name, paths in changed
        if paths
    )
    remarks = (
        ("Could not be read", report.failed),
        ("Left out", report.skipped),
        ("Read, with a warning", report.warnings),
    )
    return done + "".join(_remarks(name, found) for name, found in remarks if found)


def _remarks(name: str, remarks: Sequence[Remark]) -> str:
    listed = "".join(f"<li>{escape(_name(one.path))}: {escape(one.text)}</li>" for one in remarks)
    return f'<h2>{name}: {len(remarks)}</h2><ul class="warning">{listed}</ul>'


def _refused(reading: Reading) -> str:
    listed = "".join(f"<li>{escape(one)}</li>" for one in reading.refused)
    return f'<h2>Not taken: {len(reading.refused)}</h2><ul class="warning">{listed}</ul>' if listed else ""


def _warning(text: str) -> str:
    return f'<p class="warning" role="alert">{escape(text)}</p>'


def _name(path: str) -> str:
    return PurePath(path).name


def _count(number: int) -> str:
    return "1 document" if number == 1 else f"{number:,} documents"
