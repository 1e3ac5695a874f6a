"""Running headers, footers and page numbers: finds them by their place and their recurrence, and keeps them apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from ofsted_qa.reading.pdf.lines import Row, TextLine, joined, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.reading.pdf.glyphs import Sheet

_MARGIN = 0.13  # share of the page's height at its top and at its foot where furniture stands
_MOST_ROWS = 6  # of a header or footer
_SAME_PLACE = 6.0  # points
_FEWEST_WORDS = 2  # of a row that is known by its rank
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.?|agenda page)?\s*[-–]?\s*(?P<number>\d{1,4}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:of|/|\|)\s*\d{1,4})?",
    re.IGNORECASE,
)
_LAST_NUMBER = re.compile(r"\s(\d{1,4})$")
_NAMED_NUMBER = re.compile(r"\bpage\s+(\d{1,4}|[ivxl]{1,6})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Furnished:
    """A page's fragments without its furniture, its furniture line by line, and the page number printed in it."""

    parts: tuple[TextLine, ...]
    furniture: tuple[str, ...]
    printed: str | None


def furnished(pages: Sequence[tuple[Sheet, Sequence[TextLine]]]) -> list[Furnished]:
    """The pages of a document with their headers and footers taken out.

    A row at the head or foot is furniture where a row of the same words (whatever their figures) stands at
    the same place on another page or is as far from the edge there, or where it is a page number alone.
    """
    margins = [(_rows_at(sheet, parts, top=True), _rows_at(sheet, parts, top=False)) for sheet, parts in pages]
    seen: Counter[_Key] = Counter()
    for both in margins:
        seen.update({key for margin in both for rank, row in enumerate(margin) for key in _keys(row, rank)})
    outs = [_kept_out(at_top, seen) + _kept_out(at_foot, seen) for at_top, at_foot in margins]
    printed = _agreed([_numbers(out) for out in outs])
    return [
        Furnished(
            tuple(part for part in parts if not any(part is one for row in out for one in row)),
            tuple(joined(row).text for row in out),
            number,
        )
        for (_, parts), out, number in zip(pages, outs, printed, strict=True)
    ]


_Key = tuple[str, str, int]


def _kept_out(margin: Sequence[Row], seen: Counter[_Key]) -> list[Row]:
    """The rows of a head or foot that are furniture, from the edge inwards; running text ends them."""
    recurring = takewhile(lambda pair: _recurs(*pair, seen) or _is_page_number(pair[1]), enumerate(margin))
    return [row for _, row in recurring]


def _rows_at(sheet: Sheet, parts: Sequence[TextLine], *, top: bool) -> list[Row]:
    """The rows of the head or foot of a page, from the edge inwards."""
    border = sheet.height * (_MARGIN if top else 1 - _MARGIN)
    inside = [part for part in parts if (part.bottom <= border if top else part.top >= border)]
    lines = rows(inside)
    return (lines if top else lines[::-1])[:_MOST_ROWS]


def _keys(row: Row, rank: int) -> list[_Key]:
    """What a row is known by on other pages: its words without figures, and its place (two, for the rounding).

    A row of several words is known by its rank from the edge as well: the foot of a page may lie higher on
    some pages than on others.
    """
    words = _DIGITS.sub("#", " ".join(part.text for part in row)).casefold()
    place = row[0].baseline / _SAME_PLACE
    keys = [(words, "place", int(place)), (words, "between", int(place + 0.5))]
    return [*keys, (words, "rank", rank)] if len(words.split()) >= _FEWEST_WORDS else keys


def _recurs(rank: int, row: Row, seen: Counter[_Key]) -> bool:
    return any(seen[key] > 1 for key in _keys(row, rank))


def _is_page_number(row: Row) -> bool:
    return len(row) == 1 and _PAGE_NUMBER.fullmatch(row[0].text) is not None


def _numbers(kept_out: Sequence[Row]) -> list[str]:
    """The numbers in a page's furniture that may be its own, as printed: alone in their place, or named "page"."""
    parts = [part.text for row in kept_out for part in row]
    alone = [match["number"] for text in parts if (match := _PAGE_NUMBER.fullmatch(text))]
    last = [match[1] for text in parts if (match := _LAST_NUMBER.search(text))]
    return alone + [match[1] for text in parts for match in _NAMED_NUMBER.finditer(text)] + last


def _agreed(numbers: Sequence[Sequence[str]]) -> list[str | None]:
    """The printed number of each page: of its numbers the one that counts on with those of most other pages.

    A number that is the page's own place in the file needs no other: of a letter of two pages, only the second
    has one.
    """
    ahead: Counter[int] = Counter()
    for page, printed in enumerate(numbers):
        ahead.update({_value(number) - page for number in printed})
    found: list[str | None] = []
    for page, printed in enumerate(numbers):
        best = max(printed, key=lambda number: ahead[_value(number) - page], default=None)
        counted = best is not None and (ahead[_value(best) - page] > 1 or len(numbers) == 1 or _value(best) == page + 1)
        found.append(best if counted else None)
    return found


def _value(printed: str) -> int:
    """A page number as a number; Roman ones (of front matter) count from a thousand below."""
    if printed.isdigit():
        return int(printed)
    values = {"i": 1, "v": 5, "x": 10, "l": 50}
    figures = [values.get(letter, 0) for letter in printed.lower()]
    pairs = zip(figures, [*figures[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs) - 1000
