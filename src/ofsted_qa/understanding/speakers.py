"""Resolves who says something: the words around a quotation, and the sentences before it, name its speaker.

What somebody says is his only where the words tell so ("said Jo Hale", "the report adds", "she told the panel"); the
words are data (data/speaking.json). Where they do not tell, nobody is guessed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ofsted_qa.understanding.authorities import names
from ofsted_qa.understanding.people import names_in, surnames_in
from ofsted_qa.values import Voice, VoiceRole

_ONE, _THEY = re.compile(r"(?:he|she)\b", re.IGNORECASE), re.compile(r"(?:they|it)\b", re.IGNORECASE)
_OPENERS = re.compile(r"^(?:(?:and|but|as|so|also|then|however|while)\s+)+", re.IGNORECASE)
_RELATIVE = re.compile(r",? ?\b(?:which|that|who)\b(?:\s+(?:\w+ly|also|has|had|have|then|since))*\s*$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+|also\s+)?$", re.IGNORECASE)
_AGENT = re.compile(r"\b(?:by|in|from) (?P<who>(?:the|its|their|a|an|[A-Z])[^,.;:]*)")
_SOURCE = re.compile(r"\bfrom (?P<who>(?:the|its|their|ofsted['’]s)\b[^,.;:]*)", re.IGNORECASE)
#: "One teenager told inspectors": whom somebody tells something says nothing.
_HEARER = re.compile(
    r"(?P<verb>\b(?:tells?|told|telling|warn(?:s|ed)?|assured?|(?:wr[oi]tes?|written|said|say|spoke|reported) to))\s+"
    r"(?:(?:the|our|his|her|two|three|lead|majesty['’]?s?|ofsted['’]?s?)\s+)*(?:ofsted|inspectors?|hmis?|watchdog|them|him|her|us)\b",
    re.IGNORECASE,
)
_HEARD = re.compile(r"\b(?:is|are|was|were|been) $", re.IGNORECASE)  # "members were told inspectors found"
_AGED = re.compile(r"(?P<name>[A-Z][\w'’-]+)(?:, not (?:his|her|their) real name,)?,? (?:who is |is |aged )?\d+\b")
_SOMEBODY = re.compile(r"\b(?:\d+|\w+)-year-old\b|^(?:one|another)$", re.IGNORECASE)
_OWN_OF_A_COUNCIL = re.compile(r"^(?:[A-Z][\w'’-]+ (?:and |of )?)*(?i:council|authority)\b")
_DETERMINERS = re.compile(
    r"^\s*(?:(?:and|but|the|its|their|his majesty['’]s|her majesty['’]s|ofsted['’]s) )*", re.IGNORECASE
)
_PAPER = re.compile(
    r"\b(?:the|its|their|ofsted['’]s|inspectors['’]|hmi['’]s) (?:\w+ ){0,3}?(?:report|letter)\b|\bparagraph \d",
    re.IGNORECASE,
)
_OPENING = 90  # characters of a sentence that name whom it is about
_BODIES = ("inspectors", "government", "council", "organisations")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who has the word so far: the last single person ("she"), and the last body ("it", "they", "the letter")."""

    one: Voice | None = None
    body: Voice | None = None


@cache
def words(kind: str) -> re.Pattern[str]:
    """Any of the words of a kind (data/speaking.json), whole."""
    data = json.loads(files("ofsted_qa").joinpath("data/speaking.json").read_text("utf-8"))
    longest_first = sorted(data[kind], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in longest_first)})\b", re.IGNORECASE)


def without_hearers(text: str) -> str:
    """A text without the inspectors, or whoever, to whom somebody says something."""

    def bare(match: re.Match[str]) -> str:
        return match.group() if _HEARD.search(text[: match.start()]) else match["verb"]

    return _HEARER.sub(bare, text)


