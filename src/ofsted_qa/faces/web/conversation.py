"""The conversation: one question in, what answers it out, whatever happens in between."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ofsted_qa.faces.wording import NO_DOCUMENTS
from ofsted_qa.values import Answer, Filters, NoIndexError, OfstedQaError, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofsted_qa.faces.web.answerer import Answerer

#: Characters; far above any spoken question, and low enough that no pasted document is taken for one.
LONGEST_QUESTION = 2_000

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what answered it: an answer, or a line in its place; neither yet while it is worked on.

    `waiting` is what is said of it meanwhile.
    """

    question: str
    filters: Filters = field(default_factory=Filters)
    answer: Answer | None = None
    line: str = ""
    waiting: str = ""

    @property
    def pending(self) -> bool:
        """Whether nothing has answered it yet."""
        return self.answer is None and not self.line


def answered(
    answerer: Answerer, asked: Exchange, earlier: Sequence[Exchange], said: Callable[[str], None] | None = None
) -> Exchange:
    """An exchange, answered; it may follow up earlier ones. Never raises: what goes wrong is said in one line.

    `said` is given each sentence of a language model that the evidence holds, as soon as it is complete.
    """
    text = asked.question
    if len(text) > LONGEST_QUESTION:
        length = f"A question may have up to {LONGEST_QUESTION:,} characters; this one has {len(text):,}."
        return replace(asked, question=f"{text[:LONGEST_QUESTION]}…", line=length)  # nothing of any length is kept
    history = tuple(past.question for past in earlier if len(past.question) <= LONGEST_QUESTION)
    try:
        return replace(asked, answer=answerer.ask(Question(text, history, asked.filters), said))
    except NoIndexError:
        return replace(asked, line=NO_DOCUMENTS)
    except OfstedQaError as error:
        return replace(asked, line=str(error))
    except Exception:
        _LOGGER.exception("a question could not be answered")
        return replace(asked, line="Something went wrong; the question was not answered. Please try again.")
