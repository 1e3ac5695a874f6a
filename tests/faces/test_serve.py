from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ofsted_qa.faces.cli import serve as module
from ofsted_qa.faces.cli.main import main
from ofsted_qa.faces.web.access import Accounts
from ofsted_qa.values import IndexMismatchError, NoIndexError

if TYPE_CHECKING:
    from collections.abc import Callable

    from fake_library import FakeLibrary

ADDRESS = "http://127.0.0.1:7860"


@pytest.fixture
def served(library: FakeLibrary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """What is served: a server that answers at once and stops."""
    given: dict[str, Any] = {}
    assert library

    def create(answerer: object, *, host: str, **rest: object) -> str:
        given.update(answerer=answerer, host=host, **rest)
        return "the application"

    def serve(application: str, host: str, port: int, announce: Callable[[str], None]) -> None:
        given.update(application=application, bound=(host, port))
        announce(ADDRESS)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "create_application", create)
    monkeypatch.setattr(module, "serve_application", serve)
    return given


def test_the_address_is_announced(
    library: FakeLibrary, served: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert library
    assert main(["serve"]) == 0
    assert capsys.readouterr().out == f"The chat answers at {ADDRESS}\n"
    assert served["answerer"] is library
    assert served["bound"] == ("127.0.0.1", 7860)
    assert served["folder"] == Path("index")


def test_the_address_as_json(served: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--json", "--port", "0"]) == 0
    assert json.loads(capsys.readouterr().out) == {"address": ADDRESS}
    assert served["bound"] == ("127.0.0.1", 0)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "papers.example"])  # noqa: S104
def test_other_machines_are_let_in_only_if_that_is_meant(
    served: dict[str, Any], capsys: pytest.CaptureFixture[str], host: str
) -> None:
    assert main(["serve", "--host", host]) == 2
    assert not served
    assert "--allow-remote" in capsys.readouterr().err
    assert main(["serve", "--host", host, "--allow-remote"]) == 0
    assert served["host"] == host


def test_the_corpus_is_read_where_there_is_no_index(
    library: FakeLibrary, served: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("corpus").mkdir()
    library.is_empty = True
    library.fail()
    assert main(["serve"]) == 0
    printed = capsys.readouterr().err
    assert "There is no index in index yet: reading the papers in corpus" in printed
    assert "Failed: /papers/bad.txt: holds no text" in printed
    assert served


def test_without_index_and_corpus_the_chat_waits_for_documents(
    library: FakeLibrary,
    served: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def none() -> None:
        raise NoIndexError("there is no index in index")

    library.is_empty = True
    monkeypatch.setattr(library, "documents", none)
    assert main(["serve"]) == 0
    assert served
    assert "There is no index in index yet: add documents in the chat" in capsys.readouterr().err


def test_an_index_that_cannot_be_used_is_not_served(
    library: FakeLibrary,
    served: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def damaged() -> None:
        raise IndexMismatchError("the index was made by another version")

    monkeypatch.setattr(library, "ready", damaged)
    assert main(["serve"]) == 2
    assert not served
    assert "the index was made by another version" in capsys.readouterr().err


def test_with_a_users_file_other_machines_may_come_in(
    served: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    users = tmp_path / "users.json"
    monkeypatch.setenv("OFSTED_QA_USERS", str(users))
    assert main(["serve", "--host", "192.168.1.4"]) == 2
    assert "there is no users file" in capsys.readouterr().err
    assert not served
    Accounts(users).add_token("reporting")
    assert main(["serve", "--host", "192.168.1.4"]) == 0
    assert served["access"].accounts.tokens().keys() == {"reporting"}
    assert served["access"].secure


def test_cookies_are_for_https_alone_but_on_plain_loopback(
    served: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["serve"]) == 0
    assert served.pop("access") is None
    monkeypatch.setenv("OFSTED_QA_SIGN_IN_HEADER", "X-Remote-User")
    assert main(["serve"]) == 0
    assert not served["access"].secure
    monkeypatch.setenv("OFSTED_QA_PUBLIC_NAME", "papers.example")
    assert main(["serve"]) == 0
    assert served["access"].secure
    assert served["public_name"] == "papers.example"


def test_what_is_refused_is_refused_before_anything_heavy_is_imported() -> None:
    code = (
        "import sys; from ofsted_qa.faces.cli.main import main; code = main(['serve', '--host', '0.0.0.0']); "
        "print(code, *({'torch', 'chromadb', 'gradio', 'fastapi', 'uvicorn', 'llama_index'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2"
