"""What a span reader is given, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A run of a document's text, and what only its document knows of it: council, kind, date, heading."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader finds in a text: the span that answers best, and how sure it is.

    `start` and `end` are offsets into the text. `span` is the span's score less that of "no answer", a logit;
    `answers` is the chance, from 0 to 1, that the text answers at all.
    """

    start: int
    end: int
    span: float
    answers: float
