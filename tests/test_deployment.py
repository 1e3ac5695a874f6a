"""What is said of running it elsewhere: the files of deploy/, and backing an index up and restoring it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import IndexLockedError, Question

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
UNIT = (ROOT / "deploy" / "ofsted-qa.service").read_text("utf-8")
QUESTION = Question("Who signed the Ofsted letter to Dudley?")


def test_the_container_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    lines = [line.strip() for line in DOCKERFILE.splitlines()]
    user = next(line for line in lines if line.startswith("USER"))
    assert user not in ("USER root", "USER 0")
    assert lines.index(user) < next(n for n, line in enumerate(lines) if line.startswith("CMD"))
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert "/health" in DOCKERFILE


def test_the_container_copies_named_files_that_are_there_and_no_paper() -> None:
    copied = [name for line in re.findall(r"^COPY (.*) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()]
    assert copied
    assert all((ROOT / name).exists() for name in copied)
    assert not [name for name in copied if name.startswith(("corpus", "index", ".")) or name == "*"]


def test_every_setting_that_is_set_there_is_one() -> None:
    known = {f"OFSTED_QA_{name.upper()}" for name in Settings.model_fields}
    for text in (DOCKERFILE, UNIT, (ROOT / "deploy" / "compose.yaml").read_text("utf-8")):
        assert set(re.findall(r"OFSTED_QA_[A-Z_]+", text)) <= known


def test_the_services_are_reached_through_the_proxy_alone() -> None:
    chat, chroma = COMPOSE["services"]["chat"], COMPOSE["services"]["chroma"]
    assert all(port.startswith("127.0.0.1:") for port in chat["ports"])
    assert "ports" not in chroma
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert chroma["networks"] == ["inside"]
    assert chat["cap_drop"] == ["ALL"]


def test_the_chroma_server_is_of_the_version_that_was_tried() -> None:
    pinned = re.search(r"^chromadb==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    assert pinned is not None
    assert COMPOSE["services"]["chroma"]["image"] == f"chromadb/chroma:{pinned[1]}"


def test_the_service_is_a_unit_that_systemd_takes(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not installed")
    unit = tmp_path / "ofsted-qa.service"
    # The program is not at its place here; everything else is as it is.
    unit.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", UNIT, flags=re.MULTILINE), "utf-8")
    done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.stack
def test_a_back_up_under_the_lock_is_whole_and_answers_the_same(starter_index: Path, tmp_path: Path) -> None:
    index, archive, restored = tmp_path / "index", tmp_path / "index.tar", tmp_path / "restored"
    shutil.copytree(starter_index, index)
    command = re.search(r"^    (flock .*)$", (ROOT / "docs" / "deployment.md").read_text("utf-8"), re.MULTILINE)
    assert command is not None, "the command is that of the documentation"
    written = command[1].replace("/var/lib/ofsted-qa", str(tmp_path)).replace("/backup/index.tar", str(archive))
    subprocess.run(written, shell=True, check=True)  # noqa: S602
    restored.mkdir()
    subprocess.run(["tar", "-xf", str(archive), "-C", str(restored)], check=True)
    before, after = (Library.open(Settings(index=folder)).ask(QUESTION) for folder in (index, restored / "index"))
    assert after.citations == before.citations
    assert before.citations


@pytest.mark.stack
def test_nobody_writes_while_it_is_backed_up(starter_index: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(starter_index, index)
    with subprocess.Popen(["flock", str(index / "lock"), "cat"], stdin=subprocess.PIPE) as held:
        try:
            while subprocess.run(["flock", "-n", str(index / "lock"), "true"], check=False).returncode == 0:
                pass
            library = Library.open(Settings(index=index))
            with pytest.raises(IndexLockedError):
                library.remove(["tameside-executive-cabinet-report-ofsted-update.txt"])
            assert library.ask(QUESTION).citations, "questions are answered meanwhile"
        finally:
            if held.stdin:
                held.stdin.close()
