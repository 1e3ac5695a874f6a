"""The command serve: the web chat, on this machine alone unless it is meant otherwise."""

from typing import Annotated

import typer

from ofsted_qa.faces.cli.options import AsJson, Index, settings_with
from ofsted_qa.faces.cli.printing import note, show, show_json
from ofsted_qa.faces.cli.progress import progress
from ofsted_qa.faces.web import create_application, is_loopback
from ofsted_qa.faces.web import serve as serve_application
from ofsted_qa.faces.web.access import Access, Accounts
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import BadInputError, NoIndexError


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

    The settings users (a file, see ofsted-qa users) and sign_in_header say who may come in; without them only
    this machine is answered. Where there is no index yet, the folder corpus (or that of OFSTED_QA_CORPUS) is read
    first; where there is none either, documents can be added in the chat. The address is printed when it answers.
    """
    settings = settings_with(index)
    access = _access(settings, host)
    if access is None and not (allow_remote or is_loopback(host)):
        raise BadInputError(
            f"{host} lets other machines in, and there is no sign-in: name a users file (OFSTED_QA_USERS), "
            "or add --allow-remote if that is meant"
        )
    library = Library.open(settings)
    if library.is_empty and settings.corpus.is_dir():
        _read_corpus(library, settings)
    try:
        library.ready()
    except NoIndexError:
        note(f"There is no index in {settings.index} yet: add documents in the chat, or with ofsted-qa ingest")
    note("Starting the chat …")
    application = create_application(
        library,
        host=host,
        folder=settings.index,
        public_name=settings.public_name,
        access=access,
    )
    serve_application(
        application,
        host,
        port,
        lambda address: show_json({"address": address}) if as_json else _announce(address),
    )


def _access(settings: Settings, host: str) -> Access | None:
    """How people sign in; None where nobody needs to.

    Raises:
        BadInputError: the file of users that the settings name is not there, or is none.
    """
    accounts = Accounts(settings.users) if settings.users else None
    if accounts is None and settings.sign_in_header is None:
        return None
    if accounts is not None:
        accounts.users()  # a file that cannot be used is said now
    return Access(
        accounts=accounts,
        header=settings.sign_in_header or "",
        proxy=settings.proxy,
        secure=not is_loopback(host) or settings.public_name is not None,
    )


def _announce(address: str) -> None:
    show(f"The chat answers at {address}")


def _read_corpus(library: Library, settings: Settings) -> None:
    note(f"There is no index in {settings.index} yet: reading the papers in {settings.corpus}")
    with progress() as step:
        report = library.add([settings.corpus], step)
    for remark in report.failed:
        note(f"Failed: {remark.path}: {remark.text}")
