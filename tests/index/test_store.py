from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from papers import entry, two_papers

from fakes import HashEmbedder
from ofsted_qa.index import Entry, IndexStore
from ofsted_qa.values import IndexLockedError, IndexMismatchError, ModelError, NoIndexError, OfstedQaError
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ofsted_qa.index import Generation

pytestmark = pytest.mark.stack


class CountingEmbedder(HashEmbedder):
    """Counts the passages it embeds, not the single words of the vocabulary; raises after `most` of them."""

    def __init__(self, most: int = 1_000_000) -> None:
        self.embedded = 0
        self.most = most

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += sum(" " in text for text in texts)
        if self.embedded > self.most:
            raise ModelError("the model is gone")
        return super().embed(texts)


class OtherEmbedder(CountingEmbedder):
    name = "other"


class NotANumber(HashEmbedder):
    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), 4), np.nan, dtype=np.float32)


def _write(folder: Path, entries: Sequence[Entry], embedder: HashEmbedder | None = None) -> Generation:
    store = IndexStore(folder)
    with store.lock():
        return store.write(entries, embedder or HashEmbedder())


def _generations(folder: Path) -> set[str]:
    return {path.name for path in (folder / "generations").iterdir()}


def test_no_index_yet(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    assert store.current_name() is None
    with pytest.raises(NoIndexError, match="run `ofsted-qa ingest`"):
        store.open("fake")
    assert not (tmp_path / "index").exists()


def test_written_and_opened(tmp_path: Path) -> None:
    written = _write(tmp_path, two_papers())
    opened = IndexStore(tmp_path).open("fake")
    assert opened.name == written.name == IndexStore(tmp_path).current_name()
    assert opened.entries == two_papers()


def test_another_embedder_is_refused_unless_none_is_named(tmp_path: Path) -> None:
    _write(tmp_path, two_papers())
    with pytest.raises(IndexMismatchError, match=r"fake.*other.*ofsted-qa ingest.*OFSTED_QA_EMBEDDER"):
        IndexStore(tmp_path).open("other")
    assert IndexStore(tmp_path).open(None).entries == two_papers()


def test_only_under_the_lock(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="under its lock"):
        IndexStore(tmp_path).write((), HashEmbedder())
    store = IndexStore(tmp_path)
    with store.lock(), pytest.raises(IndexLockedError):
        _write(tmp_path, ())


def test_an_empty_index_is_an_index(tmp_path: Path) -> None:
    generation = _write(tmp_path, ())
    assert generation.entries == ()
    assert generation.passages == ()
    assert generation.keyword_scores(["caseload"]).shape == (0,)
    assert generation.nearest(np.ones(64, dtype=np.float32), 5) == []
    assert IndexStore(tmp_path).open("fake").manifest.documents == 0
    assert _write(tmp_path, two_papers()).entries == two_papers()


def test_a_document_without_passages_is_kept(tmp_path: Path) -> None:
    dudley, tameside = two_papers()
    bare = Entry(dudley.document, ())
    generation = _write(tmp_path, [bare, tameside])
    assert generation.entries == (bare, tameside)
    assert generation.keyword_scores(stems("adoption")).argmax() == 1
    assert _write(tmp_path, [bare]).passages == ()


def test_only_what_is_new_is_embedded(tmp_path: Path) -> None:
    dudley, tameside = two_papers()
    counting = CountingEmbedder()
    _write(tmp_path, [dudley], counting)
    assert counting.embedded == 3
    told: list[tuple[int, int]] = []
    store = IndexStore(tmp_path)
    with store.lock():
        generation = store.write([tameside, dudley], counting, lambda done, total: told.append((done, total)))
    assert counting.embedded == 5
    assert told == [(2, 2)]
    fresh = HashEmbedder().embed(["Findings Staff morale is good and turnover has fallen."])[0]
    ((nearest, similarity),) = generation.nearest(fresh, 1)
    assert nearest == dudley.passages[1].id
    assert similarity == pytest.approx(1.0)
    # The same document, found in other files.
    elsewhere = replace(dudley.document, copies=(replace(dudley.document.source, path="/elsewhere.txt"),))
    _write(tmp_path, [tameside, Entry(elsewhere, dudley.passages)], counting)
    assert counting.embedded == 5
    # The same document, cut otherwise.
    _write(tmp_path, [tameside, Entry(dudley.document, dudley.passages[:2])], counting)
    assert counting.embedded == 7


def test_another_embedder_embeds_all_again(tmp_path: Path) -> None:
    _write(tmp_path, two_papers())
    other = OtherEmbedder()
    _write(tmp_path, two_papers(), other)
    assert other.embedded == 5
    assert IndexStore(tmp_path).open("other").entries == two_papers()


def test_a_failure_half_way_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    before = _write(tmp_path, two_papers())
    many = entry("many.txt", "\n".join(f"Line {number}." for number in range(100)))
    with pytest.raises(ModelError, match="gone"):
        _write(tmp_path, [*two_papers(), many], CountingEmbedder(most=64))
    assert _generations(tmp_path) == {before.name}
    assert IndexStore(tmp_path).open("fake").entries == two_papers()
    assert _write(tmp_path, [many]).entries == (many,)


def test_vectors_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"dudley\.txt: the embedder fake gives no usable vectors"):
        _write(tmp_path, two_papers(), NotANumber())
    assert IndexStore(tmp_path).current_name() is None