class Speakers:
    """The people of one document, and who is meant by words about them."""

    def __init__(self, text: str, base: Voice) -> None:
        """`base` is the document's own voice: a council's paper needs no other for the council's words."""
        self._base = base
        self._surnames: dict[str, str] = {}
        for name, _, _ in names_in(text):
            surname = name.split()[-1]
            if surname.lower() not in names() and not words("organisations").search(name):
                self._surnames.setdefault(surname, name)

    def telling(self, clause: str, spoken: Spoken, *, after: bool) -> Voice | None:
        """Whoever a clause beside a quotation says to say it; `after`: it follows the quotation.

        None where it names nobody, or whoever has no voice of his own here.
        """
        clause = without_hearers(clause)
        for quoting in words("quoting").finditer(clause):
            behind = clause[quoting.end() :]
            if not re.match(r"\s+(?:in|by|as|saying)\b", behind):
                return self._whole(behind, spoken) or _inspectors_only(spoken.body)
        verbs = list(words("verbs").finditer(clause))
        if not verbs:
            return None
        verb = verbs[0] if after else verbs[-1]
        ahead, behind = clause[: verb.start()], clause[verb.end() :]
        if after and not ahead.strip(" ,"):
            return self.of(_first_part(behind), spoken)
        source = _SOURCE.search(behind) if verb.group().lower() == "read" else None
        passive = _PASSIVE.search(ahead) and " " not in verb.group()
        if source is None and passive:
            source = _AGENT.search(behind)
            if source is None and verb.group().lower() != "called":  # "the scheme was called …" tells its name
                return _inspectors_only(spoken.body)
        if source:
            return self.of(source["who"], spoken)
        return None if passive else self._subject(ahead, spoken)

    def _subject(self, ahead: str, spoken: Spoken) -> Voice | None:
        """Whoever the words ahead of a verb name as its subject."""
        relative = _RELATIVE.search(ahead)
        if relative and ahead[: relative.start()].strip():
            return self._whole(ahead[: relative.start()].rsplit(",", 1)[-1], spoken)
        if pronoun := re.search(r"\b(?:he|she|they|it)\s*(?:also|has|had|have|then)?\s*$", ahead, re.IGNORECASE):
            return self.of(pronoun.group(), spoken)
        parts = [part.strip() for part in re.split(r"[,;:–—]", ahead) if _OPENERS.sub("", part.strip() + " ").strip()]
        if not parts:
            return None
        last = _OPENERS.sub("", parts[-1] + " ").strip()
        if len(parts) > 1 and (last != parts[-1] or _ONE.match(last) or _THEY.match(last)):
            return self.of(last, spoken)  # "…, and one child", "In a letter to the council, they"
        head = next((part for part in parts if not words("beginnings").match(part)), None)
        if head is None:
            head = re.split(r"\bthe\b", parts[-1])[-1]  # "In her letter of 2 May the Director"
        meant = [voice for part in dict.fromkeys([head, *parts]) if (voice := self.of(part, spoken))]
        named = [
            voice for voice in meant[1:2] if voice.name and meant[0].role is VoiceRole.PERSON and not meant[0].name
        ]
        return next(iter([*named, *meant]), None)  # "Its secretary, Jo Hale," is Jo Hale

    def _whole(self, text: str, spoken: Spoken) -> Voice | None:
        """Whoever a run of words names last as a source: "the letter from the Department", "the inspectors' view"."""
        return self._body(text, spoken) or self.of(_first_part(text), spoken)

    def of(self, text: str, spoken: Spoken) -> Voice | None:  # noqa: PLR0911 (one line for each kind of speaker)
        """Whoever a noun or a pronoun means."""
        opening = _OPENERS.sub("", text.strip(" ,“”\"'‘’") + " ").strip()
        if _ONE.match(opening):
            return spoken.one
        if _THEY.match(opening):
            return spoken.body
        if re.search(r"\bspokes\w+", opening, re.IGNORECASE):
            return self._body(opening, spoken) or (_partner() if _is_named(opening) else spoken.body)
        if _indefinite(opening):
            return _person(None)
        organisation = words("organisations").search(opening)
        name = next((one for one in names_in(opening) if opening[one[2] : one[2] + 2] not in {"'s", "’s"}), None)
        if name and not _of_organisation(opening, name, organisation):
            return _person(name[0])
        if titled := surnames_in(opening):
            return _person(self._surnames.get(titled[0], titled[0]))
        if voice := self._body(opening, spoken):
            return voice
        if organisation:
            return _partner()
        known = [self._surnames[word] for word in re.findall(r"\b[A-Z][\w'’-]*\w\b", opening) if word in self._surnames]
        if known:
            return _person(known[0])
        return _person(None) if words("people").search(opening) else None

    def _body(self, text: str, spoken: Spoken) -> Voice | None:
        """The inspectorate, the government or the council, where words name one of them; of a paper its author."""
        inspectors, government = words("inspectors").search(text), words("government").search(text)
        if government and not inspectors:
            return Voice(VoiceRole.DFE, None, "quotation attributed to the DfE", first_hand=False)
        if inspectors:
            return _OFSTED
        if _PAPER.search(text):
            return spoken.body if spoken.body and spoken.body.role is VoiceRole.DFE else _OFSTED
        if words("council").search(text) and not words("people").search(text) and self._base.role is VoiceRole.PRESS:
            return Voice(VoiceRole.COUNCIL, None, "quotation attributed to the council", first_hand=False)
        return None

    def after(self, sentence: str, spoken: Spoken) -> Spoken:
        """Who has the word after a sentence, the words between marks left out."""
        opening = sentence[:_OPENING]
        person = self._person_of(opening)
        said = person or self.telling(sentence, spoken, after=False)
        one = said if said and said.role is VoiceRole.PERSON else spoken.one
        mentioned = [kind for kind in _BODIES if words(kind).search(without_hearers(sentence))]
        body = spoken.body
        if _OWN_OF_A_COUNCIL.match(_DETERMINERS.sub("", sentence)):
            body = self._body("the council", spoken)
        elif opens := self._opens_with(opening):
            body = self._body(opens, spoken)
        elif said and said.role is not VoiceRole.PERSON:
            body = said
        elif mentioned == ["inspectors"]:
            body = _inspectors_only(body)  # "Staff met inspectors. They said …"
        elif len(mentioned) == 1:
            body = _partner() if mentioned == ["organisations"] else self._body(mentioned[0], spoken)
        elif mentioned:
            body = None  # of several bodies "it" may be any
        return Spoken(one, body)

    @staticmethod
    def _opens_with(sentence: str) -> str | None:
        opened = _DETERMINERS.sub("", sentence)
        kinds = [words(kind).match(opened) for kind in _BODIES[:2]]
        return next((kind.group() for kind in kinds if kind), None)

    def _person_of(self, opening: str) -> Voice | None:
        """The person whom a sentence is about by its first words: "Kieran, 19, has left care"."""
        opening = _OPENERS.sub("", opening)
        if aged := _AGED.match(opening):
            return _person(self._surnames.get(aged["name"], aged["name"]))
        head = re.split(r"[,;:–—]", opening)[0]
        if _indefinite(" ".join(head.split()[:6])):
            return _person(None)
        named = names_in(" ".join(head.split()[:6]))
        if named and not words("organisations").search(head) and not words("beginnings").match(head):
            return _person(named[0][0])
        titled = surnames_in(" ".join(head.split()[:3]))
        return _person(self._surnames.get(titled[0], titled[0])) if titled else None


