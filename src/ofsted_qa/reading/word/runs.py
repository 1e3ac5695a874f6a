"""The runs of a paragraph → its words: insertions taken, deletions left out, results of fields and not their codes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ofsted_qa.reading.decoding import visible
from ofsted_qa.reading.word.elements import branch, is_on, value, whole_number
from ofsted_qa.reading.word.symbols import symbol
from ofsted_qa.reading.word.visibility import PATTERN, is_unseen, look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofsted_qa.reading.word.styles import Styles
    from ofsted_qa.reading.word.visibility import Look

CELL, LINE = "\t", "\n"
#: Elements around runs that print what is in them.
AROUND = frozenset({"hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "ruby", "rubyBase"})
INSERTED, DELETED = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
_SIGNS = {"tab": CELL, "ptab": CELL, "br": LINE, "cr": LINE, "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_DRAWN = frozenset({"drawing", "pict", "object"})


@dataclass
class Remarks:
    """What has to be said of a document after reading it."""

    hidden: int = 0
    tracked: bool = False
    left_out: int = 0  # files within it, of other programs or other formats


@dataclass
class Words:
    """What the runs of a paragraph print, and how: letters counted by their type."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    underlined: int = 0
    sizes: Counter[int] = field(default_factory=Counter)  # of letters, in half-points
    notes: list[tuple[str, str]] = field(default_factory=list)  # what kind of note, and its id
    boxes: list[Element] = field(default_factory=list)  # the contents of its text boxes

    @property
    def text(self) -> str:
        """The words, with tabs and line ends."""
        return "".join(self.parts)


class RunReader:
    """Reads the runs of paragraphs, in the order of the document: fields may run over paragraphs."""

    def __init__(self, styles: Styles, remarks: Remarks) -> None:
        """Take the styles, and where to remark on what was left out."""
        self._styles = styles
        self._remarks = remarks
        self._fields: list[bool] = []  # for each field that is open, whether its result has begun
        self._codes = 0  # how many of them are still in their code

    def read(
        self, paragraph: Element, before: Look, grounds: tuple[str | None, ...], *, buried: bool, into: Words
    ) -> None:
        """Add a paragraph's words to `into`; `before` is the type that its style gives to its runs.

        `grounds` are the colours behind the paragraph, the nearest first; `buried` hides all of it.
        """
        if _is_over_picture(paragraph):
            grounds = (PATTERN, *grounds)
        for run, linked in self._runs(paragraph, linked=False):
            properties = run.find("rPr")
            whole = before | self._styles.run(value(properties, "rStyle")) | look(properties)
            unseen = buried or is_unseen(whole, grounds)
            self._run(run, whole, into, unseen=unseen, linked=linked)
        self._fields = [begun for begun in self._fields if begun]  # a code does not run over a paragraph's end
        self._codes = 0

    def _runs(self, element: Element, *, linked: bool) -> Iterator[tuple[Element, bool]]:
        """The runs within an element that are printed, and whether they stand in a link."""
        for one in element:
            if one.tag == "r":
                yield one, linked
            elif one.tag in AROUND:
                yield from self._runs(one, linked=linked or one.tag == "hyperlink")
            elif one.tag in INSERTED:
                self._remarks.tracked = True
                yield from self._runs(one, linked=linked)
            elif one.tag in DELETED:
                self._remarks.tracked = True
            elif one.tag == "sdt" and not is_placeholder(one):
                yield from self._runs(one, linked=linked)
            elif one.tag == "mc:AlternateContent" and (taken := branch(one)) is not None:
                yield from self._runs(taken, linked=linked)

    def _run(self, run: Element, whole: Look, into: Words, *, unseen: bool, linked: bool) -> None:
        for one in run:
            tag = one.tag
            if tag == "mc:AlternateContent":
                taken = branch(one)
                if taken is not None:
                    self._run(taken, whole, into, unseen=unseen, linked=linked)
            elif tag == "fldChar":
                self._turn(one.get("fldCharType"))
            elif self._codes:
                continue
            elif tag in _NOTES and not unseen:
                into.notes.append((_NOTES[tag], one.get("id", "")))
            elif tag in _DRAWN:
                self._drawn(one, into, unseen=unseen)
            else:
                self._put(_printed(one), whole, into, unseen=unseen, linked=linked)

    def _put(self, text: str, whole: Look, into: Words, *, unseen: bool, linked: bool) -> None:
        letters = sum(not character.isspace() for character in text)
        if unseen:
            self._remarks.hidden += letters
            return
        into.parts.append(text)
        into.letters += letters
        into.bold += letters if whole.get("b") else 0
        underlined = whole.get("u", "none") != "none" and not linked
        into.underlined += letters if underlined else 0
        into.sizes[whole_number(whole.get("sz"), 0)] += letters

    def _turn(self, kind: str | None) -> None:
        """Open a field, begin its result, or close it."""
        if kind == "begin":
            self._fields.append(False)
            self._codes += 1
        elif kind == "separate" and self._fields and not self._fields[-1]:
            self._fields[-1] = True
            self._codes -= 1
        elif kind == "end" and self._fields and not self._fields.pop():
            self._codes -= 1

    def _drawn(self, drawing: Element, into: Words, *, unseen: bool) -> None:
        """The text boxes of a drawing; a file of another program within it is counted."""
        todo = [drawing]
        while todo:
            element = todo.pop()
            if element.tag == "txbxContent":
                if not unseen:
                    into.boxes.append(element)
            elif element.tag == "mc:AlternateContent":
                taken = branch(element)
                todo += [] if taken is None else [taken]
            else:
                self._remarks.left_out += element.tag == "o:OLEObject"
                todo += reversed(element)


def is_placeholder(control: Element) -> bool:
    """Whether a content control only shows what to write there ("Click to enter text")."""
    properties = control.find("sdtPr")
    return properties is not None and is_on(properties.find("showingPlcHdr"))


def _printed(element: Element) -> str:
    """What one element of a run prints."""
    if element.tag == "t":
        text = visible(" ".join((element.text or "").splitlines())).replace(CELL, " ")
        return text if element.get("xml:space") == "preserve" else text.strip(" ")
    if element.tag == "sym":
        return symbol(element.get("font", ""), element.get("char", ""))
    return _SIGNS.get(element.tag, "")


def _is_over_picture(paragraph: Element) -> bool:
    """Whether a picture is anchored in a paragraph that stands behind its words."""
    return any(anchor.get("behindDoc") in {"1", "true"} for anchor in paragraph.iter("wp:anchor"))
