"""Finds what a text says that inspectors and others said: words between marks, and claims without marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ofsted_qa.quotes.meaning import data
from ofsted_qa.understanding.people import names_in
from ofsted_qa.understanding.quotations import REPORTING
from ofsted_qa.understanding.sentences import split
from ofsted_qa.values import BlockKind, FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A paragraph ends at an empty line, or where the next line opens with a bullet or a number.
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[•▪●◦*–-]|\d{1,3}(?:\.\d{1,3})*[.)]?)[ \t])")
_DOUBLE = re.compile(r"[\"“„«]")
_DOUBLE_END = re.compile(r"[\"”»]")
_SINGLE = re.compile(r"(?<!\w)['‘](?P<words>[\w\[…][^'‘’]*(?:['’]\w[^'‘’]*)*)['’](?!\w)")
_LINKS = re.compile(r"[\s,:]*(?:as|that|to be|how|there|it)?\s*", re.IGNORECASE)
_REACH = 70  # characters between whoever speaks and the verb that says so
_FEWEST_CLAIMED = 4  # words of a claim
_QUOTED_SHARE = 0.4  # of a claim; from here on its quotations say what is claimed
_INSPECTING = ("ofsted", "inspectors", "inspectorates")


@dataclass(frozen=True, slots=True)
class Located:
    """A quotation or claim at `start:end` of a text; `said_by` is whoever the text gives it to, if it says."""

    kind: FindingKind
    start: int
    end: int
    said_by: str | None


def located(text: str) -> list[Located]:
    """The quotations and claims of a text, in order."""
    found: list[Located] = []
    leading: str | None = None
    for start, end in _paragraphs(text):
        # One line for each paragraph, of the same length: a page's line ends say nothing.
        paragraph = text[start:end].replace("\n", " ")
        runs, unclosed = _runs(paragraph)
        sentences = split(paragraph, BlockKind.PARAGRAPH)
        for begin, stop in runs:
            around = _around(paragraph, sentences, runs, begin, stop)
            goes_on = leading if not paragraph[: begin - 1].strip() else None
            found.append(Located(FindingKind.QUOTATION, start + begin, start + stop, said_by(around) or goes_on))
        found += [
            Located(FindingKind.CLAIM, start + begin, start + stop, who)
            for begin, stop, who in _claims(paragraph, sentences, runs)
        ]
        leading = _leading(paragraph, sentences, runs, found, unclosed=unclosed)
    return sorted(found, key=lambda one: (one.start, one.end))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PARAGRAPH_END.finditer(text):
        if start < match.start():
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _runs(paragraph: str) -> tuple[list[tuple[int, int]], bool]:
    """The runs between marks that hold a word, and whether the last mark is not closed in this paragraph."""
    runs: list[tuple[int, int]] = []
    unclosed = False
    at = 0
    while opened := _DOUBLE.search(paragraph, at):
        closed = _DOUBLE_END.search(paragraph, opened.end())
        unclosed = closed is None
        stop = closed.start() if closed else len(paragraph)
        runs.append((opened.end(), stop))
        at = stop + 1
    singles = [match.span("words") for match in _SINGLE.finditer(paragraph)]
    runs += [one for one in singles if not any(start <= one[0] < end for start, end in runs)]
    return sorted(run for run in runs if any(letter.isalnum() for letter in paragraph[slice(*run)])), unclosed


def _around(
    paragraph: str, sentences: list[tuple[int, int]], runs: list[tuple[int, int]], begin: int, stop: int
) -> str:
    """The sentences that a run touches, with an ellipsis for each run in them."""
    touched = [one for one in sentences if one[0] <= stop and begin <= one[1]]
    low = min((one[0] for one in touched), default=begin)
    high = max((one[1] for one in touched), default=stop)
    parts: list[str] = []
    done = low
    for start, end in runs:
        if low <= start < high:
            parts += [paragraph[done:start], "…"]
            done = max(done, end)
    return "".join([*parts, paragraph[done:high]])


def _leading(
    paragraph: str,
    sentences: list[tuple[int, int]],
    runs: list[tuple[int, int]],
    found: list[Located],
    *,
    unclosed: bool,
) -> str | None:
    """Who speaks in a quotation that the next paragraph opens with."""
    if unclosed and found:
        return found[-1].said_by
    if paragraph.rstrip().endswith(":") and sentences:
        return said_by(_around(paragraph, sentences, runs, *sentences[-1]))
    return None


@cache
def _names(kinds: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted((name for kind in kinds for name in data()["speakers"][kind]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


def said_by(sentence: str) -> str | None:
    """Who says something in a sentence: the name before a verb of saying, or the one after it ("said Jo Hale")."""
    spoken = sentence.replace("’", "'")
    named = [(match.group(), *match.span()) for match in _names(tuple(data()["speakers"])).finditer(spoken)]
    named += names_in(sentence)
    told = re.search(r"\baccording to (?:the )?", spoken, re.IGNORECASE)
    if told and (after := [name for name, start, _ in named if told.start() <= start <= told.end()]):
        return after[0]
    for verb in REPORTING.finditer(spoken):
        quoted = bool(re.search(r"…\W*(?:\w+ )?$", spoken[: verb.start()]))
        after = [name for name, start, _ in named if _inverted(spoken[verb.end() : start], quoted=quoted)]
        before = [name for name, _, end in named if end <= verb.start() and verb.start() - end <= _REACH]
        if after or before:
            return after[0] if after else before[-1]
    return None


def _inverted(between: str, *, quoted: bool) -> bool:
    """Whether a name stands right after a verb: "judged by Ofsted"; after a quotation also "said Cllr Jo Hale"."""
    match = re.fullmatch(r"\s+(?:… )?(?P<by>by )?(?:the |Mr |Mrs |Ms |Dr |Cllr |Councillor )?", between)
    return match is not None and (quoted or match["by"] is not None)


def _claims(
    paragraph: str, sentences: list[tuple[int, int]], runs: list[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """What sentences say that inspectors found, without the words that say so, where marks do not hold it already."""
    for start, end in sentences:
        sentence = paragraph[start:end].replace("’", "'")
        who = _names(_INSPECTING).search(sentence)
        verb = next((one for one in REPORTING.finditer(sentence) if who and one.start() >= who.end()), None)
        passive = re.search(rf"{REPORTING.pattern} by (?:the )?$", sentence[: who.start()]) if who else None
        if who is None or (verb is None and passive is None):
            continue
        if any(begin <= start + who.start() < stop for begin, stop in runs):
            continue  # somebody's words on inspectors are a quotation
        begin = start
        if verb is not None and passive is None:
            links = _LINKS.match(sentence, verb.end())
            begin = start + (links.end() if links else verb.end())
        stop = begin + len(paragraph[begin:end].rstrip(" .;:,\"'”’"))
        inside = sum(max(0, min(stop, high) - max(begin, low)) for low, high in runs)
        if len(paragraph[begin:stop].split()) >= _FEWEST_CLAIMED and inside < _QUOTED_SHARE * (stop - begin):
            yield begin, stop, who.group()