_OFSTED = Voice(VoiceRole.OFSTED, None, "quotation attributed to Ofsted", first_hand=False)


def _person(name: str | None) -> Voice:
    basis = f"quotation introduced as {name}'s" if name else "quotation of somebody without a name"
    return Voice(VoiceRole.PERSON, name, basis, first_hand=False)


def _partner() -> Voice:
    return Voice(VoiceRole.PARTNER, None, "quotation attributed to another organisation", first_hand=False)


def _inspectors_only(body: Voice | None) -> Voice | None:
    """Who describes something, where it "was described": inspectors, if they had the word."""
    return body if body and body.role is VoiceRole.OFSTED else None


def _is_named(text: str) -> bool:
    return bool(re.search(r"\b(?:for|from|of)\b|\b[A-Z]", text[1:]))


def _of_organisation(text: str, name: tuple[str, int, int], organisation: re.Match[str] | None) -> bool:
    """Whether what looks like a person's name is part of an organisation's: "Wessex Foster Carers' Association"."""
    if words("organisations").search(name[0]):
        return True
    if organisation is None or organisation.start() < name[1] or organisation.group()[0].islower():
        return False
    return not re.search(r"\b(?:of|from|at|for|who|with)\b|,", text[name[2] : organisation.start()])


def _indefinite(text: str) -> bool:
    """Whether words name a human being by no name: "one teenager", "a boy of twelve", "another"."""
    if _SOMEBODY.search(text):
        return True
    opened = re.match(r"(?:one|another|an?)\b(?P<rest>[^,]*)", text, re.IGNORECASE)
    return bool(opened and words("people").search(opened["rest"]) and not names_in(opened["rest"]))


def _first_part(text: str) -> str:
    """What follows a verb up to the first comma: "the director, in May" is the director."""
    return re.split(r"[,;:.]", text.strip(" ,"))[0]
