"""The seams: what the system asks of a file format, a model and a store, in one or two methods each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ofsted_qa.values.documents import Document, Source
    from ofsted_qa.values.readings import LabelledText, Reading


class Reader(Protocol):
    """Reads one file format."""

    suffixes: frozenset[str]

    def read(self, data: bytes, source: Source) -> Document:
        """Read a file's bytes into a document without a profile.

        Raises:
            UnreadableDocumentError: the bytes are not of this format, or hold no text.
        """
        ...


class Embedder(Protocol):
    """Turns texts into vectors. `name` is what an index remembers of the model that made it."""

    name: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts: an array of shape (len(texts), dimensions), each row of length one."""
        ...


class SpanReader(Protocol):
    """Finds the answer to a question within passages. `name` is what a status shows of the model."""

    name: str

    def read(self, question: str, passages: Sequence[LabelledText]) -> Sequence[Reading]:
        """What each passage answers, in their order."""
        ...


class Llm(Protocol):
    """Completes a prompt (none is shipped; answers need none)."""

    def complete(self, prompt: str) -> str:
        """The completion."""
        ...
