from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ofsted_qa.index.seal import Seal
from ofsted_qa.values import IndexMismatchError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "one").write_text("one")
    (tmp_path / "part" / "grows").write_text("a row")
    (tmp_path / "partner").write_text("two")
    Seal.write(tmp_path, {"grows"})
    return tmp_path


def test_what_is_as_it_was_passes(folder: Path) -> None:
    for part in ("", "part", "part/one", "partner"):
        Seal.load(folder).check(part)


@pytest.mark.parametrize("damage", ["", "on", "onE", "one and more"])
def test_any_change_is_named_and_only_where_it_is(folder: Path, damage: str) -> None:
    (folder / "part" / "one").write_text(damage)
    for part in ("", "part", "part/one"):
        with pytest.raises(IndexMismatchError, match=r"part/one is damaged.*run `ofsted-qa ingest` again"):
            Seal.load(folder).check(part)
    Seal.load(folder).check("partner")


def test_a_file_that_has_gone(folder: Path) -> None:
    (folder / "partner").unlink()
    with pytest.raises(IndexMismatchError, match=r"partner is damaged .*\(No such file or directory\)"):
        Seal.load(folder).check()


def test_a_growing_file_may_grow_and_change_but_not_shrink(folder: Path) -> None:
    (folder / "part" / "grows").write_text("A row and another")
    Seal.load(folder).check()
    (folder / "part" / "grows").write_text("a")
    with pytest.raises(IndexMismatchError, match="grows"):
        Seal.load(folder).check()


def test_a_part_that_was_never_sealed(folder: Path) -> None:
    with pytest.raises(IndexMismatchError, match="never finished"):
        Seal.load(folder).check("other")


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": ["x", null]}', "\x00"])
def test_a_damaged_seal(folder: Path, text: str) -> None:
    (folder / "seal.json").write_text(text)
    with pytest.raises(IndexMismatchError, match=r"seal\.json"):
        Seal.load(folder)
