"""Fakes of the seams for unit tests that need no model."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.values import LabelledText, Reading
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class WordReader:
    """A span reader for which the whole of a text answers that holds three quarters of the question's stems."""

    name = "words"
    share = 0.75

    def read(self, question: str, passages: Sequence[LabelledText]) -> list[Reading]:
        asked = set(stems(question))
        found = []
        for one in passages:
            share = len(asked & set(stems(f"{one.label} {one.text}"))) / max(1, len(asked))
            enough = share >= self.share
            found.append(Reading(0, len(one.text), 10.0 if enough else -10.0, float(enough)))
        return found


class HashEmbedder:
    """A deterministic embedder, the same in every process: texts that share words' stems are near.

    Each stem is a vector of 64 signs, the bits of its hash, so that unrelated stems are nearly
    orthogonal; a text is the sum of its stems, scaled to length one. A text without a content word is
    the vector of the empty stem.
    """

    name = "fake"
    dimensions = 64

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [np.sum([_signs(stem) for stem in stems(text) or [""]], axis=0) for text in texts]
        matrix = np.asarray(rows, dtype=np.float32).reshape(len(rows), self.dimensions)
        scaled: NDArray[np.float32] = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
        return scaled


def _signs(stem: str) -> NDArray[np.float32]:
    digest = blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=HashEmbedder.dimensions // 8).digest()
    bits = np.unpackbits(np.frombuffer(digest, dtype=np.uint8))
    return bits.astype(np.float32) * 2 - 1
