"""Finds English authorities with children's services in a text, by all the names they go by.

The names come from `data/authorities.json` and `authorities_former.json` (its README names the source). The longest
name wins, so that Hull is not found in "Kingston upon Hull" as Kingston, nor Derby in Derbyshire.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rapidfuzz.distance import OSA

from ofsted_qa.words import folded

#: Names that are English words too. They count with a capital letter, which at the start of a sentence
#: says nothing: there the word after decides ("Reading the report", but "Reading Borough Council").
_ORDINARY_WORDS = frozenset({"barking", "bury", "reading"})
#: "in bury?", "of reading in 2018", at the end of a question.
_PLACE_AT_END = re.compile(
    r"(?<=\b(?:in|at|of|by) )[a-z]+(?=(?: council)?(?: (?:in|since|during|last|this)\b[^?,]*)?\s*[?.!]*$)"
)
_LEARNT = re.compile(
    r"\b(?:attain\w*|behind|books?|boys|catch\w* up|difficult\w*|english|girls|grades?|key stage|learn\w*|literacy"
    r"|math\w*|phonics|progress|pupils?|sats|schools?|scores?|standards?|virtual|worse|better|writing)\b"
)
_AFTER_A_VERB = re.compile(
    r"\s+(?:a|about|aloud|an|and|for|her|his|in|it|its|my|of|on|or|our|that|the|their|these|this|those|through"
    r"|to|with|your)\b"
)
#: "Kingston Hospital" is no council.
_OF_ANOTHER_NAME = re.compile(
    r"[ \t]+(?:(?:General|Royal|University|Community)[ \t]+)?"
    r"(?:Academy|Airport|College|Hospitals?|House|Infirmary|Prison|Road|School|Street|University)\b"
)
#: What still bears the name of an abolished county or town and is not its council.
_OF_THE_AREA = re.compile(
    r"(?:'s|’s)?[ \t]+(?:(?:and|&)[ \t]+\w+[ \t]+)?(?:(?:Children['’]s[ \t]+)?Trust|Chamber|College|Constabulary|Fire"
    r"|Health\w*|Hospitals?|ICB|Integrated|NHS|Partnership|Police|Probation|University|Youth Justice)\b"
)
_GIVEN_NAME = re.compile(r"\b[A-Z][a-z]+[ \t]+$")
#: "Sarah Poole", but not "Former Poole", "For Cumbria", "Did Poole".
_LONGEST_GIVEN_NAME = 20  # characters, with the space after it
_BEFORE_PLACES = frozenset(
    """About After All And Are As At Before But By Can Could Did Do Does East For Former From Had Has Have How If In Is
    It North Not Of On Or Ofsted Since So South The To Under Was Were West What When Where Which Who Why Will
    With""".split()
)
_SENTENCE_START = re.compile(r"(?:^|[.?!:;\"“‘(]\s*|\n\s*)$")
#: A title before a name that is an authority's too makes it a person's: "Councillor Sutton".
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lady|Lord|Professor|Cllr|Councillor)\.?\s+$")
_LONGEST_TITLE = 14  # characters, with the space after it
_SHORTEST_MISSPELT = 5  # letters; below, too many other words are one letter away
_TWO_SLIPS_FROM = 7  # letters; from here two slips are still plainly the same name
#: English words that are within those slips of a name (Leeds, Surrey, Coventry, Ealing, Medway, …).
_NO_MISSPELLINGS = frozenset(
    """country dally dealing duly eating healing heating leads lends midway needs reading sealing spent survey
    surveys""".split()
)


@dataclass(frozen=True, slots=True)
class AuthorityMention:
    """An authority named at `start:end` of a text; `misspelt` holds the word as it was written if so."""

    name: str
    start: int
    end: int
    misspelt: str | None = None


@cache
def names() -> dict[str, str]:
    """Every name in lower case → the authority's own name."""
    return {_key(alias): name for alias, name in reversed(_aliases())}


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    now = [(record["name"], record["aliases"]) for record in _records("authorities.json")]
    return tuple((alias, name) for name, aliases in [*now, *_former()] for alias in [name, *aliases])


