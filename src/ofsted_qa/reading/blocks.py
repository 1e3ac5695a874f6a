"""Lines → blocks: headings, numbered paragraphs, list items and front-sheet rows, joined over page ends.

The rules are those of typed papers: a number with its point opens a paragraph, a short line without an end
opens a section, "Label: value" is a row of a front sheet, and a line that stops in the middle of a sentence
goes on in the next line that begins in lower case.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from ofsted_qa.reading.assembly import Draft
from ofsted_qa.reading.markup import CELL, CELL_PARAGRAPH, Line
from ofsted_qa.values import BlockKind

#: "2.", "2.1", "2.1.3", "4)", "(4)" before a paragraph; a bare number or a year opens none.
_NUMBER = re.compile(
    r"(?:(?P<number>\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?=[.)]))[.)]?|\((?P<enclosed>\d{1,3})\))[ \t]+(?=\S)"
)
#: "34/22", the 34th minute of a committee's year; "24/25" is a year of its own.
_MINUTE = re.compile(r"(?P<number>(?P<minute>\d{1,3})/(?P<year>[1-3]\d))\.?[ \t]+(?=[A-Z\"“'‘])")
_FIRST_YEAR = 11  # of a fraction the denominator is seldom as great
#: What stands at the foot of a page.
_FOOT = re.compile(r"page \d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-*+•‣∙■□▪▫▶►◆◦●○◼◾❖✓✔➢➤–—]|\uf0b7)\s+")
_LETTERED = re.compile(r"\((?:[a-z]|[ivx]{2,4})\)\s+\S")
_TICK = re.compile(r"(?:[✓✔☑➢•▪●]|\uf0b7)\s*")
_LABEL = re.compile(r"(?P<label>[A-Z][\w’'/&() -]{1,60}?)\s*:(?=\s+[^\"“‘'\s])")
_QUOTED = re.compile(r"[\"“].*[\"”][.]?", re.DOTALL)
_ENDS_SENTENCE = re.compile(r"[.?!:;][\"”’')\]]*-?$")
_LEADS_ON = re.compile(r"[,–—-]$")
#: A date, an address, a salutation, a close or a question with its answer stands alone too, and is no heading.
_NO_HEADING = re.compile(r"\d{4}$|\? \S|@|https?:|^(?:Dear|Mr|Mrs|Ms|Dr|Yours)\b")
_UNIT = re.compile(r"(?:%|children|days?|million|months?|of|per ?cent|times|weeks?|years?)\b")
#: "The experiences and progress of children who need help and protection: requires improvement to be good" has 16.
_MOST_HEADING_WORDS = 18
_MOST_LONE_WORDS = 10
#: "The experiences and progress of care leavers: good", a heading of inspection reports since 2018.
_GRADED = re.compile(r": (?:good|inadequate|outstanding|requires improvement(?: to be good)?)$", re.IGNORECASE)
_STANDS_ALONE = frozenset({BlockKind.HEADING, BlockKind.FURNITURE})
_MOST_LABEL_WORDS = 6
_WRAPPED = 60  # characters; a shorter line that ends without a stop was ended by its author
_LONGEST_JOINED = 20_000  # characters; no paragraph is longer, and joining on would take ever longer
_ENDING = 16  # characters that hold the end of a sentence with its marks
_WIDEST = 120  # characters; a text with longer lines does not break its paragraphs into lines
_NOT_LONGER = 0.9  # of the long lines of a text
_DEEPER = 4  # characters; how far what goes on in the value of a row is indented, at least
_MOST_TAIL_WORDS = 2

#: Section names that council papers share; a line of one of these is a heading, and no tail of a row.
SECTION_NAMES = frozenset(
    """summary purpose background introduction recommendation recommendations finance law equality risk
    conclusion conclusions consultation appendices appendix contents context overview findings decision
    proposal proposals options issues details implications""".split()
)


def blocks(lines: list[Line]) -> list[Draft]:
    """The blocks of a document's lines, in order."""
    drafts: list[Draft] = []
    standing: set[int] = set()  # blocks of one line between empty ones
    width = _width(lines)
    opening = previous = Line("")
    worded = [line for line in lines if _has_words(line.text)]
    followers = dict(zip(map(id, worded), worded[1:], strict=False))
    after_blank = True
    for index, line in enumerate(lines):
        if not _has_words(line.text):
            after_blank = True
            continue
        before = drafts[-1] if drafts else None
        below = lines[index + 1] if index + 1 < len(lines) else Line("")
        alone = after_blank and not below.text
        draft = _draft(line, followers.get(id(line)), before, alone=alone, after_blank=after_blank)
        full = _full(line, below, width)
        if draft.kind is BlockKind.HEADING and not line.heading and full:
            draft = replace(draft, kind=BlockKind.PARAGRAPH, level=0)
        filled = not after_blank and _full(previous, line, width)
        if before and (whole := _joined(before, draft, line, after_blank=after_blank, filled=filled, full=full)):
            drafts[-1] = whole
        elif before and not after_blank and _goes_on_in_row(before, opening, draft, line):
            drafts[-1] = replace(before, text=f"{before.text} {draft.text}")
        else:
            drafts.append(draft)
            opening = line
            if alone:
                standing.add(len(drafts) - 1)
        previous = line
        after_blank = False
    return _nested(drafts, standing)


