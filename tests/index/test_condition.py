from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from papers import two_papers

from fakes import HashEmbedder
from ofsted_qa.index import IndexStore, State, condition

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.stack


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    store = IndexStore(folder)
    with store.lock():
        store.write(two_papers(), HashEmbedder())
    return folder


def _current(index: Path) -> Path:
    return index / "generations" / (index / "current").read_text("utf-8").strip()


def test_a_whole_index(index: Path) -> None:
    found = condition(index)
    assert (found.state, found.reason, found.writer) == (State.READY, None, None)
    assert found.generation == _current(index).name
    assert found.manifest is not None
    assert (found.manifest.documents, found.manifest.passages) == (2, 5)
    sizes = found.sizes
    parts = (sizes.record, sizes.vectors, sizes.keyword, sizes.vocabulary)
    assert min(parts) > 0
    assert sum(parts) < sizes.total == sum(path.stat().st_size for path in index.rglob("*") if path.is_file())


def test_an_index_of_nothing_is_whole(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    with store.lock():
        store.write([], HashEmbedder())
    assert condition(tmp_path).state is State.READY


def test_no_index_and_nothing_is_made(tmp_path: Path) -> None:
    found = condition(tmp_path / "index")
    assert (found.state, found.generation, found.manifest, found.sizes.total) == (State.MISSING, None, None, 0)
    assert list(tmp_path.iterdir()) == []


def test_who_is_writing_is_named(index: Path) -> None:
    with IndexStore(index).lock():
        found = condition(index)
    assert found.state is State.READY
    assert found.writer is not None
    assert found.writer.startswith("process ")
    assert condition(index).writer is None


def _spoil(path: Path) -> None:
    path.write_bytes(b"spoilt")


def _offsets(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("manageable", "manageabel", 1), "utf-8")


def _half_the_vectors(path: Path) -> None:
    np.save(path, np.load(path)[:-1])


def _other_vectors(path: Path) -> None:
    np.save(path, -np.load(path))


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        ("manifest.json", _spoil),
        ("manifest.json", Path.unlink),
        ("record/*.json", _spoil),
        ("record/*.json", Path.unlink),
        ("record/*.json", _offsets),
        ("record/*.npy", _spoil),
        ("record/*.npy", _half_the_vectors),
        ("record/*.npy", _other_vectors),
        ("keyword/params.index.json", _spoil),
        ("keyword/params.index.json", Path.unlink),
        ("vocabulary/*", _spoil),
        ("chroma/chroma.sqlite3", _spoil),
    ],
)
def test_damage_is_said(index: Path, part: str, damage: Callable[[Path], None]) -> None:
    for path in _current(index).glob(part):
        damage(path)
    found = condition(index)
    assert found.state is State.DAMAGED
    assert found.reason
    assert "\n" not in found.reason


def test_a_name_that_is_none_is_damage(index: Path) -> None:
    (index / "current").write_text("../elsewhere", "utf-8")
    found = condition(index)
    assert (found.state, found.generation) == (State.DAMAGED, None)
