"""Narrowing: what a person chose to search within → the filters of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.faces.wording import kind_in_words
from ofsted_qa.understanding.dates import dates
from ofsted_qa.values import BadInputError, DocumentKind, Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ofsted_qa.values import Document


def narrowed(councils: Sequence[str], kinds: Sequence[str], since: str, until: str) -> Filters:
    """Filters by councils, by the names of kinds (`DocumentKind`), and by dates as people write them.

    "2017" begins on 1 January and ends on 31 December.

    Raises:
        BadInputError: a date is none, or the last day comes before the first.
    """
    first, last = _days(since)[0], _days(until)[1]
    if first and last and last < first:
        raise BadInputError(f"No document can be dated {since.strip()} or later and {until.strip()} or earlier.")
    known = [kind for kind in DocumentKind if kind.value in kinds]
    return Filters(authorities=tuple(councils), kinds=tuple(known), since=first, until=last)


def choices(documents: Iterable[Document]) -> tuple[list[str], list[tuple[str, str]]]:
    """The councils and the kinds of documents to choose from; a kind in words, and as `DocumentKind` names it."""
    profiles = [document.profile for document in documents]
    councils = sorted({profile.authority for profile in profiles if profile.authority})
    kinds = sorted({(kind_in_words(profile.kind), profile.kind.value) for profile in profiles})
    return councils, kinds


def _days(written: str) -> tuple[date | None, date | None]:
    """The first and the last day that a date as written may mean; two of None where nothing is written."""
    if not written.strip():
        return None, None
    found = [mention for mention in dates(written) if mention.first and mention.last]
    if len(found) != 1:
        raise BadInputError(f"“{written.strip()}” is no date: write 23 March 2017, March 2017 or 2017.")
    return found[0].first, found[0].last
