"""What is said of running it elsewhere: the files of deploy/, and backing an index up and restoring it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import typer
import yaml

from ofsted_qa.faces.cli.commands import app
from ofsted_qa.faces.web import kept
from ofsted_qa.faces.web.access.sessions import LONGEST
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import IndexLockedError, Question

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
UNIT = (ROOT / "deploy" / "ofsted-qa.service").read_text("utf-8")
DEPLOYMENT = (ROOT / "docs" / "deployment.md").read_text("utf-8")
QUESTION = Question("Who signed the Ofsted letter to Dudley?")


def test_the_container_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    lines = [line.strip() for line in DOCKERFILE.splitlines()]
    user = next(line for line in lines if line.startswith("USER"))
    assert user not in ("USER root", "USER 0")
    assert lines.index(user) < next(n for n, line in enumerate(lines) if line.startswith("CMD"))
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert "/health" in DOCKERFILE


def test_the_container_has_the_torch_without_cuda() -> None:
    steps = next(line for line in DOCKERFILE.splitlines() if line.startswith("RUN") and "pip install" in line)
    assert steps.index("scripts/install_torch.py") < steps.index("pip install"), "or pip would bring the one with CUDA"


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


def test_the_chat_keeps_its_vectors_on_the_chroma_server_beside_it() -> None:
    chat, server = COMPOSE["services"]["chat"], urlsplit(COMPOSE["services"]["chat"]["environment"]["OFSTED_QA_CHROMA"])
    assert server.hostname in chat["depends_on"]
    assert set(COMPOSE["services"][server.hostname]["networks"]) & set(chat["networks"])
    assert server.port == 8000, "where the image of Chroma listens"


def test_the_service_has_an_account_of_its_own_and_writes_in_one_folder() -> None:
    written = dict(line.split("=", 1) for line in UNIT.splitlines() if "=" in line and not line.startswith("#"))
    assert written["User"] not in ("", "root")
    assert written["ProtectSystem"] == "strict"
    folder = f"/var/lib/{written['StateDirectory']}"
    places = re.findall(r"^Environment=OFSTED_QA_(?:INDEX|CACHE|USERS)=(.*)$", UNIT, re.MULTILINE)
    assert len(places) == 3
    assert all(place.startswith(f"{folder}/") for place in (*places, f"{written['WorkingDirectory']}/"))
    assert written["IPAddressDeny"] == "any"


def test_the_page_says_of_every_way_whether_it_was_run() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", DEPLOYMENT.partition("## What was run")[2], re.MULTILINE)
    for what in ("Dockerfile", "compose.yaml", "ofsted-qa.service", "nginx", "Chroma server", "back up", "version"):
        assert [said for name, said in rows if what in name], what
    named = re.findall(r"`(tests/[\w/.]+)`", DEPLOYMENT)
    assert named
    assert all((ROOT / name).exists() for name in named)


@pytest.mark.parametrize("name", ["transparency-record.md", "data-protection.md"])
def test_the_templates_leave_the_councils_part_open_and_are_right_in_the_programs(name: str) -> None:
    written = (ROOT / "docs" / name).read_text("utf-8")
    assert "**[council" in written
    known = {command.name for command in typer.main.get_group(app).commands.values()}
    assert set(re.findall(r"`ofsted-qa ([a-z-]+)", written)) <= known
    assert set(re.findall(r"`([a-z]+_[a-z]+)(?: = true)?`", written)) <= set(Settings.model_fields)
    links = re.findall(r"\]\(([^)#]+)", written)
    assert all((ROOT / "docs" / link).exists() for link in links)


def test_the_data_protection_template_says_what_is_kept_and_for_how_long() -> None:
    written = (ROOT / "docs" / "data-protection.md").read_text("utf-8")
    defaults = Settings.model_fields
    assert defaults["log"].default is None
    assert defaults["log_questions"].default is False
    assert f"`log_days` ({defaults['log_days'].default}) days" in written
    assert (LONGEST, "sessions up to eight hours" in written) == (8 * 3600, True)
    assert f"the last {kept._MOST} conversations until the server stops" in written


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
    command = re.search(r"^    (flock .*)$", DEPLOYMENT, re.MULTILINE)
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