@cache
def _former() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Abolished authorities whose inspections are still read and whose name no other has since: name and aliases."""
    records = _records("authorities_former.json")["former"]
    return tuple((one["known_as"], tuple(one["aliases"])) for one in records if "known_as" in one)


def _records(file: str) -> Any:  # noqa: ANN401 (JSON)
    return json.loads(files("ofsted_qa").joinpath(f"data/{file}").read_text("utf-8"))


@cache
def _former_names() -> frozenset[str]:
    return frozenset(_key(name) for name, _ in _former())


@cache
def _initials() -> frozenset[str]:
    """Names such as "LBBD" and "RBWM", in lower case."""
    return frozenset(_key(alias) for alias, _ in _aliases() if re.fullmatch(r"\w*[A-Z&]\w*[A-Z]\w*", alias))


@cache
def _pattern() -> re.Pattern[str]:
    """Any name; a line may end or a hyphen stand between its words ("North-East Lincolnshire")."""
    longest_first = sorted(names(), key=len, reverse=True)
    alternatives = (re.escape(name).replace(r"\ ", r"[\s-]+") for name in longest_first)
    return re.compile(r"(?<![\w@.])(?<!new )(?:" + "|".join(alternatives) + r")(?![\w@])")


def mentions(text: str) -> list[AuthorityMention]:
    """The authorities that a text names, in order."""
    lowered = folded(text)
    found: list[AuthorityMention] = []
    for match in _pattern().finditer(lowered):
        name = _key(match.group())
        in_capitals = text[match.start()].isupper()
        if name in _initials() and not in_capitals:
            continue
        if name in _ORDINARY_WORDS and not (in_capitals and _is_name(lowered, *match.span())):
            continue
        if in_capitals and _OF_ANOTHER_NAME.match(text, match.end()):
            continue
        if name in _former_names() and _bears_its_name(text, *match.span()):
            continue
        if in_capitals and _TITLE.search(text[max(0, match.start() - _LONGEST_TITLE) : match.start()]):
            continue
        found.append(AuthorityMention(names()[name], *match.span()))
    return found


def _bears_its_name(text: str, start: int, end: int) -> bool:
    """Whether the name of an abolished authority is part of another name: a force's, a trust's, a person's."""
    before = _GIVEN_NAME.search(text[max(0, start - _LONGEST_GIVEN_NAME) : start])
    person = before is not None and before[0].strip() not in _BEFORE_PLACES and " " not in text[start:end]
    return person or bool(_OF_THE_AREA.match(text, end))


def with_capital(text: str, known: frozenset[str]) -> str:
    """A question in small letters with a `known` authority's name that is an English word too, as a name.

    "bury complaints 2025" is typed into a search box; no question about children's services opens with that verb.
    "what do the police do in reading" ends with a place, unless it is about what children learn.
    """
    if text != text.lower():
        return text
    opening = re.match(r"[a-z]+(?=\s)", text)
    place = None if _LEARNT.search(text) else _PLACE_AT_END.search(text)
    for match in (opening, place):
        word = match[0] if match else ""
        if match and word in _ORDINARY_WORDS and names()[word] in known:
            capital = text[: match.start()] + word.capitalize() + text[match.end() :]
            if match is place or _is_name(text, *match.span()):
                return capital
    return text


def _is_name(lowered: str, start: int, end: int) -> bool:
    """Whether a capitalised ordinary word is a name: it does not open a sentence as a verb."""
    opens = _SENTENCE_START.search(lowered[max(0, start - 3) : start])
    return not (opens and _AFTER_A_VERB.match(lowered, end))


def misspelt_mentions(text: str, known: frozenset[str]) -> list[AuthorityMention]:
    """Words of a text that are a slip away from one of the `known` authorities' own names.

    One slip (a letter too many, too few, wrong, or two swapped: optimal string alignment distance), two
    in names of seven letters or more; the first letter must be right. The right name of any authority is
    no misspelling of another's.
    """
    found: list[AuthorityMention] = []
    for match in re.finditer(r"[^\W\d_]+", text):
        word = match.group()
        bare = word.lower()
        if len(bare) < _SHORTEST_MISSPELT or bare in _NO_MISSPELLINGS or bare in names():
            continue
        for name in sorted(known):
            target = name.lower()
            slips = 2 if min(len(target), len(bare)) >= _TWO_SLIPS_FROM else 1
            near = bare[0] == target[0] and OSA.distance(bare, target, score_cutoff=slips) <= slips
            if near:
                found.append(AuthorityMention(name, *match.span(), misspelt=word))
                break
    return found


def main_authority(text: str, opening: int = 1500) -> AuthorityMention | None:
    """The authority that a document is about, where it is first named: the one named most, the opening threefold.

    Addresses such as "sue@dudley.gov.uk" count as a name. None where no authority is named.
    """
    found = mentions(text)
    for match in re.finditer(r"@(?:[\w-]+\.)*?([a-z]+)\.gov\.uk", folded(text)):
        name = names().get(match[1])
        found += [AuthorityMention(name, *match.span(1))] if name else []
    counts: dict[str, int] = {}
    for mention in found:
        address = text[mention.start - 1 : mention.start] in {"@", "."}
        counts[mention.name] = counts.get(mention.name, 0) + (3 if mention.start < opening and not address else 1)
    most = max(counts, key=lambda name: counts[name]) if counts else None
    return next((mention for mention in found if mention.name == most), None)


def _key(name: str) -> str:
    """A name as `names` knows it: folded, with one space between its words."""
    return re.sub(r"[\s-]+", " ", folded(name))
