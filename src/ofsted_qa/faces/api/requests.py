"""Requests: what a program may ask of each operation, checked strictly and bounded in length."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from ofsted_qa.values import DocumentKind  # noqa: TC001 (likewise)

_LONGEST_NAME = 200  # characters; the longest name of an authority or a speaker is far shorter

#: Something to read: not white space alone.
_WORDS = r"\S"
_Question = Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=_WORDS)]
_Name = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_NAME, pattern=_WORDS)]


def _in_full(value: object) -> object:
    """A day written in full; pydantic alone takes a number between quotation marks for seconds since 1970."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("this is not a date such as 2018-06-27")
    return date.fromisoformat(value)


_Day = Annotated[date, BeforeValidator(_in_full)]


class Request(BaseModel):
    """What every request has in common: no unknown fields, and no value taken for another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class DocumentsRequest(Request):
    """The catalogue takes no arguments."""


class JudgementsRequest(Request):
    """Whose judgements."""

    authority: Annotated[_Name | None, Field(description="Of this council alone, by any name it goes by.")] = None


class AskRequest(Request):
    """A question, and what is searched."""

    question: Annotated[_Question, Field(description="One question in English.")]
    history: Annotated[
        tuple[_Question, ...],
        Field(max_length=20, description="The earlier questions of the conversation, oldest first."),
    ] = ()
    authorities: Annotated[
        tuple[_Name, ...], Field(max_length=20, description="Only documents on these councils.")
    ] = ()
    kinds: Annotated[tuple[DocumentKind, ...], Field(max_length=20, description="Only documents of these kinds.")] = ()
    since: Annotated[_Day | None, Field(description="Only documents of this day or later.")] = None
    until: Annotated[_Day | None, Field(description="Only documents of this day or earlier.")] = None


class PassagesRequest(AskRequest):
    """A question, what is searched, and how many passages are wanted."""

    limit: Annotated[int, Field(ge=1, le=50, description="The most passages to give.")] = 10


class CheckQuoteRequest(Request):
    """A quotation, and whose words it is said to be."""

    quote: Annotated[
        str,
        StringConstraints(min_length=1, max_length=20_000, pattern=_WORDS),
        Field(description="The words, without quotation marks around them."),
    ]
    said_by: Annotated[
        _Name | None, Field(description="Whose words they are said to be: Ofsted, the council, a person's name.")
    ] = None
