"""Analyses a question: whom it is about, what would answer it, whose words it wants, and its content words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ofsted_qa.answering import lexicon
from ofsted_qa.answering.wanted import Wanted, counted, wanted
from ofsted_qa.understanding.authorities import AuthorityMention, mentions, misspelt_mentions, with_capital
from ofsted_qa.understanding.dates import DateMention, dates
from ofsted_qa.understanding.people import names_in
from ofsted_qa.values import BadInputError, DocumentKind, VoiceRole
from ofsted_qa.words import stems

LONGEST_QUESTION = 2000  # characters; far beyond any question, below what slows a laptop


_SAID = re.compile(
    r"\b(?:say|said|says|think|thinks|thought|find|found|conclude[ds]?|describe[ds]?|note[ds]?"
    r"|reported|(?:did|do|does) (?:\w+ ){1,4}report"
    r"|recommend(?:ed)?|claim(?:ed)?|view|opinion|according to|comment(?:ed)?|identif(?:y|ied)|words?|promise[ds]?"
    r"|praise[ds]?|critici[sz]e[ds]?|judge[ds]?|tell|told|admit(?:ted)?|call(?:ed)?|mention(?:ed)?|raise[ds]?)\b"
)
#: "What did Councillor Hale say about …": whose words or wishes are asked for.
_SAYER = re.compile(
    r"\b(?:did|do|does|has|have) (?P<who>(?:[\w'’.-]+ ){1,6}?)"
    r"(?:add|admit|argue|ask|call|claim|complain|describe|explain|mention|promise|propose|recommend|said"
    r"|say|suggest|tell|think|told|want|warn)(?:ed|s)?\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:cllr|councillor|dame|dr|lady|lord|miss|mr|mrs|ms|sir)\.? (?:[\w'’-]+ ){0,2}?(?P<surname>[\w'’-]+) $",
    re.IGNORECASE,
)
_BESIDE = 12  # characters; room for "of", "dated" or one word between a date and a kind of document
_ROLE_ASKING = frozenset({Wanted.PERSON, Wanted.CONTACT, Wanted.DATE})
#: Who held a role before somebody is not who holds it.
_EARLIER = re.compile(r"\b(?:before|previous(?:ly)?|former(?:ly)?|predecessor|used to|preceded|replaced)\b")
#: "Which councillor said …?" may mean any of them, and not who holds the portfolio.
_ANY_OF_THEM = re.compile(
    r"(?:and |so |but )?(?:which|what) (?:councillor|director|(?:cabinet |executive )?member)"
    r" (?:added|asked|complained|felt|said|says|thinks|thought|told|wanted|warned)\b"
)
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, analysed.

    `terms` are the stems that an answer must hold, in the order of the question; what the filters settle
    (the authority, the kind of document, the speaker, the asking words) is no term. `speaker` is the voice whose words
    are wanted; `said` tells whether somebody's saying is asked about, `by_name` whether somebody's name is.
    `paper_dates` are the dates of the document that is asked for, `dates` all others; `counting` holds what
    "how many" counts; `documents` are the ids of those that a follow-up means; `sayer` is the person whose words are
    asked for, by the surname behind a title or by first name and surname; `matter` are the terms beside their name.
    """

    text: str
    terms: tuple[str, ...]
    wanted: frozenset[Wanted]
    authorities: tuple[str, ...]
    misspelt: tuple[AuthorityMention, ...]
    kinds: frozenset[DocumentKind]
    speaker: VoiceRole | None
    roles: frozenset[str]
    dates: tuple[DateMention, ...]
    paper_dates: tuple[DateMention, ...] = ()
    counting: frozenset[str] = frozenset()
    said: bool = False
    by_name: bool = False
    documents: tuple[str, ...] = ()
    sayer: str = ""
    matter: frozenset[str] = frozenset()


