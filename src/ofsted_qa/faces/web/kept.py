"""The conversations of late, held in memory alone: to be followed up, taken away as a file, and reported on."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ofsted_qa.faces.web.conversation import Exchange

_MOST = 500  # conversations; an answer takes some 20 KB
#: Questions of one conversation: every step of an answer sends all of it to the browser.
MOST_QUESTIONS = 100
_STOPPED = "Stopped: this question was not answered."


class Conversations:
    """Conversations by keys that nobody can guess; the one that was used longest ago makes room for a new one."""

    def __init__(self) -> None:
        """Begin without any."""
        self._held: OrderedDict[str, tuple[Exchange, ...]] = OrderedDict()
        self._lock = Lock()

    def of(self, key: str) -> tuple[Exchange, ...]:
        """The exchanges of a conversation, none where it is not known (any more)."""
        with self._lock:
            return self._held.get(key, ())

    def ask(self, key: str, asked: Exchange) -> str:
        """Add an exchange to a conversation, and give its key: a new one where it is not known."""
        with self._lock:
            key = key if key in self._held else secrets.token_urlsafe(16)
            self._held[key] = (*self._held.get(key, ()), asked)
            self._held.move_to_end(key)
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return key

    def put(self, key: str, before: Exchange, after: Exchange) -> bool:
        """Put a later state of the last exchange in its place; whether it was still the last (it may be stopped)."""
        with self._lock:
            held = self._held.get(key, ())
            if not held or held[-1] is not before:
                return False
            self._held[key] = (*held[:-1], after)
        return True

    def stop(self, key: str) -> None:
        """Say of the last exchange, if it is still worked on, that it was stopped."""
        last = self.of(key)[-1:]
        if last and last[0].pending:
            self.put(key, last[0], replace(last[0], line=_STOPPED))

    def take_back(self, key: str) -> str:
        """Take the last exchange out of a conversation, and give its question; an empty one where there is none."""
        with self._lock:
            held = self._held.get(key, ())
            if held:
                self._held[key] = held[:-1]
        return held[-1].question if held else ""