def _nested(drafts: list[Draft], standing: set[int]) -> list[Draft]:
    """The blocks with headings that come again ("Strengths") set below those that they follow at once.

    A typed paper does not print how deep a heading is; the short line that stands between empty ones above such a
    heading is one too.
    """
    headings = Counter(one.text.lower() for one in drafts if _unmarked(one))
    again = {text for text, times in headings.items() if times > 1}
    above = {
        index: one
        for index, (one, two) in enumerate(pairwise(drafts))
        if _unmarked(two) and two.text.lower() in again and (_unmarked(one) or (index in standing and _may_head(one)))
    }
    below = again - {one.text.lower() for one in above.values()} if above else set()
    found = []
    for index, one in enumerate(drafts):
        if _unmarked(one) and one.text.lower() in below:
            found.append(replace(one, level=2))
        elif _GRADED.search(one.text) and _may_head(one, _MOST_HEADING_WORDS):
            found.append(replace(one, kind=BlockKind.HEADING, level=1))  # it may be two lines high
        elif index in above and drafts[index + 1].text.lower() in below and not _unmarked(one):
            found.append(replace(one, kind=BlockKind.HEADING, level=1))
        else:
            found.append(one)
    return found


def _may_head(draft: Draft, most: int = _MOST_LONE_WORDS) -> bool:
    """Whether a paragraph of at most `most` words may be a heading."""
    text = draft.text
    short = draft.kind is BlockKind.PARAGRAPH and not draft.number and len(text.split()) <= most
    return short and opens(text) and not _ENDS_SENTENCE.search(text) and not _NO_HEADING.search(text)


def _unmarked(draft: Draft) -> bool:
    """Whether a block is a heading of the first level without a number."""
    return draft.kind is BlockKind.HEADING and draft.level == 1 and not draft.number


def _width(lines: list[Line]) -> int:
    """The width in characters of a text that breaks its paragraphs into lines: nearly all are no longer; else 0."""
    lengths = sorted(line.length for line in lines if line.length >= _WRAPPED)
    if not lengths or lengths[-1] > _WIDEST:
        return 0
    return lengths[int(_NOT_LONGER * (len(lengths) - 1))]


def _full(line: Line, below: Line, width: int) -> bool:
    """Whether a line of a text `width` characters wide ends where the next word had no room; never if `width` is 0."""
    return bool(below.text) and line.length + 1 + len(below.text.split(maxsplit=1)[0]) > width > 0


