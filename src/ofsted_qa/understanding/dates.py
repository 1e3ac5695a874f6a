"""Finds dates in a text and says which days each can mean."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_AND = r"\s*(?:and|to|&|–|-)\s*(?:the\s+)?"
#: "27 November 2018", "7th and 8th August", "27, 28 and 29 November 2018", "June 2018", "of June, 2018".
_DATE = re.compile(
    rf"(?:(?<!\w)(?<!\d\.)(?P<first>{_DAY})(?:(?:,\s*{_DAY})*{_AND}(?P<last>{_DAY}))?\s+(?:of\s+)?)?"
    rf"\b{_MONTH}(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_SLASHED = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b")
#: A year by itself or a run of years; not the middle of a telephone or reference number.
_YEARS = re.compile(
    r"(?<![\d/.,£#-])(?<!\d\d )\b(?P<year>(?:19|20)\d\d)(?:[/–-](?P<next>(?:20)?\d\d))?\b(?![/.,]\d)(?! \d{3})"
)
_UNTIL = re.compile(r"\s*(?:to|until|–|-)\s*(?:the\s+)?", re.IGNORECASE)
#: English words too; they are months with a day or a year beside them, and a capital letter.
_ORDINARY_WORDS = frozenset({"may", "mar", "march"})
_SHORTEST_ALONE = 4  # letters of a month without day or year: "May", "Jan" and "Mar" alone are seldom months
_FINANCIAL_YEAR_START = (4, 1)  # the English local authority financial year: 1 April to 31 March
_FINANCIAL_YEAR_END = (3, 31)
_A_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as it stands at `start:end` of a text, and the first and last day that it can mean.

    "27 and 28 November 2018" means two days, "June 2018" a month, "2018/19" a financial year. A month or
    day without a year has no days (`first` is None).
    """

    start: int
    end: int
    first: date | None
    last: date | None
    has_day: bool
    month: int | None = None

    def overlaps(self, other: DateMention) -> bool:
        """Whether both can mean the same day; a date without a year is compared by its month."""
        if self.first and self.last and other.first and other.last:
            return self.first <= other.last and other.first <= self.last
        return self.month is not None and self.month == other.month


def dates(text: str) -> list[DateMention]:
    """All dates of a text in order: days, runs of days, months, years and financial years."""
    found: list[DateMention] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_ISO, _SLASHED, _DATE, _YEARS):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            mention = _of_years(match) if pattern is _YEARS else _of_day(match)
            found += [mention] if mention else []
            # The year of an impossible day ("31 February 2018") is no date by itself either.
            taken += [match.span()] if mention or match["year"] else []
    return _joined(text, sorted(found, key=lambda mention: mention.start))


def _of_day(match: re.Match[str]) -> DateMention | None:
    """A day, a run of days of one month, or a month."""
    parts = match.groupdict()
    number = parts["month"]
    month = int(number) if number.isdigit() else _MONTHS[number.lower()]
    first, last, year = parts.get("first", parts.get("day")), parts.get("last"), parts["year"]
    if not year and number.lower() in _ORDINARY_WORDS and not number[0].isupper():
        return None
    if not first:
        return _of_month(match.span(), month, year, number)
    days = [_day(int(year or _A_LEAP_YEAR), month, _digits(day)) for day in (first, last or first)]
    if days[0] is None or days[1] is None or days[0] > days[1]:
        return None
    if not year:
        return DateMention(*match.span(), None, None, has_day=True, month=month)
    return DateMention(*match.span(), days[0], days[1], has_day=True, month=month)


def _of_month(span: tuple[int, int], month: int, year: str | None, written: str) -> DateMention | None:
    if year:
        last_day = calendar.monthrange(int(year), month)[1]
        days = date(int(year), month, 1), date(int(year), month, last_day)
        return DateMention(*span, *days, has_day=False, month=month)
    if len(written) < _SHORTEST_ALONE:
        return None
    return DateMention(*span, None, None, has_day=False, month=month)


def _of_years(match: re.Match[str]) -> DateMention | None:
    """A year, a financial year ("2018/19"), or a run of years ("2015-2018")."""
    year = int(match["year"])
    if not match["next"]:
        return DateMention(*match.span(), date(year, 1, 1), date(year, 12, 31), has_day=False)
    following = int(match["next"]) if len(match["next"]) > 2 else year - year % 100 + int(match["next"])  # noqa: PLR2004 (2018 or 18)
    if following <= year:
        return None
    if following == year + 1:
        days = date(year, *_FINANCIAL_YEAR_START), date(following, *_FINANCIAL_YEAR_END)
    else:
        days = date(year, 1, 1), date(following, 12, 31)
    return DateMention(*match.span(), *days, has_day=False)


def _joined(text: str, found: list[DateMention]) -> list[DateMention]:
    """Runs over the end of a month made one ("24 September to 5 October 2018"); the year is the last one's."""
    joined: list[DateMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before and mention.first and mention.has_day and before.has_day:
            whole = _run(text, before, mention, mention.first.year)
            if whole:
                joined[-1] = whole
                continue
        joined.append(mention)
    return joined


def _run(text: str, before: DateMention, mention: DateMention, year: int) -> DateMention | None:
    if not _UNTIL.fullmatch(text, before.end, mention.start):
        return None
    first = before.first
    if first is None:
        day = _digits(text[before.start : before.end])
        month = before.month or 1
        first = _day(year if month <= (mention.month or month) else year - 1, month, day)
    if first is None or mention.last is None or first > mention.last:
        return None
    return replace(mention, start=before.start, first=first)


def _digits(written: str) -> int:
    """The number that a day begins with ("7th")."""
    return int(re.match(r"\d+", written).group())  # type: ignore[union-attr]  # every caller's text begins with a digit


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
