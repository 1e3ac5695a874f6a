"""The examples of the README and of docs/library.md: what they print, and that they run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ofsted_qa.faces.cli.main import main
from starter_papers import CORPUS

pytestmark = pytest.mark.stack

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
#: A question on a line of its own, and what is shown below it as printed.
ASKED = re.compile(r'^    \$ ofsted-qa ask "(?P<question>.+)"\n(?P<printed>(?:(?:    (?!\$).*)?\n)+)', re.MULTILINE)
PROGRAMS = re.compile(r"^```python\n(.+?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("shown", list(ASKED.finditer(README)), ids=lambda shown: shown["question"])
def test_a_question_prints_what_is_shown(
    shown: re.Match[str], starter_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", shown["question"], "--index", str(starter_index)]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert shown["printed"].strip()
    assert printed.startswith(" ".join(shown["printed"].split()))


def test_there_are_examples() -> None:
    assert len(ASKED.findall(README)) > 1
    assert len(PROGRAMS.findall(README)) > 1


@pytest.mark.parametrize("page", ["README.md", "docs/library.md"])
def test_the_programs_run(page: str, starter_index: Path, tmp_path: Path) -> None:
    shutil.copytree(starter_index, tmp_path / "index")
    (tmp_path / "corpus").symlink_to(CORPUS)
    for program in PROGRAMS.findall((ROOT / page).read_text("utf-8")):
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env=os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONIOENCODING": "utf-8"},
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout
