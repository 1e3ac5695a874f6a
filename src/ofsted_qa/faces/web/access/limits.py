"""Limits: how large a request may be and how many somebody may send; and who is asking, for whatever comes after."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.access.callers import address, scheme, values
from ofsted_qa.faces.web.access.queued import CALLER
from ofsted_qa.faces.web.access.refusals import refuse
from ofsted_qa.faces.web.pages import DOCUMENTS_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

#: Bytes. A question of 2,000 characters that are all escaped has 24,000; a file to be checked has up to 64 MiB, those
#: to be added up to 512, and a form is around them.
_QUESTION, _FILE, _FILES = 64 * 1024, 66 * 1024 * 1024, 514 * 1024 * 1024
_CHAT = "/gradio_api/"
_MOST_CALLERS = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests at once, and then so many a second."""

    at_once: int
    a_second: float


#: What asks, checks or changes something, and what only reads.
ASKING, READING = Rate(60, 1.0), Rate(600, 10.0)


class Budgets:
    """What each caller may still send; safe to use from several threads."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._rate = rate
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def spend(self, caller: str) -> int:
        """Spend one request; in how many seconds to come again where there is none left, otherwise 0."""
        with self._lock:
            now = self._clock()
            left, seen = self._left.pop(caller, (float(self._rate.at_once), now))
            left = min(left + (now - seen) * self._rate.a_second, self._rate.at_once)
            allowed = left >= 1
            self._left[caller] = (left - 1 if allowed else left, now)
            while len(self._left) > _MOST_CALLERS:
                del self._left[next(iter(self._left))]
            return 0 if allowed else ceil((1 - left) / self._rate.a_second)


class Limits:
    """ASGI middleware: refuses what is too large or too often."""

    def __init__(self, app: ASGIApp, proxy: str, *, counted: bool) -> None:
        """`proxy` is the address of a trusted reverse proxy; `counted` says whether requests are counted at all."""
        self._app = app
        self._proxy = proxy
        self._budgets = (Budgets(ASKING), Budgets(READING)) if counted else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        caller = scope.get("state", {}).get("user") or address(scope, self._proxy)
        problem = _too_large(scope)
        if problem is None and self._budgets:
            asking = scope["method"] not in ("GET", "HEAD")
            wait = self._budgets[0 if asking else 1].spend(caller)
            problem = (429, "Too many requests: please wait a little", wait) if wait else None
        if problem:
            status, line, wait = problem
            await refuse(send, scope["path"], status, line, {"retry-after": str(wait)} if wait else None)
            return
        CALLER.set(caller)
        scope["scheme"] = scheme(scope, self._proxy)  # for the addresses in a file that is taken away
        scope.setdefault("state", {})["caller"] = caller  # the chat works outside of the request
        await self._app(scope, receive, send)


def _too_large(scope: Scope) -> tuple[int, str, int] | None:
    """Why a request's body is not read; its length must be said, and the server holds the caller to it."""
    if values(scope, "transfer-encoding"):
        return 411, "The length of the request must be given", 0
    length = next(iter(values(scope, "content-length")), "0")
    path = scope["path"]
    most = _QUESTION if path.startswith(_CHAT) else _FILES if path == DOCUMENTS_ADDRESS else _FILE
    if not (length.isascii() and length.isdigit()) or int(length[:20]) > most:
        return 413, f"A request may have up to {most:,} bytes", 0
    return None
