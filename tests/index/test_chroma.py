from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from papers import entry, two_papers

from ofsted_qa.index import chroma
from ofsted_qa.index.chroma import VectorIndex, build
from ofsted_qa.index.nodes import passage_node
from ofsted_qa.values import OfstedQaError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ofsted_qa.index import Entry

pytestmark = pytest.mark.stack


def _unit_vectors(count: int) -> NDArray[np.float32]:
    vectors = np.random.default_rng(0).normal(size=(count, 32)).astype(np.float32)
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _built(folder: Path, entries: Sequence[Entry]) -> tuple[list[str], list[str], NDArray[np.float32]]:
    """Build an index of made-up vectors: the passages' ids, their documents' ids, and the vectors."""
    pairs = [(paper.document, passage) for paper in entries for passage in paper.passages]
    vectors = _unit_vectors(len(pairs))
    build(folder, (passage_node(*pair, row.tolist()) for pair, row in zip(pairs, vectors, strict=True)))
    return [passage.id for _, passage in pairs], [document.id for document, _ in pairs], vectors


def _agree(found: list[tuple[str, float]], ids: list[str], similarities: NDArray[np.float32]) -> bool:
    """Whether what was found is the best of all, in order, with its similarity."""
    best = np.argsort(-similarities)[: len(found)]
    same = [name for name, _ in found] == [ids[row] for row in best]
    return same and np.allclose([similarity for _, similarity in found], similarities[best], atol=1e-5)


def test_nearest_is_what_exact_search_finds(tmp_path: Path) -> None:
    papers = [entry(f"{number}.txt", "\n".join(f"{number} and {row}" for row in range(60))) for number in range(10)]
    ids, documents, vectors = _built(tmp_path / "chroma", papers)
    index = VectorIndex(tmp_path / "chroma")
    question = _unit_vectors(601)[-1]
    similarities = vectors @ question
    found = index.nearest(question, 20)
    assert len(found) == 20
    assert _agree(found, ids, similarities)
    chosen = {papers[3].document.id, papers[7].document.id}
    among = np.where([document in chosen for document in documents], similarities, -2)
    found = index.nearest(question, 20, chosen)
    assert len(found) == 20
    assert _agree(found, ids, among)


def test_chroma_is_told_to_report_nothing_home(tmp_path: Path) -> None:
    _built(tmp_path, two_papers())
    assert chroma._client(tmp_path).get_settings().anonymized_telemetry is False


def test_limits(tmp_path: Path) -> None:
    papers = two_papers()
    ids, _, vectors = _built(tmp_path / "chroma", papers)
    index = VectorIndex(tmp_path / "chroma")
    assert {name for name, _ in index.nearest(vectors[0], 100)} == set(ids)
    assert len(index.nearest(vectors[0], 100, [papers[1].document.id])) == 2
    assert index.nearest(vectors[0], 0) == []
    assert index.nearest(vectors[0], 5, []) == []
    assert index.nearest(vectors[0], 5, ["no such document"]) == []


def test_searching_leaves_the_vectors_untouched(tmp_path: Path) -> None:
    """Else several readers would write to the same files."""
    _, _, vectors = _built(tmp_path / "chroma", two_papers())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.bin")}
    assert before
    assert VectorIndex(tmp_path / "chroma").nearest(vectors[0], 1)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.bin")} == before


@pytest.mark.parametrize("damage", ["missing", "garbage", "vectors"])
def test_damage_is_one_plain_error(tmp_path: Path, damage: str) -> None:
    _, _, vectors = _built(tmp_path / "chroma", two_papers())
    if damage == "vectors":
        next(tmp_path.rglob("data_level0.bin")).unlink()
    elif damage == "garbage":
        (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"garbage" * 1_000)
    else:
        (tmp_path / "chroma" / "chroma.sqlite3").unlink()
    with pytest.raises(OfstedQaError, match="run `ofsted-qa ingest` again"):
        VectorIndex(tmp_path / "chroma").nearest(vectors[0], 1)


def test_a_full_disk_is_named_whatever_chroma_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("Failed to apply logs")

    monkeypatch.setattr(chroma, "add_all", fail)
    with pytest.raises(OfstedQaError, match=r"written \(Failed to apply logs\); it is as it was"):
        _built(tmp_path / "one", two_papers())
    monkeypatch.setattr(chroma, "_ROOM", 2**62)
    with pytest.raises(OfstedQaError, match=r"written \(its disk is full: Failed to apply logs\)"):
        _built(tmp_path / "other", two_papers())
