"""Safety: which names and addresses are answered, and the headers that keep a page from reaching outside."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.access.refusals import refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104 - recognised here, not bound

#: What the chat's page asks for. Gradio answers to far more (uploads, files, a proxy): all refused.
_CHAT_ADDRESSES = frozenset(
    {"/", "/config", "/favicon.ico", "/manifest.json", "/theme.css"}
    | {"/gradio_api/queue/join", "/gradio_api/queue/data"}
)
_CHAT_FOLDERS = ("/assets/", "/static/", "/gradio_api/heartbeat/")
_OWN_ADDRESSES = (
    *("/health", "/documents", "/quotations", "/conversations", "/grades", "/accessibility"),
    *("/api", "/sign-in", "/sign-out", "/account"),
)

_COMMON_POLICY = "default-src 'none'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
_PAGE_POLICY = _COMMON_POLICY + "base-uri 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"
#: Gradio's page carries its configuration in inline scripts, sets styles from scripts and names its own base.
_CHAT_POLICY = _COMMON_POLICY + (
    "base-uri 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; connect-src 'self'; manifest-src 'self'"
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Names:
    """The names that the server answers to, so that no other site's name can be pointed here (DNS rebinding)."""

    def __init__(self, host: str, public_name: str | None = None) -> None:
        """`host` is what the server listens on, `public_name` what browsers call it where a proxy is in front."""
        self._names = _LOCAL_HOSTS | {host.lower()} | ({public_name.lower()} if public_name else set())
        # A server that listens on every address is called by any of them: an address, unlike a name, cannot be
        # pointed anywhere.
        self._addresses = host in _EVERY_ADDRESS
        if self._addresses:
            self._names |= {socket.gethostname().lower()}

    def admit(self, host: bytes | None) -> bool:
        """Whether a request with this Host header is meant for this server."""
        name = _without_port((host or b"").decode("latin-1")).lower()
        return name in self._names or (self._addresses and _is_address(name))


class Safety:
    """ASGI middleware: refuses what no page of ours asks for and what another site's page sends."""

    def __init__(self, app: ASGIApp, names: Names) -> None:
        """Wrap an ASGI application."""
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            # No page of ours opens a web socket.
            await send({"type": "websocket.close", "code": 1008})
            return
        path = scope["path"]
        own = _is_own(path)

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = _PAGE_POLICY if own else _CHAT_POLICY
                headers = [*_HEADERS, (b"content-security-policy", policy.encode("ascii"))]
                message = {**message, "headers": [*message.get("headers", ()), *headers]}
            await send(message)

        if not self._names.admit(dict(scope["headers"]).get(b"host")):
            await refuse(send_safely, path, 400, "This server has another name")
        elif not own and not _is_chat(path):
            await refuse(send_safely, path, 404, "Not found")
        elif _is_foreign(scope):
            await refuse(send_safely, path, 403, "Requests from other sites are refused")
        else:
            await self._app(scope, receive, send_safely)


def _is_own(path: str) -> bool:
    """Whether an address is one of ours, below one of ours, or a file of our pages ("/documents.css")."""
    return any(path.startswith(one) and path[len(one) : len(one) + 1] in ("", "/", ".") for one in _OWN_ADDRESSES)


def _is_chat(path: str) -> bool:
    return path in _CHAT_ADDRESSES or path.startswith(_CHAT_FOLDERS)


def _is_foreign(scope: Scope) -> bool:
    """Whether a browser says that the request was made by a page of another origin."""
    headers = dict(scope["headers"])
    origin: bytes | None = headers.get(b"origin")
    return origin is not None and origin.partition(b"://")[2] != headers.get(b"host")


def _without_port(host: str) -> str:
    """The name of a Host header: "[::1]:7860" is ::1."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
