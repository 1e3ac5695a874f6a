"""The words of an index: how many passages hold each, and which of them mean nearly the same as a word."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.words import STOP_WORDS, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ofsted_qa.values import Embedder

_WORDS = "vocabulary.json"
_VECTORS = "vocabulary.npy"


class Vocabulary:
    """The content words of all passages, with the vector of each word by itself."""

    def __init__(self, holding: Mapping[str, int], words: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """`holding` counts the passages that hold each stem; `vectors` has shape (words, dimensions)."""
        self._holding = holding
        self._words = words
        self._vectors = vectors
        self._stems = [stem(word) for word in words]

    @classmethod
    def build(cls, texts: Sequence[str], embedder: Embedder, before: Vocabulary | None) -> Vocabulary:
        """The vocabulary of passages' texts; vectors of words are taken over from the one `before`."""
        holding: Counter[str] = Counter()
        words: dict[str, None] = {}
        for text in texts:
            found = {word for word, _, _ in tokens(text) if word not in STOP_WORDS}
            holding.update({stem(word) for word in found})
            words.update((word, None) for word in sorted(found) if word.isalpha())
        known = before.by_word() if before else {}
        new = [word for word in words if word not in known]
        known |= dict(zip(new, embedder.embed(new), strict=True)) if new else {}
        vectors = np.array([known[word] for word in words], dtype=np.float32)
        return cls(holding, tuple(words), vectors if words else np.zeros((0, 0), dtype=np.float32))

    def save(self, folder: Path) -> None:
        """Write the vocabulary into a folder."""
        data = {"holding": self._holding, "words": list(self._words)}
        (folder / _WORDS).write_text(json.dumps(data), "utf-8")
        np.save(folder / _VECTORS, self._vectors, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Read the vocabulary of a folder.

        Raises:
            OSError: a file of it is missing.
            ValueError: a file of it is damaged.
        """
        data = json.loads((folder / _WORDS).read_text("utf-8"))
        try:
            holding, words = data["holding"], data["words"]
            vectors = np.load(folder / _VECTORS, allow_pickle=False)
        except (KeyError, TypeError, EOFError) as error:
            raise ValueError(f"not a vocabulary: {error!r}") from error
        if len(vectors) != len(words):
            raise ValueError(f"{len(vectors)} vectors for {len(words)} words")
        return cls(holding, words, vectors)

    @property
    def words(self) -> Sequence[str]:
        """The words in lower case, letters alone."""
        return self._words

    def by_word(self) -> dict[str, NDArray[np.float32]]:
        """The vector of each word, of shape (dimensions,)."""
        return dict(zip(self._words, self._vectors, strict=True))

    def holding(self, word_stem: str) -> int:
        """How many passages hold a stem."""
        return self._holding.get(word_stem, 0)

    def near(self, vector: NDArray[np.float32], least: float) -> dict[str, float]:
        """The stems of words whose cosine to a word's vector, of shape (dimensions,), is at least `least`."""
        found: dict[str, float] = {}
        if not len(self._vectors):
            return found
        similarities = self._vectors @ vector
        for row in np.flatnonzero(similarities >= least):
            name = self._stems[row]
            found[name] = max(found.get(name, 0.0), float(similarities[row]))
        return found
