"""Callers: the address and the way that a request comes, seen past a reverse proxy that is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

_UNKNOWN = "unknown"


def values(scope: Scope, name: str) -> list[str]:
    """Every value of a header, in the order of the request."""
    wanted = name.lower().encode("latin-1", "replace")
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == wanted]


def peer(scope: Scope) -> str:
    """The address at the other end of the connection."""
    return str(scope["client"][0]) if scope.get("client") else _UNKNOWN


def address(scope: Scope, proxy: str) -> str:
    """The caller's address: what the proxy names last, where the connection is the proxy's."""
    near = peer(scope)
    if near != proxy:
        return near
    named = ",".join(values(scope, "x-forwarded-for")).rpartition(",")[2].strip()
    return named[:100] or near


def scheme(scope: Scope, proxy: str) -> str:
    """How the caller reached this site: "https" where the proxy says so, otherwise as the connection itself came."""
    if peer(scope) == proxy and values(scope, "x-forwarded-proto") == ["https"]:
        return "https"
    return str(scope["scheme"])
