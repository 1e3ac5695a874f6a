"""What question words stand for: kinds of document, speakers, roles, and words that mean the same.

The words are data with a source (data/asking.json, data/roles.json, data/glossary.json, data/everyday.json), not code.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ofsted_qa.understanding.authorities import mentions
from ofsted_qa.values import DocumentKind, Topic, VoiceRole
from ofsted_qa.words import stem, stems, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ALL_STEMS = 0.66  # the share of all stems of questions that the answering sentences repeat


@cache
def _data(name: str) -> Any:  # noqa: ANN401 (JSON)
    return json.loads(files("ofsted_qa").joinpath(f"data/{name}.json").read_text("utf-8"))


def _found(phrases: list[str], text: str) -> list[re.Match[str]]:
    pattern = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return list(re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text))


def kinds_named(text: str) -> tuple[frozenset[DocumentKind], list[tuple[int, int]]]:
    """The kinds of document that a lower-case question names, and where it does."""
    entries = _data("asking")["kinds"]
    matches = _found(list(entries), text)
    kinds = {DocumentKind(kind) for match in matches for kind in entries[match.group()]}
    return frozenset(kinds), [match.span() for match in matches]


def speakers_named(text: str) -> list[tuple[VoiceRole, int, int]]:
    """The bodies that a lower-case question names, in order: (role, start, end)."""
    found = [
        (VoiceRole(role), *match.span())
        for role, phrases in _data("asking")["speakers"].items()
        for match in _found(phrases, text)
    ]
    return sorted(found, key=lambda speaker: speaker[1])


#: "Who is Plymouth's DCS?", but not "Who told the director of children's services?".
_WHO_DIRECTS = re.compile(
    r"\b(?:who(?:['’]?s| is| was)|name of) (?:the |our )?"
    r"(?:(?!advis|assistant\b|associate\b|deputy\b|former\b|previous\b|then\b)[\w'’-]+ ){0,3}?"
    r"(?P<office>director of (?:children['’]?s?|people['’]?s) services|dcs)\b"
)


def roles_asked(text: str) -> tuple[frozenset[str], list[tuple[int, int]]]:
    """The roles of people that a lower-case question asks for, and the words that ask."""
    found: set[str] = set()
    spans: list[tuple[int, int]] = []
    for role, entry in _data("roles").items():
        for match in _found(entry["questions"], text) if "questions" in entry else ():
            found.add(role)
            spans.append(match.span())
    if director := _WHO_DIRECTS.search(text):
        found.add("director")
        spans.append(director.span("office"))
    return frozenset(found), spans


_WHOSE = re.compile(r"\b(?:(?:the|its) (?:council|(?:local )?authority|partnership|services?)|it|they)\b")


def topics_asked(text: str) -> frozenset[Topic]:
    """The lists that a lower-case question asks for: what needs to improve, recommendations, next steps, risks.

    Whose they are is left out: "what should Dudley do next", "what does the council need to improve".
    """
    for mention in reversed(mentions(text)):
        text = text[: mention.start] + text[mention.end :]
    text = " ".join(_WHOSE.sub(" ", text).split())
    return frozenset(Topic(topic) for topic, phrases in _data("asking")["topics"].items() if _found(phrases, text))


@cache
def topic_stems() -> frozenset[str]:
    """Stems of the words with which a question asks for such a list, and for nothing in it."""
    return frozenset(stem(word) for word in _data("asking")["topic_words"])


@cache
def general_stems() -> frozenset[str]:
    """Stems of words that a question uses to ask and that no document need repeat."""
    return frozenset(stem(word) for word in _data("asking")["general"])


@cache
def _retention() -> dict[str, float]:
    return dict(_data("retention"))


def retention(word_stem: str) -> float:
    """How often the sentence that answers a question, or the one before it, repeats a stem of the question.

    "Happen" and "kind" hardly ever come back, "budget" and "social" nearly always: so much does a stem say of
    what a sentence must hold to answer. Shares over questions and answers of the training data
    (data/README.md); a stem that is rare there has the share of all stems.
    """
    return _retention().get(word_stem, _ALL_STEMS)


@cache
def asking_stems(kind: str) -> frozenset[str]:
    """Stems of the words that ask for a kind of answer, and that the answer need not repeat."""
    return frozenset(stem(word) for word in _data("asking")["asks"].get(kind, ()))


@cache
def everyday_stems() -> frozenset[str]:
    """Stems of words that are English whether or not a document holds them."""
    glossary = frozenset(part for entry in _glossary() for name in entry for part in name)
    spoken = frozenset(part for name, _ in everyday() for part in name)
    return general_stems() | glossary | spoken | _retention().keys()


@cache
def _glossary() -> list[list[tuple[str, ...]]]:
    """Each entry of the glossary as the stems of its names; ambiguous initials are left out."""
    ambiguous = set(_data("glossary_ambiguous"))
    entries: list[list[tuple[str, ...]]] = []
    for term, others in _data("glossary").items():
        names = [name for name in (term, *others) if name not in ambiguous]
        entries.append([key for name in names if (key := tuple(stems(name)))])
    return entries


@cache
def everyday() -> list[tuple[tuple[str, ...], list[frozenset[str]]]]:
    """What people say, as stems, and the stems of what documents call it."""
    return [
        (tuple(stems(name)), [frozenset(stems(other)) for other in others])
        for name, others in _data("everyday").items()
    ]


@lru_cache(maxsize=64)
def glossary_stems(asked: tuple[str, ...]) -> Mapping[str, Sequence[frozenset[str]]]:
    """Stem of the question → other names of each term that the stem is part of in the question.

    The names of a glossary's term stand for each other; everyday words stand for what documents write.
    """
    found: dict[str, list[frozenset[str]]] = {}
    for entry in _glossary():
        for name in entry:
            if _within(name, asked):
                for part in name:
                    found.setdefault(part, []).extend(frozenset(other) for other in entry if other != name)
    for name, written in everyday():
        if _within(name, asked):
            for part in name:
                found.setdefault(part, []).extend(written)
    return found


def also_called(asked: tuple[str, ...], held: set[str]) -> set[str]:
    """The stems of a question of which another name is held."""
    called = glossary_stems(asked)
    return {term for term in asked if any(name <= held for name in called.get(term, ()))}


def _within(name: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    size = len(name)
    return any(asked[place : place + size] == name for place in range(len(asked) - size + 1))


def content_stems(text: str, settled: list[tuple[int, int]]) -> tuple[str, ...]:
    """The stems of a question's content words outside the `settled` runs (a filter has dealt with those)."""
    kept: list[str] = []
    for word, start, end in tokens(text):
        inside = any(start < stop and begin < end for begin, stop in settled)
        if not inside and (found := stems(word)) and found[0] not in general_stems():
            kept += found
    return tuple(dict.fromkeys(kept))
