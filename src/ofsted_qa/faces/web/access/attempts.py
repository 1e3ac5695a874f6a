"""Attempts: after a failed sign-in the next must wait, twice as long each time."""

from __future__ import annotations

from math import ceil
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FREE = 2  # failures without a wait: a slip of the keyboard
_LONGEST_WAIT = 60  # seconds: 1,440 guesses a day at most, against 12 characters or more
_FORGOTTEN = 900  # seconds without a failure
_MOST = 10_000  # names and addresses that are remembered; the oldest failures go first


class Attempts:
    """Counts failures by name and by address; safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._failed: dict[str, tuple[int, float]] = {}
        self._lock = Lock()

    def wait(self, keys: Iterable[str]) -> int:
        """In how many seconds one of these names and addresses may try again; 0: now."""
        with self._lock:
            return max((self._wait(key) for key in keys), default=0)

    def failed(self, keys: Iterable[str]) -> None:
        """Remember a failure."""
        with self._lock:
            now = self._clock()
            for key in keys:
                count, last = self._failed.pop(key, (0, now))
                self._failed[key] = (1 if now - last > _FORGOTTEN else count + 1, now)
            while len(self._failed) > _MOST:
                del self._failed[next(iter(self._failed))]

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of a name, and the one just counted of its address: others may share it."""
        with self._lock:
            self._failed.pop(name, None)
            count, last = self._failed.pop(address, (0, 0.0))
            if count > 1:
                self._failed[address] = (count - 1, last)

    def _wait(self, key: str) -> int:
        count, last = self._failed.get(key, (0, 0.0))
        if count <= _FREE:
            return 0
        pause = min(2.0 ** min(count - _FREE, 10), _LONGEST_WAIT)
        return max(0, ceil(last + pause - self._clock()))
