"""Who a sentence says has said something, and whether the cited words are theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ofsted_qa.rewording.figures import without_dates
from ofsted_qa.rewording.reference import any_of, data, shared_stem, telling
from ofsted_qa.understanding.authorities import mentions
from ofsted_qa.understanding.people import names_in
from ofsted_qa.values import VoiceRole
from ofsted_qa.words import STOP_WORDS, folded, tokens

if TYPE_CHECKING:
    from ofsted_qa.rewording.evidence import Unit

_INSPECTORS = frozenset({VoiceRole.OFSTED, VoiceRole.INSPECTORATES})
_TELLER_REACH = 7  # words before a verb of telling among which its speaker stands
_BY = re.compile(r"\s+(?:[\w'-]+\s+){0,8}?by (?:the |its |their )?")
_OWN_WORDS = re.compile(
    r"(?:'s?)?\s+(?:view|opinion|findings?|judg(?:e)?ments?|verdict|words|conclusions?|grade|rating)\b"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?:\s(?:also|not|\w+ly))?\s+$")
_PERSON_REACH = 80  # characters around a person's name within which the cited words say that they speak


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    roles: frozenset[VoiceRole]


@cache
def _speakers() -> tuple[tuple[frozenset[VoiceRole], re.Pattern[str]], ...]:
    named: dict[str, list[str]] = data("quoting")["speakers"]
    return tuple(
        (_INSPECTORS if role == "inspectors" else frozenset({VoiceRole(role)}), re.compile(any_of(names)))
        for role, names in named.items()
    )


def _named(text: str) -> list[_Named]:
    """The bodies that a folded text names, in order; of names within one another the longest."""
    found = [_Named(*match.span(), roles) for roles, pattern in _speakers() for match in pattern.finditer(text)]
    found += [_Named(one.start, one.end, frozenset({VoiceRole.COUNCIL})) for one in mentions(text)]
    kept: list[_Named] = []
    for one in sorted(found, key=lambda each: (each.start, each.start - each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def tellers(text: str) -> list[frozenset[VoiceRole]]:
    """The bodies that a text says have said, found or judged something: each as the voices that it can be."""
    plain = folded(text)
    named = _named(plain)
    found: list[frozenset[VoiceRole]] = []
    for verb in telling().finditer(plain):
        before = [one for one in named if one.end <= verb.start()]
        between = plain[before[-1].end : verb.start()].split() if before else []
        passive = _PASSIVE.search(plain[: verb.start()])
        if before and not passive and len(between) < _TELLER_REACH and not _is_object(plain, before[-1]):
            found.append(before[-1].roles)
        by = _BY.match(plain, verb.end())
        found += [one.roles for one in named if by and one.start == by.end()]
    return found + [
        one.roles
        for one in named
        if re.search(r"\b(?:according to|in the (?:view|opinion|words) of) (?:the )?$", plain[: one.start])
    ]


def _owners(text: str) -> list[frozenset[VoiceRole]]:
    """The bodies whose view or judgement a text calls what it tells: "the inspectors' view"."""
    plain = folded(text)
    return [one.roles for one in _named(plain) if _OWN_WORDS.match(plain, one.end)]


def _is_object(plain: str, one: _Named) -> bool:
    """Whether somebody else tells the one that is named: "told inspectors", "to the council"."""
    return re.search(r"\b(?:told|tells|to|by|of|for|with|from|reminded) (?:the )?$", plain[: one.start]) is not None


def attributed_rightly(said: str, unit: Unit) -> bool:
    """Whether whoever a sentence says has spoken is the voice of the cited words, or a speaker that they name."""
    voice = unit.citation.voice
    inside = tellers(unit.text)
    for claims, there in ((tellers(said), [*inside]), (_owners(said), [*_owners(unit.text), *inside])):
        for roles in [one for one in claims if voice.role not in one]:
            named = [one for one in there if roles & one and _no_wider(roles, one)]
            if not named:
                return False
            there.remove(named[0])  # said once there, it is said once here
    return (
        _speaker_named(said, unit)
        and _inspectors_there(said, unit)
        and _people_right(said, unit)
        and _subjects_there(said, unit)
    )


def _speaker_named(said: str, unit: Unit) -> bool:
    """Whether a speaker whom the answer names before the quotation is named: the words are not the document's own."""
    if not unit.lead.endswith(":"):
        return True
    surname = (unit.citation.voice.name or " ").split(" ")[-1]
    roles = [one.roles for one in _named(folded(said))]
    return surname in said if surname else any(unit.citation.voice.role in one for one in roles)


