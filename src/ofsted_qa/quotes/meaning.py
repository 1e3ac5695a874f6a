"""The words that a quotation cannot lose, gain or change without saying something else, and how that is said."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ofsted_qa.words import folded, stem

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A grade of several words, a word, or a number with its sign and decimals.
_WORD = re.compile(r"requir(?:es?|ed|ing) improvement|[£$€]?\d+(?:[.,/:]\d+)*(?:%|[a-z]+)?|[^\W\d_]+(?:'[^\W\d_]+)*")
#: Kinds of words whose loss inside a sentence changes what it says; `strength` may be left out, not exchanged.
_NEEDED = ("negation", "contrast", "condition", "qualifier", "number", "grade")
#: Kinds whose loss with a whole sentence changes what the sentences around it say.
_NEEDED_SENTENCE = ("negation", "contrast")
_NAMES = {
    "negation": "a negation",
    "contrast": "a contrast",
    "condition": "a condition",
    "qualifier": "a qualifier",
    "strength": "a word of strength",
    "number": "a number",
    "grade": "a word of grading",
}


@cache
def data() -> dict[str, Any]:
    """What `data/quoting.json` holds."""
    held: dict[str, Any] = json.loads(files("ofsted_qa").joinpath("data/quoting.json").read_text("utf-8"))
    return held


@cache
def _kinds() -> dict[str, str]:
    """Each word that matters → the first kind that names it."""
    return {word: kind for kind, words in reversed(data()["words"].items()) for word in words}


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case with plain apostrophes."""
    return _WORD.findall(folded(text))


def kind_of(word: str) -> str | None:
    """What kind of a word that matters a lower-case word is, None where it is none."""
    if word.endswith(" improvement"):
        return "grade"
    return "number" if any(letter.isdigit() for letter in word) else _kinds().get(word)


def needed(text: str, *, before: str = "") -> list[str]:
    """The words of a part of a sentence that may not be left out of a quotation, in order.

    `before` is what stands before it in the sentence: after a negation words of strength are needed too ("do not
    always"). A number that only names a law or a place in it ("section 20") is none.
    """
    kinds: tuple[str, ...] = _NEEDED
    if any(kind_of(word) == "negation" for word in plain_words(before)):
        kinds = (*_NEEDED, "strength")
    return [word for word in plain_words(_numbered().sub(" ", text)) if kind_of(word) in kinds]


def needed_sentence(text: str) -> list[str]:
    """The words of a whole sentence that may not be left out between two others: those that bear on them."""
    return [word for word in plain_words(text) if kind_of(word) in _NEEDED_SENTENCE]


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(data()['numbered'])})\s+\d[\d.]*\w?\b", re.IGNORECASE)


def weighty(text: str) -> list[str]:
    """The words of a text that may not come in by square brackets."""
    return [word for word in plain_words(text) if kind_of(word) is not None]


def change_in_words(document: str, quote: str) -> list[str]:
    """What a change of words does, a phrase for each kind: "a number was changed: “12” became “20”"."""
    lost, gained = _by_kind(plain_words(document)), _by_kind(plain_words(quote))
    said: list[str] = []
    for kind, name in _NAMES.items():
        before = [word for word in lost.get(kind, ()) if word not in gained.get(kind, ())]
        after = [word for word in gained.get(kind, ()) if word not in lost.get(kind, ())]
        if before and after:
            said.append(f"{name} was changed: {quoted(before)} became {quoted(after)}")
        elif before:
            said.append(f"{name} was dropped: {quoted(before)}")
        elif after:
            said.append(f"{name} was added: {quoted(after)}")
    return said


def _by_kind(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        if kind := kind_of(word):
            found.setdefault(kind, []).append(word)
    return found


def quoted(words: Iterable[str]) -> str:
    """Words between marks, with commas: “not”, “most”."""
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))


def misplaced(document: str, bracket: str) -> str | None:
    """Why square brackets change the meaning, None where they do not.

    `document` are the words that the bracket stands for (nothing where it only explains), `bracket` its own
    words, `beside` the word of the quotation before it. Allowed are explanations of who is meant, nouns for
    pronouns, other forms of the same word, and words of grammar for words of grammar.
    """
    here, there = plain_words(document), plain_words(bracket)
    heavy = [] if here == there else weighty(bracket) or needed(document)
    if heavy:
        return f"the brackets put in or replace words that change the meaning: {quoted(heavy)}"
    grammar = set(data()["grammar"])
    grammatical = grammar.issuperset(here) and grammar.issuperset(there)
    refers = there[:1] and (there[0] in data()["referents"] or bracket.strip()[:1].isupper())
    explains = refers and (not here or " ".join(here) in data()["stand_ins"])
    if grammatical or explains or [stem(word) for word in here] == [stem(word) for word in there]:
        return None
    if not here:
        return f"the brackets add words that are not the document's: “{bracket.strip()}”"
    return f"the brackets replace “{document.strip()}” by “{bracket.strip()}”"
