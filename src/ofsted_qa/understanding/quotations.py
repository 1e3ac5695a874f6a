"""Finds the quotations of a document and says whose words they are.

A quotation's source is whoever the words beside it say (`speakers`), before it or after it. A quotation that runs over
paragraphs opens each of them with its mark and closes the last alone.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofsted_qa.understanding.marks import runs
from ofsted_qa.understanding.people import names_in
from ofsted_qa.understanding.speakers import Speakers, Spoken, without_hearers, words
from ofsted_qa.values import BlockKind, Voice, VoiceRole

if TYPE_CHECKING:
    from ofsted_qa.values import Block, Document

#: What a sentence says that tells what inspectors found.
REPORTING = re.compile(
    r"\b(?:said|says|say|added|adds|states|stated|told|found|finds|noted|notes|reported|reports|concluded"
    r"|recognised?s?|rated|graded|judged|assessed|described|highlights?|continued|identified|wrote|praised|praises"
    r"|(?:had|has|have) written|warn(?:s|ed)?|quoted)\b",
    re.IGNORECASE,
)
_VERBS = words("verbs")
#: In a paper about an inspection, its report; a paper calls itself "this report".
REPORT = re.compile(r"\b(?:the|their|its) (?:\w+ )?(?:report|letter)\b", re.IGNORECASE)
OFSTED = words("inspectors")

#: What goes on with what the sentence before said: "They also found that …".
_GOES_ON = re.compile(r"(?:They|It|The (?:report|letter)|Their (?:report|letter))\b")
_SOON = 40  # characters; a sentence that tells what somebody said has the verb within these
_MOST_SOURCE_WORDS = 10
_STOPS = (",", ".", "?", "!")
_FEWEST_SPACES = 2  # in a spoken sentence; below it is a word or two ("'bar,'")
_FINITE = re.compile(r"\b(?:is|are|was|were|will|has|have|had|be|can|may|should|would|and|but|that)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks at `start:end` of the document, and whose they are.

    `whole` says that they are a sentence or more, with their own stop inside the marks ("…, " said Jo
    Hale), and no mere phrase.
    """

    start: int
    end: int
    voice: Voice
    whole: bool


def reports_inspectors(text: str) -> bool:
    """Whether a text says that inspectors say or find something."""
    text = without_hearers(text)
    return bool(OFSTED.search(text) and REPORTING.search(text))


def goes_on(text: str) -> bool:
    """Whether a sentence tells more of what whoever the one before was about found: "They also said …"."""
    return bool(_GOES_ON.match(text) and REPORTING.search(text[:_SOON]))


def quotations(document: Document, base: Voice) -> list[Quotation]:
    """The quotations of a document whose source is told, in order; `base` is the document's own voice."""
    reader = _Reader(Speakers(document.text, base))
    return [one for block in document.blocks for one in reader.read(document.slice(block), block)]


