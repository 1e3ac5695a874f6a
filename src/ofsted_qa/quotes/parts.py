"""Takes a quotation apart: runs of words, ellipses between them, and square brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product

from ofsted_qa.quotes.folding import fold
from ofsted_qa.quotes.meaning import data

_ELLIPSIS = r"(?:…|\.(?:\s?\.){2,3})"
_GAP = re.compile(rf"\[\s*{_ELLIPSIS}\s*\]|\(\s*{_ELLIPSIS}\s*\)|{_ELLIPSIS}")
_BRACKET = re.compile(r"(?P<before>[^\W\d_]*)\[(?P<inner>[^\[\]]{0,120})\](?P<after>[^\W\d_]*)")
#: What the edges of a quotation lose: space, stops and marks.
EDGES = " .,;:-'"
#: A word that runs over a line end, as copied from a page: its hyphen may belong to it or not.
_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\x02]\s*\n\s*(?=[a-z])")
_MOST_LINE_ENDS = 4  # of which every reading is tried
#: What opens a line of a pasted paper and is none of its words: bullets, paragraph numbers, a mark opened again.
_OPENERS = re.compile(r"(?m)^[ \t]*(?:[•▪●◦–*-]\s+|\d{1,3}(?:\.\d{1,3})+\.?\s+|\d{1,2}[.)]\s+)")
_REOPENED = re.compile(r"(\n\s*)[\"“](?=\w)")


class PartKind(StrEnum):
    """What a part of a quotation is: words, an ellipsis, words in brackets, or a border over which words go on."""

    WORDS = "words"
    GAP = "gap"
    BRACKET = "bracket"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a quotation. `text` is folded; empty for an ellipsis. `stopped` says that words end a sentence."""

    kind: PartKind
    text: str = ""
    stopped: bool = False


def readings(quote: str) -> list[str]:
    """The ways in which a pasted quotation may be meant, the plain one first.

    Hyphens at line ends are kept or taken out, bullets and paragraph numbers at the beginning of lines too.
    """
    ends = [match.span() for match in _LINE_END.finditer(quote)]
    choices = list(product((False, True), repeat=len(ends))) if len(ends) <= _MOST_LINE_ENDS else []
    choices = choices or [(False,) * len(ends), (True,) * len(ends)]
    found = [_joined(quote, ends, choice) for choice in islice(choices, 2**_MOST_LINE_ENDS)]
    found += [_REOPENED.sub(r"\1", _OPENERS.sub("", one)) for one in found]
    return list(dict.fromkeys(found))


def _joined(quote: str, ends: list[tuple[int, int]], taken_out: tuple[bool, ...]) -> str:
    parts: list[str] = []
    done = 0
    for (start, end), out in zip(ends, taken_out, strict=True):
        parts += [quote[done:start], "" if out else "-"]
        done = end
    return "".join([*parts, quote[done:]])


def bare(quote: str) -> str:
    """A quotation folded, without the stops, marks and ellipses around it."""
    return fold(quote).text.strip(EDGES)


def parts(quote: str) -> list[Part]:
    """The parts of a quotation, in order. Ellipses at its ends say that words were left off, and are none."""
    found: list[Part] = []
    done = 0
    for match in _GAP.finditer(quote):
        found += [*_bracketed(quote[done : match.start()]), Part(PartKind.GAP)]
        done = match.end()
    found += _bracketed(quote[done:])
    kept = [one for one in found if one.text or one.kind is not PartKind.WORDS]
    while kept and kept[0].kind in (PartKind.GAP, PartKind.CASE):
        kept = kept[1:]
    while kept and kept[-1].kind in (PartKind.GAP, PartKind.CASE):
        kept = kept[:-1]
    return kept


def _bracketed(text: str) -> list[Part]:
    """The parts of a text without ellipses."""
    found: list[Part] = []
    done = 0
    lead = ""  # letters before a bracket that belong to the words after it: "[T]he"
    for match in _BRACKET.finditer(text):
        found.append(_words(lead + text[done : match.start()]))
        lead, done = "", match.end()
        inner = match["inner"].strip()
        if not inner or inner.lower() in data()["editorial"]:
            found.append(Part(PartKind.CASE))
            lead = match["before"] + match["after"]
        elif len(inner) == 1 and inner.isalpha() and match["after"] and not match["before"]:
            found.append(Part(PartKind.CASE))
            lead = inner + match["after"]
        else:
            found.append(Part(PartKind.BRACKET, fold(match["before"] + inner + match["after"]).text))
    found.append(_words(lead + text[done:]))
    return found


def _words(text: str) -> Part:
    return Part(PartKind.WORDS, bare(text), fold(text).text.rstrip(" '").endswith((".", "?", "!")))


def flat(found: list[Part]) -> str:
    """The words of a quotation's parts as one run, without ellipses."""
    return " ".join(one.text for one in found if one.text)
