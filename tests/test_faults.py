"""What happens when a process is killed, a disk is full, an index is damaged, or two want to write."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fakes import HashEmbedder
from ofsted_qa import models
from ofsted_qa.faces.cli.main import main
from ofsted_qa.index import IndexStore
from ofsted_qa.index.codec import FORMAT
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import Question

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.stack

HERE = Path(__file__).parent
FAKE_PROGRAM = str(HERE / "fake_program.py")
ENVIRONMENT = os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONPATH": str(HERE.parent / "src")}
LETTER = "Ofsted\n\n14 May 2019\n\nMonitoring visit of Medway Council\n\nCaseloads in Medway are now manageable.\n"
MINUTES = "Minutes of Dudley Council\n\n3 June 2019\n\nThe council recruited twelve social workers in Dudley.\n"
QUESTION = "How many social workers did Dudley recruit?"


class Place:
    """A folder with papers and their index, and the program run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        (folder / "papers").mkdir()
        (folder / "other").mkdir()
        (folder / "papers" / "letter.txt").write_text(LETTER)
        (folder / "other" / "minutes.txt").write_text(MINUTES)

    def run(self, *arguments: str) -> tuple[int, str, list[str]]:
        """The exit code, what stands on standard output, and the lines of standard error but for progress."""
        code = main([*arguments])
        out, error = self._capsys.readouterr()
        lines = [line for line in error.splitlines() if not line.startswith(("reading ", "embedding "))]
        return code, out, lines

    def names(self) -> list[str]:
        _, out, _ = self.run("documents", "--json")
        return sorted(one["document"] for one in json.loads(out))

    def answer(self) -> dict[str, Any]:
        code, out, error = self.run("ask", QUESTION, "--json")
        assert (code, error) == (0, [])
        return {**json.loads(out), "seconds": None}

    def file(self, pattern: str) -> Path:
        return next(iter(sorted((self.folder / "index").rglob(pattern))))

    def generations(self) -> list[str]:
        return [path.name for path in (self.folder / "index" / "generations").iterdir()]

    def process(self, *arguments: str, prefix: tuple[str, ...] = ()) -> tuple[int, list[str]]:
        """Run in a process of its own: the exit code and the lines of standard error but for progress."""
        done = subprocess.run(
            [*prefix, sys.executable, FAKE_PROGRAM, *arguments],
            cwd=self.folder,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = done.stderr.splitlines()
        return done.returncode, [line for line in lines if not line.startswith(("reading ", "embedding "))]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Place:
    monkeypatch.chdir(tmp_path)
    for name in ("question_embedder", "ingest_embedder"):
        monkeypatch.setattr(models, name, lambda _settings: HashEmbedder())
    made = Place(tmp_path, capsys)
    assert made.run("ingest", "papers", "other")[0] == 0
    return made


def test_killed_processes_leave_a_whole_index() -> None:
    command = [str(HERE.parent / "benchmarks" / "kill.py"), "--ingests", "6", "--starts", "2"]
    done = subprocess.run(
        [sys.executable, *command, "--program", FAKE_PROGRAM],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "0 faults"), done.stdout


def _missing(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _not_copied(path: Path) -> None:
    shutil.rmtree(path)


def _garbled(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


FILES = ("current manifest.json seal.json record/*.json record/*.npy keyword/params.index.json keyword/*.npy").split()
FILES += "vocabulary.json vocabulary.npy chroma.sqlite3 data_level0.bin".split()
DAMAGE = [(name, damage) for name in FILES for damage in (_missing, _cut, _garbled)]
DAMAGE += [(folder, _not_copied) for folder in ("record", "keyword", "vocabulary", "chroma")]


@pytest.mark.parametrize(("name", "damage"), [one for one in DAMAGE if one != ("current", _missing)])
def test_a_damaged_index_says_how_to_mend_it_and_is_mended(
    place: Place, name: str, damage: Callable[[Path], None]
) -> None:
    right = place.answer()
    damage(place.file(name))
    code, out, error = place.run("ask", QUESTION, "--json")
    if name == "record/*.npy":  # no question needs it
        assert code == 0
    else:
        assert (code, out, len(error)) == (2, "", 1)
        assert "run `ofsted-qa ingest` again" in error[0]
    # What was read from a folder that is not named stays too, unless its own record has gone.
    code, out, error = place.run("ingest", "papers", *(["other"] if name in {"record", "record/*.json"} else []))
    assert (code, error) == (0, [])
    assert sum("it was built anew, for" in line for line in out.splitlines()) == 1
    assert place.answer() == right
    assert place.names() == ["letter.txt", "minutes.txt"]
    assert len(place.generations()) == 1
    assert "built anew" not in place.run("ingest", "papers")[1]


def test_an_index_of_another_version_is_read_again_from_its_files(place: Place) -> None:
    right = place.answer()
    for path in (place.folder / "index").rglob("*.json"):
        path.write_text(path.read_text("utf-8").replace(f'{{"format": {FORMAT},', '{"format": 0,'), "utf-8")
    code, out, (line,) = place.run("documents")
    assert (code, out) == (2, "")
    assert "another version" in line
    assert place.run("ingest", "papers")[0] == 0
    assert place.answer() == right


def test_what_cannot_be_read_again_is_told_by_name(place: Place) -> None:
    for path in (place.folder / "index").rglob("record/*.json"):
        path.write_text(path.read_text("utf-8")[:300])
    (place.folder / "other" / "minutes.txt").unlink()
    code, out, _ = place.run("ingest", "papers")
    assert code == 1
    (line,) = [line for line in out.splitlines() if line.startswith("Failed: ")]
    assert line.endswith("minutes.txt: was in the damaged index alone: its file is not where it was")
    assert place.names() == ["letter.txt"]


def test_a_failing_rebuild_keeps_what_can_be_saved(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    (place.folder / "index" / "current").write_text("nonsense")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _full)
        assert place.run("ingest", "papers")[0] == 2
    assert place.run("ingest", "papers")[0] == 0
    assert place.names() == ["letter.txt", "minutes.txt"]


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_full_disk_is_one_line_and_changes_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    right = place.answer()
    (place.folder / "papers" / "new.txt").write_text("A new paper of Kent.")
    for target, name in ((os, "fsync"), (Path, "write_bytes"), (Path, "mkdir"), (os, "pwrite")):
        with monkeypatch.context() as patch:
            patch.setattr(target, name, _full)
            code, out, error = place.run("ingest", "papers")
        if name == "pwrite":  # only the lock's own description, which nothing depends on
            assert code == 0
            continue
        assert (code, out, len(error)) == (2, "", 1), (name, error)
        assert "No space left on device" in error[0]
        assert place.answer() == right
        assert len(place.generations()) == 1


@pytest.mark.parametrize("blocks", [4, 100])
def test_a_file_that_may_not_grow_is_one_line_and_changes_nothing(place: Place, blocks: int) -> None:
    """The kernel refuses what is written past the limit, here in the record and there in Chroma's database."""
    right = place.answer()
    (place.folder / "papers" / "new.txt").write_text("A new paper of Kent.\n\n" + "It says little.\n\n" * 100)
    prefix = ("sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh")
    code, error = place.process("ingest", "papers", prefix=prefix)
    assert (code, len(error)) == (2, 1), error
    assert "index" in error[0]
    assert place.answer() == right
    assert len(place.generations()) == 1


def test_a_folder_that_may_not_be_written_to(place: Place, tmp_path: Path) -> None:
    """Root is let in by any mode, so that it gives up that right first."""
    prefix: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may write everywhere")
        prefix = ("setpriv", "--bounding-set=-dac_override")
    right = place.answer()
    (tmp_path / "closed").mkdir(mode=0o555)
    (tmp_path / "index" / "lock").chmod(0o444)
    for index in ("closed/index", "index"):
        code, error = place.process("ingest", "papers", "--index", index, prefix=prefix)
        assert (code, len(error)) == (2, 1), error
        assert "cannot write to" in error[0]
    assert place.answer() == right
    # Chroma writes where it searches, so that what is closed altogether can be listed and no more.
    for path in (tmp_path / "index", *(tmp_path / "index").rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    for arguments in (("ask", QUESTION), ("status",)):
        code, error = place.process(*arguments, prefix=prefix)
        assert (code, len(error)) == (2, 1), error
        assert "cannot be written to" in error[0]
        assert "damaged" not in error[0]
    assert place.process("documents", prefix=prefix) == (0, [])


def test_a_second_writer_is_told_of_the_first_and_takes_over_from_a_dead_one(place: Place) -> None:
    code = "import sys; from pathlib import Path; from ofsted_qa.index import IndexStore\n"
    code += "IndexStore(Path('index')).lock().__enter__(); print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=place.folder, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        for arguments in (("ingest", "papers"), ("remove", "letter.txt")):
            exit_code, out, (line,) = place.run(*arguments)
            assert (exit_code, out) == (2, "")
            assert f"is being written to by process {holder.pid} on " in line
        assert place.answer()["status"] == "answered"
        holder.kill()
    assert place.run("ingest", "papers")[0] == 0


def test_questions_are_answered_while_an_ingest_runs_and_then_of_the_new_state(place: Place) -> None:
    library = Library.open(Settings(index=place.folder / "index"))
    question = Question(QUESTION)
    assert library.ask(question).searched.documents == 1
    (place.folder / "other" / "more.txt").write_text(MINUTES.replace("twelve", "eleven"))
    ended = threading.Event()
    results: list[tuple[int, list[str]]] = []

    def ingest() -> None:
        results.append(place.process("ingest", "other"))
        ended.set()

    thread = threading.Thread(target=ingest)
    thread.start()
    found = []
    while not ended.is_set():
        found.append(library.ask(question).searched.documents)
    thread.join()
    found.append(library.ask(question).searched.documents)
    assert results == [(0, [])]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (1, 2)
    # The old generation was held while it was asked; the next write clears it away.
    (place.folder / "other" / "more.txt").unlink()
    assert place.run("ingest", "other")[0] == 0
    assert library.ask(question).searched.documents == 1
    held = IndexStore(place.folder / "index").current_name()
    assert place.run("remove", "letter.txt")[0] == 0
    now = IndexStore(place.folder / "index").current_name()
    assert set(place.generations()) == {held, now}
