"""The conversation: one question in, one message out, whatever happens in between."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.messages import answer_message, line_message
from ofsted_qa.values import OfstedQaError, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.faces.web.answerer import Answerer

#: Characters; far above any spoken question, and low enough that no pasted document is taken for one.
LONGEST_QUESTION = 2_000

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and the message that answered it."""

    question: str
    message: str


def exchange(answerer: Answerer, text: str, earlier: Sequence[Exchange]) -> Exchange:
    """Ask a question that may follow up earlier ones. Never raises: what goes wrong is said in one line."""
    if len(text) > LONGEST_QUESTION:
        length = f"A question may have up to {LONGEST_QUESTION:,} characters; this one has {len(text):,}."
        return Exchange(f"{text[:LONGEST_QUESTION]}…", line_message(length))  # nothing of any length is kept
    history = tuple(past.question for past in earlier if len(past.question) <= LONGEST_QUESTION)
    try:
        return Exchange(text, answer_message(answerer.ask(Question(text, history))))
    except OfstedQaError as error:
        return Exchange(text, line_message(str(error)))
    except Exception:
        _LOGGER.exception("a question could not be answered")
        return Exchange(text, line_message("Something went wrong; the question was not answered. Please try again."))
