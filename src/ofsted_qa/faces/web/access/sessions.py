"""Sessions: who has signed in, for how long; held in memory, so that a restart signs everybody out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.access.passwords import fingerprint, new_secret

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 8 * 3600  # seconds from signing in: a working day
IDLE = 3600  # seconds from the last request
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class _Session:
    user: str
    begun: float
    used: float


class Sessions:
    """The sessions by the fingerprint of their secret; safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._held: dict[str, _Session] = {}
        self._lock = Lock()

    def begin(self, user: str) -> str:
        """Begin a session; gives the secret that the browser keeps."""
        secret, now = new_secret(), self._clock()
        with self._lock:
            self._held = {key: one for key, one in self._held.items() if _lives(one, now)}
            while len(self._held) >= _MOST:
                del self._held[next(iter(self._held))]
            self._held[fingerprint(secret)] = _Session(user, now, now)
        return secret

    def user(self, secret: str) -> str | None:
        """Whose session a secret opens; None where it has ended or never was."""
        key, now = fingerprint(secret), self._clock()
        with self._lock:
            found = self._held.get(key)
            if found is None or not _lives(found, now):
                self._held.pop(key, None)
                return None
            self._held[key] = replace(found, used=now)
            return found.user

    def end(self, secret: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(fingerprint(secret), None)


def _lives(session: _Session, now: float) -> bool:
    return now - session.begun < LONGEST and now - session.used < IDLE
