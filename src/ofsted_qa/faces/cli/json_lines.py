"""Files of JSON lines: each line → an object, its id and its strings, or one line that says why it is none."""

import json
import sys
from collections.abc import Callable, Iterator
from math import isfinite
from typing import Any, NoReturn

from ofsted_qa.faces.cli.printing import show_json
from ofsted_qa.faces.rendering import JsonObject
from ofsted_qa.values import BadInputError, OfstedQaError

#: The id that a line may have.
Identity = str | float | None


def run_batch(
    path: str,
    text_key: str,
    answer: Callable[[Identity, str, dict[str, Any]], JsonObject],
    failed: Callable[[Identity, str, str], JsonObject],
) -> None:
    """Print an object for every line of a file ("-" is standard input), in order.

    `answer` is given the line's id, the string under `text_key` and the whole object; `failed` the id, the string
    and why the line cannot be used.

    Raises:
        BadInputError: the file cannot be read.
        OfstedQaError: the index or a model cannot be used, which is no fault of a line.
    """
    for line in _lines(path):
        identity: Identity = None
        text = ""
        try:
            given = _object(line)
            identity = _identity(given.get("id"))
            text = string(given.get(text_key), f"the {text_key}")
            made = answer(identity, text, given)
        except BadInputError as error:
            made = failed(identity, text, _one_line(str(error)))
        except OfstedQaError:
            raise
        except Exception as error:  # noqa: BLE001 - one line must not cost the answers to all that follow
            made = failed(identity, text, _one_line(f"something went wrong: {str(error) or type(error).__name__}"))
        show_json(made)


def string(value: object, what: str) -> str:
    """A value that must be a string.

    Raises:
        BadInputError: it is none; `what` names it.
    """
    if isinstance(value, str):
        return value
    raise BadInputError(f"{what} is missing" if value is None else f"{what} is not a string")


def _lines(path: str) -> Iterator[bytes]:
    if path == "-":
        yield from sys.stdin.buffer
        return
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - what is given is a name to read, nothing more
            yield from file
    except OSError as error:
        raise BadInputError(f"{path} cannot be read ({error.strerror})") from error


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


def _identity(value: object) -> Identity:
    if isinstance(value, str | int | None) or (isinstance(value, float) and isfinite(value)):
        return value
    raise BadInputError("the id is neither a string nor a number")


def _one_line(reason: str) -> str:
    return " ".join(reason.split())
