"""Naming: what somebody calls a council → the authority's own name in the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.understanding.authorities import mentions, names
from ofsted_qa.values import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofsted_qa.values import Document


def authority_named(documents: Iterable[Document], written: str) -> str:
    """The authority's own name, by any name that it goes by.

    Raises:
        BadInputError: no authority, or more than one, goes by this name; the message says whose papers there are.
    """
    name = names().get(written.strip().lower())
    named = {name} if name else {mention.name for mention in mentions(written)}
    if len(named) == 1:
        return named.pop()
    present = sorted({document.profile.authority for document in documents if document.profile.authority})
    there = f"there are papers on {', '.join(present)}" if present else "no paper names its council"
    raise BadInputError(f"{written} is not the name of one council; {there}")
