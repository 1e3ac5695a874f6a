"""Finds the quotations of a document and says whose words they are.

A quotation's source is the name or body that introduces it, or is put after it. A quotation that runs over
paragraphs opens each of them with its mark and closes the last alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ofsted_qa.understanding.people import names_in
from ofsted_qa.values import Block, BlockKind, Document, Voice, VoiceRole

REPORTING = re.compile(
    r"\b(?:said|says|say|added|adds|states|stated|told|found|finds|noted|notes|reported|reports|concluded"
    r"|recognised?s?|rated|graded|judged|assessed|described|highlights?|continued|identified)\b",
    re.IGNORECASE,
)
#: In a paper about an inspection, its report; a paper calls itself "this report".
REPORT = re.compile(r"\b(?:the|their|its) (?:\w+ )?(?:report|letter)\b", re.IGNORECASE)
OFSTED = re.compile(r"\b(?:Ofsted|inspectors?|HMI|inspection report|watchdog)\b", re.IGNORECASE)

_OPEN, _CLOSE = '"“', '"”'
_DFE = re.compile(r"\b(?:DfE|Department (?:for|of) Education|commissioner|improvement advis[eo]rs?)\b", re.IGNORECASE)
_COUNCIL = re.compile(
    r"\b(?:council|authority)(?:['’]s)? (?:said|spokes\w+|bosses|chiefs?|leaders?)\b"
    r"|\bspokes\w+ (?:for|from|of) (?:the |[A-Z]\w+ )*(?:council|authority)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Councillor|Cllr)\.? (?P<surname>[A-Z][\w'’-]+)")
_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
#: What may stand after a quotation in its own sentence: ', said Jo Hale.', ' Ofsted November 2018', '(DfE)'.
_AFTER = re.compile(r"[\s.,–—-]*(?P<source>[^.?!]*(?:\b(?:Mr|Mrs|Ms|Dr|Cllr)\.[^.?!]*)?)")
_MOST_SOURCE_WORDS = 10
_STOPS = (".", ",", "?", "!")
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


def quotations(document: Document, base: Voice) -> list[Quotation]:
    """The quotations of a document whose source is told, in order; `base` is the document's own voice."""
    found: list[Quotation] = []
    running: Voice | None = None
    leading = ""
    for block in document.blocks:
        text = document.slice(block)
        runs = _runs(text)
        goes_on = running is not None and bool(runs) and not text[: runs[0][0] - 1].strip()
        voice = None
        for place, (start, end) in enumerate(runs):
            voice = running if goes_on and place == 0 else _Source(text, start, end, leading, base, found).voice()
            if voice:
                whole = text[start:end].endswith(_STOPS) and text[start:end].count(" ") >= _FEWEST_SPACES
                found.append(Quotation(block.start + start, block.start + end, voice, whole))
        unclosed = bool(runs) and runs[-1][1] == len(text) and block.kind is not BlockKind.HEADING
        running = voice if unclosed else None
        leading = leading if _is_spoken(text, block) else text
    return found


def _is_spoken(text: str, block: Block) -> bool:
    """Whether a block leads to no quotation: it is one itself, or a heading."""
    return text.startswith(tuple(_OPEN)) or block.kind is BlockKind.HEADING


def _runs(text: str) -> list[tuple[int, int]]:
    """The runs between double quotation marks; one that is not closed runs to the end of the block."""
    runs: list[tuple[int, int]] = []
    opened: int | None = None
    for place, character in enumerate(text):
        if opened is None and character in _OPEN:
            opened = place + 1
        elif opened is not None and character in _CLOSE:
            runs.append((opened, place))
            opened = None
    if opened is not None and opened < len(text):
        runs.append((opened, len(text)))
    return runs


@dataclass(frozen=True, slots=True)
class _Source:
    """The run `start:end` of a block's text, with what may tell its source.

    `leading` is the last block before that is no quotation, `found` the quotations before this one.
    """

    text: str
    start: int
    end: int
    leading: str
    base: Voice
    found: list[Quotation]

    def voice(self) -> Voice | None:
        """Whose words the run is: by what stands after it, before it, or in the block that leads to it."""
        after = _AFTER.match(self.text, self.end + 1)
        source = after["source"].strip() if after else ""
        if source and REPORTING.search(source):
            if voice := self._speaker(source):
                return voice
        elif len(source.split()) <= _MOST_SOURCE_WORDS and not _FINITE.search(source) and (voice := self._body(source)):
            return voice
        before = self.text[: max(0, self.start - 1)].strip()
        return self._introduced(before or self.leading)

    def _introduced(self, text: str) -> Voice | None:
        """The voice that words before a quotation announce, in their last sentence."""
        sentence = re.split(r"(?<=[.?!])\s", text.strip())[-1]
        if REPORTING.search(sentence):
            return self._speaker(sentence)
        return None if sentence.endswith(".") else self._body(sentence)

    def _speaker(self, text: str) -> Voice | None:
        """Who is said to say something: in a newspaper a named person, else a body."""
        if self.base.role is VoiceRole.PRESS and (name := self._person(text)):
            return Voice(VoiceRole.PERSON, name, f"quotation introduced as {name}'s", first_hand=False)
        return self._body(text)

    def _person(self, text: str) -> str | None:
        """A full name; the earlier speaker of that surname ("Mr Hale said"), or the last one ("She added")."""
        named = names_in(text)
        if named:
            return named[0][0]
        speakers = [one.voice.name for one in self.found if one.voice.name]
        titled = _TITLED.search(text)
        if titled:
            surname = titled["surname"]
            return next((name for name in reversed(speakers) if name.split()[-1] == surname), surname)
        return speakers[-1] if speakers and _PRONOUN.match(text.strip()) else None

    def _body(self, text: str) -> Voice | None:
        if self.base.role is VoiceRole.PRESS and _COUNCIL.search(text):
            return Voice(VoiceRole.COUNCIL, None, "quotation attributed to the council", first_hand=False)
        if _DFE.search(text) and not OFSTED.search(text):
            return Voice(VoiceRole.DFE, None, "quotation attributed to the DfE", first_hand=False)
        if OFSTED.search(text) or REPORT.search(text):
            return Voice(VoiceRole.OFSTED, None, "quotation attributed to Ofsted", first_hand=False)
        return None
