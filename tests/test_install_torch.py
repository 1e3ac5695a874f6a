"""How torch is installed: which ways are tried, in which order, and when none is."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "install_torch.py"


@pytest.fixture
def install_torch(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    specification = importlib.util.spec_from_file_location("install_torch", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    monkeypatch.setitem(sys.modules, "install_torch", module)
    specification.loader.exec_module(module)
    return module


class Pip:
    """Stands in for `subprocess.run`: returns the exit codes given, in turn, and remembers what was asked."""

    def __init__(self, *codes: int) -> None:
        self.codes = list(codes)
        self.asked: list[str] = []

    def __call__(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        self.asked.append(" ".join(command[1:]))
        return subprocess.CompletedProcess(command, self.codes.pop(0))


def without_torch(module: ModuleType, monkeypatch: pytest.MonkeyPatch, pip: Pip) -> None:
    monkeypatch.setattr(module, "installed_version", lambda: None)
    monkeypatch.setattr(module.subprocess, "run", pip)
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    monkeypatch.setattr(module.sys, "platform", "linux")


def test_the_version_is_the_one_that_the_constraints_pin(install_torch: ModuleType) -> None:
    assert install_torch.pinned_version("# x\ntokenizers==1\ntorch==2.13.0\ntorchvision==1\n") == "2.13.0"
    with pytest.raises(ValueError, match="torch==VERSION"):
        install_torch.pinned_version("pytorch==2.13.0\ntorch>=2\n")


def test_a_build_without_cuda_is_asked_for_only_on_linux_without_an_nvidia_gpu(
    install_torch: ModuleType,
) -> None:
    def asks(*, linux: bool, nvidia: bool) -> bool:
        ways = install_torch.attempts("2.13.0", linux=linux, nvidia=nvidia)
        return any("torch==2.13.0+cpu" in way.arguments for way in ways)

    assert asks(linux=True, nvidia=False)
    assert not asks(linux=True, nvidia=True)
    assert not asks(linux=False, nvidia=False)


@pytest.mark.parametrize("linux", [True, False])
def test_the_registry_comes_last_and_says_what_it_brings(install_torch: ModuleType, *, linux: bool) -> None:
    last = install_torch.attempts("2.13.0", linux=linux, nvidia=False)[-1]
    assert last.arguments == ("torch==2.13.0",)
    assert ("gigabytes" in last.line) is linux


def test_nothing_is_installed_where_the_pinned_version_is_there(
    install_torch: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    pinned = install_torch.pinned_version(install_torch.CONSTRAINTS.read_text(encoding="utf-8"))
    pip = Pip()
    monkeypatch.setattr(install_torch.metadata, "version", lambda _: f"{pinned}+cpu")
    monkeypatch.setattr(install_torch.subprocess, "run", pip)
    assert install_torch.main() == 0
    assert not pip.asked


def test_another_version_is_replaced(install_torch: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    pip = Pip(0)
    monkeypatch.setattr(install_torch.metadata, "version", lambda _: "1.0")
    monkeypatch.setattr(install_torch.subprocess, "run", pip)
    assert install_torch.main() == 0
    assert len(pip.asked) == 1


def test_the_first_way_that_works_ends_the_search(
    install_torch: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pip = Pip(1, 0)
    without_torch(install_torch, monkeypatch, pip)
    assert install_torch.main() == 0
    assert "--no-index" in pip.asked[0]
    assert install_torch.CPU_INDEX in pip.asked[1]
    assert len(capsys.readouterr().out.splitlines()) == len(pip.asked) == 2


def test_the_exit_code_is_pips_where_no_way_works(install_torch: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    pip = Pip(1, 1, 7)
    without_torch(install_torch, monkeypatch, pip)
    assert install_torch.main() == 7
