"""Refusals: one line in place of an answer; as JSON for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.faces.api import ADDRESS as API
from ofsted_qa.faces.rendering import json_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Send


def is_api(path: str) -> bool:
    """Whether a program asks, and not a person."""
    return path == API or path.startswith(f"{API}/")


async def refuse(send: Send, path: str, status: int, line: str, headers: Mapping[str, str] | None = None) -> None:
    """Answer a request for `path` with a status and a line that says why."""
    body = (json_line({"error": line}) if is_api(path) else line).encode()
    fields = {
        "content-type": "application/json" if is_api(path) else "text/plain; charset=utf-8",
        "content-length": str(len(body)),
        **(headers or {}),
    }
    listed = [(name.encode("ascii"), value.encode("ascii")) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": status, "headers": listed})
    await send({"type": "http.response.body", "body": body})
