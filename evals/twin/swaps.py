"""Decides by a seed what stands in the place of each name, day, amount and count, and puts it there.

Everything is swapped in one pass, so that nothing is swapped twice. Years of Acts stay. Of the grades only good and
outstanding change places, and only where they are given: no council is monitored for being outstanding.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SWAPS = tomllib.loads(Path(__file__).with_name("swaps.toml").read_text("utf-8"))

_MONTHS = "|".join(name for name in calendar.month_name if name)
_DAYS = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:and|to)\s+\d{{1,2}}(?:st|nd|rd|th)?)?(?=\s+(?:{_MONTHS})\b)", re.IGNORECASE
)
_AMOUNT = re.compile(r"\b\d+(?:\.\d+)?(?=\s?(?:m|million)\b)")
_PATTERNS = {
    "iso": r"\b(?:19|20)\d\d-\d\d-\d\d\b",
    "financial": r"\b20\d\d[/-]\d\d\b(?!-)",
    "year": r"(?<!Act )(?<!Act of )\b(?:19|20)\d\d\b",
    "days": _DAYS.pattern,
    "phone": r"\b0\d{2,4} \d{3,6}(?: \d{3,4})?\b",
    "amount": _AMOUNT.pattern,
    "grade": r"(?<=['‘\"“])(?:good|outstanding)(?=['’\"”])|(?<=\brated )(?:good|outstanding)\b",
}
_OTHER_GRADE = {"good": "outstanding", "outstanding": "good"}
_LAST_DAY = 28  # of every month


@dataclass(frozen=True, slots=True)
class Swaps:
    """What stands for what: words in lower case, amounts as printed, and by how much days, years, digits move."""

    words: dict[str, str]
    amounts: dict[str, str]
    days: int
    years: int
    digits: int

    def apply(self, text: str) -> str:
        """The text with everything swapped."""
        words = "|".join(re.escape(word) for word in sorted(self.words, key=len, reverse=True))
        parts = [f"(?P<word>(?<![A-Za-z])(?:{words})(?=s?(?![A-Za-z])))"]
        parts += [f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()]
        return re.sub("|".join(parts), self._swapped, text, flags=re.IGNORECASE)

    def _swapped(self, match: re.Match[str]) -> str:
        found = match.group()
        match match.lastgroup:
            case "word":
                return _in_the_case_of(found, self.words[found.lower()])
            case "grade":
                return _in_the_case_of(found, _OTHER_GRADE[found.lower()])
            case "amount":
                return self.amounts[found]
            case "days":
                return re.sub(r"(\d+)(st|nd|rd|th)?", self._day, found)
            case "phone":
                area, _, rest = found.partition(" ")
                return f"{area} " + re.sub(r"\d", lambda digit: str((int(digit.group()) + self.digits) % 10), rest)
        return self._of_years(found)

    def _of_years(self, found: str) -> str:
        """A year, a financial year ("2018/19") or a day such as "2018-06-27"."""
        year, rest = f"{int(found[:4]) + self.years}", found[4:]
        if rest.count("-") == 2:  # noqa: PLR2004 (of a day)
            return f"{year}{rest[:4]}{int(rest[4:]) + self.days:02}"
        if rest and int(rest[1:]) == (int(found[:4]) + 1) % 100:
            return f"{year}{rest[0]}{(int(rest[1:]) + self.years) % 100:02}"
        return year + rest

    def _day(self, match: re.Match[str]) -> str:
        day = int(match[1]) + self.days
        return f"{day}{_ordinal(day)}" if match[2] else str(day)


def decide(texts: Iterable[str], seed: int) -> Swaps:
    """Decide what stands for what in all these texts; the same seed decides alike.

    Raises:
        ValueError: the days of the texts leave no room to move them within their months.
    """
    random = Random(seed)
    whole = "\n".join(texts)
    words: dict[str, str] = {}
    for kind in _SWAPS["names"]:
        for name, other in zip(kind["from"], random.sample(kind["to"], len(kind["from"])), strict=True):
            words |= dict(zip(_spellings(name), _spellings(other), strict=True))
    words |= {slip: _mistyped(words[name]) for slip, name in _SWAPS["misspelt"].items()}
    words |= {count: random.choice(others) for count, others in _SWAPS["counts"].items()}
    return Swaps(
        {name.lower(): other for name, other in words.items()},
        _amounts({match.group() for match in _AMOUNT.finditer(whole)}, random),
        random.choice(_room(whole)),
        random.choice([1, 2]),
        random.randint(1, 9),
    )


def _room(text: str) -> list[int]:
    """The numbers of days by which every day of a text can move and stay in its month."""
    days = [int(day) for day in chain.from_iterable(re.findall(r"\d+", found) for found in _DAYS.findall(text))]
    room = [days_on for days_on in range(1 - min(days), _LAST_DAY + 1 - max(days)) if days_on]
    if not room:
        raise ValueError("the days of these papers leave no room to move them within their months")
    return room


def _amounts(printed: set[str], random: Random) -> dict[str, str]:
    """Another amount for each, of as many digits, none of them an old one or twice the same."""
    taken = set(printed)
    others: dict[str, str] = {}
    for amount in sorted(printed):
        other = amount
        while other in taken:
            other = "".join(str(random.randint(1, 9)) if digit.isdigit() else digit for digit in amount)
        others[amount] = other
        taken.add(other)
    return others


def _spellings(name: str) -> list[str]:
    """A name as it is written, with a curly apostrophe, in an address, and in a file's name."""
    return [name, name.replace("'", "’"), name.replace("-", "").replace("'", ""), name.replace(" & ", "-and-")]


def _mistyped(name: str) -> str:
    """A name with a letter of its middle left out."""
    middle = len(name) // 2
    return name[:middle] + name[middle + 1 :]


def _in_the_case_of(model: str, word: str) -> str:
    if model.isupper():
        return word.upper()
    return word.lower() if model.islower() and model.isascii() else word[:1].upper() + word[1:]


def _ordinal(day: int) -> str:
    return "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
