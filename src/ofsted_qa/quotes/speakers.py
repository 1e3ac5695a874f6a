"""Who is meant by "said by", and whether words of a document are theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from ofsted_qa.quotes.folding import fold
from ofsted_qa.quotes.meaning import data
from ofsted_qa.understanding.authorities import mentions
from ofsted_qa.understanding.people import names_in, role_labels
from ofsted_qa.values import VoiceRole

if TYPE_CHECKING:
    from ofsted_qa.quotes.corpus import Corpus
    from ofsted_qa.values import Document, Voice

_TITLE = re.compile(
    r"^(?:the )?(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|professor|prof|councillor|cllr)\.? (?P<surname>[\w'-]+)$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\s+(?:said|says|say|found|finds|stated|reported|wrote|told us|concluded|judged)\W*$", re.IGNORECASE
)
#: Roles in which a document names the people whose words it holds.
_SPEAKING_ROLES = frozenset({"signatory", "lead_inspector", "inspector", "author", "presenting_officer"})
_ARTICLE = re.compile(r"^(?:the|an?|one) ")
_FRONT = 1_500  # characters in which a paper says whose report it is
_OFFICE_REACH = 90  # characters after a speaker's name within which the office stands


class Known(StrEnum):
    """What is known of whoever is meant: one of the voices, a name or an office, or nothing."""

    ROLE = "role"
    NAMED = "named"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever is meant: one of some voices, or somebody whom the documents may name.

    `name` is the name or office to look for, folded. `authority` restricts a council, or an office of one, to the
    one that is named; `newspaper` holds a paper's own name, folded.
    """

    known: Known
    written: str
    roles: frozenset[VoiceRole] = frozenset()
    name: str = ""
    authority: str | None = None
    newspaper: str = ""


def speaker(corpus: Corpus, written: str) -> Speaker:
    """Who is meant by free text such as "Ofsted", "the inspectors", "Dudley Council" or "Cllr Ridney"."""
    said = _SAYS.sub("", " ".join(fold(written).text.split()).strip(" .,:;'"))
    return _role(corpus, written, said) or _named(written, said)


def _role(corpus: Corpus, written: str, said: str) -> Speaker | None:
    """One of the voices by a name that it goes by, a council by its own name, or a newspaper by its."""
    lowered = said.lower()
    roles = _by_name().get(lowered) or _by_name().get(lowered.removeprefix("the "))
    if roles:
        return Speaker(Known.ROLE, written, roles)
    named = mentions(said)
    around = lowered
    for one in named:
        around = around.replace(said[one.start : one.end].lower(), " ")
    left = " ".join(around.replace("'s", " ").split())
    if len({one.name for one in named}) == 1 and (not left or VoiceRole.COUNCIL in _by_name().get(left, frozenset())):
        return Speaker(Known.ROLE, written, frozenset({VoiceRole.COUNCIL}), authority=named[0].name)
    paper = lowered.removeprefix("the ")
    if paper and any(re.search(rf"\b{re.escape(paper)}\b", line) for line in _newspapers(corpus)):
        return Speaker(Known.ROLE, written, frozenset({VoiceRole.PRESS}), newspaper=paper)
    return None


def _named(written: str, said: str) -> Speaker:
    """A person or an office, a longer text that names a voice, or nobody that is known."""
    lowered = said.lower()
    if name := _person(said):
        return Speaker(Known.NAMED, written, name=name.lower())
    office = _ARTICLE.sub("", lowered.rpartition("'s ")[2])
    if any(re.search(rf"\b{re.escape(one)}\b", office) for one in data()["offices"]):
        authorities = [one.name for one in mentions(said)]
        return Speaker(Known.NAMED, written, name=office, authority=next(iter(authorities), None))
    if roles := _mentioned(lowered):
        return Speaker(Known.ROLE, written, roles)
    return Speaker(Known.NOBODY, written, name=office)


@cache
def _by_name() -> dict[str, frozenset[VoiceRole]]:
    both = frozenset({VoiceRole.OFSTED, VoiceRole.INSPECTORATES})
    return {
        name: both if role == "inspectors" else frozenset({VoiceRole(role)})
        for role, names in data()["speakers"].items()
        for name in names
    }


def _mentioned(lowered: str) -> frozenset[VoiceRole]:
    """The voice that a longer text names: "Ofsted in its report of 2018"; none where it names several."""
    found = {
        roles
        for name, roles in _by_name().items()
        if re.search(rf"\b{re.escape(name)}\b", lowered) and name in data()["telling"]
    }
    return found.pop() if len(found) == 1 else frozenset()


def _newspapers(corpus: Corpus) -> list[str]:
    """The titles and opening lines of articles, where a newspaper prints its name; in lower case."""
    return [
        fold(f"{one.profile.title} {one.text[:_OFFICE_REACH]}").text.lower()
        for one in corpus.documents
        if one.profile.kind.value == "news"
    ]


def _person(said: str) -> str:
    """A person's name as "Martin Samuels", or the surname alone where a title stands before it."""
    if titled := _TITLE.match(said):
        return titled["surname"]
    named = names_in(said.replace("'s", ""))
    return named[0][0] if named else ""


def is_theirs(meant: Speaker, document: Document, voice: Voice) -> bool:
    """Whether words that a voice says in a document are shown to be those of whoever is meant.

    Words of the inspectorates together are not Ofsted's alone. Somebody whom nobody knows said nothing here.
    """
    if meant.known is Known.ROLE:
        if voice.role not in meant.roles:
            return False
        if meant.newspaper:
            return meant.newspaper in fold(document.text[:_OFFICE_REACH] + document.profile.title).text.lower()
        return meant.authority in (None, document.profile.authority)
    if meant.authority not in (None, document.profile.authority):
        return False
    own = voice.first_hand and voice.role is not VoiceRole.PRESS
    people = [one.name for one in document.profile.people if own and one.role in _SPEAKING_ROLES]
    if any(_same_person(meant.name, name) for name in [voice.name or "", *people]):
        return True
    return _holds_office(document, voice, meant.name) or (own and _presents(document, meant.name))


def _same_person(meant: str, name: str) -> bool:
    """The same full name, or a surname alone that is the name's last."""
    here, there = meant.split(), name.lower().split()
    return bool(there) and (here == there or (len(here) == 1 and here[0] == there[-1]))


def _presents(document: Document, office: str) -> bool:
    """Whether the front of a paper says that it is the report of an office: "Report of the Strategic Director"."""
    roles = role_labels()
    labels = "|".join(re.escape(label) for label, role in roles.items() if role in _SPEAKING_ROLES)
    front = " ".join(fold(document.text[:_FRONT]).text.lower().split())
    return bool(re.search(rf"\b(?:{labels})\b:?\s*(?:the )?[^.:]{{0,40}}?\b{re.escape(office)}\b", front))


def _holds_office(document: Document, voice: Voice, office: str) -> bool:
    """Whether the speaker is called by an office: in the voice itself, or right after the name in the document."""
    if not voice.name:
        return False
    if office in voice.name.lower():
        return True
    text = fold(document.text).text
    at = text.find(voice.name)
    while at >= 0:
        beside = text[at + len(voice.name) : at + len(voice.name) + _OFFICE_REACH].split(".")[0].split(":")[0]
        if office in beside.lower() or office in text[max(0, at - len(office) - 1) : at].lower():
            return True
        at = text.find(voice.name, at + 1)
    return False
