"""A small server that speaks as an OpenAI-compatible one does, and says what a test has written for it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A step of a script that says nothing more until the test is over.
STALL = "stall"


class Script:
    """What the server says, and what it was asked.

    `steps` are pieces of text, each an event of its own, `STALL`, or bytes that are sent as they are. `ends` says
    whether the stream ends as it should; else the connection is closed in the middle.
    """

    def __init__(
        self,
        steps: Iterable[str | bytes],
        *,
        status: int = 200,
        kind: str = "text/event-stream",
        ends: bool = True,
    ) -> None:
        self.steps, self.status, self.kind, self.ends = steps, status, kind, ends
        self.asked: list[dict[str, Any]] = []
        self.over = Event()

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The address of the server while it runs."""
        script = self

        class Handler(_Handler):
            told = script

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/v1"
        finally:
            self.over.set()
            server.shutdown()
            thread.join()
            server.server_close()


class _Handler(BaseHTTPRequestHandler):
    told: Script
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.told.asked.append(json.loads(self.rfile.read(length)))
        self.send_response(self.told.status)
        self.send_header("Content-Type", self.told.kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            for step in self.told.steps:
                if self.told.over.is_set():
                    return
                if step is STALL:
                    self.told.over.wait()
                    return
                self._send(step if isinstance(step, bytes) else _event(step))
            if self.told.ends:
                self._send(_event(None) + b"data: [DONE]\n\n" if self.told.kind == "text/event-stream" else b"")
                self.wfile.write(b"0\r\n\r\n")
        except (BrokenPipeError, ConnectionResetError):
            return  # whoever asked has heard enough

    def _send(self, data: bytes) -> None:
        if data:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """Nothing: the tests look at what was asked."""


def _event(text: str | None) -> bytes:
    choice = {"index": 0, "delta": {} if text is None else {"content": text}, "finish_reason": None if text else "stop"}
    event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(event)}\n\n".encode()
