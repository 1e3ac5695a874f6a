from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from fake_queried import FakeQueried
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ofsted_qa.faces.api import ADDRESS, create_api
from ofsted_qa.faces.web.access import Access, Accounts, Gate
from ofsted_qa.values import BadInputError, BusyError, NoIndexError

if TYPE_CHECKING:
    from pathlib import Path

    from schemathesis import Case
    from schemathesis.schemas import BaseSchema


def _mounted(api: Starlette) -> Starlette:
    application = Starlette()
    application.mount(ADDRESS, api)
    return application


def _client(library: FakeQueried) -> TestClient:
    return TestClient(_mounted(create_api(library)))


def test_a_program_asks_and_has_the_answer_as_json() -> None:
    response = _client(FakeQueried()).post("/api/ask", json={"question": "Who signed it?"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    assert response.json()["citations"][0]["quote"] == "Jenny Turnross"


def test_the_catalogue_and_the_judgements_stand_at_addresses() -> None:
    client = _client(FakeQueried())
    assert [one["document"] for one in client.get("/api/documents").json()] == ["letter.txt", "paper.txt"]
    assert len(client.get("/api/judgements", params={"authority": "Dudley"}).json()) == 1
    assert client.get("/api/judgements", params={"authority": "Atlantis"}).status_code == 400
    assert client.get("/api/documents", params={"unknown": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadInputError("two\nlines"), 400),
        (NoIndexError("there is no index"), 503),
        (BusyError("too many"), 503),
        (ValueError("secret words of a question"), 500),
    ],
)
def test_what_goes_wrong_is_one_line(error: Exception, status: int) -> None:
    response = _client(FakeQueried(error)).post("/api/ask", json={"question": "Who?"})
    assert response.status_code == status
    assert list(response.json()) == ["error"]
    assert "\n" not in response.json()["error"]
    assert "secret" not in response.text
    assert ("retry-after" in response.headers) == isinstance(error, BusyError)


def test_only_json_of_a_bounded_size_is_read() -> None:
    client = _client(FakeQueried())
    body = json.dumps({"question": "Who?"})
    form = {"content-type": "text/plain"}
    assert client.post("/api/ask", content=body, headers=form).status_code == 415
    with_charset = {"content-type": "application/json; charset=utf-8"}
    assert client.post("/api/ask", content=body, headers=with_charset).status_code == 200
    large = json.dumps({"question": "x" * 300_000})
    assert client.post("/api/ask", content=large, headers=with_charset).status_code == 413


def test_an_address_or_method_that_is_none_is_refused_as_json() -> None:
    client = _client(FakeQueried())
    assert client.get("/api/nothing").json() == {"error": "Not Found"}
    response = client.get("/api/ask")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


def test_the_description_names_every_operation_and_asks_for_a_token_only_where_one_is_needed() -> None:
    described: dict[str, Any] = _client(FakeQueried()).get("/api/openapi.json").json()
    assert set(described["paths"]) == {"/documents", "/judgements", "/ask", "/passages", "/check-quote"}
    assert described["security"] == []
    guarded = TestClient(_mounted(create_api(FakeQueried(), tokens=True)))
    assert guarded.get("/api/openapi.json").json()["security"] == [{"token": []}]


@pytest.fixture(scope="module")
def described(starter_index: Path) -> BaseSchema:
    """The endpoints over the real library and the starter papers, by their own description."""
    import schemathesis

    from ofsted_qa.library import Library
    from ofsted_qa.settings import Settings

    application = _mounted(create_api(Library.open(Settings(index=starter_index))))
    loaded: BaseSchema = schemathesis.openapi.from_asgi(f"{ADDRESS}/openapi.json", application)
    return loaded


@pytest.mark.stack
@pytest.mark.parametrize("path", ["/documents", "/judgements", "/ask", "/passages", "/check-quote"])
def test_a_fuzzer_of_the_description_finds_no_fault(described: BaseSchema, path: str) -> None:
    import hypothesis
    from schemathesis.checks import CHECKS, load_all_checks

    load_all_checks()
    # That a question holds no words, or that a council is none, can be said in no schema: such are refused too.
    excluded: Any = CHECKS.get_by_names(["positive_data_acceptance"])
    operation = next(iter(described[path].values()))

    @hypothesis.given(case=operation.as_strategy())
    @hypothesis.settings(max_examples=40, deadline=None, database=None)
    def fuzz(case: Case[Any]) -> None:
        case.call_and_validate(excluded_checks=excluded)

    fuzz()


@pytest.mark.stack
@pytest.mark.parametrize("path", ["/documents", "/ask"])
def test_with_a_sign_in_the_fuzzer_finds_no_way_past_the_token(tmp_path: Path, path: str) -> None:
    import hypothesis
    import schemathesis
    from fastapi import FastAPI
    from schemathesis.checks import CHECKS, load_all_checks

    load_all_checks()
    excluded: Any = CHECKS.get_by_names(["positive_data_acceptance"])
    accounts = Accounts(tmp_path / "users.json")
    headers = {"Authorization": f"Bearer {accounts.add_token('fuzzer')}"}
    application = FastAPI()
    application.mount(ADDRESS, create_api(FakeQueried(), tokens=True))
    application.add_middleware(Gate, access=Access(accounts))
    loaded = schemathesis.openapi.from_asgi(f"{ADDRESS}/openapi.json", application, headers=headers)
    operation: Any = next(iter(loaded[path].values()))

    @hypothesis.given(case=operation.as_strategy())
    @hypothesis.settings(max_examples=20, deadline=None, database=None)
    def fuzz(case: Case[Any]) -> None:
        case.call_and_validate(headers=headers, excluded_checks=excluded)

    fuzz()
