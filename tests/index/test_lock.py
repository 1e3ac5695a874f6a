from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ofsted_qa.index.lock import WriterLock, hold, holder, removal
from ofsted_qa.values import BadInputError, IndexLockedError

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys
from pathlib import Path
from ofsted_qa.index.lock import WriterLock
WriterLock(Path(sys.argv[1])).__enter__()
print("held", flush=True)
sys.stdin.read()
"""


def test_held_only_within(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "index" / "lock")
    assert not lock.held
    with lock:
        assert lock.held
    assert not lock.held
    with lock:
        assert lock.held


def test_a_second_writer_of_the_same_process_is_kept_out(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "lock")
    with lock:
        with pytest.raises(IndexLockedError), lock:
            pytest.fail("two writers")
        with pytest.raises(IndexLockedError), WriterLock(tmp_path / "lock"):
            pytest.fail("two writers")
        assert lock.held
    with WriterLock(tmp_path / "lock") as other:
        assert other.held


def test_given_back_after_an_error(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "lock")
    with pytest.raises(ZeroDivisionError), lock:
        1 / 0  # noqa: B018
    with WriterLock(tmp_path / "lock") as other:
        assert other.held


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")
    with (
        pytest.raises(BadInputError, match=r"cannot write to .*index"),
        WriterLock(tmp_path / "index" / "lock"),
    ):
        pytest.fail("locked")


def test_a_lock_file_of_a_dead_writer_or_of_garbage_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text('{"pid": 1, "host": "elsewhere"} garbage')
    with WriterLock(tmp_path / "lock") as lock:
        assert lock.held


class Reader:
    """Anything that lives for a while."""


def test_what_is_read_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "manifest"
    path.write_text("read by two")
    one, two = Reader(), Reader()
    hold(path, one)
    hold(path, two)
    del one
    with removal(path) as may_go:
        assert not may_go
    del two
    with removal(path) as may_go:
        assert may_go
        with pytest.raises(FileNotFoundError):
            hold(path, Reader())


def test_what_is_gone_may_go_and_is_not_held(tmp_path: Path) -> None:
    with removal(tmp_path / "manifest") as may_go:
        assert may_go
    with pytest.raises(FileNotFoundError):
        hold(tmp_path / "manifest", Reader())


@pytest.mark.stack
def test_the_message_names_the_holder_and_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(IndexLockedError, match=rf"process {holder.pid} on .* since \d{{4}}-\d\d-\d\dT"),
            WriterLock(path),
        ):
            pytest.fail("two writers")
        holder.kill()
        holder.wait()
    with WriterLock(path) as lock:
        assert lock.held


def test_who_holds_a_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert holder(path) is None
    with WriterLock(path):
        held_by = holder(path)
        assert held_by is not None
        assert held_by.startswith(f"process {os.getpid()} on ")
    assert holder(path) is None


def test_the_name_that_a_killed_process_left_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text('{"pid": 1, "host": "h", "since": "s", "command": "c"}', "utf-8")
    assert holder(path) is None
    with WriterLock(path):
        assert holder(path) is not None
