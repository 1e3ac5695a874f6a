from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from ofsted_qa.faces.web.safety import Names, Safety

HERE = "http://127.0.0.1:7860"


def _client(host: str = "127.0.0.1", address: str = HERE, public_name: str | None = None) -> TestClient:
    """A server that answers every address, behind the middleware."""

    async def everything(_request: object) -> PlainTextResponse:
        return PlainTextResponse("reached")

    application = Starlette(routes=[Route("/{path:path}", everything, methods=["GET", "POST"])])
    application.add_middleware(Safety, names=Names(host, public_name))
    return TestClient(application, base_url=address)


@pytest.mark.parametrize("path", ["/", "/health", "/documents/x", "/assets/a.js", "/gradio_api/queue/data"])
def test_what_the_pages_ask_for_is_answered(path: str) -> None:
    assert _client().get(path).text == "reached"


@pytest.mark.parametrize(
    "path",
    [
        "upload",
        "file=/etc/passwd",
        "proxy=http://x/",
        "call/ask",
        "info",
        "vibe-edit",
        "deep_link",
        "component_server",
    ],
)
def test_what_no_page_asks_for_is_refused(path: str) -> None:
    for response in (_client().post(f"/gradio_api/{path}"), _client().get(f"/gradio_api/{path}")):
        assert response.status_code == 404
        assert response.text == "Not found"


def test_every_answer_carries_a_policy_and_a_page_of_ours_runs_no_script_but_ours() -> None:
    for path in ("/documents", "/", "/gradio_api/upload"):
        headers = _client().get(path).headers
        assert "default-src 'none'; img-src 'self' data:; form-action 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self';" in _client().get("/documents").headers["content-security-policy"]
    assert "unsafe-eval" not in _client().get("/").headers["content-security-policy"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999"])
def test_another_sites_page_may_ask_nothing(origin: str) -> None:
    assert _client().post("/gradio_api/queue/join", headers={"origin": origin}).status_code == 403


def test_the_pages_own_requests_are_answered() -> None:
    assert _client().post("/gradio_api/queue/join", headers={"origin": HERE}).status_code == 200


def test_a_foreign_host_is_refused() -> None:
    assert _client(address="http://evil.example").get("/health").status_code == 400
    for address in (HERE, "http://localhost:7860", "http://[::1]:7860"):
        assert _client(address=address).get("/health").status_code == 200


def test_a_host_that_was_asked_for_is_answered_too() -> None:
    assert _client("papers.example", "http://papers.example").get("/health").status_code == 200
    assert _client("fd00::1", "http://[fd00::1]:7860").get("/health").status_code == 200


def test_a_server_on_every_address_answers_to_addresses_and_to_no_name_that_could_be_pointed_at_it() -> None:
    everywhere = "0.0.0.0"  # noqa: S104 - nothing is bound
    for address in ("http://192.168.1.4:7860", "http://[fd00::1]", "http://localhost"):
        assert _client(everywhere, address).get("/health").status_code == 200
    for name in ("any.example", "192.168.1.4.evil.example"):
        response = _client(everywhere, f"http://{name}").get("/health")
        assert response.status_code == 400
        assert "content-security-policy" in response.headers


def test_behind_a_proxy_the_public_name_is_answered_and_no_other() -> None:
    assert _client(address="https://papers.example", public_name="Papers.example").get("/health").status_code == 200
    assert _client(address="https://evil.example", public_name="papers.example").get("/health").status_code == 400


def test_an_address_that_only_begins_like_one_of_ours_is_refused() -> None:
    for path in ("/documentsx", "/apix", "/sign-in-elsewhere", "/healthy"):
        assert _client().get(path).status_code == 404


def test_a_web_socket_is_refused() -> None:
    with pytest.raises(WebSocketDisconnect), _client().websocket_connect("/gradio_api/queue/join"):
        pass
