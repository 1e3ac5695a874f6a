"""The words that the checking of a sentence goes by (`rewording.json` and others of `data/`)."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ofsted_qa.words import folded, stem

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def data(name: str) -> dict[str, Any]:
    """What `data/NAME.json` holds."""
    held: dict[str, Any] = json.loads(files("ofsted_qa").joinpath(f"data/{name}.json").read_text("utf-8"))
    return held


def any_of(phrases: Iterable[str]) -> str:
    """A pattern of any of some phrases, the longest first; nothing of a word is a phrase."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return r"(?<![\w'])(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"


@cache
def directions() -> dict[str, int]:
    """Each word that says which way a thing goes or how good it is → the number of those that say the same."""
    return {word: number for number, words in enumerate(data("rewording")["directions"]) for word in words}


@cache
def neutral_stems() -> frozenset[str]:
    """Stems of words that tell of documents and speakers, and nothing of their own."""
    return frozenset(stem(word) for word in data("rewording")["neutral"])


@cache
def _same() -> dict[str, str]:
    return {stem(word): stem(words[0]) for words in data("rewording")["same"] for word in words}


def shared_stem(word: str) -> str:
    """The stem of a lower-case word, the same for words that are used for one another ("child", "children")."""
    found = stem(word)
    return _same().get(found, found)


@cache
def telling() -> re.Pattern[str]:
    """Any verb of saying or finding, in a folded text."""
    return re.compile(any_of(data("rewording")["telling"]))


@cache
def _orders() -> re.Pattern[str]:
    return re.compile(any_of(data("rewording")["ordered"]).removesuffix(r"(?!\w)"))


def gives_orders(text: str) -> bool:
    """Whether words of a document speak to a machine that reads them: what they say is nobody's finding."""
    return _orders().search(folded(text)) is not None
