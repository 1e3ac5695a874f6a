"""The gate: lets in whoever has signed in, holds a token or comes through a trusted proxy, and says who it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from ofsted_qa.faces.web.access.accounts import Accounts
from ofsted_qa.faces.web.access.callers import peer, values
from ofsted_qa.faces.web.access.pages import SIGN_IN_ADDRESS
from ofsted_qa.faces.web.access.refusals import is_api, refuse
from ofsted_qa.faces.web.access.sessions import Sessions
from ofsted_qa.faces.web.pages import SCRIPT_ADDRESS, STYLESHEET_ADDRESS
from ofsted_qa.values import OfstedQaError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

#: What a monitor and the sign-in page need before anybody has signed in.
_OPEN = frozenset({"/health", SIGN_IN_ADDRESS, STYLESHEET_ADDRESS, SCRIPT_ADDRESS})
_LONGEST_NAME = 200  # characters of a name that a proxy gives


@dataclass(frozen=True, slots=True)
class Access:
    """How people sign in.

    `accounts` holds the users and tokens, if there are any. `header` is the name of the header in which the proxy at
    the address `proxy` gives the user's name; empty where nobody is signed in that way. `secure` says that the
    server is reached over HTTPS alone, which is so but on plain loopback.
    """

    accounts: Accounts | None = None
    header: str = ""
    proxy: str = "127.0.0.1"
    secure: bool = True
    sessions: Sessions = field(default_factory=Sessions)

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; the prefix makes browsers hold it to this host and to HTTPS."""
        return "__Host-ofsted-qa" if self.secure else "ofsted-qa"


class Gate:
    """ASGI middleware that sets `request.state.user` and `request.state.administrator`, or refuses."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        """Wrap an ASGI application."""
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            user, administrator = self._who(scope)
        except OfstedQaError as error:
            # The file of users has gone or is being edited: nobody is let in, and nothing is lost.
            await refuse(send, scope["path"], 503, str(error))
            return
        if user is None and scope["path"] not in _OPEN:
            await self._turn_away(scope, send)
            return
        scope.setdefault("state", {}).update(user=user or "", administrator=administrator)
        await self._app(scope, receive, send)

    def _who(self, scope: Scope) -> tuple[str | None, bool]:
        """The user's name and whether they are an administrator; no name where nobody is signed in."""
        access = self._access
        if access.header:
            named = values(scope, access.header)
            # Two values: one of them was the caller's own.
            user = named[0] if peer(scope) == access.proxy and len(named) == 1 else ""
            if user and len(user) <= _LONGEST_NAME:
                account = access.accounts.users().get(user) if access.accounts else None
                return user, account is not None and account.administrator
        if access.accounts is None:
            return None, False
        if is_api(scope["path"]):
            kind, _, token = next(iter(values(scope, "authorization")), "").partition(" ")
            held = access.accounts.bearer(token.strip()) if kind.lower() == "bearer" else None
            if held:
                return f"token {held.name}", False
        signed_in = access.sessions.user(_cookie(scope, access.cookie))
        known = access.accounts.users().get(signed_in) if signed_in else None
        # A user without a password comes through the proxy alone.
        return (known.name, known.administrator) if known and known.password else (None, False)

    async def _turn_away(self, scope: Scope, send: Send) -> None:
        path = scope["path"]
        if is_api(path):
            bearer = {"www-authenticate": "Bearer"}
            await refuse(send, path, 401, "a token is needed: Authorization: Bearer TOKEN", bearer)
        elif self._access.accounts is None:
            await refuse(send, path, 401, "Sign in through the council's own address")
        elif scope["method"] == "GET" and "text/html" in ",".join(values(scope, "accept")):
            await refuse(send, path, 303, "Sign in first", {"location": f"{SIGN_IN_ADDRESS}?onward={quote(path)}"})
        else:
            await refuse(send, path, 401, "Sign in first")


def _cookie(scope: Scope, name: str) -> str:
    for line in values(scope, "cookie"):
        for pair in line.split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name:
                return value
    return ""
