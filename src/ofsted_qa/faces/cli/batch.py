"""A file of questions, one JSON object a line → an answer a line, in the same order, one for every line."""

from typing import Any

from ofsted_qa.faces.cli.json_lines import Identity, run_batch, string
from ofsted_qa.faces.rendering import JsonObject, answer_object
from ofsted_qa.library import Library
from ofsted_qa.values import Answer, BadInputError, Filters, Question, Searched, Status


def answer_batch(library: Library, path: str, filters: Filters) -> None:
    """Print an answer for every line of a file; "-" is standard input.

    Raises:
        BadInputError: the file cannot be read.
        NoIndexError: there is no index yet.
        OfstedQaError: the index or the model cannot be used, which is no fault of a line.
    """
    library.documents()  # without an index no line can be answered: say so once

    def answer(identity: Identity, text: str, given: dict[str, Any]) -> JsonObject:
        return answer_object(library.ask(Question(text, _history(given.get("history")), filters)), identity)

    def failed(identity: Identity, text: str, reason: str) -> JsonObject:
        error = Answer(text, Status.ERROR, reason, (), (), None, Searched(0, 0, filters))
        return answer_object(error, identity)

    run_batch(path, "question", answer, failed)


def _history(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadInputError("the history is not a list")
    return tuple(string(question, "a question of the history") for question in value)
