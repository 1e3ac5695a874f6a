"""Folds typography away: a text → the same words in plain characters, each knowing where it came from.

Folded are white space, quotation marks and apostrophes of every shape, dashes with the space around them,
ligatures, full-width and mathematical letters, characters that show nothing, and accents written apart from their
letter. Words, capitals, figures and punctuation stay. Superscripts and fractions stay too: "10²" is not "102".
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_MARKS = '"`’‘\u201a\u201b\u2032\u00b4\u02bc\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff07\uff02'
_DASHES = "\u2010\u2011\u2012–—\u2015\u2212\ufe58\uff0d"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
#: Characters of one letter's width that are another letter's shape.
_SHAPES = [*range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D800)]
_PLAIN = {
    code: shape
    for code in _SHAPES
    if len(shape := unicodedata.normalize("NFKC", chr(code))) == 1 and shape != chr(code)
}
_PLAIN |= dict.fromkeys(map(ord, _MARKS), "'") | dict.fromkeys(map(ord, _DASHES), "-")
_PLAIN |= dict.fromkeys(map(ord, _SPACES), " ")

#: Nothing that a reader could see: soft hyphens, zero-width and direction marks, variation selectors, controls.
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
#: A character to stand in a text for one that is to be left out.
UNSEEN = "\u200b"
_LONGER = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "…": "..."}
_FOLDED = re.compile(
    rf"[ {_UNSEEN}]*-[ {_UNSEEN}-]*|[ {_UNSEEN}]{{2,}}|[{_UNSEEN}]|[{''.join(_LONGER)}]|[^\W\d_][\u0300-\u0345]+"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Where both texts run side by side, `_folded[n]` and `_original[n]` are where a run begins."""

    text: str
    _folded: tuple[int, ...]
    _original: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """The offset in the original text of the character that the one at `offset` was made of."""
        run = bisect_right(self._folded, offset) - 1
        place = self._original[run] + offset - self._folded[run]
        return min(place, self._original[run + 1] - 1) if run + 1 < len(self._original) else place

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` (not empty) stands in the original text."""
        return self.origin(start), self.origin(end - 1) + 1


def fold(text: str) -> Folded:
    """Fold a text."""
    plain = text.translate(_PLAIN)
    parts: list[str] = []
    folded, original = [0], [0]
    done = length = 0
    for match in _FOLDED.finditer(plain):
        start, end = match.span()
        shape = _shape(match.group())
        if len(shape) == end - start == 1:
            parts += [plain[done:start], shape]
            length += end - done
            done = end
            continue
        parts += [plain[done:start], shape]
        length += start - done
        folded += [length, length + len(shape)]
        original += [start, end]
        length += len(shape)
        done = end
    parts.append(plain[done:])
    return Folded("".join(parts), tuple(folded), tuple(original))


def _shape(run: str) -> str:
    if "-" in run:
        return "-"
    if " " in run:
        return " "
    if run in _LONGER:
        return _LONGER[run]
    # Of a letter and its accents; what is unseen leaves nothing.
    return unicodedata.normalize("NFC", run) if run[0].isalpha() else ""
