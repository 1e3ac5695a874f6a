"""Joining: what a page may send to the chat's queue; Gradio itself takes anything, and fails on much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from ofsted_qa.faces.web.access.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ADDRESS = "/gradio_api/queue/join"
_LARGEST = 64 * 1024  # bytes


class _Joined(BaseModel):
    """The fields that our functions use; any other is left out."""

    model_config = ConfigDict(strict=True)

    data: list[str | list[str] | None]
    fn_index: int
    session_hash: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    trigger_id: int | None = None


class Joining:
    """ASGI middleware: hands on a well-formed request for a function of the page, and nothing else."""

    def __init__(self, app: ASGIApp, functions: Mapping[int, Sequence[bool]]) -> None:
        """`functions` are those that the page calls, by number: of each input, whether several may be chosen in it."""
        self._app = app
        self._functions = functions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"] != _ADDRESS or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        body = await _body(receive)
        try:
            joined = _Joined.model_validate_json(body)
        except ValidationError:
            joined = None
        if joined is None or not self._fits(joined):
            await refuse(send, scope["path"], 400, "The chat asks nothing like this")
            return
        clean = joined.model_dump_json().encode()
        headers = [(key, value) for key, value in scope["headers"] if key not in (b"content-length", b"content-type")]
        headers += [(b"content-length", str(len(clean)).encode("ascii")), (b"content-type", b"application/json")]
        given = iter([{"type": "http.request", "body": clean, "more_body": False}])

        async def replayed() -> Message:
            return next(given, None) or await receive()

        await self._app({**scope, "headers": headers}, replayed, send)

    def _fits(self, joined: _Joined) -> bool:
        """Whether there is such a function, and a value for each of its inputs: a list where several may be chosen."""
        inputs = self._functions.get(joined.fn_index)
        return inputs is not None and [isinstance(value, list) for value in joined.data] == list(inputs)


async def _body(receive: Receive) -> bytes:
    """The body of a request, or its beginning where it is too long or breaks off."""
    body = b""
    while len(body) <= _LARGEST:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return body[:_LARGEST]
