"""What a run of a document is about: recommendations, what needs to improve, risks, next steps, amounts of money.

A heading or the label of a front-sheet row says the first four (`data/topics.json`); amounts are read from the words.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ofsted_qa.understanding.dates import dates
from ofsted_qa.values import Topic
from ofsted_qa.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"£\s?{_FIGURE}(?:\s?(?:million|billion|thousand|bn|[mk])\b)?"
    rf"|\b{_FIGURE}\s(?:million |billion |thousand )?pounds\b",
    re.IGNORECASE,
)
#: A numbering before a heading's words and the marks after them: "4.", "4.2", "iv)", "?", ":".
_AROUND = re.compile(r"^(?:[\divx]+[.)]?(?:\d+[.)]?)*\s+)?(?P<words>.*?)[\s?:.]*$")
#: "What needs to improve in this area of social work practice", "Recommendations of the task group".
_OF_WHAT = re.compile(r" (?:arising from|by|for|from|in|made|of|to) (?!the (?:meeting|minutes)\b)")
#: What may go on so: a list by its name, not "Risk of harm" or "Decisions of the panel".
_PLURAL = ("areas for development", "areas for improvement", "improve", "next steps", "recommendations")
_FINANCIAL_YEAR_STARTS = (4, 1)  # 1 April, as for every English local authority
_MOST_LABEL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money at `start:end` of a text, and the first day of the financial year that it is given for."""

    start: int
    end: int
    financial_year: date | None = None


def topics(headings: Iterable[str], rows: Iterable[str]) -> tuple[Topic, ...]:
    """The topics of a run of a document, by the headings that it stands under and the texts of its blocks."""
    blocks = list(rows)
    found = {_named(heading) for heading in headings} | {_named(_label(block)) for block in blocks}
    if any(map(amounts, blocks)):
        found.add(Topic.MONEY)
    return tuple(topic for topic in Topic if topic in found)


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of money that a sentence or a row names, in order.

    Each has the financial year that is named nearest to it in the same text: first one that follows ("£8.6m in
    2019/20"), or else the last one before ("In 2019/20 £8.6m"). None where no financial year is named.
    """
    found = list(_AMOUNT.finditer(text))
    if not found:
        return ()
    years = [(one.start, one.first) for one in dates(text) if one.first and _is_financial_year(one.first, one.last)]
    ends = [*(match.start() for match in found[1:]), len(text)]
    return tuple(Amount(*match.span(), _year_of(match, end, years)) for match, end in zip(found, ends, strict=True))


def _year_of(match: re.Match[str], end: int, years: list[tuple[int, date]]) -> date | None:
    after = [year for start, year in years if match.end() <= start < end]
    before = [year for start, year in years if start < match.start()]
    return after[0] if after else before[-1] if before else None


def _is_financial_year(first: date, last: date | None) -> bool:
    starts = (first.month, first.day) == _FINANCIAL_YEAR_STARTS
    return starts and last is not None and last.year == first.year + 1


def _label(block: str) -> str:
    label = re.split(r"[:\t\n]", block, maxsplit=1)[0]
    return label if label != block and len(label.split()) <= _MOST_LABEL_WORDS else ""


def _named(words: str) -> Topic | None:
    match = _AROUND.match(" ".join(folded(words).split()))
    if not match:
        return None
    whole = match["words"].replace("(s)", "s")
    openings = [whole[: one.start()] for one in _OF_WHAT.finditer(whole)]
    known = [whole, *(part.strip() for part in whole.split("/")), *(one for one in openings if one.endswith(_PLURAL))]
    return next((_phrases()[one] for one in known if one in _phrases()), None)


@cache
def _phrases() -> dict[str, Topic]:
    data = json.loads(files("ofsted_qa").joinpath("data/topics.json").read_text("utf-8"))
    return {phrase: Topic(topic) for topic, phrases in data.items() for phrase in phrases}
