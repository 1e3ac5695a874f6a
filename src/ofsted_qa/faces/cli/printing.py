"""Printing: results to standard output, the rest to standard error, and nothing that steers a terminal."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from ofsted_qa.faces.rendering import JsonObject, json_line

#: Characters of a document that could steer a terminal or reorder what it shows; they are shown as "�".
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def show(*parts: RenderableType) -> None:
    """Print parts of a result for a person. A string is data: nothing in it is taken for markup."""
    console = _console()
    for part in parts:
        # Words are folded for a screen; what goes into a file or another program keeps its lines.
        soft = isinstance(part, str | Text) and not console.is_terminal
        console.print(_Harmless(part), soft_wrap=soft)


def show_json(value: JsonObject | Sequence[JsonObject]) -> None:
    """Print a result as one line of JSON, at once."""
    print(json_line(value), flush=True)  # noqa: T201 - the result


def note(line: str) -> None:
    """Print one line that is no part of the result, to standard error."""
    print(plain(line), file=sys.stderr, flush=True)  # noqa: T201 - not the result


def complain(reason: str) -> None:
    """Print why a command failed, as one line."""
    note(f"ofsted-qa: {' '.join(reason.split())}")


def plain(text: str) -> str:
    """A text without the characters that could steer a terminal."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def _console() -> Console:
    """Made anew for each use: the streams may have been replaced since."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


class _Harmless:
    """A renderable without the characters that could steer a terminal; its own styles stay."""

    def __init__(self, inner: RenderableType) -> None:
        self._inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return self._cleaned(console.render(self._inner, options))

    @staticmethod
    def _cleaned(segments: Iterable[Segment]) -> Iterator[Segment]:
        for text, style, control in segments:
            yield Segment(plain(text), style, control)
