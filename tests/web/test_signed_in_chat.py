"""The whole web face as a process that asks for a sign-in: what is open without one, and that it works with one."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from ofsted_qa.faces.web.access import Accounts

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.stack

PASSWORD = "a long password"  # noqa: S105 - of nobody
_SERVER = """
import os, sys
from pathlib import Path
from fake_answerer import FakeAnswerer
from ofsted_qa.faces.web import create_application, serve
from ofsted_qa.faces.web.access import Access, Accounts
from ofsted_qa.values import IndexMismatchError
class Answerer(FakeAnswerer):
    def judgements(self, authority=None):
        raise IndexMismatchError("the index is of another version")
access = Access(Accounts(Path(sys.argv[1])), secure=False)
application = create_application(Answerer(), access=access)
assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False", "no version of Gradio is to ask home when it is imported"
serve(application, "127.0.0.1", 0, lambda address: print(address, flush=True))
"""


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of what the server writes to standard error."""
    return tmp_path_factory.mktemp("server") / "errors"


@pytest.fixture(scope="module")
def served(errors: Path) -> Iterator[tuple[str, str]]:
    """The address of the chat, and the token of a program."""
    users = errors.with_name("users.json")
    accounts = Accounts(users)
    accounts.add_user("ann", PASSWORD, administrator=False)
    token = accounts.add_token("reporting")
    command = [sys.executable, "-c", _SERVER, str(users)]
    with errors.open("w") as file:
        process = subprocess.Popen(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE, stderr=file, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), token
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        process.stdout.close()


def test_without_a_sign_in_the_form_and_the_health_are_all_there_is(served: tuple[str, str]) -> None:
    with httpx.Client(base_url=served[0], timeout=30) as client:
        page = client.get("/", headers={"accept": "text/html"})
        assert (page.status_code, page.headers["location"]) == (303, "/sign-in?onward=/")
        assert client.get("/sign-in").status_code == 200
        assert client.get("/documents.css").status_code == 200
        assert client.get("/health").json() == {"status": "ok"}
        for path in ("/config", "/gradio_api/queue/data?session_hash=a", "/documents", "/assets/x.js", "/theme.css"):
            assert client.get(path).status_code == 401, path
        for path in ("/gradio_api/queue/join", "/quotations", "/sign-out"):
            assert client.post(path, json={}).status_code == 401, path
        assert client.post("/gradio_api/upload", files={"files": ("a.txt", b"words")}).status_code == 404
        assert client.post("/api/ask", json={"question": "Who?"}).status_code == 401
        assert "content-security-policy" in client.get("/documents").headers


@pytest.fixture
def signed_in(served: tuple[str, str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served[0], timeout=30) as client:
        assert client.post("/sign-in", data={"name": "ann", "password": PASSWORD}).status_code == 303
        yield client


def _asking(client: httpx.Client) -> dict[str, Any]:
    """What a page sends when a question is submitted: the question, and the key of the conversation, then filters."""
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.DOTALL)
    assert found is not None
    config = json.loads(found[1])
    box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
    asking = next(d for d in config["dependencies"] if [box, "submit"] in [list(t) for t in d["targets"]])
    data: list[object] = ["How is staff morale?", None, [], [], "", ""]
    assert len(data) == len(asking["inputs"])
    return {"data": data, "fn_index": asking["id"]}


def _answer(client: httpx.Client, body: dict[str, Any], session: str) -> str:
    """All that the chat says after it has been sent something."""
    client.post("/gradio_api/queue/join", json=body | {"session_hash": session}).raise_for_status()
    said = ""
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
        for line in events.iter_lines():
            said += line
            if "process_completed" in line:
                break
    return said


def test_whoever_has_signed_in_asks_and_is_answered(signed_in: httpx.Client) -> None:
    assert "quotation" in _answer(signed_in, _asking(signed_in), "signedin")


def test_a_page_from_before_a_restart_may_still_narrow(signed_in: httpx.Client) -> None:
    asking = _asking(signed_in)
    asking["data"][2:4] = ["Dudley"], ["minutes"]  # no page was loaded under this name, so no choices were offered
    assert "quotation" in _answer(signed_in, asking, "restarted")


def test_a_program_asks_with_its_token(served: tuple[str, str]) -> None:
    address, token = served
    headers = {"authorization": f"Bearer {token}"}
    answer = httpx.post(f"{address}/api/ask", json={"question": "How is morale?"}, headers=headers, timeout=30)
    assert answer.json()["status"] == "answered"
    assert httpx.get(f"{address}/documents", headers=headers, timeout=30).status_code == 401


def test_what_no_page_sends_is_refused_and_leaves_no_word_of_it_in_the_log(
    signed_in: httpx.Client, errors: Path
) -> None:
    asking = _asking(signed_in) | {"session_hash": "a"}
    numbers = range(-1, 12)
    wrong: list[dict[str, Any]] = [{"fn_index": number, "data": ["a child called Sam"]} for number in numbers]
    wrong += [
        {"data": asking["data"][:2] + [value] * 4} for value in (None, 7, "Sam", ["Sam"], {"path": "/etc/passwd"})
    ]
    refused = [signed_in.post("/gradio_api/queue/join", json=asking | one).status_code for one in wrong]
    assert refused.count(200) == 1, "the one that stops a conversation takes its key alone"
    assert set(refused) == {200, 400}
    assert errors.read_text("utf-8") == ""


def test_a_request_that_is_too_large_is_not_read(signed_in: httpx.Client) -> None:
    assert signed_in.post("/gradio_api/queue/join", content=b"x" * 70_000).status_code == 413


def test_an_index_that_cannot_be_used_any_more_is_said(signed_in: httpx.Client) -> None:
    response = signed_in.get("/grades")
    assert response.status_code == 503
    assert "the index is of another version" in response.text