def clean(text: str) -> str:
    """A question without characters that cannot be seen, its white space folded.

    Raises:
        BadInputError: nothing is left, or it is longer than `LONGEST_QUESTION` characters.
    """
    seen = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    folded = " ".join(unicodedata.normalize("NFC", seen).split())
    if not any(character.isalnum() for character in folded):
        raise BadInputError("the question is empty: ask in words")
    if len(folded) > LONGEST_QUESTION:
        raise BadInputError(f"the question is longer than {LONGEST_QUESTION:,} characters: ask it more shortly")
    return folded


def analyse(text: str, known_authorities: frozenset[str]) -> Asked:
    """Analyse a cleaned question; `known_authorities` are those with documents in the index."""
    text = with_capital(text, known_authorities)
    lowered = text.lower() if len(text.lower()) == len(text) else text
    named = mentions(text)
    misspelt = tuple(
        slip
        for slip in misspelt_mentions(text, known_authorities)
        if not any(slip.start < mention.end and mention.start < slip.end for mention in named)
    )
    kinds, kind_spans = lexicon.kinds_named(lowered)
    dated = dates(text)
    paper_dates = tuple(one for one in dated if _beside(one, kind_spans))
    roles, role_spans = lexicon.roles_asked(lowered)
    wants = wanted(lowered)
    of_a_role = wants & _ROLE_ASKING and not _EARLIER.search(lowered) and not _ANY_OF_THEM.match(lowered)
    roles = roles if of_a_role else frozenset()
    speakers = lexicon.speakers_named(lowered)
    speaker = _speaker(lowered, speakers, wants)
    settled = [(mention.start, mention.end) for mention in (*named, *misspelt)]
    settled += [(mention.start, mention.end) for mention in dated]
    settled += kind_spans
    settled += role_spans if roles else []
    settled += [(start, end) for role, start, end in speakers if role is speaker]
    asking = frozenset(one for kind in wants for one in lexicon.asking_stems(kind.value))
    terms = tuple(one for one in lexicon.content_stems(text, settled) if one not in asking)
    sayer, said_by = _sayer(text)
    authorities = tuple(dict.fromkeys(mention.name for mention in (*named, *misspelt)))
    return Asked(
        text=text,
        terms=terms,
        wanted=wants,
        authorities=authorities,
        misspelt=misspelt,
        kinds=kinds,
        speaker=speaker,
        roles=roles,
        dates=tuple(one for one in dated if one not in paper_dates),
        paper_dates=paper_dates,
        counting=counted(lowered),
        said=bool(_SAID.search(lowered)),
        by_name="name" in lowered,
        sayer=sayer,
        matter=frozenset(terms) - frozenset(stems(said_by)),
    )


def _sayer(text: str) -> tuple[str, str]:
    """The name of the person whose words a question asks for, and all words that name them; empty for nobody's.

    Behind a title the surname; without one first name and surname, which may be a paper's ("Working Together").
    """
    match = _SAYER.search(text)
    if match is None:
        return "", ""
    named = names_in(match["who"].strip())
    titled = _TITLE.search(match["who"])
    name = titled["surname"] if titled else named[0][0] if named else ""
    return name, match["who"] if name else ""


def _beside(date: DateMention, kind_spans: list[tuple[int, int]]) -> bool:
    """Whether a date stands beside a kind of document ("the June 2018 Cabinet report") and so is its date."""
    gaps = [max(start - date.end, date.start - end) for start, end in kind_spans]
    return any(gap <= _BESIDE for gap in gaps)


def _speaker(lowered: str, speakers: list[tuple[VoiceRole, int, int]], wants: frozenset[Wanted]) -> VoiceRole | None:
    """The body whose words are asked for: the only one named, where the question asks what somebody says."""
    if (
        len({role for role, _, _ in speakers}) != 1
        or not _SAID.search(lowered)
        or wants & {Wanted.PERSON, Wanted.CONTACT}
    ):
        return None
    return speakers[0][0]
