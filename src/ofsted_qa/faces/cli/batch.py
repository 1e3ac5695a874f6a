"""A file of questions, one JSON object a line → an answer a line, in the same order, one for every line."""

import json
import sys
from collections.abc import Iterator
from math import isfinite
from typing import Any, NoReturn

from ofsted_qa.faces.cli.printing import show_json
from ofsted_qa.faces.rendering import answer_object
from ofsted_qa.library import Library
from ofsted_qa.values import Answer, BadInputError, Filters, OfstedQaError, Question, Searched, Status


def answer_batch(library: Library, path: str, filters: Filters) -> None:
    """Print an answer for every line of a file; "-" is standard input.

    Raises:
        BadInputError: the file cannot be read.
        NoIndexError: there is no index yet.
        OfstedQaError: the index or the model cannot be used, which is no fault of a line.
    """
    library.documents()  # without an index no line can be answered: say so once
    for line in _lines(path):
        _answer_line(library, line, filters)


def _lines(path: str) -> Iterator[bytes]:
    if path == "-":
        yield from sys.stdin.buffer
        return
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - what is given is a name to read, nothing more
            yield from file
    except OSError as error:
        raise BadInputError(f"{path} cannot be read ({error.strerror})") from error


def _answer_line(library: Library, line: bytes, filters: Filters) -> None:
    identity, text = None, ""
    try:
        given = _object(line)
        identity = _identity(given.get("id"))
        text = _string(given.get("question"), "the question")
        answer = library.ask(Question(text, _history(given.get("history")), filters))
    except BadInputError as error:
        answer = _error(text, str(error), filters)
    except OfstedQaError:
        raise
    except Exception as error:  # noqa: BLE001 - one line must not cost the answers to all that follow
        answer = _error(text, f"something went wrong: {str(error) or type(error).__name__}", filters)
    show_json(answer_object(answer, identity))


def _object(line: bytes) -> dict[str, Any]:
    if not line.strip():
        raise BadInputError("the line is empty")
    try:
        given = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadInputError(f"the line is not JSON: {error}") from error
    if not isinstance(given, dict):
        raise BadInputError("the line is not a JSON object")
    return given


def _no_number(written: str) -> NoReturn:
    raise ValueError(f"{written} is not a number of JSON")


def _identity(value: object) -> str | float | None:
    if isinstance(value, str | int | None) or (isinstance(value, float) and isfinite(value)):
        return value
    raise BadInputError("the id is neither a string nor a number")


def _string(value: object, what: str) -> str:
    if isinstance(value, str):
        return value
    raise BadInputError(f"{what} is missing" if value is None else f"{what} is not a string")


def _history(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadInputError("the history is not a list")
    return tuple(_string(question, "a question of the history") for question in value)


def _error(question: str, reason: str, filters: Filters) -> Answer:
    line = " ".join(reason.split())
    return Answer(question, Status.ERROR, line, (), (), None, Searched(0, 0, filters))