def _no_wider(said: frozenset[VoiceRole], there: frozenset[VoiceRole]) -> bool:
    """Whether words of the inspectorates together are not given to Ofsted alone."""
    return not (said == {VoiceRole.OFSTED} and there == {VoiceRole.INSPECTORATES})


def _inspectors_there(said: str, unit: Unit) -> bool:
    """Whether inspectors, an adviser or a newspaper come in at all only where they speak or are named."""
    known = {role for one in _named(folded(unit.text)) for role in one.roles} | {unit.citation.voice.role}
    if unit.citation.voice.role in _INSPECTORS:
        known |= _INSPECTORS
    named = (one.roles for one in _named(folded(said)))
    return all(roles & known for roles in named if VoiceRole.COUNCIL not in roles)


def _people_right(said: str, unit: Unit) -> bool:
    """Whether a person who is said to have spoken is the speaker, or speaks in the cited words."""
    speaker = (unit.citation.voice.name or "").split()
    for name, _, end in names_in(said):
        verb = telling().match(folded(said), end + 1)
        if not verb or (speaker and speaker[-1] == name.split()[-1]):
            continue
        at = unit.text.find(name.split()[-1])
        around = folded(unit.text[max(0, at - _PERSON_REACH) : at + _PERSON_REACH])
        if at < 0 or speaker or not telling().search(around):
            return False
    return True


def _subjects_there(said: str, unit: Unit) -> bool:
    """Whether whoever stands right before a verb of telling tells something in the cited words too.

    Bodies are left to `tellers`. Where the cited words hold no such verb it is enough that they name the teller.
    """
    cited = folded(f"{unit.text} {unit.lead} {unit.citation.voice.name or ''}")
    known = {shared_stem(word) for word, _, _ in tokens(cited)}
    telling_there = _before_verbs(cited) | _after_by(cited)
    telling_there |= {shared_stem(word) for word, _, _ in tokens(unit.citation.voice.name or "")}
    for subject in _subjects(folded(without_dates(said))):
        if subject not in known | _of_documents() or (telling_there and subject in known - telling_there):
            return False
    return True


def _subjects(plain: str) -> list[str]:
    """Stems of the words right before the verbs of telling of a folded text, but for words of grammar and bodies."""
    bodies = _named(plain)
    found: list[str] = []
    for verb in telling().finditer(plain):
        before = [one for one in tokens(plain) if one[2] <= verb.start()][-1:]
        if before and before[0][0] not in STOP_WORDS:
            inside = any(one.start < before[0][2] <= one.end for one in bodies)
            found += [] if inside else [shared_stem(before[0][0])]
    return found


def _before_verbs(plain: str) -> set[str]:
    """Stems of the words close before the verbs of telling of a folded text."""
    return {
        shared_stem(word)
        for verb in telling().finditer(plain)
        for word, _, _ in tokens(plain[: verb.start()])[-_TELLER_REACH:]
    }


def _after_by(plain: str) -> set[str]:
    return {shared_stem(word) for match in re.finditer(r"\bby (?:the )?(\w+)", plain) for word in [match[1]]}


@cache
def _of_documents() -> frozenset[str]:
    return frozenset(shared_stem(word) for word in data("rewording")["document_words"])
