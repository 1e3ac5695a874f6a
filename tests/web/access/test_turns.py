from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from ofsted_qa.faces.web.access import turns as module
from ofsted_qa.faces.web.access.turns import Turns
from ofsted_qa.values import BadInputError, BusyError

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Gate:
    """Work that waits to be let go, so that a test knows what is running."""

    def __init__(self) -> None:
        self.open = Event()
        self.done: list[str] = []

    def work(self, name: str) -> str:
        self.open.wait(10)
        self.done.append(name)
        return name


@pytest.fixture
def gate() -> Iterator[_Gate]:
    gate = _Gate()
    yield gate
    gate.open.set()


def test_work_gives_its_result_or_its_error() -> None:
    turns = Turns(1)
    assert turns.submit("ann", lambda: 42).result() == 42

    def fail() -> None:
        raise BadInputError("the question is empty")

    with pytest.raises(BadInputError, match="the question is empty"):
        turns.submit("ann", fail).result()
    assert turns.submit("ann", lambda: 43).result() == 43, "the thread lives on"


def test_users_take_turns_whoever_asked_first(gate: _Gate) -> None:
    turns = Turns(1)
    first = turns.submit("ann", lambda: gate.work("ann 0"))
    first.begun.wait(10)
    many = [turns.submit("ann", lambda n=n: gate.work(f"ann {n}")) for n in (1, 2, 3)]  # type: ignore[misc]
    one = turns.submit("bob", lambda: gate.work("bob 1"))
    assert [turns.ahead_of(turn) for turn in many] == [0, 2, 3]
    assert turns.ahead_of(one) == 1
    gate.open.set()
    for turn in (*many, one):
        turn.result()
    assert gate.done == ["ann 0", "ann 1", "bob 1", "ann 2", "ann 3"]


def test_whoever_waits_is_told_how_many_are_before_them(gate: _Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_GLANCE", 0.01)
    turns = Turns(1)
    running = turns.submit("ann", lambda: gate.work("ann"))
    running.begun.wait(10)
    turns.submit("bob", lambda: gate.work("bob"))
    last = turns.submit("eve", lambda: gate.work("eve"))
    told = last.ahead()
    assert next(told) == 1
    gate.open.set()
    assert list(told) in ([], [0])
    assert last.result() == "eve"


def test_nobody_fills_the_queue_alone_and_it_is_bounded(gate: _Gate) -> None:
    turns = Turns(1)
    turns.submit("ann", lambda: gate.work("ann")).begun.wait(10)
    for _ in range(3):
        turns.submit("ann", lambda: gate.work("ann"))
    with pytest.raises(BusyError, match="your earlier questions"):
        turns.submit("ann", lambda: gate.work("ann"))
    for number in range(27):
        turns.submit(f"user {number}", lambda: gate.work("x"))
    with pytest.raises(BusyError, match="too much is being asked"):
        turns.submit("eve", lambda: gate.work("x"))


def test_an_answer_that_takes_too_long_is_given_up(gate: _Gate) -> None:
    turn = Turns(1).submit("ann", lambda: gate.work("ann"))
    with pytest.raises(BusyError, match="took too long"):
        turn.result(0.05)


def test_what_is_not_begun_in_time_leaves_the_queue(gate: _Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.05)
    turns = Turns(1)
    turns.submit("ann", lambda: gate.work("ann")).begun.wait(10)
    late = turns.submit("bob", lambda: gate.work("bob"))
    assert list(late.ahead()) in ([], [1]), "whoever is told how many are before is told when it is late, too"
    with pytest.raises(BusyError, match="try again in a minute"):
        late.result()
    gate.open.set()
    assert turns.submit("eve", lambda: gate.work("eve")).result() == "eve"
    assert "bob" not in gate.done


def test_an_error_of_time_in_the_work_itself_is_its_own() -> None:
    def fail() -> None:
        raise TimeoutError("the server of the vectors")

    with pytest.raises(TimeoutError, match="the server of the vectors"):
        Turns(1).submit("ann", fail).result()
