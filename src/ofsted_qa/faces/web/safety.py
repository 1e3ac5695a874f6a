"""Safety: which addresses are answered to whom, and the headers that keep a page from reaching outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
_EVERY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104 - recognised here, not bound

#: What the chat's page asks for. Gradio answers to far more (uploads, files, a proxy): all refused.
_CHAT_ADDRESSES = frozenset(
    {"/", "/config", "/favicon.ico", "/manifest.json", "/theme.css"}
    | {"/gradio_api/queue/join", "/gradio_api/queue/data"}
)
_CHAT_FOLDERS = ("/assets/", "/static/", "/gradio_api/heartbeat/")
_OWN_ADDRESSES = ("/health", "/documents", "/quotations", "/conversations", "/grades", "/accessibility")

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


def allowed_hosts(host: str) -> list[str]:
    """The values of the Host header to answer to, so that no other site's name can be pointed here.

    A server that listens on every address has no name of its own to hold a caller to.
    """
    if host in _EVERY_ADDRESS:
        return ["*"]
    return [*_LOCAL_HOSTS, f"[{host}]" if ":" in host else host]


class Safety:
    """ASGI middleware: refuses what no page of ours asks for and what another site's page sends."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an ASGI application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        own = _is_own(scope["path"])

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = _PAGE_POLICY if own else _CHAT_POLICY
                headers = [*_HEADERS, (b"content-security-policy", policy.encode("ascii"))]
                message = {**message, "headers": [*message.get("headers", ()), *headers]}
            await send(message)

        if not own and not _is_chat(scope["path"]):
            await _refuse(send_safely, 404, b"Not found")
        elif _is_foreign(scope):
            await _refuse(send_safely, 403, b"Requests from other sites are refused")
        else:
            await self._app(scope, receive, send_safely)


def _is_own(path: str) -> bool:
    return path.startswith(_OWN_ADDRESSES)


def _is_chat(path: str) -> bool:
    return path in _CHAT_ADDRESSES or path.startswith(_CHAT_FOLDERS)


def _is_foreign(scope: Scope) -> bool:
    """Whether a browser says that the request was made by a page of another origin."""
    headers = dict(scope["headers"])
    origin: bytes | None = headers.get(b"origin")
    return origin is not None and origin.partition(b"://")[2] != headers.get(b"host")


async def _refuse(send: Send, status: int, line: bytes) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(line)).encode("ascii")),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": line})
