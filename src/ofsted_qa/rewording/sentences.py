"""Cuts what a language model writes into sentences while it comes, each with the citation numbers that it carries."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ofsted_qa.understanding.sentences import split
from ofsted_qa.values import BlockKind

_NUMBERS = r"\[\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*\]"
#: "Caseloads fell. [1]" carries its number as "Caseloads fell [1]." does.
_BEHIND = re.compile(rf"\s*([.!]+[”\"’']?)((?:\s*{_NUMBERS})+)(?=\s|$)")
_MARKER = re.compile(rf"\s*{_NUMBERS}")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*|__")
#: What no sentence to be read out holds: markup, addresses, code, braces.
_RUBBISH = re.compile(r"[<>{}|`\\^~#*_=]|\w://|www\.|\]\(|\?\s*$")
_LONGEST = 400  # characters of a sentence that can be read out; the checking of a longer one takes too long, too
_SPACES = re.compile(r"[^\S\n]{2,}|\n{2,}")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
#: A part that may still become a citation number of the sentence before it.
_MAYBE_NUMBER = re.compile(rf"[\s\"”’'.]*(?:{_NUMBERS}\s*)*(?:\[[\d\s,]*)?")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the model: as it is shown, and its parts, each up to the numbers that it carries."""

    text: str
    parts: tuple[tuple[str, frozenset[int]], ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The citation numbers of all its parts."""
        return frozenset(number for _, numbers in self.parts for number in numbers)

    @property
    def words(self) -> str:
        """The sentence without its numbers."""
        return _MARKER.sub("", self.text)

    @property
    def is_rubbish(self) -> bool:
        """Whether it is nothing that could be read out: too long, markup, an address, a question, unseen letters."""
        if len(self.text) > _LONGEST:
            return True
        unseen = any(unicodedata.category(letter) in _UNSEEN for letter in self.text)
        return unseen or bool(_RUBBISH.search(self.text)) or not any(map(str.isalpha, self.words))


class SentenceStream:
    """Takes pieces of text and gives each sentence when it is complete."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self._waiting = ""

    def add(self, piece: str) -> list[Told]:
        """The sentences that a piece completes: whatever follows them has begun."""
        self._waiting = _SPACES.sub(lambda run: run.group()[0], self._waiting + piece)
        text = _BEHIND.sub(r"\2\1", self._waiting)
        spans = split(text, BlockKind.PARAGRAPH)
        done: list[Told] = []
        at = 0
        for start, end in spans:
            if _MAYBE_NUMBER.fullmatch(text, end):
                break
            done.append(told(text[start:end]))
            at = end
        self._waiting = text[at:]
        return done

    def rest(self) -> list[Told]:
        """The sentences that are left when no more comes."""
        text = _BEHIND.sub(r"\2\1", self._waiting)
        self._waiting = ""
        return [told(text[start:end]) for start, end in split(text, BlockKind.PARAGRAPH)]


def told(sentence: str) -> Told:
    """One sentence as the model wrote it, without bullets and emphasis."""
    text = " ".join(_EMPHASIS.sub("", _BULLET.sub("", sentence)).split())
    text = _BEHIND.sub(r"\2\1", text)
    parts: list[tuple[str, frozenset[int]]] = []
    at = 0
    for run in re.finditer(rf"(?:\s*{_NUMBERS})+", text):
        numbers = frozenset(int(number) for number in re.findall(r"\d+", run.group()))
        parts.append((text[at : run.start()].strip(" ,;:"), numbers))
        at = run.end()
    last = text[at:].strip(" .!,;:”\"’'")
    if parts and last:
        words, numbers = parts[-1]
        parts[-1] = (f"{words}{text[at:].rstrip(' .!')}", numbers)
    return Told(text, tuple(parts) or ((text, frozenset()),))
