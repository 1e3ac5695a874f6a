from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ofsted_qa.faces.api import application as api
from ofsted_qa.faces.api import requests
from ofsted_qa.faces.web import catalogue_addresses as adding
from ofsted_qa.faces.web import serving
from ofsted_qa.faces.web.access import limits, queued, turns
from ofsted_qa.faces.web.access.limits import Budgets, Limits, Rate
from ofsted_qa.faces.web.access.queued import CALLER
from ofsted_qa.faces.web.conversation import LONGEST_QUESTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

ROOT = Path(__file__).resolve().parents[3]


def _client(peer: str = "192.0.2.1", *, counted: bool = True) -> TestClient:
    async def who(_request: object) -> PlainTextResponse:
        return PlainTextResponse(CALLER.get())

    async def where(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(request.base_url))

    routes = [Route("/where", where), Route("/{path:path}", who, methods=["GET", "POST"])]
    application = Starlette(routes=routes)
    application.add_middleware(Limits, proxy="127.0.0.1", counted=counted)
    return TestClient(application, client=(peer, 50_000))


def test_whoever_asks_is_known_by_address_past_the_proxy_where_nobody_signs_in() -> None:
    assert _client().get("/").text == "192.0.2.1"
    forwarded = {"x-forwarded-for": "198.51.100.1, 203.0.113.5"}
    assert _client("127.0.0.1").get("/", headers=forwarded).text == "203.0.113.5"
    assert _client().get("/", headers=forwarded).text == "192.0.2.1", "nobody else's word is taken"


def test_a_site_behind_a_proxy_has_the_address_that_the_proxy_says_and_nobody_else() -> None:
    forwarded = {"x-forwarded-proto": "https"}
    assert _client("127.0.0.1").get("/where", headers=forwarded).text == "https://testserver/"
    assert _client("127.0.0.1").get("/where").text == "http://testserver/"
    assert _client().get("/where", headers=forwarded).text == "http://testserver/"


def test_a_request_that_is_too_large_is_not_read() -> None:
    client = _client()
    assert client.post("/gradio_api/queue/join", content=b"x" * 70_000).status_code == 413
    assert client.post("/quotations", content=b"x" * 70_000).status_code == 200
    for path in ("/quotations", "/api/ask"):
        assert client.post(path, headers={"content-length": str(10**9)}).status_code == 413
    assert client.post("/api/ask", headers={"content-length": "9" * 5_000}).status_code == 413


def test_files_to_be_added_may_be_larger_than_anything_else() -> None:
    def posted(path: str, megabytes: int) -> int:
        return _client().post(path, headers={"content-length": str(megabytes * 1024 * 1024)}).status_code

    assert (posted("/documents", 513), posted("/documents", 515)) == (200, 413)
    assert (posted("/documents/aa/removal", 65), posted("/documents/aa/removal", 67)) == (200, 413)


def test_the_documentation_names_the_limits_that_are_held() -> None:
    written = (ROOT / "docs" / "security.md").read_text("utf-8")
    asking, reading = limits.ASKING, limits.READING
    assert (asking.a_second, reading.a_second) == (1, 10)
    for words in (
        f"| {requests.CheckQuoteRequest.model_fields['quote'].metadata[0].max_length:,}; 2,000,000 characters |",
        f"| {LONGEST_QUESTION:,} characters; through `/api` 20 earlier questions |",
        (
            f"| {limits._QUESTION // 1024} KB; {api._LARGEST // 1024} KB; {limits._FILE // 1024**2} MB and one file; "
            f"{adding._LARGEST // 1024**2} MB and {adding._MOST_FILES} files"
        ),
        (
            f"| {asking.at_once} that ask, check or change something, then one a second; "
            f"{reading.at_once} that read, then ten a second."
        ),
        f"| {turns._MOST_WAITING} in all, {turns._MOST_OF_ONE} of one user;",
        f"| {turns.LONGEST_WAIT:.0f} seconds of waiting, {turns.LONGEST_ANSWER:.0f} for an answer",
        f", {queued._LONG:.0f} for checking a text or a file;",
        f"| connections | {serving._MOST_CONNECTIONS} |",
    ):
        assert words in written
    assert f"client_max_body_size {limits._FILES // 1024**2}m;" in (ROOT / "docs" / "deployment.md").read_text("utf-8")


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
