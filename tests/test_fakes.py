from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from fakes import HashEmbedder


def test_shared_stems_are_near_and_others_are_not() -> None:
    one, same, other = HashEmbedder().embed(["high caseloads", "The caseload was high.", "police budget"])
    assert one @ same > 0.999
    assert abs(one @ other) < 0.5


def test_rows_have_length_one_even_without_a_word() -> None:
    vectors = HashEmbedder().embed(["", "the of", "caseloads", "\ud800"])
    assert vectors.shape == (4, 64)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert HashEmbedder().embed([]).shape == (0, 64)


def test_another_process_gives_the_same_vectors() -> None:
    script = "from fakes import HashEmbedder; print(HashEmbedder().embed(['high caseloads']).tobytes().hex())"
    ended = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent,
    )
    assert ended.stdout.strip() == HashEmbedder().embed(["high caseloads"]).tobytes().hex()
