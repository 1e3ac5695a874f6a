"""The figures of a text: amounts, counts, ordinals and dates, and whether those of a sentence stand in a cited one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ofsted_qa.rewording.reference import any_of, data
from ofsted_qa.understanding.dates import DateMention, dates
from ofsted_qa.words import STOP_WORDS, folded, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: float(number) for number, word in enumerate(_ONES)} | {
    word: 10.0 * number for number, word in enumerate(_TENS, 2)
}
_ORDINALS = {word: number for number, word in enumerate("first second third fourth fifth sixth seventh".split(), 1)}
_SCALES = {
    "m": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "k": 1e3,
    "thousand": 1e3,
    "hundred": 100.0,
    "dozen": 12.0,
}
_FRACTIONS = frozenset("half quarter quarters thirds twice double doubled once".split())
_DIGITS = re.compile(
    r"(?P<pound>£)?(?<![\w.])(?P<number>\d[\d,]*(?:\.\d+)*)(?P<ordinal>st|nd|rd|th)?"
    r"(?:\s?(?P<scale>million|billion|thousand|hundred|bn|m|k)\b)?(?P<percent>\s?(?:%|per cent\b|percent\b))?"
)
_TEN_WORDS, _ONE_WORDS = "|".join(_TENS), "|".join(_ONES)
_WORDS = re.compile(
    rf"\b(?:(?P<tens>{_TEN_WORDS})(?:[- ](?P<ones>{'|'.join(_ONES[1:10])}))?|(?P<one>{_ONE_WORDS})"
    r"|(?P<article>a)(?= (?:dozen|hundred|thousand|million)))"
    r"\b(?:\s(?P<scale>hundred|thousand|million|dozen)\b)?(?P<percent>\s(?:per cent|percent)\b)?"
)
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b")
_FRACTION = re.compile(rf"\b(?:{'|'.join(sorted(_FRACTIONS))})\b")
#: "One of", "no one" and "one another" count nothing.
_NO_COUNT = re.compile(r"\bone (?:of|another)\b|\b(?:no|any|every|some) one\b|\bat once\b|\bonce\b(?! a)")
_REACH = 6  # words between a figure and a word that goes with it
_DATE_REACH = 12  # the same for a date, which may open a sentence or close it
_BESIDE = 2  # words before and after a figure that may go with it
#: A run of days or years has ends of its own, and is nothing less exact.
_RUN = re.compile(r"\d\s*(?:[/–-]|and|to|until)\s*\d|[a-z]\s*(?:–|-|to|until)\s*\d")
_QUALIFIER_REACH = 30  # characters: "no later than the "
_DOCUMENT_REACH = 40  # characters between a document's date and the word for the document


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `start:end` of a text. `unit` is "£", "%", "ordinal", a fraction's word, or nothing."""

    start: int
    end: int
    value: float
    unit: str

    def same(self, other: Figure) -> bool:
        """Whether both are the same number of the same thing."""
        return (self.value, self.unit) == (other.value, other.unit)


def without_dates(text: str) -> str:
    """A text with its dates blanked, every offset kept."""
    for mention in dates(text):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def figures(text: str) -> list[Figure]:
    """The numbers of a text in digits and words, in order; those of dates are none."""
    plain = folded(without_dates(text))
    for match in _NO_COUNT.finditer(plain):
        plain = plain[: match.start()] + " " * (match.end() - match.start()) + plain[match.end() :]
    found = [_of_digits(match) for match in _DIGITS.finditer(plain)]
    found += [_of_words(match) for match in _WORDS.finditer(plain)]
    found += [Figure(*match.span(), float(_ORDINALS[match.group()]), "ordinal") for match in _ORDINAL.finditer(plain)]
    found += [Figure(*match.span(), 0.0, match.group().rstrip("s")) for match in _FRACTION.finditer(plain)]
    return sorted(found, key=lambda one: one.start)


def _of_digits(match: re.Match[str]) -> Figure:
    written = match["number"].replace(",", "")
    whole, _, rest = written.partition(".")
    value = float(f"{whole}.{rest.replace('.', '')}") * _SCALES.get(match["scale"] or "", 1.0)
    unit = "£" if match["pound"] else "%" if match["percent"] else "ordinal" if match["ordinal"] else ""
    return Figure(*match.span(), round(value, 4), unit)


def _of_words(match: re.Match[str]) -> Figure:
    value = _VALUES.get(match["tens"] or match["one"] or "", 1.0) + _VALUES.get(match["ones"] or "", 0.0)
    value *= _SCALES.get(match["scale"] or "", 1.0)
    return Figure(*match.span(), value, "%" if match["percent"] else "")


