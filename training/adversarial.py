"""Questions changed by one word, so that the passage that answered them only seems to.

What SQuAD 2.0's unanswerable questions are made of (Rajpurkar, Jia and Liang, 2018, table 2): a word for its opposite,
a name or number for another, a word for one that excludes it. The other kinds of that table need a writer.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from ofsted_qa.models.packaged import packaged_folder
from ofsted_qa.words import STOP_WORDS, stem, tokens

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from training.examples import Span

_NAME = re.compile(r"\b(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|\d[\d,.]*\d|\d)\b")
_YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20[0-2]\d\b")
#: Of a word's likest words as many are tried; nearer ones are its other forms, farther ones make no sense.
_NEIGHBOURS = 12
_LEAST_LETTERS = 4
_WORD_FIRST = 0.2
#: A name is exchanged for one of as many that are likest to it: a place for a place, a ruler for a ruler.
_LIKE_NAMES = 6
_ENDINGS = ("s", "ed", "ing", "ly", "er", "est")
_OPPOSITES: dict[str, str] = {}
for _one, _other in json.loads((Path(__file__).parent / "opposites.json").read_text("utf-8")):
    _OPPOSITES |= {_one: _other, _other: _one}


class Adversary:
    """Changes questions on articles whose words and names it has seen."""

    def __init__(self, articles: Sequence[Span]) -> None:
        """Learn the names, numbers and words of every article by its title."""
        self._names: dict[tuple[str, bool], set[str]] = defaultdict(set)
        self._words: dict[str, set[str]] = defaultdict(set)
        for title, context in {(one.title, one.context) for one in articles}:
            for name in names(context):
                self._names[title, name[0].isdigit()].add(name)
            self._words[title].update(word for word, _, _ in tokens(context))
        self._near = _Neighbours()

    def changed(self, one: Span, text: str, chance: random.Random) -> str | None:
        """The question of `one` with one word exchanged, so that its window `text` no longer answers it; None: no way.

        The first way that applies is taken, in an order that `chance` settles.
        """
        ways: list[Callable[[Span, str, random.Random], str | None]] = [self._name, self._year, _opposite]
        chance.shuffle(ways)
        # A near word may mean the same: it comes first for one question in five alone.
        ways.insert(0 if chance.random() < _WORD_FIRST else len(ways), self._word)
        return next((found for way in ways if (found := way(one, text, chance))), None)

    def _name(self, one: Span, text: str, chance: random.Random) -> str | None:
        """A name or number that the window holds, for another of the same article: of the window itself, or not."""
        answer = one.words
        held = [name for name in names(one.question) if name in text and name.lower() not in answer]
        if not held:
            return None
        name = chance.choice(held)
        likely = [
            other
            for other in sorted(self._names[one.title, name[0].isdigit()])
            if other not in one.question and name not in other and other not in name and other.lower() not in answer
        ]
        if not likely:
            return None
        return one.question.replace(name, chance.choice(self._near.likest(name, likely)[:_LIKE_NAMES]))

    def _year(self, one: Span, text: str, chance: random.Random) -> str | None:
        years = [year for year in _YEAR.findall(one.question) if year not in one.words]
        if not years:
            return None
        other = str(int(years[0]) + chance.choice((-10, -5, -3, -2, -1, 1, 2, 3, 5, 10)))
        return None if other in text else one.question.replace(years[0], other)

    def _word(self, one: Span, text: str, chance: random.Random) -> str | None:
        """A word of the question for a near one that the article uses elsewhere and the window does not."""
        held = {word for word, _, _ in tokens(text)}
        plain = [
            (word, start, end)
            for word, start, end in tokens(one.question)[1:]
            if word in held and one.question[start].islower() and word not in STOP_WORDS and len(word) >= _LEAST_LETTERS
        ]
        chance.shuffle(plain)
        stems = {stem(word) for word in held}
        for word, start, end in plain:
            likely = [
                other
                for other in self._near.of(word)
                if other in self._words[one.title] and stem(other) not in stems and _same_form(word, other)
            ]
            if likely:
                return one.question[:start] + chance.choice(likely) + one.question[end:]
        return None


def names(text: str) -> list[str]:
    """Names and numbers of a text, its first word left out: a capital there says nothing."""
    return [match.group() for match in _NAME.finditer(text) if match.start() > 0]


def _opposite(one: Span, text: str, chance: random.Random) -> str | None:
    """A word of the question for its opposite."""
    del text
    known = [(word, start, end) for word, start, end in tokens(one.question) if word in _OPPOSITES]
    if not known:
        return None
    word, start, end = chance.choice(known)
    return one.question[:start] + _OPPOSITES[word] + one.question[end:]


def _same_form(word: str, other: str) -> bool:
    """Whether two words that begin differently look like the same form: two plurals, two past tenses."""
    return word[:4] != other[:4] and all(word.endswith(end) == other.endswith(end) for end in _ENDINGS)


class _Neighbours:
    """Words and names by the likeness of their embeddings in the packaged model."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer.from_file(str(packaged_folder() / "tokenizer.json"))
        self._tokenizer.no_padding()
        vocabulary = self._tokenizer.get_vocab()
        table = load_file(packaged_folder() / "model.safetensors")["embeddings.word_embeddings.weight"]
        self._table = _unit(table.astype(np.float32))
        self._words = [word for word in vocabulary if word.isalpha() and len(word) >= _LEAST_LETTERS]
        self._rows = self._table[[vocabulary[word] for word in self._words]]
        self._places = {word: place for place, word in enumerate(self._words)}
        self._of: dict[str, list[str]] = {}
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def of(self, word: str) -> list[str]:
        """The nearest words, nearest first; none for a word that the model cuts into pieces."""
        if word not in self._places:
            return []
        if word not in self._of:
            likeness = self._rows @ self._rows[self._places[word]]
            self._of[word] = [self._words[place] for place in np.argsort(-likeness)[1 : _NEIGHBOURS + 1]]
        return self._of[word]

    def likest(self, name: str, others: Sequence[str]) -> list[str]:
        """`others`, the likest to `name` first."""
        likeness = np.stack([self._vector(other) for other in others]) @ self._vector(name)
        return [others[place] for place in np.argsort(-likeness)]

    def _vector(self, name: str) -> NDArray[np.float32]:
        """The mean of a name's pieces."""
        if name not in self._vectors:
            pieces = self._tokenizer.encode(name, add_special_tokens=False).ids
            self._vectors[name] = _unit(self._table[pieces].mean(axis=0, keepdims=True))[0]
        return self._vectors[name]


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)
