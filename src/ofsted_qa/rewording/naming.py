"""The names in a sentence: councils, people and whatever else stands in capitals, each held against the cited words.

People stand in the order of the cited words: who took over from whom is told by nothing else that is checked here.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ofsted_qa.answering.lexicon import everyday_stems
from ofsted_qa.rewording.figures import without_dates
from ofsted_qa.rewording.reference import neutral_stems
from ofsted_qa.understanding.authorities import mentions
from ofsted_qa.understanding.people import names_in
from ofsted_qa.words import STOP_WORDS, folded, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.rewording.evidence import Unit
    from ofsted_qa.understanding.authorities import AuthorityMention

_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers)\b")
_OPENS_WITH = re.compile(r"\W*(he|she|it|they|this|these|that|those|both)\b")
_CAPITALISED = re.compile(r"(?<![\w’'])[^\W\d_]*[A-ZÀ-Þ][\w’'-]*")
#: Words in capitals that name nobody: titles and the offices of Ofsted, of which `attributing` judges.
_TITLES = frozenset("mr mrs ms miss dr sir dame lady lord cllr councillor ofsted hmi dfe i".split())


def names_held(said: str, unit: Unit) -> bool:
    """Whether every name of a sentence stands in the cited words, or with the citation: its council, its speaker."""
    citation = unit.citation
    if not _pronouns_held(said, unit.words):
        return False
    councils = {one.name for one in mentions(unit.text)} | ({citation.authority} if citation.authority else set())
    named = mentions(said)
    if any(one.name not in councils for one in named):
        return False
    beside = f"{unit.lead} {citation.voice.name or ''} {_known_of(citation.kind.value)}"
    there = [_bare(word) for word, _, _ in tokens(f"{unit.text}\n{beside}")]
    held, pairs = set(there), set(pairwise(there))
    plain = _uncapitalised(without_dates(said), named)
    people = [[_bare(word) for word, _, _ in tokens(name)] for name, _, _ in names_in(plain)]
    for match in _CAPITALISED.finditer(plain):
        opens = not plain[: match.start()].strip(" “\"'([-")
        for word in (_bare(one) for one, _, _ in tokens(match.group())):
            ordinary = _is_ordinary(word, opens=opens) and not any(word in name for name in people)
            if word not in held and not ordinary:
                return False
    places = [there.index(name[-1]) for name in people if name[-1] in there]
    return places == sorted(places) and all(pair in pairs for name in people for pair in pairwise(name))


def _pronouns_held(said: str, cited: str) -> bool:
    """Whether "he" and "she" are the document's, and "it" or "they" opens a sentence only where it opens the cited one.

    Elsewhere such a word would point at whatever the model said before, in words of another document perhaps.
    """
    here, there = folded(said), folded(cited)
    opens, opened = _OPENS_WITH.match(here), _OPENS_WITH.match(there)
    if opens and (not opened or opens[1] != opened[1]):
        return False
    return set(_PERSON.findall(here)) <= set(_PERSON.findall(there))


def _uncapitalised(text: str, councils: Sequence[AuthorityMention]) -> str:
    """A text without the names of councils, its first word in lower case where it is one of grammar."""
    for one in councils:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    first = tokens(text)[:1]
    opens_with_grammar = bool(first) and first[0][0] in STOP_WORDS
    return text[: first[0][2]].lower() + text[first[0][2] :] if opens_with_grammar else text


def _bare(word: str) -> str:
    return folded(word).removesuffix("'s").removesuffix("'")


def _is_ordinary(word: str, *, opens: bool) -> bool:
    """Whether a word in capitals is no name: of grammar, a title, or an everyday word that only opens the sentence."""
    if word in STOP_WORDS or word in _TITLES or stem(word) in neutral_stems():
        return True
    return opens and stem(word) in everyday_stems()


def _known_of(kind: str) -> str:
    """The words of a kind of document: "monitoring visit letter"."""
    return kind.replace("_", " ")
