"""Install the pinned torch, without the CUDA packages where no NVIDIA GPU could use them."""  # noqa: INP001

# The registry's torch for Linux depends on several gigabytes of CUDA packages. So torch goes in first, and
# the package that needs it then finds it there. Run this with the Python of the environment to install into,
# before `pip install`; it needs nothing but the standard library and pip.

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

CONSTRAINTS = Path(__file__).resolve().parent.parent / "constraints.txt"

#: PyTorch's documented index of builds without CUDA (https://pytorch.org/get-started/locally/).
CPU_INDEX = "https://download.pytorch.org/whl/cpu"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to get torch: what to tell the user, and the arguments of `pip install`."""

    line: str
    arguments: tuple[str, ...]


def pinned_version(constraints: str) -> str:
    """The version of torch in the text of a constraints file.

    Raises:
        ValueError: the text has no line `torch==VERSION`.
    """
    found = re.search(r"^torch==(\S+)$", constraints, flags=re.MULTILINE)
    if found is None:
        raise ValueError("the constraints have no line torch==VERSION")
    return found.group(1)


def installed_version() -> str | None:
    """The version of torch in this environment without its local label ("+cpu"), or None."""
    try:
        return metadata.version("torch").partition("+")[0]
    except metadata.PackageNotFoundError:
        return None


def attempts(version: str, *, linux: bool, nvidia: bool) -> list[Attempt]:
    """The ways to get torch of a version, best first; the last is the registry.

    None of them installs torch's own dependencies: those come with the package that needs torch. A wheel
    from PyTorch's index is asked for with its label "+cpu", so that no other configured index can step in
    with the large build when that index cannot be reached.
    """
    ways = [Attempt("trying a wheel that pip's own find-links offer", ("--no-index", f"torch=={version}"))]
    if linux and not nvidia:
        arguments = ("--index-url", CPU_INDEX, "--timeout", "15", "--retries", "1", f"torch=={version}+cpu")
        ways.append(Attempt("no NVIDIA GPU found: trying the CPU build from PyTorch's own index", arguments))
    brings = "; on Linux this brings several gigabytes of CUDA packages" if linux else ""
    ways.append(Attempt(f"installing the package registry's build{brings}", (f"torch=={version}",)))
    return ways


def main() -> int:
    """Install torch unless its pinned version is there; return the exit code of the last pip that ran."""
    version = pinned_version(CONSTRAINTS.read_text(encoding="utf-8"))
    if installed_version() == version:
        print(f"torch {version}: already installed")  # noqa: T201
        return 0
    ways = attempts(version, linux=sys.platform == "linux", nvidia=shutil.which("nvidia-smi") is not None)
    code = 1
    for way in ways:
        print(f"torch {version}: {way.line}", flush=True)  # noqa: T201
        # Why an attempt failed matters to nobody while there is another way to go.
        silence = None if way is ways[-1] else subprocess.DEVNULL
        command = [sys.executable, "-m", "pip", "install", "--no-deps", *way.arguments]
        code = subprocess.run(command, check=False, stderr=silence).returncode  # noqa: S603
        if code == 0:
            break
    return code


if __name__ == "__main__":
    sys.exit(main())
