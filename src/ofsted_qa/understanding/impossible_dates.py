"""Warns of dates that cannot be right together; they are kept as printed, for only a person can say which is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.understanding.dates import DateMention, dates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ofsted_qa.values import Page

#: The warning of a document that prints no date; a fact of many reports rather than a fault.
NO_DATE_PRINTED = "no date is printed in this document"
#: Share of the pages that must print a date above or below their text before it is held to be the document's.
_MOST_PAGES = 0.5


def date_warnings(
    published: date | None, visit: DateMention | None, visit_words: str, pages: tuple[Page, ...]
) -> Iterator[str]:
    """Lines for a person: no date, a document dated before the visit that it reports, another date in page headers.

    `visit_words` is the visit's date as it is printed.
    """
    if published is None:
        yield NO_DATE_PRINTED
    elif visit and visit.first and published < visit.first:
        printed = _in_words(published)
        yield f"the printed date, {printed}, cannot be right: the document reports a visit of {visit_words}"
    for mention, words in _of_headers(pages):
        known = [(day, day) for day in [published] if day]
        known += [(visit.first, visit.last)] if visit and visit.first and visit.last else []
        if known and not any(_within(mention, first, last) for first, last in known):
            front = " and ".join(filter(None, [_in_words(published) if published else "", visit_words]))
            yield f"the page headers print {words}, the front page {front}"


def _of_headers(pages: tuple[Page, ...]) -> Iterator[tuple[DateMention, str]]:
    """The whole dates that most pages print above or below their text, each once, with their words."""
    counts: dict[str, int] = {}
    found: dict[str, DateMention] = {}
    for page in pages:
        on_page = {line[one.start : one.end]: one for line in page.furniture for one in dates(line) if one.has_day}
        found |= on_page
        for words in on_page:
            counts[words] = counts.get(words, 0) + 1
    return ((one, words) for words, one in found.items() if one.first and counts[words] > len(pages) * _MOST_PAGES)


def _within(mention: DateMention, first: date, last: date) -> bool:
    return bool(mention.first and mention.last and first <= mention.first and mention.last <= last)


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
