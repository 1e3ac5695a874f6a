"""What `make` does, with a stand-in for Python that writes down how it was called."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.stack

PYTHON = """\
#!/bin/sh
echo "python $*" >> calls
case "$1 $2" in
  "-c "*) exit ${TOO_OLD:-0} ;;
  "-m venv")
    mkdir -p "$3/bin"
    cp "$0" "$3/bin/python"
    printf '#!/bin/sh\\necho "ofsted-qa $*" >> calls\\n%s\\n' "${READS:-}" > "$3/bin/ofsted-qa"
    chmod +x "$3/bin/ofsted-qa" ;;
  "-m pip") exit ${PIP_FAILS:-0} ;;
esac
"""


class Tree:
    """A copy of what `make` needs, with the stand-in beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("Makefile", "pyproject.toml", "constraints.txt", "scripts/install_torch.py"):
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        python = folder / "python"
        python.write_text(PYTHON, encoding="utf-8")
        python.chmod(0o755)

    def make(self, *goals: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `make` afresh: what an outer `make` handed down must not reach it."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
        command = ["make", *goals, "PYTHON=./python"]
        return subprocess.run(
            command, cwd=self.folder, env=inherited | environment, check=False, capture_output=True, text=True
        )

    def calls(self) -> list[str]:
        """What was called since the last time this was asked."""
        calls = self.folder / "calls"
        lines = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
        calls.unlink(missing_ok=True)
        return lines


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def installs(calls: list[str]) -> list[str]:
    return [call for call in calls if " install " in call]


def test_an_old_python_is_refused_in_one_line_and_nothing_is_made(tree: Tree) -> None:
    refused = tree.make("chat", TOO_OLD="1")
    own_lines = [line for line in refused.stderr.splitlines() if not line.startswith("make")]
    assert refused.returncode != 0
    assert len(own_lines) == 1
    assert "Python 3.11" in own_lines[0]
    assert not (tree.folder / ".venv").exists()


def test_chat_installs_torch_first_reads_the_corpus_and_serves(tree: Tree) -> None:
    made = tree.make("chat", READS='[ "$1" = serve ] || { mkdir -p index; touch index/current; }')
    assert made.returncode == 0, made.stderr
    calls = tree.calls()
    torch = next(place for place, call in enumerate(calls) if "install_torch" in call)
    package = next(place for place, call in enumerate(calls) if " install " in call)
    assert torch < package
    assert calls[-2:] == ["ofsted-qa ingest corpus", "ofsted-qa serve"]


def test_a_second_run_installs_and_reads_nothing(tree: Tree) -> None:
    tree.make("chat", READS='[ "$1" = serve ] || { mkdir -p index; touch index/current; }')
    tree.calls()
    assert tree.make("chat").returncode == 0
    assert tree.calls() == ["ofsted-qa serve"]


def test_without_an_index_there_is_no_chat(tree: Tree) -> None:
    assert tree.make("chat", READS="exit 1").returncode != 0
    assert "ofsted-qa serve" not in tree.calls()


def test_a_bad_paper_among_good_ones_does_not_keep_the_chat_from_starting(tree: Tree) -> None:
    reads = '[ "$1" = serve ] || { mkdir -p index; touch index/current; exit 1; }'
    assert tree.make("chat", READS=reads).returncode == 0
    assert tree.calls()[-1] == "ofsted-qa serve"


def test_an_install_that_failed_is_done_again(tree: Tree) -> None:
    goal = ".venv/.installed-dev"
    assert tree.make(goal, PIP_FAILS="1").returncode != 0
    assert not list((tree.folder / ".venv").glob(".installed*"))
    tree.calls()
    assert tree.make(goal).returncode == 0
    assert len(installs(tree.calls())) == 2
    assert tree.make(goal).returncode == 0
    assert not tree.calls()


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_requirement_installs_again(tree: Tree, name: str) -> None:
    tree.make(".venv/.installed-dev")
    tree.calls()
    stamp = (tree.folder / ".venv/.installed-dev").stat().st_mtime
    os.utime(tree.folder / name, (stamp + 10, stamp + 10))
    assert tree.make(".venv/.installed-dev").returncode == 0
    assert len(installs(tree.calls())) == 2


def test_without_a_goal_the_commands_are_listed(tree: Tree) -> None:
    listed = tree.make().stdout
    assert {"make help", "make chat", "make test"} <= {line[:9] for line in listed.splitlines()}
    assert not tree.calls()


def test_the_checks_of_a_change_are_the_ones_that_a_person_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"
