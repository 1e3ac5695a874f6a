"""Questions on a matter ("What did Ofsted say about supervision?"), and how far a sentence is about it.

A reader of facts finds no span to such a question; the sentence that answers it has the matter as its subject:
"Supervision is regular", not "… including case records, supervision records and observation".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_qa.words import stem, tokens

if TYPE_CHECKING:
    from collections.abc import Collection

_ASKS = re.compile(
    r"\b(?:say|said|says|find|found|think|thought|conclude[ds]?|report(?:ed|s)?|note[ds]?|mention(?:ed|s)?|comment(?:ed|s)?"
    r"|views?|opinion|tell|told|know|known|heard?|word|anything|something|findings?)\b[^?]*?"
    r"\b(?:about|on|of|regarding|concerning)\b"
)
_LATE = 16  # words: a matter that is first named here or later is not what a sentence is about
_LEAST = 0.5  # what a sentence that names its matter late, or its words apart, is worth for each
_APART = 3  # times the words of the matter: the longest run that names it together

#: "Inspectors reviewed the quality of supervision", "with a focus on:": what a visit covered, and not what it found.
_COVERED = re.compile(
    r"\binspectors(?: also| \w+ly)? (?:considered|evaluated|examined|explored|focuss?ed on|looked at|reviewed|sampled)"
    r"\b(?! that\b)|\bwith (?:a|an?) (?:\w+ )?focus on\b|\b(?:visit|inspection) (?:focuss?ed|looked|covered)\b"
    r"|\bevidence was (?:considered|reviewed|looked at)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(r"\b(?:found|saw|seen|identified|concluded|judged|agree[ds]?|show(?:ed|n|s)?)\b", re.IGNORECASE)


def asks_about(question: str) -> bool:
    """Whether a lower-case question asks what is said about a matter."""
    return bool(_ASKS.search(question))


def aboutness(terms: Collection[str], sentence: str) -> float:
    """How far a sentence that holds some of these stems is about them: 1 where it begins with them, together.

    Where there are none ("What does the newspaper say about Dudley?") every sentence is about the matter.
    """
    if not terms:
        return 1.0
    places = [(place, stem(word)) for place, (word, _, _) in enumerate(tokens(sentence))]
    held = [(place, word) for place, word in places if word in terms]
    if not held:
        return _LEAST
    early = max(_LEAST, 1.0 - (1.0 - _LEAST) * held[0][0] / _LATE)
    together = 1.0 if _closest(held) <= _APART * len({word for _, word in held}) else _LEAST
    return early * together


def _closest(held: list[tuple[int, str]]) -> int:
    """The length in words of the shortest run that holds every one of the stems that are held."""
    wanted = len({word for _, word in held})
    runs = [
        held[last][0] - held[first][0] + 1
        for first in range(len(held))
        for last in range(first, len(held))
        if len({word for _, word in held[first : last + 1]}) == wanted
    ]
    return min(runs)


def says_what_was_covered(sentence: str) -> bool:
    """Whether a sentence, or what introduces a list, only says what inspectors looked at."""
    return bool(_COVERED.search(sentence)) and not _FOUND.search(sentence)