def test_a_broken_offset_fails_the_build(tmp_path: Path) -> None:
    before = _write(tmp_path, two_papers())
    dudley, tameside = two_papers()
    moved = replace(tameside.passages[0], start=tameside.passages[0].start + 1)
    with pytest.raises(OfstedQaError, match=r"tameside\.txt"):
        _write(tmp_path, [dudley, Entry(tameside.document, (moved,))])
    assert IndexStore(tmp_path).current_name() == before.name


def test_a_full_disk_is_one_plain_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _write(tmp_path, two_papers())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OfstedQaError, match=r"No space left on device.*as it was"):
        _write(tmp_path, [])
    assert _generations(tmp_path) == {before.name}
    assert IndexStore(tmp_path).open("fake").entries == two_papers()


def test_a_failure_of_the_disk_is_said_in_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_short(*_: object, **__: object) -> None:
        raise OSError("4096 requested and 512 written")  # what NumPy says of a full disk

    monkeypatch.setattr(np, "save", cut_short)
    with pytest.raises(OfstedQaError, match=r"4096 requested and 512 written.*as it was"):
        _write(tmp_path, two_papers())


def test_a_generation_stays_while_it_is_read_and_no_longer(tmp_path: Path) -> None:
    first: Generation | None = _write(tmp_path, two_papers())
    assert first is not None
    for number in range(2):
        _write(tmp_path, [entry("other.txt", f"Number {number}.")])
    # Opened before two swaps, read for the first time after them.
    assert first.entries == two_papers()
    assert first.keyword_scores(stems("adoption")).argmax() == 4
    question = HashEmbedder().embed(["Findings Managers do not challenge delay in adoption."])[0]
    assert first.nearest(question, 1)[0][0] == first.passages[4].id
    assert _generations(tmp_path) == {first.name, IndexStore(tmp_path).current_name()}
    first = None
    last = _write(tmp_path, ())
    assert _generations(tmp_path) == {last.name}


def test_a_stray_file_among_the_generations_hurts_nothing(tmp_path: Path) -> None:
    _write(tmp_path, ())
    (tmp_path / "generations" / ".DS_Store").write_text("a file manager's")
    assert _write(tmp_path, two_papers()).entries == two_papers()


def test_a_current_that_names_nothing(tmp_path: Path) -> None:
    _write(tmp_path, ())
    (tmp_path / "current").write_text("20200101T000000-00000000\n")
    with pytest.raises(IndexMismatchError, match="run `ofsted-qa ingest` again"):
        IndexStore(tmp_path).open("fake")
    (tmp_path / "current").write_text("../../elsewhere\n")
    with pytest.raises(IndexMismatchError, match="run `ofsted-qa ingest` again"):
        IndexStore(tmp_path).open("fake")


KILLED = """
import os, sys
from pathlib import Path
from fakes import HashEmbedder
from papers import DUDLEY, entry
from ofsted_qa.index import IndexStore, store
moment = sys.argv[2]
if moment == "embedding":
    HashEmbedder.embed = lambda *_: os._exit(9)
elif moment == "chroma":
    finished = store.chroma.build
    store.chroma.build = lambda *a: (finished(*a), os._exit(9))
else:
    Path.replace = lambda *_: os._exit(9)
index = IndexStore(Path(sys.argv[1]))
with index.lock():
    index.write([entry("new.txt", DUDLEY + " And more.")], HashEmbedder())
"""


@pytest.mark.parametrize("moment", ["embedding", "chroma", "swap"])
def test_a_killed_writer_leaves_the_index_whole(tmp_path: Path, moment: str) -> None:
    before = _write(tmp_path, two_papers())
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), moment],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parent)])},
        check=False,
    )
    assert done.returncode == 9
    assert len(_generations(tmp_path)) == (1 if moment == "embedding" else 2)
    assert IndexStore(tmp_path).open("fake").entries == two_papers()
    after = _write(tmp_path, ())
    assert _generations(tmp_path) == {before.name, after.name}


def _read(folder: str) -> list[str]:
    generation = IndexStore(Path(folder)).open("fake")
    answers = []
    for passage in generation.passages * 5:
        question = HashEmbedder().embed([f"Findings {passage.text}"])[0]
        answers.append(generation.nearest(question, 1)[0][0])
    return answers


def test_several_processes_read_at_once(tmp_path: Path) -> None:
    expected = [passage.id for passage in _write(tmp_path, two_papers()).passages] * 5
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        assert pool.map(_read, [str(tmp_path)] * 6, chunksize=1) == [expected] * 6