def _goes_on_in_row(row: Draft, opening: Line, draft: Draft, line: Line) -> bool:
    """Whether a line goes on in the value of the front-sheet row that another opened: it is set below the value."""
    labelled = row.kind is BlockKind.TABLE_ROW and CELL not in row.text
    plain = not draft.number and not line.heading and draft.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
    return labelled and plain and line.indent >= opening.indent + _DEEPER


def _draft(line: Line, follower: Line | None, before: Draft | None, *, alone: bool, after_blank: bool) -> Draft:
    if _FOOT.fullmatch(line.text):
        return Draft(BlockKind.FURNITURE, line.text, None, 0, line.page)
    text, bulleted = without_bullet(line.text)
    printed, body = numbered(text)
    inside = before and not bulleted and not after_blank and _wraps(before) and not opens(body)
    if printed and before and inside and not (_next_after(before.number, printed) and not _UNIT.match(body)):
        printed, body = None, text  # "…in 2017 and in\n4.5 per cent of cases" prints no paragraph number
    if line.heading or (not bulleted and is_heading(line, body, printed, follower, before, alone=alone)):
        level = _depth(printed)[1] + 1 if printed else max(line.heading, 1)
        return Draft(BlockKind.HEADING, _flat(body), printed, level, line.page)
    if printed:
        return Draft(BlockKind.PARAGRAPH, _flat(body), printed, 0, line.page)
    if bulleted or (_LETTERED.match(text) and _may_itemise(before, after_blank=after_blank)):
        return Draft(BlockKind.LIST_ITEM, text, None, 1 + line.indent // 4, line.page)
    if CELL in text or is_row(text):
        kind = BlockKind.TABLE_ROW
    else:
        kind = BlockKind.QUOTATION if is_quoted(text) else BlockKind.PARAGRAPH
    return Draft(kind, text.replace(CELL_PARAGRAPH, "\n"), None, 0, line.page)


def _may_itemise(before: Draft | None, *, after_blank: bool) -> bool:
    """Whether "(a) …" is an item after a block, and no part of a sentence ("under section 47 (a) of the Act")."""
    return after_blank or before is None or before.kind is BlockKind.LIST_ITEM or before.text.endswith((":", ";"))


def without_bullet(text: str) -> tuple[str, bool]:
    """A line without the bullet that it begins with, and whether there was one."""
    bullet = _BULLET.match(text)
    return (_TICK.sub("", text[bullet.end() :], count=1), True) if bullet else (text, False)


def numbered(text: str) -> tuple[str | None, str]:
    """The printed number before a paragraph, if there is one, and the rest."""
    if minute := _MINUTE.match(text):
        year = int(minute["year"])
        other = year < _FIRST_YEAR or int(minute["minute"]) + 1 == year
        return (None, text) if other else (minute["number"], text[minute.end() :])
    match = _NUMBER.match(text)
    return (match["number"] or match["enclosed"], text[match.end() :]) if match else (None, text)


def _next_after(number: str | None, printed: str) -> bool:
    """Whether a number is the next of its list ("1. share the plan", "2. train the staff")."""
    return number is not None and number.isdigit() and printed.isdigit() and int(printed) == int(number) + 1


def _flat(text: str) -> str:
    return text.replace(CELL, " ").replace(CELL_PARAGRAPH, "\n")


def is_heading(
    line: Line, body: str, printed: str | None, follower: Line | None, before: Draft | None, *, alone: bool
) -> bool:
    """A short line without an end that something stands under.

    `body` is the line without its number `printed`, `follower` the next line with words, `before` the block above;
    `alone` says that empty lines stand around the line.
    """
    words = body.split()
    asks = body.endswith("?") and follower is not None and not is_row(follower.text)
    ended = (_ENDS_SENTENCE.search(body) and not asks) or _LEADS_ON.search(body)
    if CELL in body or len(words) > _MOST_HEADING_WORDS or ended or not opens(body):
        return False
    if line.bold or body.lower() in SECTION_NAMES:
        return True
    below, rest = numbered(without_bullet(follower.text)[0]) if follower else (None, "")
    if printed:
        return follower is not None and (CELL in follower.text or not _one_of_a_list(printed, below, before))
    if follower is None or is_row(body) or _NO_HEADING.search(body):
        return False
    listed = (below and opens(rest)) or _BULLET.match(follower.text)
    return bool(listed) or (alone and len(follower.text.split()) > len(words) + 3)


def _one_of_a_list(printed: str, below: str | None, before: Draft | None) -> bool:
    """Whether a short numbered line is one of several of its depth ("8.1 Note the report"), and no heading."""
    sibling = before.number if before and before.kind is BlockKind.PARAGRAPH else None
    if sibling is not None and _depth(sibling) == _depth(printed):
        return True
    return below is not None and _depth(below)[0] == _depth(printed)[0] and _depth(below) <= _depth(printed)


def _depth(number: str) -> tuple[bool, int]:
    """Whether a printed number is a minute's ("34/22"), and how deep it is: "4.0" is no deeper than "4"."""
    return "/" in number, number.removesuffix(".0").count(".")


def opens(text: str) -> bool:
    """Whether a text begins as a sentence or a heading does: in upper case, or with a quotation mark."""
    return text[0].isupper() or text[0] in "'‘\"“(["


def is_quoted(text: str) -> bool:
    """Whether quotation marks hold a whole paragraph."""
    return _QUOTED.fullmatch(text) is not None


def is_row(text: str) -> bool:
    """Whether a line is a label of a few words with its value, as on a front sheet."""
    label = _LABEL.match(text)
    return label is not None and len(label["label"].split()) <= _MOST_LABEL_WORDS


def _wraps(before: Draft) -> bool:
    """Whether a block stops in the middle of a sentence at the end of a full line."""
    last = before.text[-_WRAPPED:]
    return len(last) == _WRAPPED and "\n" not in last and not _ENDS_SENTENCE.search(before.text[-_ENDING:])


def _joined(before: Draft, draft: Draft, line: Line, *, after_blank: bool, filled: bool, full: bool) -> Draft | None:
    """The block before with this line as its continuation, or None where this line opens a block.

    `filled`: the line before ended where this one's first word had no room; `full`: this one ends so too.
    """
    if before.kind in _STANDS_ALONE or draft.number or draft.kind in {BlockKind.FURNITURE, BlockKind.LIST_ITEM}:
        return None
    if CELL in draft.text or line.heading or line.bold:
        return None
    if len(before.text) > _LONGEST_JOINED:
        return None
    unfinished = not _ENDS_SENTENCE.search(before.text[-_ENDING:])
    goes_on = unfinished and draft.text[0].islower()
    wrapped = not after_blank and _wraps(before) and draft.kind is not BlockKind.TABLE_ROW
    fell_off = after_blank and unfinished and before.kind is BlockKind.TABLE_ROW and _is_tail(before, line.text)
    # After a whole sentence a line that is none ("Recommendations") opens something, however full the one before.
    fills = filled and draft.kind is BlockKind.PARAGRAPH and (unfinished or full or _ENDS_SENTENCE.search(draft.text))
    if goes_on or wrapped or fell_off or fills:
        return replace(before, text=f"{before.text} {draft.text}")
    return None


def _is_tail(row: Draft, text: str) -> bool:
    """A word or two of an office that fell off the end of its row ("Jo Hale, Programme" / "Manager")."""
    words = text.split()
    office = "," in row.text and all(word[0].isupper() for word in words)
    return office and len(words) <= _MOST_TAIL_WORDS and words[-1].lower() not in SECTION_NAMES and not is_row(text)


def _has_words(text: str) -> bool:
    """Whether a line holds a letter or a digit (a row of dots or dashes is a rule to sign on, no text)."""
    return any(character.isalnum() for character in text)
