"""The conversation: one question in, the states of its answer out, whatever happens in between."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ofsted_qa.values import Answer, Filters, OfstedQaError, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ofsted_qa.faces.web.answerer import Answerer

#: Characters; far above any spoken question, and low enough that no pasted document is taken for one.
LONGEST_QUESTION = 2_000

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what answered it: an answer, or a line in its place; neither yet while it is worked on."""

    question: str
    filters: Filters = field(default_factory=Filters)
    answer: Answer | None = None
    line: str = ""

    @property
    def pending(self) -> bool:
        """Whether nothing has answered it yet."""
        return self.answer is None and not self.line


def exchanges(answerer: Answerer, asked: Exchange, earlier: Sequence[Exchange]) -> Iterator[Exchange]:
    """The states of an exchange after it was asked, the last of them final; it may follow up earlier ones.

    Never raises: what goes wrong is said in one line.
    """
    text = asked.question
    if len(text) > LONGEST_QUESTION:
        length = f"A question may have up to {LONGEST_QUESTION:,} characters; this one has {len(text):,}."
        yield replace(asked, line=length)
        return
    history = tuple(past.question for past in earlier if len(past.question) <= LONGEST_QUESTION)
    try:
        yield replace(asked, answer=answerer.ask(Question(text, history, asked.filters)))
    except OfstedQaError as error:
        yield replace(asked, line=str(error))
    except Exception:
        _LOGGER.exception("a question could not be answered")
        yield replace(asked, line="Something went wrong; the question was not answered. Please try again.")
