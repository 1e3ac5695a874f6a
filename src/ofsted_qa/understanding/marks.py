"""Finds the runs of words between quotation marks, double or single, that a text holds."""

from __future__ import annotations

import re

OPEN, CLOSE = '"“', '"”'
#: A single mark that may open a run: behind white space or a bracket and before a word.
_OPENS = re.compile(r"(?<![\w’'])['‘](?=[\w£…])")
#: One that may close it, and no apostrophe inside a word.
_CLOSES = re.compile(r"(?<=[\w.,?!…%])['’](?!\w)")
_LONGEST = 4000  # characters between single marks; more are two apostrophes
_FEWEST_SPACES = 2  # between single marks: of fewer words they are a term and no speech


def runs(text: str) -> list[tuple[int, int]]:
    """The runs between quotation marks in a block, in order, without the marks; what stands inside another is none.

    A run that is not closed goes to the end of the block: a quotation over several paragraphs opens each of them.
    """
    double = _double(text)
    found = [
        *double,
        *(one for one in _single(text) if not any(one[0] < end and start < one[1] for start, end in double)),
    ]
    return sorted(found)


def _double(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for place, character in enumerate(text):
        if opened is None and character in OPEN:
            opened = place + 1
        elif opened is not None and character in CLOSE:
            found.append((opened, place))
            opened = None
    if opened is not None and opened < len(text):
        found.append((opened, len(text)))
    return found


def _single(text: str) -> list[tuple[int, int]]:
    """The runs between single marks; an apostrophe behind a plural ("the workers' plans") closes none."""
    found: list[tuple[int, int]] = []
    opens = [match.end() for match in _OPENS.finditer(text)]
    for start in opens:
        if found and start < found[-1][1]:
            continue
        closes = (match.start() for match in _CLOSES.finditer(text, start, start + _LONGEST))
        end = next((place for place in closes if _ends(text, place)), None)
        if end is None and (not text[: start - 1].strip() or text[: start - 1].rstrip().endswith((":", ","))):
            end = len(text)
        if end is not None and text[start:end].count(" ") >= _FEWEST_SPACES:
            found.append((start, end))
    return found


def _ends(text: str, place: int) -> bool:
    """Whether the single mark at `place` ends a run: behind a stop, before one, or not behind a plural."""
    after = text[place + 1 : place + 2]
    return text[place - 1] in ".,?!…" or after in set('.,;:?!)"”') or text[place - 1] != "s"
