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
    r"|recognised?s?|rated|graded|judged|assessed|described|highlights?|continued|identified|wrote"
    r"|(?:had|has|have) written|warn(?:s|ed)?|quoted)\b",
    re.IGNORECASE,
)
#: "One teenager told inspectors": whom somebody tells something says nothing.
_TOLD = re.compile(
    r"\b(?:tell|tells|told|telling)\s+(?:(?:the|our|her|his|majesty['’]?s?|ofsted['’]?s?)\s+)*(?:inspectors?|Ofsted|HMI)\b",
    re.IGNORECASE,
)
_INSPECTORS = re.compile(
    r"(?:(?:the|her majesty['’]?s|his majesty['’]?s|ofsted['’]?s?) )*(?:inspectors?|ofsted|HMI)\b", re.IGNORECASE
)
#: What goes on with what the sentence before said: "They also found that …".
_GOES_ON = re.compile(r"(?:They|It|The (?:report|letter)|Their (?:report|letter))\b")
#: "she said", "he is quoted as saying": one person, and no body.
_OF_ONE = re.compile(
    r"(?:he|she)\b[^.?!]*?\b(?:said|says|saying|added|told|continued|explained)\b|(?:said|added) (?:he|she)\b",
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
_SOON = 40  # characters; a sentence that tells what somebody said has the verb within these
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


def reports_inspectors(text: str) -> bool:
    """Whether a text says that inspectors say or find something."""
    text = _TOLD.sub("", text)
    return bool(OFSTED.search(text) and REPORTING.search(text))


def goes_on(text: str) -> bool:
    """Whether a sentence tells more of what whoever the one before was about found: "They also said …"."""
    return bool(_GOES_ON.match(text) and REPORTING.search(text[:_SOON]))


def quotations(document: Document, base: Voice) -> list[Quotation]:
    """The quotations of a document whose source is told, in order; `base` is the document's own voice."""
    found: list[Quotation] = []
    running: Voice | None = None
    leading = ""
    subject: str | None = None
    for block in document.blocks:
        text = document.slice(block)
        runs = _runs(text)
        goes_on = running is not None and bool(runs) and not text[: runs[0][0] - 1].strip()
        voice = None
        for place, (start, end) in enumerate(runs):
            if place == 0 and goes_on:
                voice = running
            elif not (place and voice and _interrupts(text, runs[place - 1], start)):
                voice = _Source(text, start, end, leading, subject, base, found).voice()
            if voice:
                whole = text[start:end].endswith(_STOPS) and text[start:end].count(" ") >= _FEWEST_SPACES
                found.append(Quotation(block.start + start, block.start + end, voice, whole))
        unclosed = bool(runs) and runs[-1][1] == len(text) and block.kind is not BlockKind.HEADING
        running = voice if unclosed else None
        leading = leading if _is_spoken(text, block) else text
        subject = _subject(_outside(text, runs), subject, found)
    return found


def _outside(text: str, runs: list[tuple[int, int]]) -> str:
    """A text with spaces for the words between marks."""
    for start, end in runs:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _subject(text: str, before: str | None, found: list[Quotation]) -> str | None:
    """Who is last said to say something, by name; None if that is somebody without one; `before`, if it is nobody."""
    for sentence in _sentences(text):
        if REPORTING.search(sentence) and not _OF_ONE.match(sentence.lstrip('"“”,. ')):
            before = _named(sentence, found)
    return before


def _named(text: str, found: list[Quotation]) -> str | None:
    """The full name in a text, or the earlier speaker of the surname in it ("Mr Hale said")."""
    if named := [name for name, _, end in names_in(text) if text[end : end + 2] not in {"'s", "’s"}]:
        return named[0]
    titled = _TITLED.search(text)
    if titled is None:
        return None
    speakers = [one.voice.name for one in reversed(found) if one.voice.name]
    return next((name for name in speakers if name.split()[-1] == titled["surname"]), titled["surname"])


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!])[\"”]?\s", text.strip())


def _interrupts(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether a quotation goes on at `start` after no more than who says it: '"Yes," he said. "And no."'."""
    between = text[before[1] + 1 : start - 1]
    one = len(REPORTING.findall(between)) == 1 and not re.search(r"[.?!;:].*\w", between)
    return one and text[: before[1]].endswith(_STOPS)


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

    `leading` is the last block before that is no quotation, `subject` who was last said to say something, by name,
    and `found` the quotations before this one.
    """

    text: str
    start: int
    end: int
    leading: str
    subject: str | None
    base: Voice
    found: list[Quotation]

    def voice(self) -> Voice | None:
        """Whose words the run is: by what stands after it, before it, or in the block that leads to it."""
        after = _AFTER.match(self.text, self.end + 1)
        source = after["source"].strip() if after else ""
        if self.base.role is VoiceRole.PRESS and _OF_ONE.match(source):
            return self._one()
        if source and REPORTING.search(source):
            if voice := self._speaker(source):
                return voice
        elif len(source.split()) <= _MOST_SOURCE_WORDS and not _FINITE.search(source) and (voice := self._body(source)):
            return voice
        before = self.text[: max(0, self.start - 1)].strip()
        return self._introduced(before or self.leading)

    def _one(self) -> Voice:
        """Whoever "she said" means: whom the words before have say something, by a name if they give one."""
        name = _subject(self.text[: max(0, self.start - 1)], self.subject, self.found)
        basis = f"quotation introduced as {name}'s" if name else "quotation of somebody without a name"
        return Voice(VoiceRole.PERSON, name, basis, first_hand=False)

    def _introduced(self, text: str) -> Voice | None:
        """The voice that words before a quotation announce, in their last sentence."""
        *earlier, sentence = _sentences(text)
        if not REPORTING.search(sentence):
            return None if sentence.endswith(".") else self._body(sentence)
        before = [one for one in earlier or _sentences(self.leading) if not goes_on(one)]
        if goes_on(sentence) and before and (_INSPECTORS.match(before[-1]) or reports_inspectors(before[-1])):
            return self._body("inspectors")
        return self._speaker(sentence)

    def _speaker(self, text: str) -> Voice | None:
        """Who is said to say something: in a newspaper a named person, else a body."""
        if self.base.role is VoiceRole.PRESS and (name := self._person(text)):
            return Voice(VoiceRole.PERSON, name, f"quotation introduced as {name}'s", first_hand=False)
        return self._body(text)

    def _person(self, text: str) -> str | None:
        """A full name; the earlier speaker of that surname ("Mr Hale said"), or the last one ("She added")."""
        speakers = [one.voice.name for one in self.found if one.voice.name]
        named = _named(text, self.found)
        return named or (speakers[-1] if speakers and _PRONOUN.match(text.strip()) else None)

    def _body(self, text: str) -> Voice | None:
        text = _TOLD.sub("", text)
        if self.base.role is VoiceRole.PRESS and _COUNCIL.search(text):
            return Voice(VoiceRole.COUNCIL, None, "quotation attributed to the council", first_hand=False)
        if _DFE.search(text) and not OFSTED.search(text):
            return Voice(VoiceRole.DFE, None, "quotation attributed to the DfE", first_hand=False)
        if OFSTED.search(text) or REPORT.search(text):
            return Voice(VoiceRole.OFSTED, None, "quotation attributed to Ofsted", first_hand=False)
        return None
