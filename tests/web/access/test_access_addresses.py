"""Signing in, through the whole of what stands in front of an application."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from starlette.responses import JSONResponse, Response
from starlette.testclient import TestClient

from ofsted_qa.faces.web.access import Access, Accounts, Gate, add_sign_in

if TYPE_CHECKING:
    from starlette.requests import Request

PASSWORD = "a long password"  # noqa: S105 - of nobody
HTTPS = "https://papers.example"
HTML = {"accept": "text/html"}
PROXY = "10.0.0.9"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of two users, made once: hashing takes its time."""
    file = tmp_path_factory.mktemp("users") / "users.json"
    accounts = Accounts(file)
    accounts.add_user("ann", PASSWORD, administrator=True)
    accounts.add_user("bob", PASSWORD, administrator=False)
    return file


@pytest.fixture
def accounts(file: Path, tmp_path: Path) -> Accounts:
    return Accounts(Path(shutil.copy(file, tmp_path)))


def _client(access: Access, address: str = HTTPS, peer: str = "192.0.2.1") -> TestClient:
    """An application that says who is asking, behind the gate."""
    application = FastAPI()

    async def who(request: Request) -> Response:
        return JSONResponse([request.state.user, request.state.administrator])

    for path in ("/", "/health", "/documents", "/api/ask"):
        application.add_route(path, who, methods=["GET", "POST"])
    if access.accounts:
        add_sign_in(application, access, access.accounts)
    application.add_middleware(Gate, access=access)
    return TestClient(application, base_url=address, follow_redirects=False, client=(peer, 50_000))


def _sign_in(client: TestClient, name: str = "ann", password: str = PASSWORD, onward: str = "/") -> Any:
    return client.post("/sign-in", data={"name": name, "password": password, "onward": onward})


def test_whoever_has_not_signed_in_sees_the_form_alone(accounts: Accounts) -> None:
    client = _client(Access(accounts))
    response = client.get("/documents", headers=HTML)
    assert (response.status_code, response.headers["location"]) == (303, "/sign-in?onward=/documents")
    assert client.post("/documents", headers=HTML).status_code == 401
    assert client.get("/").status_code == 401
    assert client.get("/api/ask", headers=HTML).status_code == 401
    assert client.get("/health").status_code == 200
    page = client.get("/sign-in?onward=/documents").text
    assert 'name="onward" value="/documents"' in page
    for field in ("name", "password"):
        assert f'<label for="{field}">' in page
    assert "<script>" not in page  # none of it stands in the page, and the form works without


def test_a_user_signs_in_and_is_known_with_their_right(accounts: Accounts) -> None:
    client = _client(Access(accounts))
    response = _sign_in(client, onward="/documents")
    assert (response.status_code, response.headers["location"]) == (303, "/documents")
    assert client.get("/").json() == ["ann", True]
    assert client.get("/api/ask").json() == ["ann", True]
    other = _client(Access(accounts))
    _sign_in(other, "bob")
    assert other.get("/").json() == ["bob", False]
    assert "You are signed in as bob." in other.get("/account").text


def test_the_cookie_is_for_this_host_over_https_and_no_script_reads_it(accounts: Accounts) -> None:
    cookie = _sign_in(_client(Access(accounts))).headers["set-cookie"]
    assert cookie.startswith("__Host-ofsted-qa=")
    parts = {part.strip().lower() for part in cookie.split(";")}
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
    assert "domain" not in cookie.lower()
    plain = _sign_in(_client(Access(accounts, secure=False), "http://127.0.0.1")).headers["set-cookie"]
    assert "secure" not in plain.lower()
    assert "httponly" in plain.lower()


def test_signing_out_ends_the_session_itself(accounts: Accounts) -> None:
    client = _client(Access(accounts))
    _sign_in(client)
    kept = dict(client.cookies)
    assert client.post("/sign-out").headers["location"] == "/sign-in"
    client.cookies.update(kept)
    assert client.get("/").status_code == 401


def test_a_user_who_is_removed_is_signed_out_at_once(accounts: Accounts) -> None:
    client = _client(Access(accounts))
    _sign_in(client)
    accounts.remove_user("ann")
    assert client.get("/").status_code == 401


