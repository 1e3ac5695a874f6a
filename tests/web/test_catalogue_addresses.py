from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from fake_answerer import LETTER, FakeAnswerer
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from ofsted_qa.faces.web.adding import Adding
from ofsted_qa.faces.web.catalogue_addresses import add_catalogue_addresses, may_change_documents
from ofsted_qa.values import Document, IndexLockedError, NoIndexError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def _client(
    folder: Path,
    answerer: FakeAnswerer | None = None,
    *,
    administrator: bool | None = None,
    open_to_all: bool = True,
) -> TestClient:
    application = FastAPI()

    async def signed_in(request: Request, go_on: Any) -> Any:
        if administrator is not None:
            request.state.administrator = administrator
        return await go_on(request)

    application.middleware("http")(signed_in)
    answerer = answerer or FakeAnswerer()
    may_change = partial(may_change_documents, open_to_all=open_to_all)
    add_catalogue_addresses(application, answerer, Adding(answerer, folder), may_change)
    return TestClient(application)


def test_a_file_is_added_and_its_report_is_shown(tmp_path: Path) -> None:
    client = _client(tmp_path)
    sent = client.post("/documents", files={"files": ("new.txt", b"words")}, follow_redirects=False)
    assert sent.status_code == 303
    for _ in range(500):
        page = client.get(sent.headers["location"]).text
        if "data-watched" not in page:
            break
        time.sleep(0.01)
    assert "<h2>Added: 1</h2><ul><li>new.txt</li></ul>" in page


def test_a_form_without_a_file_is_said(tmp_path: Path) -> None:
    sent = _client(tmp_path).post("/documents", files={"files": ("", b"")})
    assert sent.status_code == 400
    assert "Choose a file first." in sent.text


def test_more_files_than_are_taken_at_once_are_refused_whole(tmp_path: Path) -> None:
    files = [("files", (f"{number}.txt", b"words")) for number in range(51)]
    sent = _client(tmp_path).post("/documents", files=files)
    assert sent.status_code == 400
    assert "Too many files" in sent.text
    assert not (tmp_path / "added").exists()


def test_a_document_is_removed_when_that_is_confirmed(tmp_path: Path) -> None:
    answerer = FakeAnswerer()
    client = _client(tmp_path, answerer, administrator=True)
    address = f"/documents/{LETTER.id}/removal"
    assert "Remove this document?" in client.get(address).text
    assert answerer.removed == []
    assert client.post(address, follow_redirects=False).headers["location"] == "/documents"
    assert answerer.removed == [LETTER.id]
    assert client.post("/documents/none/removal").status_code == 404


def test_whoever_is_no_administrator_changes_nothing(tmp_path: Path) -> None:
    answerer = FakeAnswerer()
    client = _client(tmp_path, answerer, administrator=False)
    assert client.post("/documents", files={"files": ("new.txt", b"words")}).status_code == 403
    assert client.get(f"/documents/{LETTER.id}/removal").status_code == 403
    assert client.post(f"/documents/{LETTER.id}/removal").status_code == 403
    assert answerer.removed == []
    assert not (tmp_path / "added").exists()
    assert 'type="file"' not in client.get("/documents").text


def test_without_a_sign_in_other_machines_change_nothing_unless_an_administrator_asks(tmp_path: Path) -> None:
    address = f"/documents/{LETTER.id}/removal"
    assert _client(tmp_path, open_to_all=False).post(address).status_code == 403
    signed_in = _client(tmp_path, administrator=True, open_to_all=False)
    assert signed_in.post(address, follow_redirects=False).status_code == 303


def test_an_index_that_somebody_writes_to_is_said(tmp_path: Path) -> None:
    class _Locked(FakeAnswerer):
        def remove(self, names: Sequence[str]) -> tuple[str, ...]:
            raise IndexLockedError(f"somebody writes to the index ({len(names)})")

    sent = _client(tmp_path, _Locked()).post(f"/documents/{LETTER.id}/removal")
    assert sent.status_code == 409
    assert "somebody writes to the index" in sent.text


def test_without_an_index_the_catalogue_is_empty(tmp_path: Path) -> None:
    class _Empty(FakeAnswerer):
        def documents(self) -> tuple[Document, ...]:
            raise NoIndexError("there is none")

    assert "There are no documents yet" in _client(tmp_path, _Empty()).get("/documents").text


@pytest.mark.parametrize("length", ["", "x", "9999999999999"])
def test_what_is_too_large_is_not_read(tmp_path: Path, length: str) -> None:
    sent = _client(tmp_path).post("/documents", content=b"", headers={"content-length": length})
    assert sent.status_code in {400, 413}
