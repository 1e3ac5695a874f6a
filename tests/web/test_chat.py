"""The whole web face as a process: the real Gradio page answers, and what it offers beside is refused."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.stack

_SERVER = """
from fake_answerer import FakeAnswerer
from ofsted_qa.faces.web import create_application, serve
application = create_application(FakeAnswerer())
serve(application, "127.0.0.1", 0, lambda address: print(address, flush=True))
"""


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    # A process of its own: Gradio leaves sockets open, which would count as warnings of the tests here.
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER], cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
        with httpx.Client(base_url=address, timeout=30) as client:
            yield client
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=20)
        process.stdout.close()
    assert code == 0, "an interrupt is the ordinary end"


def _config(client: httpx.Client) -> dict[str, Any]:
    page = client.get("/")
    assert page.status_code == 200
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", page.text, re.DOTALL)
    assert found is not None
    config: dict[str, Any] = json.loads(found[1])
    return config


def _ask(client: httpx.Client, text: str, session: str) -> list[dict[str, Any]]:
    """Ask as the page does: join the queue, then read events until the answer stands; gives the messages."""
    config = _config(client)
    box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
    asking = next(d for d in config["dependencies"] if [box, "submit"] in [list(t) for t in d["targets"]])
    body = {"data": [text, None, [], [], "", ""], "fn_index": asking["id"], "session_hash": session}
    client.post("/gradio_api/queue/join", json=body).raise_for_status()
    messages: list[dict[str, Any]] = []
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
        for line in events.iter_lines():
            event = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
            if event.get("msg") == "process_generating" and isinstance(event["output"]["data"][1], list):
                messages = _applied(messages, event["output"]["data"][1])
            if event.get("msg") == "process_completed":
                assert event["success"]
                break
    return messages


def _applied(messages: list[dict[str, Any]], update: list[Any]) -> list[dict[str, Any]]:
    """Messages after an update: the whole of them, or the differences to those before."""
    if update and isinstance(update[0], dict):
        return update
    for action, path, value in update:
        place: Any = messages
        for step in path[:-1]:
            place = place[step]
        if action == "append":
            place[path[-1]] += value
        elif action == "replace":
            place[path[-1]] = value
        elif action == "add":
            place.insert(path[-1], value)
        else:
            raise AssertionError(action)
    return messages


def test_the_page_asks_nothing_of_other_sites(client: httpx.Client) -> None:
    page = client.get("/").text
    assert "fonts.googleapis" not in page
    assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?//(?!127\.0\.0\.1)', page)
    assert _config(client)["analytics_enabled"] is False


def test_an_answer_comes_back_with_its_link_and_the_link_leads_to_the_words(client: httpx.Client) -> None:
    question, _, answer = _ask(client, "How is **staff** morale?", "one")
    assert "**" in unescape(str(question["content"]))
    assert "**" not in str(question["content"])
    found = re.search(r'href=\\?"(/documents/[0-9a-f]+/\d+-\d+)#cited', json.dumps(answer["content"]))
    assert found is not None
    assert '<mark id="cited">Staff morale is good &amp; rising.</mark>' in client.get(found[1]).text


def test_what_gradio_offers_beside_the_chat_is_refused(client: httpx.Client) -> None:
    files = {"files": ("a.txt", b"words")}
    assert client.post("/gradio_api/upload", files=files).status_code == 404
    for path in (
        "/gradio_api/info",
        "/gradio_api/mcp/",
        "/gradio_api/file=/etc/hostname",
        "/docs",
        "/openapi.json",
    ):
        assert client.get(path).status_code == 404
    assert all(d["api_visibility"] != "public" for d in _config(client)["dependencies"])


def test_a_foreign_host_or_origin_is_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert client.post("/gradio_api/queue/join", json={}, headers={"origin": "https://evil.example"}).status_code == 403
