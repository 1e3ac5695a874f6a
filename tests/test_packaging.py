"""What travels in a distribution, and what the packaging files promise about it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from pathspec import GitIgnoreSpec

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
DATA = ROOT / "src" / "ofsted_qa" / "data"
NOT_PAPERS = {"README.md", "sources.toml"}

SOURCES: list[dict[str, Any]] = tomllib.loads((CORPUS / "sources.toml").read_text(encoding="utf-8"))["document"]
WITHHELD = [source for source in SOURCES if not source["redistribute"]]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = [
    Requirement(line)
    for lines in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for line in lines
]


def ignore_file(name: str) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines((ROOT / name).read_text(encoding="utf-8").splitlines())


def constraints() -> dict[str, Version]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = (line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): Version(version) for name, version in pins}


def test_every_paper_has_a_source_and_every_source_its_paper() -> None:
    papers = {path.name for path in CORPUS.iterdir()} - NOT_PAPERS
    assert {source["file"] for source in SOURCES} == papers


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source["file"])
def test_a_source_speaks_of_the_very_bytes_of_its_paper(source: dict[str, Any]) -> None:
    data = (CORPUS / source["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == source["sha256"]
    assert source["printed_date"] == "none" or source["printed_date"] in data.decode()


def test_only_a_licence_allows_redistribution() -> None:
    allowed = {source["file"] for source in SOURCES if source["redistribute"]}
    assert allowed == {source["file"] for source in SOURCES if source["licence"] != "none stated"}
    assert allowed
    assert WITHHELD


@pytest.mark.parametrize("source", WITHHELD, ids=lambda source: source["file"])
def test_a_container_image_leaves_a_withheld_paper_out(source: dict[str, Any]) -> None:
    assert ignore_file(".dockerignore").match_file(f"corpus/{source['file']}")


@pytest.mark.parametrize("name", [".gitignore", ".dockerignore"])
def test_a_built_index_stays_out_and_its_page_in(name: str) -> None:
    ignored = ignore_file(name)
    assert ignored.match_file("index/current")
    assert ignored.match_file("index/generations/1/record.json")
    assert not ignored.match_file("index/README.md")
    assert not ignored.match_file("src/ofsted_qa/index/store.py")


@pytest.mark.parametrize("path", sorted(DATA.glob("*.json")), ids=lambda path: path.name)
def test_every_data_file_has_a_source(path: Path) -> None:
    assert f"`{path.name}`" in (DATA / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_a_direct_dependency_is_bounded_on_both_sides_and_pinned_within(requirement: Requirement) -> None:
    operators = {specifier.operator for specifier in requirement.specifier}
    assert "==" in operators or (operators & {">=", ">"} and operators & {"<", "<="})
    assert requirement.specifier.contains(constraints()[canonicalize_name(requirement.name)])


def test_constraints_name_no_cuda_package_and_leave_torch_free_of_a_build() -> None:
    pins = constraints()
    assert pins["torch"].local is None
    assert not [name for name in pins if name.startswith(("cuda", "nvidia", "triton"))]


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The members of the wheel and of the source distribution: {"wheel" or "sdist": {path: bytes}}."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, check=False, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = {name: archive.read(name) for name in archive.namelist()}
    [sdist] = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as tar:
        opened = ((member.name, tar.extractfile(member)) for member in tar)
        in_sdist = {name.partition("/")[2]: file.read() for name, file in opened if file is not None}
    return {"wheel": in_wheel, "sdist": in_sdist}


@pytest.mark.stack
@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_no_withheld_paper_travels_under_any_name(distributions: dict[str, dict[str, bytes]], kind: str) -> None:
    members = distributions[kind]
    names = {Path(name).name for name in members}
    digests = {hashlib.sha256(data).hexdigest() for data in members.values()}
    assert not names & {source["file"] for source in WITHHELD}
    assert not digests & {source["sha256"] for source in WITHHELD}


@pytest.mark.stack
def test_the_wheel_holds_the_package_whole_and_nothing_else(
    distributions: dict[str, dict[str, bytes]],
) -> None:
    members = distributions["wheel"]
    package = ROOT / "src" / "ofsted_qa"
    expected = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert {name for name in members if ".dist-info/" not in name} == expected
    assert "ofsted_qa/py.typed" in members
    assert {f"ofsted_qa/data/{path.name}" for path in DATA.glob("*.json")} <= members.keys()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in members)


@pytest.mark.stack
def test_the_source_distribution_can_be_built_from_and_says_its_versions(
    distributions: dict[str, dict[str, bytes]],
) -> None:
    assert {"pyproject.toml", "README.md", "LICENSE", "constraints.txt"} <= distributions["sdist"].keys()