def test_a_wrong_name_and_a_wrong_password_look_the_same_and_wait_in_the_end(accounts: Accounts) -> None:
    client = _client(Access(accounts))
    wrong, unknown = _sign_in(client, "ann", "wrong"), _sign_in(client, "nobody", "wrong")
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.text.replace("ann", "nobody") == unknown.text
    assert "set-cookie" not in wrong.headers
    _sign_in(client, "ann", "wrong")
    response = _sign_in(client, "ann")
    assert response.status_code == 429
    assert int(response.headers["retry-after"]) > 0
    assert "wait" in response.text


@pytest.mark.parametrize("onward", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nx: y"])
def test_signing_in_leads_to_no_other_site(accounts: Accounts, onward: str) -> None:
    assert _sign_in(_client(Access(accounts)), onward=onward).headers["location"] == "/"


def test_a_name_is_shown_as_text(accounts: Accounts) -> None:
    page = _sign_in(_client(Access(accounts)), name='"><script>alert(1)</script>').text
    assert "<script>" not in page


@pytest.mark.parametrize("body", [b"x" * 20_000, b"&".join(b"a=1" for _ in range(50)), b"\xff=%ff", b""])
def test_a_form_that_is_none_signs_nobody_in(accounts: Accounts, body: bytes) -> None:
    assert _client(Access(accounts)).post("/sign-in", content=body).status_code == 403


def test_over_plain_http_the_form_says_why_it_cannot_work(accounts: Accounts) -> None:
    client = _client(Access(accounts))
    headers = {"origin": "http://papers.example"}
    response = client.post("/sign-in", data={"name": "ann", "password": PASSWORD}, headers=headers)
    assert response.status_code == 400
    assert "HTTPS" in response.text


def test_a_token_opens_the_endpoints_and_nothing_else(accounts: Accounts) -> None:
    client = _client(Access(accounts))
    headers = {"authorization": f"Bearer {accounts.add_token('reporting')}"}
    assert client.get("/api/ask", headers=headers).json() == ["token reporting", False]
    assert client.get("/documents", headers=headers).status_code == 401
    refused = client.get("/api/ask", headers={"authorization": "Bearer wrong"})
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert list(refused.json()) == ["error"]
    accounts.remove_token("reporting")
    assert client.get("/api/ask", headers=headers).status_code == 401


def test_the_proxy_alone_may_name_the_user(accounts: Accounts) -> None:
    access = Access(accounts, header="X-Remote-User", proxy=PROXY)
    named = {"x-remote-user": "ann"}
    assert _client(access, peer=PROXY).get("/", headers=named).json() == ["ann", True]
    assert _client(access, peer=PROXY).get("/", headers={"x-remote-user": "eve"}).json() == ["eve", False]
    assert _client(access, peer="10.0.0.8").get("/", headers=named).status_code == 401
    twice = [("x-remote-user", "ann"), ("x-remote-user", "bob")]
    assert _client(access, peer=PROXY).get("/", headers=twice).status_code == 401
    assert _client(Access(accounts), peer=PROXY).get("/", headers=named).status_code == 401


def test_a_proxy_needs_no_users_file() -> None:
    access = Access(header="X-Remote-User", proxy=PROXY)
    assert _client(access, peer=PROXY).get("/", headers={"x-remote-user": "eve"}).json() == ["eve", False]
    assert _client(access, peer="10.0.0.8").get("/", headers=HTML).status_code == 401


def test_the_caller_behind_the_proxy_waits_and_not_the_proxy(accounts: Accounts) -> None:
    client = _client(Access(accounts, proxy=PROXY), peer=PROXY)
    form = {"name": "nobody", "password": "wrong"}
    for number in range(4):
        form["name"] = f"nobody{number}"
        response = client.post("/sign-in", data=form, headers={"x-forwarded-for": "203.0.113.5"})
    assert response.status_code == 429
    assert client.post("/sign-in", data=form, headers={"x-forwarded-for": "203.0.113.6"}).status_code == 403


def test_without_the_users_file_nobody_is_let_in(accounts: Accounts, tmp_path: Path) -> None:
    client = _client(Access(accounts))
    _sign_in(client)
    (tmp_path / "users.json").unlink()
    assert client.get("/").status_code == 503
    assert client.get("/api/ask").json() == {"error": client.get("/").text}