class _Reader:
    """Reads the blocks of a document in order, and keeps in mind who has the word."""

    def __init__(self, speakers: Speakers) -> None:
        self._speakers = speakers
        self._spoken = Spoken()
        self._running: Voice | None = None  # of a quotation that no mark has closed
        self._before: Voice | None = None  # whoever had the word at the end of the block before
        self._last: Voice | None = None  # of the last quotation
        self._leads = False  # whether that block leads to a quotation: "The report says:"

    def read(self, text: str, block: Block) -> list[Quotation]:
        """The quotations of the next block, by offsets of the document."""
        if block.kind is BlockKind.HEADING:
            self._running = self._before = None
        inside = runs(text)
        outside = _outside(text, inside)
        found: list[Quotation] = []
        voice: Voice | None = None
        place = 0
        sentences = _sentences(outside)
        for first, last in sentences:
            while place < len(inside) and inside[place][0] <= last:
                start, end = inside[place]
                if not (place and voice and _interrupts(text, inside[place - 1], start)):
                    behind = outside[end + 1 : last if outside[end + 1 : last].strip(" .,") else len(outside)]
                    voice = self._whose(text, inside[place], outside[first : start - 1], behind)
                self._last = voice
                if voice:
                    whole = text[start:end].endswith(_STOPS) and text[start:end].count(" ") >= _FEWEST_SPACES
                    found.append(Quotation(block.start + start, block.start + end, voice, whole))
                place += 1
            if outside[first:last].strip():
                self._spoken = self._speakers.after(outside[first:last], self._spoken)
            if voice and inside[place - 1][0] >= first:
                self._spoken = _having(voice, self._spoken)
        if block.kind is not BlockKind.HEADING:
            self._running = voice if inside and inside[-1][1] == len(text) else None
            self._before = voice if inside else self._leading(outside[slice(*sentences[-1])] if sentences else "")
            self._leads = not inside and text.rstrip().endswith((":", "-", "–", "—"))
        return found

    def _whose(self, text: str, run: tuple[int, int], ahead: str, behind: str) -> Voice | None:
        """Whose words a run of a block is, with the words of its sentence ahead of it and behind it."""
        opens = not text[: run[0] - 1].strip()
        if opens and self._running:
            return self._running
        if voice := self._behind(text[slice(*run)], ahead, behind) or self._leading(ahead):
            return voice
        alone = not text[run[1] + 1 :].strip(" .,")
        return self._before if opens and (self._leads or alone) else None

    def _behind(self, quoted: str, ahead: str, behind: str) -> Voice | None:
        """Whoever the words behind a quotation say to say it: ", said Jo Hale.", " Ofsted November 2018", "(DfE)"."""
        source = re.match(r"[\s.,–—-]*(?P<words>[^.?!]*(?:\b(?:Mr|Mrs|Ms|Dr|Cllr)\.[^.?!]*)?)", behind)
        words_behind = source["words"].strip() if source else ""
        if not words_behind:
            return None
        stopped = quoted.endswith(_STOPS[1:]) or behind.lstrip().startswith(".")
        if (
            words_behind[0].isupper()
            and _VERBS.search(words_behind)
            and stopped
            and (quoted[-1] == "." or ahead.strip())
        ):
            return None  # another sentence: '"It is late." She said more.'
        if _VERBS.search(words_behind):
            return self._speakers.telling(words_behind, self._spoken, after=True)
        if len(words_behind.split()) > _MOST_SOURCE_WORDS or _FINITE.search(words_behind):
            return None
        voice = self._speakers.of(words_behind, Spoken())
        return voice if voice and voice.role in {VoiceRole.OFSTED, VoiceRole.DFE} else None

    def _leading(self, ahead: str) -> Voice | None:
        """Whoever a sentence, or its beginning, says to say what follows."""
        if not ahead.strip():
            return None
        if _VERBS.search(ahead) or words("quoting").search(ahead):
            return self._speakers.telling(ahead, self._spoken, after=False)
        if ahead.rstrip().endswith(":") and self._last == self._spoken.body and not names_in(ahead):
            return self._last  # a body's words go on: "But there is more to do: …"
        return None if ahead.rstrip().endswith(".") else self._speakers.of(ahead, Spoken())


def _outside(text: str, inside: list[tuple[int, int]]) -> str:
    """A text with spaces for the words between marks, and a full stop for a mark that ends a sentence."""
    parts, last = [], 0
    for start, end in inside:
        ends = text[end - 1] in ".?!" and re.match(r".\s+[A-Z\"“'‘]", text[end : end + 9])
        parts += [text[last:start], " " * (end - start), "." if ends else text[end : end + 1]]
        last = end + 1
    return "".join([*parts, text[last:]])


def _having(voice: Voice, spoken: Spoken) -> Spoken:
    """Who has the word after a quotation of somebody's."""
    return Spoken(voice, spoken.body) if voice.role is VoiceRole.PERSON else Spoken(spoken.one, voice)


def _interrupts(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether a quotation goes on at `start` after no more than who says it: '"Yes," he said. "And no."'."""
    between = text[before[1] + 1 : start - 1].rstrip(" .,:;")
    if not between.strip():
        return True
    if len(_VERBS.findall(between)) != 1 or any(mark in between for mark in ".?!;:"):
        return False
    stop = text[before[1] - 1 : before[1]]
    return stop == "," or (stop in _STOPS and between.lstrip()[:1].islower())


def _sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text outside marks, by offsets; one that leads to a quotation goes on behind it."""
    ends = [match.end() for match in re.finditer(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bCllr)[.?!](?=\s)", text)]
    edges = [0, *ends, len(text)]
    return [(first, last) for first, last in itertools.pairwise(edges) if first < last]
