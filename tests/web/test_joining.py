from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ofsted_qa.faces.web.joining import Joining

if TYPE_CHECKING:
    from starlette.requests import Request

ADDRESS = "/gradio_api/queue/join"
RIGHT: dict[str, Any] = {"data": ["Who?", None], "fn_index": 1, "session_hash": "abc123", "trigger_id": 4}


@pytest.fixture
def client() -> TestClient:
    """A queue that gives back what reaches it."""

    async def reached(request: Request) -> Response:
        return PlainTextResponse(await request.body())

    application = Starlette(routes=[Route("/{path:path}", reached, methods=["GET", "POST"])])
    application.add_middleware(Joining, functions={1: [False, False], 2: [False, True]})
    return TestClient(application)


def test_what_the_page_sends_is_handed_on_and_other_fields_are_not(client: TestClient) -> None:
    response = client.post(ADDRESS, json=RIGHT | {"event_data": {"x": 1}, "oauth_token": "secret", "batched": True})
    assert json.loads(response.text) == RIGHT
    narrowed = RIGHT | {"data": ["é", ["Dudley", "Medway"]], "fn_index": 2}
    assert json.loads(client.post(ADDRESS, json=narrowed).text)["data"] == narrowed["data"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"fn_index": 3},
        {"fn_index": -1},
        {"fn_index": "1"},
        {"fn_index": None},
        {"session_hash": ""},
        {"session_hash": "../x"},
        {"session_hash": None},
        {"data": "Who?"},
        {"data": [{"path": "/etc/passwd"}]},
        {"data": []},
        {"data": ["Who?"]},
        {"data": ["Who?", None, None]},
        {"data": ["Who?", ["Dudley"]]},
        {"data": ["Who?", 7]},
        {"data": ["Who?", True]},
        {"data": ["Who?", None], "fn_index": 2},
        {"data": ["Who?", "Dudley"], "fn_index": 2},
        {"data": ["Who?", [["Dudley"]]], "fn_index": 2},
        {"data": ["Who?", [None]], "fn_index": 2},
    ],
)
def test_what_no_page_sends_is_refused(client: TestClient, wrong: dict[str, Any]) -> None:
    assert client.post(ADDRESS, json=RIGHT | wrong).status_code == 400


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b'{"data": [1e400, null], "fn_index": 1, "session_hash": "a"}']
)
def test_what_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post(ADDRESS, content=body).status_code == 400


def test_a_body_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.post(ADDRESS, json=RIGHT | {"data": ["x" * 70_000, None]}).status_code == 400


def test_other_addresses_are_not_looked_at(client: TestClient) -> None:
    assert client.post("/quotations", content=b"anything").text == "anything"
