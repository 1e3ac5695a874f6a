"""The seam between the web face and what answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import Answer, Document, Question


class Answerer(Protocol):
    """Holds documents and answers questions from them; it is called from several threads at once."""

    def documents(self) -> Sequence[Document]:
        """Every document, in the order in which a person should see them."""
        ...

    def document(self, document_id: str) -> Document:
        """One document.

        Raises:
            BadInputError: there is no document of this id.
        """
        ...

    def ask(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            OfstedQaError: the question cannot be answered, for a reason that a person can act on.
        """
        ...
