"""Frozen dataclasses to JSON text and back, exactly."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

#: The form of everything that an index keeps. Raise it when a value's fields change, or what is
#: embedded of a passage: an index of another format is refused, never guessed at.
FORMAT = 4

Value = TypeVar("Value")


def dump(value: object) -> str:
    """One dataclass as JSON, marked with the format; fields by their names, so that a person can read it.

    Holds dataclasses, tuples, dates, enumerations of strings, and what JSON holds by itself.
    """
    return json.dumps({"format": FORMAT, "value": value}, ensure_ascii=False, default=_plain)


def load(kind: type[Value], text: str) -> Value:
    """What `dump` was given.

    Raises:
        ValueError: the text is not JSON, is of another format, or does not have the fields of `kind`.
    """
    try:
        marked = json.loads(text)
        if marked["format"] != FORMAT:
            raise ValueError(f"format {marked['format']} is not {FORMAT}")
        value: Value = _decoder(cast("Hashable", kind))(marked["value"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error!r}") from error
    return value


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be stored")


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 (a type, in any of the forms of a hint)
    """How to read one kind of value. Made once for each kind: a large index holds 100,000 sentences."""
    if get_origin(hint) is tuple:
        item = _decoder(get_args(hint)[0])
        return lambda values: tuple(map(item, values))
    if get_origin(hint) in (UnionType, Union):
        (kind,) = (kind for kind in get_args(hint) if kind is not NoneType)
        inner = _decoder(kind)
        return lambda value: None if value is None else inner(value)
    if is_dataclass(hint):
        return _dataclass_decoder(hint)
    if hint is date:
        return date.fromisoformat
    return hint if issubclass(hint, Enum) else _same


def _dataclass_decoder(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 (a dataclass)
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}

    def decode(plain: dict[str, Any]) -> object:
        if plain.keys() != decoders.keys():
            raise ValueError(f"not a {kind.__name__}: its fields are {sorted(plain)}")
        return kind(*[decoders[name](plain[name]) for name in decoders])

    return decode


def _same(value: object) -> object:
    return value
