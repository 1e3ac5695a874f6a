"""Feedback: what a person says of an answer, kept in a file beside the index with the question and the answer."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from ofsted_qa.event_log import append
from ofsted_qa.faces.rendering import answer_object, json_line
from ofsted_qa.faces.web.pages import page_of
from ofsted_qa.faces.web.taking_away import report_address
from ofsted_qa.faces.wording import reference_in_words, status_in_words
from ofsted_qa.values import OfstedQaError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ofsted_qa.faces.web.conversation import Exchange
    from ofsted_qa.values import Answer

LONGEST_COMMENT = 4_000  # characters
_TITLE = "Did this answer help?"
_FILE = "feedback.jsonl"


def feedback_file(folder: Path) -> Path:
    """The file in the folder of an index; there is none before somebody has said something."""
    return folder / _FILE


class Feedback:
    """The file of what people said, in the folder of the index."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is written before somebody says something."""
        self._file = feedback_file(folder)

    def keep(self, conversation: Sequence[Exchange], number: int, *, helped: bool, comment: str) -> None:
        """Write down what a person says of the answer `number` of a conversation.

        Raises:
            OfstedQaError: it cannot be written.
        """
        answer = conversation[number].answer
        line = {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "helped": helped,
            "comment": comment,
            "history": [one.question for one in conversation[:number]],
            "answer": answer_object(answer) if answer else None,
        }
        try:
            append(self._file, f"{json_line(line)}\n".encode())
        except OSError as error:
            raise OfstedQaError(f"{self._file} cannot be written ({error.strerror or error})") from error


def feedback_page(key: str, number: int, answer: Answer, problem: str = "") -> str:
    """The form, below the question and the answer that it is about; nothing is kept before it is sent."""
    said = f'<p class="warning" role="alert">{escape(problem)}</p>' if problem else ""
    sources = "".join(f"<li>{escape(reference_in_words(one))}</li>" for one in answer.citations)
    choices = "".join(
        f'<label class="choice"><input type="radio" name="helped" value="{value}" required> {words}</label>'
        for value, words in (("yes", "Yes, it is right"), ("no", "No, something is wrong or missing"))
    )
    return page_of(
        _TITLE,
        f"{said}<p>You asked:</p><blockquote>{escape(answer.question)}</blockquote>"
        f"<p>{escape(status_in_words(answer))}.</p>{f'<ul>{sources}</ul>' if sources else ''}"
        f'<form method="post" action="{escape(report_address(key, number))}">'
        f"<fieldset><legend>Was this answer right?</legend>{choices}</fieldset>"
        f'<p><label for="comment">What should it have said? (you may leave this empty; up to {LONGEST_COMMENT:,} '
        f'characters)</label><textarea id="comment" name="comment" rows="4" maxlength="{LONGEST_COMMENT}">'
        "</textarea></p>"
        "<p><button>Send</button></p></form>"
        "<p>When you send this, your question, this answer, its sources and what you write here are kept beside the "
        "documents, for the people who look after this service. Nobody's name is kept with them.</p>",
    )


def thanks_page() -> str:
    """What is shown when it was kept."""
    return page_of("Thank you", '<p>What you said is kept. You can <a href="/">ask another question</a>.</p>')
