"""Where the characters of a document are printed, and how a document carries that in little space."""

from __future__ import annotations

import base64
import sys
import zlib
from array import array
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD = 6  # numbers before the edges of a run


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a run of the text, `text[start:end]`, is printed: on one line of page `page`.

    In tenths of a point from the top left corner of the page as it is shown. `edges` holds where each
    character begins, from left to right, and where the last one ends: one more number than characters.
    """

    start: int
    end: int
    page: int
    top: int
    bottom: int
    edges: tuple[int, ...]


def pack(placements: Sequence[Placement]) -> str:
    """Placements as letters and figures: differences of 32-bit numbers, deflated, in base 64."""
    numbers = array("i")
    for run in placements:
        numbers.extend((run.start, run.end - run.start, run.page, run.top, run.bottom - run.top, run.edges[0]))
        numbers.extend(after - before for before, after in pairwise(run.edges))
    if sys.byteorder == "big":
        numbers.byteswap()
    return base64.b64encode(zlib.compress(numbers.tobytes())).decode("ascii") if numbers else ""


def unpack(packed: str) -> tuple[Placement, ...]:
    """What `pack` was given."""
    numbers = array("i")
    numbers.frombytes(zlib.decompress(base64.b64decode(packed)) if packed else b"")
    if sys.byteorder == "big":
        numbers.byteswap()
    found: list[Placement] = []
    at = 0
    while at < len(numbers):
        start, length, page, top, height, left = numbers[at : at + _HEAD]
        edges = [left]
        for step in numbers[at + _HEAD : at + _HEAD + length]:
            edges.append(edges[-1] + step)
        found.append(Placement(start, start + length, page, top, top + height, tuple(edges)))
        at += _HEAD + length
    return tuple(found)
