from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ofsted_qa import models
from ofsted_qa.faces.cli import status as command
from ofsted_qa.faces.cli.main import main
from ofsted_qa.index import Condition, Manifest, State
from ofsted_qa.index.condition import Sizes
from ofsted_qa.values import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable

MANIFEST = Manifest("0.0.9", "all-MiniLM-L6-v2", 384, "2026-11-21T10:00:00+00:00", 5, 1212, ())
READY = Condition(
    State.READY, None, "20261121T100000-00000000", MANIFEST, Sizes(2048, 5 * 1024**2, 1024, 512, 6 * 1024**2), None
)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Condition], None]:
    """Sets the condition that the command finds; nothing else is set."""
    monkeypatch.chdir(tmp_path)
    for name in ("LOG", "EMBEDDER", "INDEX", "CHROMA"):
        monkeypatch.delenv(f"OFSTED_QA_{name}", raising=False)

    def set_condition(condition: Condition) -> None:
        monkeypatch.setattr(command, "condition", lambda _folder, _server: condition)

    return set_condition


def _json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    stated: dict[str, Any] = json.loads(capsys.readouterr().out)
    return stated


def test_an_index_that_can_be_used(found: Callable[[Condition], None], capsys: pytest.CaptureFixture[str]) -> None:
    found(READY)
    assert main(["status"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = printed.out.splitlines()
    assert "State: ready" in lines
    assert "Holds: 5 documents, 1,212 passages" in lines
    assert "On disk: record 2 KiB, vectors 5.0 MiB, keyword 1 KiB, vocabulary 0 KiB, total 6.0 MiB" in lines
    assert "Writer: none; the lock is free" in lines
    assert "Log: off" in lines


def test_the_json_names_versions_and_place(
    found: Callable[[Condition], None], capsys: pytest.CaptureFixture[str]
) -> None:
    found(READY)
    assert main(["status", "--json", "--index", "somewhere"]) == 0
    stated = _json(capsys)
    assert all(stated["packages"].values())
    assert stated["index"]["path"] == str(Path.cwd() / "somewhere")
    assert (stated["index"]["state"], stated["index"]["made_by"]) == ("ready", "0.0.9")
    assert stated["index"]["bytes"]["vectors"] == 5 * 1024**2
    assert stated["settings"] == {
        "embedder": "all-MiniLM-L6-v2",
        "fault": None,
        "fits_index": True,
        "chroma": None,
        "log": None,
    }


def test_a_package_that_is_missing_is_no_fault(
    found: Callable[[Condition], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found(READY)
    monkeypatch.setattr(command, "_PACKAGES", ("no-such-package",))
    assert main(["status"]) == 0
    assert "With: no-such-package not installed" in capsys.readouterr().out


def test_no_index_is_no_error(found: Callable[[Condition], None], capsys: pytest.CaptureFixture[str]) -> None:
    found(Condition(State.MISSING, None, None, None, Sizes(), None))
    assert main(["status"]) == 0
    printed = capsys.readouterr().out
    assert "State: there is no index yet" in printed
    assert "Holds" not in printed
    assert main(["status", "--json"]) == 0
    assert _json(capsys)["settings"]["fits_index"] is None


def test_damage_is_exit_code_2_with_its_reason(
    found: Callable[[Condition], None], capsys: pytest.CaptureFixture[str]
) -> None:
    found(Condition(State.DAMAGED, "x.json is damaged", None, None, Sizes(), "process 7 on host"))
    assert main(["status"]) == 2
    printed = capsys.readouterr()
    assert printed.err == "ofsted-qa: the index is damaged: x.json is damaged\n"
    assert "State: damaged" in printed.out
    assert "Writer: process 7 on host" in printed.out
    assert main(["status", "--json"]) == 2
    assert _json(capsys)["index"]["reason"] == "x.json is damaged"


def test_another_embedder_in_the_settings_is_said(
    found: Callable[[Condition], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found(READY)
    monkeypatch.setenv("OFSTED_QA_EMBEDDER", "another")
    assert main(["status"]) == 0
    assert "questions are refused" in capsys.readouterr().out


def test_a_model_that_cannot_be_read_is_said(
    found: Callable[[Condition], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found(READY)

    def refuse(_settings: object) -> None:
        raise ModelError("its files cannot be read")

    monkeypatch.setattr(models, "question_embedder", refuse)
    assert main(["status"]) == 0
    assert "(its files cannot be read)" in capsys.readouterr().out