def numbers_held(said: str, cited: str, beside: str) -> bool:
    """Whether every number of a sentence stands in the cited words, goes with the same words there, in their order.

    `beside` are words that stand with the citation: a number of theirs needs nothing else.
    """
    known, aside = figures(cited), figures(beside)
    places: list[int] = []
    for one in figures(said):
        same = [other for other in known if one.same(other)]
        if not same and any(one.same(other) for other in aside):
            continue
        qualified = {_qualified(cited, other) for other in same}
        if _qualified(said, one) not in qualified or not _bound(said, one, cited, same, _REACH):
            return False
        if not _counts_its_noun(said, one, cited, same):
            places.append(same[0].start)
    return places == sorted(places)


def _bound(said: str, one: Figure | DateMention, cited: str, same: Sequence[Figure | DateMention], reach: int) -> bool:
    """Whether a word beside a figure of a sentence stands within `reach` words of the same figure that is cited.

    Words that the cited sentence does not have do not count; where it has none of them nothing can be said.
    """
    held = {stem(word) for word, _, _ in tokens(cited)}
    beside = held.intersection(_near_stems(said, one, _BESIDE))
    return not beside or any(beside.intersection(_near_stems(cited, other, reach, every=True)) for other in same)


def _near_stems(text: str, figure: Figure | DateMention, reach: int, *, every: bool = False) -> list[str]:
    """Stems of the words within `reach` before and after a figure; only content words count, unless `every`."""
    words = [one for one in tokens(text) if every or one[0] not in STOP_WORDS]
    before = [word for word, _, end in words if end <= figure.start][-reach:]
    after = [word for word, start, _ in words if start >= figure.end][:reach]
    return [stem(word) for word in (*before, *after)]


def _noun(text: str, figure: Figure) -> str:
    """The stem of the word right after a figure."""
    match = re.compile(r"\s+([^\W\d_]+)").match(folded(text), figure.end)
    return stem(match[1]) if match and match[1] not in STOP_WORDS else ""


def _counts_its_noun(said: str, one: Figure, cited: str, same: Sequence[Figure]) -> bool:
    """Whether a figure is known to be the right one by the word that it counts, or counts part of another."""
    noun = _noun(said, one)
    if noun and any(noun == _noun(cited, other) for other in same):
        return True
    return re.compile(r"\s+(?:out )?of (?:the |its |their )?\S*\d").match(said, one.end) is not None


def counts_another(said: str, cited: str) -> bool:
    """Whether a figure of a sentence counts what another figure counts in the cited words ("29 vacancies")."""
    known = figures(cited)
    for one in figures(said):
        noun = _noun(said, one)
        counting = [other for other in known if noun and _noun(cited, other) == noun]
        if counting and not any(one.same(other) for other in counting):
            return True
    return False


@cache
def _qualifiers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = data("governing")["before_figures"]
    return tuple((kind, re.compile(any_of(words) + r"\s+(?:the |an? )?£?$")) for kind, words in kinds.items())


def _qualified(text: str, figure: Figure | DateMention) -> str:
    """What the words right before a figure make of it: "about", "at_most", "by"; nothing where they do nothing."""
    before = folded(text[max(0, figure.start - _QUALIFIER_REACH) : figure.start])
    return next((kind for kind, pattern in _qualifiers() if pattern.search(before)), "")


def dates_held(said: str, cited: str, beside: str, published: date | None) -> bool:
    """Whether every date of a sentence is one of the cited words, or the document's own beside a word for it.

    A sentence may be less exact than the cited words ("in 2018" for "on 27 June 2018"), never more.
    """
    known, aside = dates(cited), dates(beside)
    for one in dates(said):
        within = [other for other in known if _within(cited, other, said, one)]
        if within:
            qualified = {_qualified(cited, other) for other in within}
            # Said less exactly, a date may stand anywhere: "in 2018" opens a sentence.
            exact = said[one.start : one.end] in cited
            if _qualified(said, one) not in qualified or (exact and not _bound(said, one, cited, within, _DATE_REACH)):
                return False
            continue
        if not any(_within(beside, other, said, one) for other in aside) and not _of_document(said, one, published):
            return False
    return True


def _within(cited: str, known: DateMention, said: str, one: DateMention) -> bool:
    """Whether a date that is said is true of a known one; days without a year are compared as they are written."""
    if one.first and one.last:
        if _RUN.search(said, one.start, one.end):
            return (one.first, one.last) == (known.first, known.last)
        return bool(known.first and known.last and one.first <= known.first and known.last <= one.last)
    if one.month is None or one.month != known.month:
        return False
    return not one.has_day or said[one.start : one.end] in cited[known.start : known.end]


def _of_document(said: str, one: DateMention, published: date | None) -> bool:
    """Whether a date is that of the document, and said of a document: "in its letter of May 2019"."""
    if not published or not one.first or not one.last or not one.first <= published <= one.last:
        return False
    around = folded(said[max(0, one.start - _DOCUMENT_REACH) : one.end + _DOCUMENT_REACH // 2])
    return re.search(any_of(data("rewording")["document_words"]), around) is not None
