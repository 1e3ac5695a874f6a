"""The commands users and tokens: who may sign in to the web chat, and which programs may ask."""

import sys
from enum import StrEnum
from getpass import getpass
from typing import Annotated

import typer

from ofsted_qa.faces.cli.options import AsJson, settings_with
from ofsted_qa.faces.cli.printing import note, show, show_json
from ofsted_qa.faces.web.access import Accounts
from ofsted_qa.values import BadInputError


class Action(StrEnum):
    """What is done with a user or a token."""

    LIST = "list"
    ADD = "add"
    REMOVE = "remove"


_What = Annotated[Action, typer.Argument(help="list, add or remove.")]
_Name = Annotated[str | None, typer.Argument(help="Whom to add or remove.")]


def users(
    action: _What = Action.LIST,
    name: _Name = None,
    *,
    administrator: Annotated[
        bool, typer.Option("--administrator", help="May add and remove documents in the web chat.")
    ] = False,
    no_password: Annotated[bool, typer.Option("--no-password", help="Is signed in by a reverse proxy alone.")] = False,
    as_json: AsJson = False,
) -> None:
    """List, add or remove those who may sign in to the web chat.

    They are kept in the file of OFSTED_QA_USERS or of the setting users, with which the chat asks for a sign-in.
    The password is asked for, or read as one line of standard input. Adding somebody who is there already changes
    the password and the right. A running chat needs no restart.
    """
    accounts = _accounts()
    if action is Action.LIST:
        held = list(accounts.users().values())
        if as_json:
            show_json([{"name": one.name, "administrator": one.administrator} for one in held])
        else:
            lines = [f"{one.name}{', administrator' if one.administrator else ''}" for one in held]
            show("\n".join(lines) or "There are no users.")
    elif action is Action.ADD:
        who = _given(name)
        new = accounts.add_user(who, None if no_password else _password(), administrator=administrator)
        _done("added" if new else "changed", who, as_json=as_json)
    else:
        accounts.remove_user(_given(name))
        _done("removed", _given(name), as_json=as_json)


def tokens(action: _What = Action.LIST, name: _Name = None, *, as_json: AsJson = False) -> None:
    """List, make or remove the tokens with which programs may ask the HTTP endpoints.

    A new token is printed once and kept nowhere; the file of the users holds only what checks it.
    """
    accounts = _accounts()
    if action is Action.LIST:
        held = list(accounts.tokens().values())
        if as_json:
            show_json([{"name": one.name, "made": one.made} for one in held])
        else:
            show("\n".join(f"{one.name}, made on {one.made}" for one in held) or "There are no tokens.")
    elif action is Action.ADD:
        token = accounts.add_token(_given(name))
        if as_json:
            show_json({"name": name, "token": token})
        else:
            note("This is shown once: keep it where the program reads it.")
            show(token)
    else:
        accounts.remove_token(_given(name))
        _done("removed", _given(name), as_json=as_json)


def _accounts() -> Accounts:
    path = settings_with(None).users
    if path is None:
        raise BadInputError("no users file is named: set OFSTED_QA_USERS, or users in ofsted-qa.toml")
    return Accounts(path)


def _given(name: str | None) -> str:
    if name is None:
        raise BadInputError("name whom to add or remove")
    return name


def _password() -> str:
    """A password, asked for twice, or a line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("Password: ")
    if getpass("Again: ") != password:
        raise BadInputError("the two are not the same; nothing was changed")
    return password


def _done(what: str, name: str, *, as_json: bool) -> None:
    if as_json:
        show_json({what: name})
    else:
        show(f"{what.capitalize()}: {name}")
