"""Progress on standard error: a bar on a terminal, now and then a plain line elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from ofsted_qa.faces.cli.printing import note

#: Told what is being done, how much of it is done, and of how much.
Step = Callable[[str, int, int], None]

_LINES = 4  # plain lines at most for each thing that is done


@contextmanager
def progress() -> Iterator[Step]:
    """Show progress while the block runs."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield _plain_lines()
        return
    from rich.progress import Progress, TaskID  # noqa: PLC0415 - not needed to answer a question

    with Progress(console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield step


def _plain_lines() -> Step:
    last: tuple[str, int] | None = None

    def step(what: str, done: int, total: int) -> None:
        nonlocal last
        now = (what, done * _LINES // max(total, 1))
        if now != last:
            note(f"{what} {done} of {total}")
        last = now

    return step
