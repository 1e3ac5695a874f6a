from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fake_answerer import LETTER, FakeAnswerer
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ofsted_qa.faces.web.addresses import add_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def client() -> Iterator[TestClient]:
    application = FastAPI()
    add_addresses(application, FakeAnswerer())
    with TestClient(application) as client:
        yield client


def test_health(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}


def test_pages_and_their_stylesheet(client: TestClient) -> None:
    assert client.get("/documents.css").headers["content-type"].startswith("text/css")
    assert "Staff morale" in client.get(f"/documents/{LETTER.id}").text


def test_a_passage_is_marked(client: TestClient) -> None:
    page = client.get(f"/documents/{LETTER.id}/0-8")
    assert page.status_code == 200
    assert '<mark id="cited">Findings</mark>' in page.text


@pytest.mark.parametrize(
    "rest",
    [
        "none",
        f"{LETTER.id}/8-8",
        f"{LETTER.id}/0-999999",
        f"{LETTER.id}/x",
        "none/0-8",
        f"{LETTER.id}/\u0660-\u0668",
    ],
)
def test_an_unknown_document_or_passage_is_a_plain_page(client: TestClient, rest: str) -> None:
    page = client.get(f"/documents/{rest}")
    assert page.status_code == 404
    assert "There is no such document or passage" in page.text


def test_there_is_no_picture_of_a_document_without_paper(client: TestClient) -> None:
    assert client.get(f"/documents/{LETTER.id}/pages/1.png").status_code == 404
    assert client.get("/documents/none/pages/1.png").status_code == 404


def test_the_script_and_its_type(client: TestClient) -> None:
    assert client.get("/documents.js").headers["content-type"].startswith("text/javascript")


def test_the_grades_of_documents_that_state_none(client: TestClient) -> None:
    assert "The documents state no grade" in client.get("/grades?council=Dudley").text


def test_the_accessibility_statement_names_what_fails(client: TestClient) -> None:
    page = client.get("/accessibility").text
    assert "<h2>What still fails</h2>" in page
    assert "needs JavaScript" in page
