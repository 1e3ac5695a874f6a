"""The seams: what the system asks of a file format, a model and a store, in one or two methods each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    """A language model that puts evidence into words. `name` is what an answer says of it."""

    name: str

    def stream(self, instructions: str, material: str) -> Iterator[str]:
        """What the model writes, piece by piece as it comes.

        Raises:
            ModelError: it cannot be reached, fails, or takes too long; the message is a phrase that goes on "it …".
        """
        ...
