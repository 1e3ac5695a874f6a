"""Serving: an application on a host and port, announced when it really answers."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from ofsted_qa.values import BadInputError, OfstedQaError

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

_HIGHEST_PORT = 65_535
_MOST_CONNECTIONS = 500  # an open chat page holds one or two
_PARTING = 2  # seconds that open pages have to close their connections when the server stops


def is_loopback(host: str) -> bool:
    """Whether a host name or address reaches this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(application: FastAPI, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve an application until the process is interrupted.

    `port` 0 takes any free port. `announce` gets the address, with the real port, when the server answers.

    Raises:
        BadInputError: the host or port cannot be used, for instance because the port is in use.
        OfstedQaError: the application does not start.
    """
    import uvicorn  # noqa: PLC0415 - not needed by the other commands

    listener = _listener(host, port)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listener.getsockname()[1]}"

    class _Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                announce(address)

    config = uvicorn.Config(
        application,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_PARTING,
        server_header=False,
        proxy_headers=False,  # whose word is taken for the caller's address is decided behind this
        limit_concurrency=_MOST_CONNECTIONS,
    )
    server = _Server(config)
    with listener, suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    if not server.started:
        raise OfstedQaError("the web chat did not start")


def _listener(host: str, port: int) -> socket.socket:
    """A socket bound to the host and port, so that a port in use is known before anything is started."""
    if not 0 <= port <= _HIGHEST_PORT:
        raise BadInputError(f"{port} is not a port: choose one from 0 to {_HIGHEST_PORT}")
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise BadInputError(f"the host {host} is not known") from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen()
    except OSError as error:
        listener.close()
        raise BadInputError(f"cannot listen on {host} port {port}: {(error.strerror or str(error)).lower()}") from error
    return listener
