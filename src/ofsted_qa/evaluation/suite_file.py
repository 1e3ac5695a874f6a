"""What every kind of suite is made of: a TOML file with a head, refused in one line where it is not well formed."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from ofsted_qa.values import SuiteError

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Part(BaseModel):
    """A part of a suite: it cannot be changed, and a key that it does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SuiteHead(Part):
    """What a suite is called, what it is for, and the floors that it must reach."""

    name: Name
    title: Words
    description: Words
    floors: dict[str, float] = {}


Model = TypeVar("Model", bound=Part)


def tables(path: Path) -> dict[str, Any]:
    """The tables of a suite's file.

    Raises:
        SuiteError: the file cannot be read, or is not TOML.
    """
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise SuiteError(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise SuiteError(f"{path}: is not TOML ({error})") from error


def checked(model: type[Model], path: Path, data: dict[str, Any]) -> Model:
    """The suite that these tables of a file hold.

    Raises:
        SuiteError: they are not well formed; the one line names the file, and the case or document.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise SuiteError(f"{path}: {_first_fault(error, data)}") from error


def refuse_repeated(what: str, names: Iterable[str]) -> None:
    """Refuse a name that stands twice.

    Raises:
        ValueError: one does.
    """
    for name, times in Counter(names).items():
        if times > 1:
            raise ValueError(f"{what} {name}: stands in the suite {times} times")


def _first_fault(error: ValidationError, data: dict[str, Any]) -> str:
    """The first fault in one line: the case or document by name, the field, and what is wrong there."""
    fault = error.errors(include_url=False)[0]
    owner, *path = [str(step) for step in fault["loc"]] or [""]
    entries = data.get(owner)
    if isinstance(entries, list) and path:
        entry = entries[int(path.pop(0))]
        names = [entry[key] for key in ("id", "key", "file") if key in entry] if isinstance(entry, dict) else []
        owner = f"{owner.removesuffix('s')} {names[0] if names else 'number ' + str(entries.index(entry) + 1)}"
        named = True
    else:
        named = False
    if fault["type"] == "extra_forbidden":
        complaint = f"unknown key {'.'.join(path) or owner!r}"
    elif fault["type"] == "missing":
        complaint = f"{'.'.join(path) or owner} is missing"
    else:
        message = fault["msg"].removeprefix("Value error, ")
        complaint = f"{'.'.join(path)}: {message}" if path else message
    return f"{owner}: {complaint}" if path or named else complaint
