from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from papers import DUDLEY, TAMESIDE, entry

from fakes import HashEmbedder
from ofsted_qa.index import Entry, IndexStore
from ofsted_qa.index.salvage import salvage

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stack


def _of(path: Path, text: str) -> Entry:
    """An entry read from a file that is there."""
    path.write_text(text)
    made = entry(path.name, text)
    document = replace(made.document, source=replace(made.document.source, path=str(path)))
    return Entry(document, made.passages)


@pytest.fixture
def entries(tmp_path: Path) -> tuple[Entry, Entry]:
    return _of(tmp_path / "a “quoted” name.txt", DUDLEY), _of(tmp_path / "b.txt", TAMESIDE)


@pytest.fixture
def folder(tmp_path: Path, entries: tuple[Entry, Entry]) -> Path:
    store = IndexStore(tmp_path / "index")
    with store.lock():
        name = store.write(entries, HashEmbedder()).name
    return tmp_path / "index" / "generations" / name


def test_whole_records_survive_whatever_else_is_damaged(folder: Path, entries: tuple[Entry, Entry]) -> None:
    (folder / "manifest.json").write_text("{")
    (folder / "vocabulary" / "vocabulary.json").unlink()
    survivors = salvage(folder, "the manifest")
    assert set(survivors.entries) == set(entries)
    assert (survivors.files, survivors.lost, survivors.damage) == ((), (), "the manifest")


def test_a_damaged_record_still_names_its_file(folder: Path, entries: tuple[Entry, Entry]) -> None:
    path = folder / "record" / f"{entries[0].document.id}.json"
    path.write_bytes(path.read_bytes()[:400])
    survivors = salvage(folder, "a record")
    assert survivors.entries == entries[1:]
    assert [str(file) for file in survivors.files] == [entries[0].document.source.path]


def test_one_changed_letter_is_damage(folder: Path, entries: tuple[Entry, Entry]) -> None:
    path = folder / "record" / f"{entries[0].document.id}.json"
    path.write_text(path.read_text("utf-8").replace("manageable", "unbearable"), "utf-8")
    assert salvage(folder, "a record").entries == entries[1:]


def test_what_is_left_nowhere_is_lost_by_name(folder: Path, entries: tuple[Entry, Entry], tmp_path: Path) -> None:
    (folder / "record" / f"{entries[0].document.id}.json").unlink()
    broken = folder / "record" / f"{entries[1].document.id}.json"
    broken.write_bytes(broken.read_bytes()[:400])
    (tmp_path / "b.txt").unlink()
    survivors = salvage(folder, "records")
    assert (survivors.entries, survivors.files) == ((), ())
    assert survivors.lost == (
        (entries[0].document.id, "a “quoted” name.txt"),
        (entries[1].document.id, str(tmp_path / "b.txt")),
    )


def test_nothing_is_left_of_nothing(tmp_path: Path) -> None:
    assert salvage(tmp_path / "nothing", "all").entries == ()
