from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ofsted_qa.index.keyword import KeywordIndex
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [
    "Social workers now have manageable caseloads.",
    "Too many care leavers live in unsuitable accommodation.",
    "And so it was.",
    "Caseloads are high.",
]


def test_the_right_row_scores_highest_and_others_zero() -> None:
    scores = KeywordIndex.build(TEXTS).scores(stems("Is the accommodation of care leavers suitable?"))
    assert scores.shape == (4,)
    assert scores.dtype == np.float32
    assert scores.argmax() == 1
    assert np.flatnonzero(scores).tolist() == [1]


def test_a_loaded_index_scores_alike(tmp_path: Path) -> None:
    built = KeywordIndex.build(TEXTS)
    built.save(tmp_path / "keyword")
    loaded = KeywordIndex.load(tmp_path / "keyword", len(TEXTS))
    query = stems("How large are social workers' caseloads?")
    assert built.scores(query).max() > 0
    assert np.array_equal(loaded.scores(query), built.scores(query))


@pytest.mark.parametrize("query", [[], [""], ["zebra"]])
def test_a_query_without_known_stems_scores_zero(query: list[str]) -> None:
    assert KeywordIndex.build(TEXTS).scores(query).tolist() == [0, 0, 0, 0]


def test_texts_of_stop_words_alone() -> None:
    assert KeywordIndex.build(["and so it was"]).scores(["was"]).tolist() == [0]


def test_nothing(tmp_path: Path) -> None:
    KeywordIndex.build([]).save(tmp_path / "keyword")
    assert KeywordIndex.load(tmp_path / "keyword", 0).scores(["caseload"]).shape == (0,)


def test_an_index_of_other_texts_is_refused(tmp_path: Path) -> None:
    KeywordIndex.build(TEXTS).save(tmp_path / "keyword")
    with pytest.raises(ValueError, match="4 passages in place of 3"):
        KeywordIndex.load(tmp_path / "keyword", 3)


@pytest.mark.stack
def test_it_is_quiet_and_brings_nothing_heavy(tmp_path: Path) -> None:
    """Modules of these names stand in for the real ones, and would show themselves."""
    for name in ("numba", "jax"):
        (tmp_path / f"{name}.py").write_text(f"print('{name} was imported')")
    program = (
        f"import sys, logging; sys.path.insert(0, {str(tmp_path)!r})\n"
        "logging.basicConfig(level=logging.DEBUG)\n"
        "from pathlib import Path\n"
        "from ofsted_qa.index.keyword import KeywordIndex\n"
        f"folder = Path({str(tmp_path)!r}) / 'keyword'\n"
        "KeywordIndex.build(['caseloads are high']).save(folder)\n"
        "assert KeywordIndex.load(folder, 1).scores(['caseload'])[0] > 0\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert done.stderr == ""
