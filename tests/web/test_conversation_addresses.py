from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from fake_answerer import answered
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ofsted_qa.evaluation import drafts
from ofsted_qa.faces.web.conversation import Exchange
from ofsted_qa.faces.web.conversation_addresses import add_conversation_addresses
from ofsted_qa.faces.web.feedback import Feedback
from ofsted_qa.faces.web.kept import Conversations

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def conversations() -> Conversations:
    return Conversations()


@pytest.fixture
def client(conversations: Conversations, tmp_path: Path) -> TestClient:
    application = FastAPI()
    add_conversation_addresses(application, conversations, Feedback(tmp_path))
    return TestClient(application)


@pytest.fixture
def key(conversations: Conversations) -> str:
    key = conversations.ask("", Exchange("Earlier?", line="Stopped."))
    return conversations.ask(key, Exchange("How is morale?", answer=answered()))


def test_a_conversation_is_had_as_markdown_and_as_word(client: TestClient, key: str) -> None:
    written = client.get(f"/conversations/{key}.md")
    assert written.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "How is morale" in written.text
    assert "http://testserver/documents/aa" in written.text
    word = client.get(f"/conversations/{key}.docx")
    assert word.content.startswith(b"PK")
    assert word.headers["content-disposition"].endswith('.docx"')


def test_what_is_not_known_is_a_plain_page(client: TestClient, key: str) -> None:
    for address in ("none.md", "none/0", f"{key}.exe", f"{key}/7", f"{key}/0", f"{key}/-1"):
        assert client.get(f"/conversations/{address}").status_code == 404
    assert client.post(f"/conversations/{key}/7", data={"helped": "yes"}).status_code == 404


def test_feedback_is_kept_with_question_answer_and_citations_when_it_is_sent(
    client: TestClient, key: str, tmp_path: Path
) -> None:
    page = client.get(f"/conversations/{key}/1").text
    assert "Monitoring visit &lt;of&gt; Dudley" in page
    kept = tmp_path / "feedback.jsonl"
    assert not kept.exists(), "looking keeps nothing"
    sent = client.post(f"/conversations/{key}/1", data={"helped": "no", "comment": "  It is £8.6m.  "})
    assert "Thank you" in sent.text
    line = json.loads(kept.read_text("utf-8"))
    assert (line["helped"], line["comment"], line["history"]) == (False, "It is £8.6m.", ["Earlier?"])
    assert line["answer"]["question"] == answered().question
    assert len(line["answer"]["citations"]) == 2
    assert "It is £8.6m." in drafts(kept), "what was kept can be drafted from"


def test_feedback_that_says_nothing_or_too_much_is_not_kept(client: TestClient, key: str, tmp_path: Path) -> None:
    address = f"/conversations/{key}/1"
    assert "say whether the answer is right" in client.post(address, data={"comment": "x"}).text
    assert client.post(address, data={"helped": "yes", "comment": "x" * 70_000}).status_code == 413
    assert not (tmp_path / "feedback.jsonl").exists()


def test_feedback_that_cannot_be_written_is_said(conversations: Conversations, key: str, tmp_path: Path) -> None:
    application = FastAPI()
    add_conversation_addresses(application, conversations, Feedback(tmp_path / "none"))
    sent = TestClient(application).post(f"/conversations/{key}/1", data={"helped": "yes"})
    assert sent.status_code == 500
    assert "cannot be written" in sent.text
