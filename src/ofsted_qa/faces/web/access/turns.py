"""Turns: a few threads do what is asked, one user after the other, so that nobody's many questions hold up the rest."""

from __future__ import annotations

import os
from collections import OrderedDict, deque
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from threading import Condition, Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ofsted_qa.values import BusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Answering keeps a processor busy, so more at once than there are processors would only make each slower.
_AT_ONCE = min(os.cpu_count() or 1, 4)
_MOST_WAITING = 30  # in all: below the 40 threads in which the server's own pages are answered
_MOST_OF_ONE = 4  # of one user, with what is being done for them
LONGEST_WAIT = 120.0  # seconds until something is begun
LONGEST_ANSWER = 180.0  # seconds: an answer takes one or two, a language model up to two minutes more
_GLANCE = 0.5  # seconds between two looks at how many are ahead

_Result = TypeVar("_Result")


class Turn(Generic[_Result]):
    """Something that is waited for: its place in the queue, and what comes of it."""

    def __init__(self, turns: Turns, user: str, work: Callable[[], _Result]) -> None:
        """Made by `Turns.submit`."""
        self.user = user
        self.work = work
        self.begun = Event()
        self.future: Future[_Result] = Future()
        self._turns = turns
        self._until = monotonic() + LONGEST_WAIT

    def result(self, seconds: float = LONGEST_ANSWER) -> _Result:
        """What the work gives, or whatever it raises.

        Raises:
            BusyError: it was not begun in time, or took longer than `seconds` once begun (it still runs to its
                end, and keeps its thread until then).
        """
        if not self.begun.wait(max(0.0, self._until - monotonic())):
            self.give_up()
            raise BusyError("too much is being asked just now: please try again in a minute")
        try:
            return self.future.result(seconds)
        except FutureTimeoutError as error:
            if self.future.done():
                raise
            raise BusyError("answering took too long and was given up") from error

    def ahead(self) -> Iterator[int]:
        """How many are asked before this, each time that number has changed, until the turn has come or it is late."""
        last = 0
        while not self.begun.wait(_GLANCE) and monotonic() < self._until:
            now = self._turns.ahead_of(self)
            if now != last:
                last = now
                yield now

    def meanwhile(self) -> Iterator[None]:
        """Comes by every so often from when the turn has come, until there is a result or it has taken too long."""
        ends = monotonic() + LONGEST_ANSWER
        while self.begun.is_set() and not self.future.done() and monotonic() < ends:
            wait([self.future], _GLANCE)
            yield

    def give_up(self) -> None:
        """Leave the queue; nothing happens where the work has begun."""
        self._turns.withdraw(self)


class Turns:
    """The queue and its threads, which are started when first needed and end with the process."""

    def __init__(self, at_once: int = _AT_ONCE) -> None:
        """`at_once`: how many are worked on at the same time."""
        self._at_once = at_once
        self._waiting: OrderedDict[str, deque[Turn[Any]]] = OrderedDict()
        self._busy: list[str] = []
        self._threads: list[Thread] = []
        self._changed = Condition()

    def submit(self, user: str, work: Callable[[], _Result]) -> Turn[_Result]:
        """Queue something for a user.

        Raises:
            BusyError: the user has as much waiting as is allowed, or the queue is full.
        """
        turn = Turn(self, user, work)
        with self._changed:
            own = len(self._waiting.get(user, ())) + self._busy.count(user)
            if own >= _MOST_OF_ONE:
                raise BusyError("your earlier questions are still being answered: please wait for them")
            if sum(map(len, self._waiting.values())) >= _MOST_WAITING:
                raise BusyError("too much is being asked just now: please try again in a minute")
            self._waiting.setdefault(user, deque()).append(turn)
            if len(self._threads) < self._at_once:
                self._threads.append(Thread(target=self._serve, daemon=True, name=f"answering-{len(self._threads)}"))
                self._threads[-1].start()
            self._changed.notify()
        return turn

    def ahead_of(self, turn: Turn[Any]) -> int:
        """How many turns of the queue come before this one."""
        with self._changed:
            own = self._waiting.get(turn.user)
            if own is None or turn not in own:
                return 0
            place, users = own.index(turn), list(self._waiting)
            before = users[: users.index(turn.user)]
            return sum(min(len(held), place + (user in before)) for user, held in self._waiting.items())

    def withdraw(self, turn: Turn[Any]) -> None:
        """Take a turn out of the queue."""
        with self._changed:
            own = self._waiting.get(turn.user)
            if own is not None and turn in own:
                own.remove(turn)
                if not own:
                    del self._waiting[turn.user]

    def _serve(self) -> None:
        while True:
            turn = self._next()
            try:
                turn.future.set_result(turn.work())
            except BaseException as error:  # noqa: BLE001 - whoever waits is told, and the thread lives on
                turn.future.set_exception(error)
            with self._changed:
                self._busy.remove(turn.user)

    def _next(self) -> Turn[Any]:
        """The next turn: the first of the user who has waited longest since their last; then that user is last."""
        with self._changed:
            while not self._waiting:
                self._changed.wait()
            user, own = self._waiting.popitem(last=False)
            turn = own.popleft()
            if own:
                self._waiting[user] = own
            self._busy.append(user)
            turn.begun.set()
            return turn
