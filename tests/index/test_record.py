from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from papers import entry

from ofsted_qa.index import record
from ofsted_qa.values import IndexMismatchError, OfstedQaError

if TYPE_CHECKING:
    from pathlib import Path

VECTORS = np.arange(4, dtype=np.float32).reshape(2, 2)


def test_saved_and_loaded(tmp_path: Path) -> None:
    paper = entry("café.txt", "Prose – with a dash.\nAnd a £ sign.")
    record.save(tmp_path, paper, VECTORS)
    assert record.load(tmp_path, paper.document.id) == paper
    assert np.array_equal(record.load_vectors(tmp_path, paper.document.id), VECTORS)


@pytest.mark.parametrize("damage", ["missing", "cut", "other"])
def test_damage_is_named(tmp_path: Path, damage: str) -> None:
    paper = entry("paper.txt", "One.\nTwo.")
    record.save(tmp_path, paper, VECTORS)
    for suffix in ("json", "npy"):
        path = tmp_path / f"{paper.document.id}.{suffix}"
        if damage == "missing":
            path.unlink()
        elif damage == "cut":
            path.write_bytes(path.read_bytes()[:20])
        else:
            path.write_text('{"format": 99, "value": {}}')
    with pytest.raises(IndexMismatchError, match="ofsted-qa ingest"):
        record.load(tmp_path, paper.document.id)
    with pytest.raises(IndexMismatchError, match="ofsted-qa ingest"):
        record.load_vectors(tmp_path, paper.document.id)


def test_half_a_surrogate_pair_is_refused_by_name(tmp_path: Path) -> None:
    text = "A broken \ud83d character."
    paper = entry("good.txt", "A good character.")
    broken = record.Entry(type(paper.document)("id", paper.document.source, text, (), ()), ())
    with pytest.raises(OfstedQaError, match=r"good\.txt"):
        record.save(tmp_path, broken, VECTORS)
