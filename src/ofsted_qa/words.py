"""Words: tokens, stems and stop words, one way for the keyword index and for judging a sentence."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

#: A word, a number with its decimals, or an amount such as "£8.6m"; apostrophes inside a word stay.
_TOKEN = re.compile(r"£?\d+(?:[.,/]\d+)*(?:[a-z%]{1,3}(?![a-z]))?|[^\W\d_]+(?:['’][^\W\d_]+)*")

#: Function words of English and of asking; they carry no content of their own.
STOP_WORDS = frozenset(
    """a about above after again all also although am among an and any anyone anything are as ask at be
    because been before being below between both but by can could did do does doing down during each
    either else ever every for from further get give given gives gave got had has have having he her here
    hers herself him himself his how however i if in into is it its itself just know let like made make
    many may me might more most much must my myself no nor not now of off on once only or other our ours
    out over own per please put rather s said same say says shall she should show since so some such t
    tell than that the their them themselves then there these they this those through to too under until
    up upon us very was we were what when where whether which while who whom whose why will with within
    without would yes you your yours""".split()
)


def folded(text: str) -> str:
    """A text in lower case with typographic apostrophes folded, every offset kept."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters, the Turkish İ among them, are longer in lower case
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.replace("’", "'")


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, folded: (word, start, end)."""
    return [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(folded(text))]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Snowball English stem of one lower-case word, its possessive taken off."""
    plain = unicodedata.normalize("NFKC", word.removesuffix("'s").removesuffix("'"))
    # A stemmer of its own for each word: one stemmer may not be used by two threads.
    return str(Stemmer.Stemmer("english").stemWord(plain))


def stems(text: str) -> list[str]:
    """The stems of a text's content words, in order (stop words left out)."""
    return [stem(word) for word, _, _ in tokens(text) if word not in STOP_WORDS]
