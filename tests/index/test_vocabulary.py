from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fakes import HashEmbedder
from ofsted_qa.index import vocabulary
from ofsted_qa.index.vocabulary import Vocabulary
from ofsted_qa.words import stem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

TEXTS = ["Caseloads are high and a caseload of 20 is too high.", "Caseloads fell.", "£8.6m in 2018."]


class Remembering(HashEmbedder):
    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        return super().embed(texts)


def _near(words: Vocabulary, word: str, least: float = 0.99) -> set[str]:
    return set(words.near(HashEmbedder().embed([word])[0], least))


def test_words_are_the_content_words_of_letters_alone() -> None:
    assert set(Vocabulary.build(TEXTS, HashEmbedder(), None).words) == {"caseloads", "caseload", "high", "fell"}


def test_holding_counts_passages_by_stem() -> None:
    words = Vocabulary.build(TEXTS, HashEmbedder(), None)
    assert words.holding(stem("caseloads")) == 2
    assert words.holding("£8.6m") == 1
    assert words.holding("pear") == 0


def test_near_finds_stems_above_the_least_similarity() -> None:
    words = Vocabulary.build(TEXTS, HashEmbedder(), None)
    assert _near(words, "caseloads") == {stem("caseload")}
    assert _near(words, "pear") == set()
    everything = words.near(HashEmbedder().embed(["high"])[0], -1.0)
    assert everything.keys() == {stem(word) for word in words.words}
    assert everything["high"] == pytest.approx(1.0)


def test_only_new_words_are_embedded() -> None:
    embedder = Remembering()
    first = Vocabulary.build(TEXTS[:1], embedder, None)
    assert sorted(embedder.embedded) == ["caseload", "caseloads", "high"]
    second = Vocabulary.build([*TEXTS, "Morale is high."], embedder, first)
    assert sorted(embedder.embedded) == ["caseload", "caseloads", "fell", "high", "morale"]
    assert _near(second, "caseloads") == {stem("caseload")}
    assert "caseload" not in Vocabulary.build(["Morale."], embedder, second).words


def test_saved_and_loaded(tmp_path: Path) -> None:
    words = Vocabulary.build(TEXTS, HashEmbedder(), None)
    words.save(tmp_path)
    loaded = Vocabulary.load(tmp_path)
    assert list(loaded.words) == list(words.words)
    assert loaded.holding("high") == 1
    assert _near(loaded, "caseload") == _near(words, "caseload")


def test_of_nothing(tmp_path: Path) -> None:
    Vocabulary.build([], HashEmbedder(), None).save(tmp_path)
    empty = Vocabulary.load(tmp_path)
    assert not list(empty.words)
    assert _near(empty, "caseload") == set()


@pytest.mark.parametrize("damage", ["{", "[]", '{"words": ["a"]}', '{"holding": {}, "words": ["a"]}'])
def test_a_damaged_file_is_noticed(tmp_path: Path, damage: str) -> None:
    Vocabulary.build(TEXTS, HashEmbedder(), None).save(tmp_path)
    (tmp_path / vocabulary._WORDS).write_text(damage)
    with pytest.raises(ValueError, match=r"."):
        Vocabulary.load(tmp_path)


def test_missing_and_cut_off_vectors_are_noticed(tmp_path: Path) -> None:
    Vocabulary.build(TEXTS, HashEmbedder(), None).save(tmp_path)
    vectors = tmp_path / vocabulary._VECTORS
    vectors.write_bytes(vectors.read_bytes()[:200])
    with pytest.raises(ValueError, match=r"."):
        Vocabulary.load(tmp_path)
    vectors.write_bytes(b"")
    with pytest.raises(ValueError, match=r"."):
        Vocabulary.load(tmp_path)
    vectors.unlink()
    with pytest.raises(FileNotFoundError):
        Vocabulary.load(tmp_path)


def test_the_words_are_json_that_a_person_can_read(tmp_path: Path) -> None:
    Vocabulary.build(TEXTS, HashEmbedder(), None).save(tmp_path)
    assert json.loads((tmp_path / vocabulary._WORDS).read_text("utf-8"))["holding"]["high"] == 1
