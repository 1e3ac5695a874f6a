"""Cuts a block's text into sentences by offsets.

Our own, because a sentence here is what is read out: "Mr.", "para. 2.4" and "St. Helens" end none, and a
row of a table keeps its cells together.
"""

from __future__ import annotations

import re

from ofsted_qa.values import BlockKind

#: Abbreviations of letters and council papers after which a sentence goes on, in lower case.
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev sir st cllr cllrs hon jr sr para paras pp fig figs tel ext approx vs v inc ltd
    dept e.g i.e eg ie cf viz ss""".split()
)
#: Abbreviations before a number; elsewhere they are words ("the answer was no.").
_BEFORE_NUMBERS = frozenset("no nos p s sec ch vol art app ref".split())
_STOP = re.compile(r"[.?!]+[\"”’')\]]*(?=\s|$)|(?<=[a-z]{2})\.(?=[A-Z][a-z])")
_OPENS = re.compile(r"\s*[\"“‘'(\[]*[A-ZÀ-Þ0-9£]")
_WORD_BEFORE = re.compile(r"[\w.]+$")
#: "Appendix A." ends a sentence; "John A. Smith" does not.
_LETTERED = re.compile(r"\b(?:[Aa]nnexe?|[Aa]ppendix|[Bb]and|[Cc]ategory|[Ff]igure|[Oo]ption|[Ss]chedule|[Tt]able)\s+$")
_TOKEN_AROUND = 200  # characters on either side in which an address around a full stop is looked for
_DOUBLE_MARKS = '"“”'
_WIDE_ROW_CELLS = 3


def split(text: str, kind: BlockKind) -> list[tuple[int, int]]:
    """The sentences of a block's text as (start, end), in order, without the space between them.

    A row of three cells or more is one sentence; a heading too.
    """
    wide = kind is BlockKind.TABLE_ROW and text.count("\t") >= _WIDE_ROW_CELLS - 1
    if wide or kind is BlockKind.HEADING:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        begin = start
        for stop in [*_ends(text, start, end), end]:
            found.append(_trim(text, begin, stop))
            begin = stop
    return [(begin, stop) for begin, stop in found if any(c.isalnum() for c in text[begin:stop])]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a cell; a label alone on its line stays with the paragraph after it."""
    return [match.span() for match in re.finditer(r"(?:[^\n]*:\n)?[^\n]+", text)]


def _ends(text: str, start: int, end: int) -> list[int]:
    ends: list[int] = []
    for match in _STOP.finditer(text, start, end):
        stop = match.end()
        if stop < end and _OPENS.match(text, stop) and not _goes_on(text, start, match.start()):
            ends.append(stop)
    return ends


def _goes_on(text: str, start: int, point: int) -> bool:
    """Whether the point at `point` ends an abbreviation, an initial or part of an address."""
    if text[point] != ".":
        return False
    before = _WORD_BEFORE.search(text, max(start, point - _TOKEN_AROUND), point)
    word = before.group().rstrip(".") if before else ""
    if word.lower() in _ABBREVIATIONS:
        return True
    if len(word) == 1 and word.isupper():
        return not _LETTERED.search(text, max(start, point - _TOKEN_AROUND), point - 1)
    after = text[point + 1 : point + _TOKEN_AROUND]
    if word.lower() in _BEFORE_NUMBERS:
        return after.lstrip()[:1].isdigit()
    if after[:1].isspace():
        return False
    token = text[max(0, point - _TOKEN_AROUND) : point].rsplit(" ", maxsplit=1)[-1] + after.split(" ")[0]
    return "@" in token or "/" in token or token.startswith("www")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the space around it, and without a quotation mark whose partner stands in another sentence."""
    start, end = _trim_space(text, start, end)
    marks = sum(text[start:end].count(mark) for mark in _DOUBLE_MARKS)
    if marks == 1 and text[start] in _DOUBLE_MARKS:
        start += 1
    elif marks == 1 and text[end - 1] in _DOUBLE_MARKS:
        end -= 1
    return start, end


def _trim_space(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
