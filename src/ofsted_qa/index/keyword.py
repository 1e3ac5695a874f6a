"""The keyword index: BM25 over the stems of passages; the only module that knows bm25s."""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from ofsted_qa.words import stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray


class KeywordIndex:
    """BM25 over a fixed list of texts, a row for each.

    Scores are those of Lucene's variant with its usual k1 = 1.5 and b = 0.75 (Kamphuis and others,
    "Which BM25 do you mean?", 2020): never negative, zero where no stem is shared.
    """

    def __init__(self, retriever: Any, rows: int) -> None:  # noqa: ANN401 (bm25s has no types)
        """Hold a bm25s retriever, None where there are no rows: bm25s cannot index nothing."""
        self._retriever = retriever
        self._rows = rows

    @classmethod
    def build(cls, texts: Sequence[str]) -> KeywordIndex:
        """Index texts; row n of the scores is text n."""
        if not texts:
            return cls(None, 0)
        retriever = _bm25s().BM25()
        # A text of stop words alone becomes the empty stem, for bm25s fails on a vocabulary of nothing.
        retriever.index([stems(text) or [""] for text in texts], show_progress=False)
        return cls(retriever, len(texts))

    def save(self, folder: Path) -> None:
        """Write the index into a folder, which is made."""
        folder.mkdir()
        if self._retriever is not None:
            self._retriever.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path, rows: int) -> KeywordIndex:
        """Read an index of `rows` texts.

        Raises:
            OSError: a file of it is missing.
            ValueError: a file of it is damaged, or it is not an index of so many texts.
        """
        if not rows:
            return cls(None, 0)
        retriever = _bm25s().BM25.load(folder, show_progress=False)
        if retriever.scores["num_docs"] != rows:
            raise ValueError(f"{retriever.scores['num_docs']} passages in place of {rows}")
        return cls(retriever, rows)

    def scores(self, query_stems: Sequence[str]) -> NDArray[np.float32]:
        """The BM25 score of every row for the stems of a query, of shape (rows,)."""
        known = [stem for stem in query_stems if stem and self._retriever and stem in self._retriever.vocab_dict]
        if not known:
            return np.zeros(self._rows, dtype=np.float32)
        scores: NDArray[np.float32] = self._retriever.get_scores(known)
        return scores


def _bm25s() -> Any:  # noqa: ANN401 (a module without types)
    with _hidden("numba", "jax"):
        import bm25s  # noqa: PLC0415 (heavy: imported when first needed)
    # On import it asks for its debugging messages, which would reach the user of whoever logs everything.
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s


@contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """Let an import find that modules are not installed.

    Where they are, bm25s imports them for a speed that an index of this size has no use for, and that
    costs every cold question seconds. Modules that are already imported cost nothing and stay.
    """
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: "not to be imported"
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
