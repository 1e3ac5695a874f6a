"""The whole web face as a process that asks for a sign-in: what is open without one, and that it works with one."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from ofsted_qa.faces.web.access import Accounts

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.stack

PASSWORD = "a long password"  # noqa: S105 - of nobody
_SERVER = """
import sys
from pathlib import Path
from fake_answerer import FakeAnswerer
from ofsted_qa.faces.web import create_application, serve
from ofsted_qa.faces.web.access import Access, Accounts
access = Access(Accounts(Path(sys.argv[1])), secure=False)
application = create_application(FakeAnswerer(), access=access)
serve(application, "127.0.0.1", 0, lambda address: print(address, flush=True))
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of the chat, and the token of a program."""
    users = tmp_path_factory.mktemp("users") / "users.json"
    accounts = Accounts(users)
    accounts.add_user("ann", PASSWORD, administrator=False)
    token = accounts.add_token("reporting")
    command = [sys.executable, "-c", _SERVER, str(users)]
    process = subprocess.Popen(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True)
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


def test_whoever_has_signed_in_asks_and_is_answered(served: tuple[str, str]) -> None:
    with httpx.Client(base_url=served[0], timeout=30) as client:
        assert client.post("/sign-in", data={"name": "ann", "password": PASSWORD}).status_code == 303
        found = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.DOTALL)
        assert found is not None
        config = json.loads(found[1])
        box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
        asking = next(d for d in config["dependencies"] if [box, "submit"] in [list(t) for t in d["targets"]])
        # The question, the conversation's key, which the server holds, and nothing narrowed.
        data: list[object] = ["How is staff morale?", None, [], [], "", ""]
        assert len(data) == len(asking["inputs"])
        body = {"data": data, "fn_index": asking["id"], "session_hash": "signedin"}
        client.post("/gradio_api/queue/join", json=body).raise_for_status()
        said = ""
        with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "signedin"}) as events:
            for line in events.iter_lines():
                said += line
                if "process_completed" in line:
                    break
        assert "quotation" in said


def test_a_program_asks_with_its_token(served: tuple[str, str]) -> None:
    address, token = served
    headers = {"authorization": f"Bearer {token}"}
    answer = httpx.post(f"{address}/api/ask", json={"question": "How is morale?"}, headers=headers, timeout=30)
    assert answer.json()["status"] == "answered"
    assert httpx.get(f"{address}/documents", headers=headers, timeout=30).status_code == 401


def test_a_function_that_is_none_and_values_that_no_page_sends_are_refused(served: tuple[str, str]) -> None:
    with httpx.Client(base_url=served[0], timeout=30) as client:
        assert client.post("/sign-in", data={"name": "ann", "password": PASSWORD}).status_code == 303
        for wrong in ({"fn_index": -1}, {"fn_index": 999}, {"data": [{"path": "/etc/passwd"}]}):
            body = {"data": ["x", None], "fn_index": 0, "session_hash": "a"} | wrong
            assert client.post("/gradio_api/queue/join", json=body).status_code == 400
