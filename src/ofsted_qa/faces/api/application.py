"""The application: the operations as HTTP endpoints, to be mounted under an address of a larger application."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ofsted_qa.faces.api.description import description
from ofsted_qa.faces.api.operations import OPERATIONS
from ofsted_qa.faces.rendering import json_line
from ofsted_qa.values import BadInputError, BusyError, OfstedQaError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

    from ofsted_qa.faces.api.operations import Operation, Queried, Result

    Handler: TypeAlias = Callable[[Request], Awaitable[Response]]

ADDRESS = "/api"
DESCRIPTION_ADDRESS = "/openapi.json"
_JSON = "application/json"
_LARGEST = 256 * 1024  # bytes: the longest question and history in an alphabet of four bytes a character
_RETRY = "5"  # seconds
_LOGGER = logging.getLogger(__name__)


def create_api(library: Queried, *, tokens: bool = False) -> Starlette:
    """The endpoints and their description. `tokens` says that whoever mounts this asks for one."""
    from starlette.applications import Starlette  # noqa: PLC0415 - not needed by the other commands
    from starlette.exceptions import HTTPException  # noqa: PLC0415
    from starlette.routing import Route  # noqa: PLC0415

    described = description(ADDRESS, tokens=tokens)

    async def show_description(_request: Request) -> Response:
        return _answer(described)

    async def refused(_request: Request, error: Exception) -> Response:
        fault = cast("HTTPException", error)
        return _problem(fault.status_code, str(fault.detail), dict(fault.headers or {}))

    routes = [Route(DESCRIPTION_ADDRESS, show_description, methods=["GET"])]
    for operation in OPERATIONS:
        handler = _handler(operation, library)
        routes.append(Route(f"/{operation.name}", handler, methods=["GET" if operation.in_address else "POST"]))
    return Starlette(routes=routes, exception_handlers={HTTPException: refused})


def _handler(operation: Operation, library: Queried) -> Handler:
    from starlette.concurrency import run_in_threadpool  # noqa: PLC0415

    async def handle(request: Request) -> Response:
        try:
            given = operation.read(await _given(operation, request))
            return _answer(await run_in_threadpool(operation.run, library, cast("Any", given)))
        except BadInputError as error:
            return _problem(400, str(error))
        except _WrongBodyError as error:
            return _problem(error.status, str(error))
        except BusyError as error:
            return _problem(503, str(error), {"retry-after": _RETRY})
        except OfstedQaError as error:
            return _problem(503, str(error))
        except Exception:
            _LOGGER.exception("%s failed", operation.name)
            return _problem(500, "something went wrong")

    return handle


class _WrongBodyError(Exception):
    """A body that is not read at all."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


async def _given(operation: Operation, request: Request) -> bytes:
    """The arguments as JSON: the body, or the parameters of the address."""
    if operation.in_address:
        return json_line(dict(request.query_params)).encode()
    # A form of another site's page can send no JSON without being asked first, so nothing else is read.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
        raise _WrongBodyError(415, f"the content type must be {_JSON}")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise _WrongBodyError(413, f"a request may have up to {_LARGEST:,} bytes")
    return body


def _answer(value: Result, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    from starlette.responses import Response  # noqa: PLC0415

    return Response(json_line(value).encode(), status, {"cache-control": "no-store", **(headers or {})}, _JSON)


def _problem(status: int, reason: str, headers: dict[str, str] | None = None) -> Response:
    return _answer({"error": " ".join(reason.split())}, status, headers)
