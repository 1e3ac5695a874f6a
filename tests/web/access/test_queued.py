from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ofsted_qa.faces.web.access import Queued, Turns
from ofsted_qa.faces.web.access.queued import CALLER
from ofsted_qa.values import Question


class _Served:
    """Gives back what it was asked, and in which thread that was done."""

    def __getattr__(self, name: str) -> Any:
        import threading

        return lambda *given: (name, given, threading.current_thread().name)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("ask", (Question("Who?"),)),
        ("search", (Question("Who?"), 3)),
        ("check_quote", ("words", "Ofsted")),
        ("check_text", ("words",)),
        ("check_file", (Path("text.txt"),)),
        ("trace", ("paper.txt",)),
    ],
)
def test_what_takes_time_is_done_in_turns_for_whoever_asks(name: str, given: tuple[Any, ...]) -> None:
    callers: list[str] = []

    class _Seen(Turns):
        def submit(self, user: str, work: Any) -> Any:
            callers.append(user)
            return super().submit(user, work)

    served: Any = _Served()
    CALLER.set("ann")
    done: Any = getattr(Queued(served, _Seen(1)), name)(*given)
    assert done[:2] == (name, given)
    assert done[2].startswith("answering")
    assert callers == ["ann"]


def test_what_takes_none_is_done_at_once() -> None:
    served: Any = _Served()
    queued: Any = Queued(served, Turns(1))
    assert not queued.documents()[2].startswith("answering")
    assert queued.document("a")[:2] == ("document", ("a",))
    assert queued.judgements("Dudley")[:2] == ("judgements", ("Dudley",))
