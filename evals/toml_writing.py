"""Writes plain values as TOML, as `evals` lays it out: one line for each table of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def written(table: Mapping[str, object]) -> str:
    """The keys of a table, a line each; a list of tables has a line for each of them."""
    lines = []
    for key, entry in table.items():
        if isinstance(entry, list) and entry and isinstance(entry[0], dict):
            lines += [f"{key} = [", *(f"  {value(one)}," for one in entry), "]"]
        else:
            lines.append(f"{_key(key)} = {value(entry)}")
    return "\n".join(lines) + "\n"


def value(entry: object) -> str:
    """A truth value, number, string, list or table, on one line."""
    match entry:
        case bool():
            return str(entry).lower()
        case int() | float():
            return str(entry)
        case list():
            return "[" + ", ".join(map(value, entry)) + "]"
        case dict():
            return "{" + ", ".join(f"{_key(key)} = {value(one)}" for key, one in entry.items()) + "}"
    return '"' + str(entry).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() else value(key)
