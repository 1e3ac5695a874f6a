"""The command serve: the web chat, on this machine alone unless it is meant otherwise."""

from typing import Annotated

import typer

from ofsted_qa.faces.cli.examples import example_questions
from ofsted_qa.faces.cli.options import AsJson, Index, settings_with
from ofsted_qa.faces.cli.printing import note, show, show_json
from ofsted_qa.faces.cli.progress import progress
from ofsted_qa.faces.web import create_application, is_loopback
from ofsted_qa.faces.web import serve as serve_application
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import BadInputError


def serve(
    *,
    host: Annotated[str, typer.Option(help="The name or address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on; 0 takes any free one.")] = 7860,
    allow_remote: Annotated[
        bool,
        typer.Option("--allow-remote", help="Let other machines ask and read, without a sign-in."),
    ] = False,
    as_json: AsJson = False,
    index: Index = None,
) -> None:
    """Serve the web chat until it is interrupted.

    Where there is no index yet, the folder corpus (or that of OFSTED_QA_CORPUS) is read first.
    The address is printed when the chat answers.
    """
    if not (allow_remote or is_loopback(host)):
        raise BadInputError(
            f"{host} lets other machines in, and there is no sign-in: add --allow-remote if that is meant"
        )
    settings = settings_with(index)
    library = Library.open(settings)
    if library.is_empty and settings.corpus.is_dir():
        _read_corpus(library, settings)
    library.documents()  # without an index there is nothing to serve
    note("Starting the chat …")
    application = create_application(library, examples=example_questions(library), host=host, folder=settings.index)
    serve_application(
        application,
        host,
        port,
        lambda address: show_json({"address": address}) if as_json else _announce(address),
    )


def _announce(address: str) -> None:
    show(f"The chat answers at {address}")


def _read_corpus(library: Library, settings: Settings) -> None:
    note(f"There is no index in {settings.index} yet: reading the papers in {settings.corpus}")
    with progress() as step:
        report = library.add([settings.corpus], step)
    for remark in report.failed:
        note(f"Failed: {remark.path}: {remark.text}")
