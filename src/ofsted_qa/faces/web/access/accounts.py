"""Accounts: the file of users and tokens, which holds no password and no token, only what checks them."""

from __future__ import annotations

import json
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ofsted_qa.faces.web.access.passwords import fingerprint, fits, hashed, new_secret
from ofsted_qa.values import BadInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Letters, digits and what stands in e-mail addresses and in names of a directory service ("COUNCIL\\jo").
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+\\-]{0,99}")
_Held = TypeVar("_Held")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. `password` is hashed; None where only a proxy signs this user in."""

    name: str
    password: str | None
    administrator: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A program that may ask. `sha256` is the fingerprint of its token, `made` the day it was made."""

    name: str
    sha256: str
    made: str


class Accounts:
    """The users and tokens in a file, which is read again whenever it has changed."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is read yet."""
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._users: Mapping[str, Account] = {}
        self._tokens: Mapping[str, Token] = {}

    def users(self) -> Mapping[str, Account]:
        """The users by name.

        Raises:
            BadInputError: the file is not there, or is none of ours.
        """
        self._refresh()
        return self._users

    def tokens(self) -> Mapping[str, Token]:
        """The tokens by the name of their program.

        Raises:
            BadInputError: the file is not there, or is none of ours.
        """
        self._refresh()
        return self._tokens

    def signed_in(self, name: str, password: str) -> Account | None:
        """The user of this name and password; None where there is none, after the same time."""
        account = self.users().get(name)
        return account if fits(password, account.password if account else None) else None

    def bearer(self, token: str) -> Token | None:
        """The program that holds a token."""
        found = fingerprint(token)
        return next((one for one in self.tokens().values() if one.sha256 == found), None)

    def add_user(self, name: str, password: str | None, *, administrator: bool) -> bool:
        """Add a user, or give one another password and another right; gives whether the name is new.

        Raises:
            BadInputError: the name or password cannot be used, or the file cannot be written.
        """
        account = Account(_named(name), None if password is None else hashed(password), administrator)
        self._refresh(missing=True)
        new = name not in self._users
        self._write({**self._users, name: account}, self._tokens)
        return new

    def remove_user(self, name: str) -> None:
        """Remove a user, who is signed out at once.

        Raises:
            BadInputError: there is no such user, or the file cannot be written.
        """
        self._write(_without(self.users(), name, "user"), self._tokens)

    def add_token(self, name: str) -> str:
        """Make a token for a program; it is given once and kept nowhere.

        Raises:
            BadInputError: the name cannot be used or has a token already, or the file cannot be written.
        """
        self._refresh(missing=True)
        if _named(name) in self._tokens:
            raise BadInputError(f"there is a token for {name} already: remove it first, or choose another name")
        secret = new_secret()
        token = Token(name, fingerprint(secret), datetime.now(UTC).date().isoformat())
        self._write(self._users, {**self._tokens, name: token})
        return secret

    def remove_token(self, name: str) -> None:
        """Remove a token, which is refused from then on.

        Raises:
            BadInputError: there is no such token, or the file cannot be written.
        """
        self._write(self.users(), _without(self.tokens(), name, "token"))

    def _refresh(self, *, missing: bool = False) -> None:
        """Read the file where it has changed; `missing` says that it need not be there."""
        try:
            found = self._path.stat()
            seen = (found.st_mtime_ns, found.st_size, found.st_ino)
            if seen == self._seen:
                return
            self._users, self._tokens = _read(json.loads(self._path.read_text("utf-8")))
            self._seen = seen
        except FileNotFoundError as error:
            if missing:
                return
            raise BadInputError(f"there is no users file {self._path}: ofsted-qa users add NAME makes it") from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInputError(f"the users file {self._path} cannot be read ({type(error).__name__})") from error

    def _write(self, users: Mapping[str, Account], tokens: Mapping[str, Token]) -> None:
        """Write the file beside and swap it in, readable for its owner alone."""
        held = {
            "users": {
                name: {"password": one.password, "administrator": one.administrator} for name, one in users.items()
            },
            "tokens": {name: {"sha256": one.sha256, "made": one.made} for name, one in tokens.items()},
        }
        try:
            descriptor, beside = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(json.dumps(held, indent=2) + "\n")
            Path(beside).replace(self._path)
        except OSError as error:
            raise BadInputError(f"cannot write the users file {self._path}: {error.strerror}") from error
        self._users, self._tokens = users, tokens


def _read(held: Any) -> tuple[dict[str, Account], dict[str, Token]]:  # noqa: ANN401 (JSON)
    users = {
        name: Account(_named(name), one["password"] and str(one["password"]), one["administrator"] is True)
        for name, one in held["users"].items()
    }
    tokens = {name: Token(_named(name), str(one["sha256"]), str(one["made"])) for name, one in held["tokens"].items()}
    return users, tokens


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise BadInputError("a name has 1 to 100 letters, digits or . _ @ + - \\ and begins with a letter or digit")
    return name


def _without(held: Mapping[str, _Held], name: str, what: str) -> dict[str, _Held]:
    if name not in held:
        raise BadInputError(f"there is no {what} {name}")
    return {key: value for key, value in held.items() if key != name}
