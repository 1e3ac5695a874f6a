"""Works out the numbers that Word prints by itself: "2.4", "(a)", "iii." (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofsted_qa.reading.word.elements import branch, child, is_on, value, whole_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from ofsted_qa.reading.word.styles import Styles

LEVELS = 9
_LONGEST = 60  # characters of a level's text: a number, perhaps with a word before it
_MOST_ROMAN = 3999
_MOST_REPEATED = 10  # letters: after "z" Word prints "aa", "bb", …
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a paragraph, "2.4." say, or "" for a bullet; `level` counts from 1."""

    text: str
    level: int
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None  # the level, from 1, whose numbers start it anew; 0 for none, None for all above
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list (`num`): its levels, whose counters it goes on with, and where it starts anew itself."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int]


def formatted(number: int, form: str) -> str:
    """A number as a level's format prints it; formats of other scripts are printed in figures."""
    if form in {"none", "bullet"}:
        return ""
    if form in {"lowerLetter", "upperLetter"} and 0 < number <= 26 * _MOST_REPEATED:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number <= _MOST_ROMAN:
        letters = ""
        for worth, sign in _ROMAN:
            letters += sign * (number // worth)
            number %= worth
        return letters if form == "lowerRoman" else letters.upper()
    if form == "ordinal":
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in {11, 12, 13} else "th"
        return f"{number}{ending}"
    return f"{number:02}" if form == "decimalZero" else str(number)


class Numbering:
    """Counts the numbered paragraphs of a document; ask once for each, in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Take the part that defines the lists."""
        self._styles = styles
        self._abstract = {} if root is None else {one.get("abstractNumId"): one for one in root.findall("abstractNum")}
        self._nums = {} if root is None else {one.get("numId"): one for one in root.findall("num")}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def level_of(self, list_id: str, style: str | None) -> int | None:
        """The level of a list that a style of paragraphs is linked to, from 0."""
        held = self._list(list_id)
        levels = held.levels.items() if held and style else ()
        return next((number for number, level in levels if level.style == style), None)

    def label(self, list_id: str, level: int) -> Label | None:
        """The next number of a list at a level from 0; None where the list is not there, or prints nothing."""
        held = self._list(list_id)
        if held is None or not 0 <= level < LEVELS:
            return None
        here = held.levels.get(level, _Level())
        counts = self._count(list_id, held, level)
        if here.form == "bullet":
            return Label("", level + 1, bullet=True)

        def printed(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            form = held.levels.get(place, _Level()).form
            return formatted(counts[place] or 0, "decimal" if here.legal else form)

        text = re.sub(r"%([1-9])", printed, here.text).strip()
        return Label(text, level + 1) if text else None

    def _count(self, list_id: str, held: _List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(held.counters, [None] * LEVELS)
        before = counts[level]
        if level in held.starts and (list_id, level) not in self._started:
            self._started.add((list_id, level))
            before = None
        start = held.starts.get(level, held.levels.get(level, _Level()).start)
        counts[level] = start if before is None else before + 1
        for above in range(level):  # one that has no paragraph yet counts as begun
            if counts[above] is None:
                counts[above] = held.levels.get(above, _Level()).start
        for deeper in range(level + 1, LEVELS):
            restart = held.levels.get(deeper, _Level()).restart
            if restart is None or level < restart:
                counts[deeper] = None
        return counts

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str) -> _List | None:
        num = self._nums.get(list_id)
        name = value(num, "abstractNumId")
        abstract = self._abstract.get(name)
        linked = value(abstract, "numStyleLink")
        if linked:  # the levels stand in the list that a style of numbering names
            name = value(self._nums.get(self._styles.numbered(linked) or ""), "abstractNumId")
            abstract = self._abstract.get(name)
        if num is None or abstract is None or name is None:
            return None
        levels = _levels(abstract)
        starts: dict[int, int] = {}
        for override in num.findall("lvlOverride"):
            place = whole_number(override.get("ilvl"), 0)
            if (level := override.find("lvl")) is not None:
                levels[place] = _level(level)
            if (start := value(override, "startOverride")) is not None:
                starts[place] = whole_number(start, 1)
        return _List(name, levels, starts)


def _levels(abstract: Element) -> dict[int, _Level]:
    return {whole_number(one.get("ilvl"), 0): _level(one) for one in abstract.findall("lvl")}


def _level(element: Element) -> _Level:
    form = value(element, "numFmt")
    if form is None and (alternatives := element.find("mc:AlternateContent")) is not None:
        form = value(branch(alternatives), "numFmt")
    restart = value(element, "lvlRestart")
    return _Level(
        whole_number(value(element, "start"), 0),
        form or "decimal",
        (value(element, "lvlText") or "")[:_LONGEST],
        None if restart is None else whole_number(restart, 0),
        is_on(child(element, "isLgl")),
        value(element, "pStyle"),
    )
