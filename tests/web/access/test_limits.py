from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ofsted_qa.faces.web.access.limits import Budgets, Limits, Rate
from ofsted_qa.faces.web.access.queued import CALLER

if TYPE_CHECKING:
    from collections.abc import Iterator


def _client(peer: str = "192.0.2.1", *, counted: bool = True) -> TestClient:
    async def who(_request: object) -> PlainTextResponse:
        return PlainTextResponse(CALLER.get())

    application = Starlette(routes=[Route("/{path:path}", who, methods=["GET", "POST"])])
    application.add_middleware(Limits, proxy="127.0.0.1", counted=counted)
    return TestClient(application, client=(peer, 50_000))


def test_whoever_asks_is_known_by_address_past_the_proxy_where_nobody_signs_in() -> None:
    assert _client().get("/").text == "192.0.2.1"
    forwarded = {"x-forwarded-for": "198.51.100.1, 203.0.113.5"}
    assert _client("127.0.0.1").get("/", headers=forwarded).text == "203.0.113.5"
    assert _client().get("/", headers=forwarded).text == "192.0.2.1", "nobody else's word is taken"


def test_a_request_that_is_too_large_is_not_read() -> None:
    client = _client()
    assert client.post("/gradio_api/queue/join", content=b"x" * 70_000).status_code == 413
    assert client.post("/quotations", content=b"x" * 70_000).status_code == 200
    for path in ("/quotations", "/api/ask"):
        assert client.post(path, headers={"content-length": str(10**9)}).status_code == 413
    assert client.post("/api/ask", headers={"content-length": "9" * 5_000}).status_code == 413


def test_a_request_of_unknown_size_is_not_read() -> None:
    def parts() -> Iterator[bytes]:
        yield b"x"

    assert _client().post("/api/ask", content=parts()).status_code == 411


def test_too_many_requests_wait_and_a_program_is_told_as_json() -> None:
    client = _client()
    statuses = [client.post("/quotations").status_code for _ in range(70)]
    assert statuses[:60] == [200] * 60
    assert 429 in statuses[60:]
    refused = client.post("/api/ask")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    assert list(refused.json()) == ["error"]
    assert client.get("/documents").status_code == 200, "reading is counted apart"


def test_a_person_on_their_own_machine_is_not_counted() -> None:
    client = _client(counted=False)
    assert {client.post("/quotations").status_code for _ in range(70)} == {200}


def test_a_budget_fills_again_and_is_each_callers_own() -> None:
    now = [0.0]
    budgets = Budgets(Rate(2, 0.5), lambda: now[0])
    assert [budgets.spend("ann") for _ in range(4)] == [0, 0, 2, 2]
    assert budgets.spend("bob") == 0
    now[0] = 2.0
    assert [budgets.spend("ann") for _ in range(2)] == [0, 2]
    now[0] = 1_000.0
    assert [budgets.spend("ann") for _ in range(3)] == [0, 0, 2]


def test_what_is_remembered_of_callers_is_bounded() -> None:
    budgets = Budgets(Rate(2, 0.5), lambda: 0.0)
    for number in range(10_100):
        budgets.spend(str(number))
    assert len(budgets._left) == 10_000


@pytest.mark.parametrize("length", ["-1", "1e3", "0x10", "\u00b2"])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    assert _client().post("/x", headers=[(b"content-length", length.encode("latin-1"))]).status_code == 413
