from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ofsted_qa.models import OnnxEmbedder, SentenceTransformerEmbedder
from ofsted_qa.models import onnx as onnx_module
from ofsted_qa.settings import PACKAGED_MODEL
from ofsted_qa.values import ModelError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stack

TEXTS = [
    "Social workers' caseloads are too high in Dudley.",
    "",
    " \n\t ",
    "inspection " * 1000,
    "Naïve café — “risk” £8.6m ½ 儿童服务 👩🏽‍⚕️ e\u0301 \u200b\u202e",
    "a",
    "Ofsted judged the authority to be inadequate. " * 37,
    *(" ".join(["children in care"] * length) for length in (3, 1, 17, 2, 5, 83, 84, 85)),
    *(f"Paragraph 2.{number}: the local authority made some progress." for number in range(40)),
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_gives_the_vectors_that_sentence_transformers_gives(cache: Path) -> None:
    fast, plain = OnnxEmbedder(cache), SentenceTransformerEmbedder(PACKAGED_MODEL)
    ours, theirs = fast.embed(TEXTS), plain.embed(TEXTS)
    assert fast.name == plain.name == "all-MiniLM-L6-v2"
    assert ours.shape == theirs.shape == (len(TEXTS), 384)
    assert ours.dtype == theirs.dtype == np.float32
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    assert (ours * theirs).sum(axis=1).min() > 0.9999


def test_a_text_has_the_same_vector_alone_and_in_a_batch(cache: Path) -> None:
    embedder = OnnxEmbedder(cache)
    together = embedder.embed(TEXTS)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-4


def test_no_texts_give_no_rows(cache: Path) -> None:
    assert OnnxEmbedder(cache).embed([]).shape == (0, 384)


@pytest.mark.parametrize("spoil", [b"", b"\x08\x09not a graph", None])
def test_a_spoilt_graph_is_written_anew(tmp_path: Path, spoil: bytes | None) -> None:
    expected = OnnxEmbedder(tmp_path).embed(["caseloads"])
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-5] if spoil is None else spoil)
    assert np.array_equal(OnnxEmbedder(tmp_path).embed(["caseloads"]), expected)
    assert kept.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [kept]


def test_a_kept_graph_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = OnnxEmbedder(tmp_path).embed(["caseloads"])
    monkeypatch.setattr(onnx_module, "write_graph", lambda _: pytest.fail("written again"))
    assert np.array_equal(OnnxEmbedder(tmp_path).embed(["caseloads"]), expected)


def test_works_where_no_graph_can_be_kept(tmp_path: Path, cache: Path) -> None:
    no_folder = tmp_path / "file"
    no_folder.write_text("in the way", encoding="utf-8")
    expected = OnnxEmbedder(cache).embed(["caseloads"])
    assert np.array_equal(OnnxEmbedder(no_folder).embed(["caseloads"]), expected)
    assert np.array_equal(OnnxEmbedder(no_folder / "below").embed(["caseloads"]), expected)


def test_works_in_a_folder_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Refused by hand: the permissions of a folder do not bind every user.
    monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)
    assert OnnxEmbedder(tmp_path).embed(["caseloads"]).shape == (1, 384)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_installation_is_one_plain_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_module, "packaged_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"^the packaged model all-MiniLM-L6-v2 cannot be loaded: .+$") as raised:
        OnnxEmbedder(tmp_path).embed(["caseloads"])
    assert "\n" not in str(raised.value)


def test_a_question_waits_for_nothing_heavy_and_prints_nothing(cache: Path) -> None:
    OnnxEmbedder(cache).embed(["the graph is kept from here on"])
    script = (
        "import sys; from pathlib import Path; from ofsted_qa.models import question_embedder;"
        "from ofsted_qa.settings import Settings;"
        "assert question_embedder(Settings(cache=Path(sys.argv[1]))).embed(['caseloads']).shape == (1, 384);"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'llama_index', 'onnx', 'chromadb'};"
        "sys.exit(', '.join(heavy & sys.modules.keys()) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(cache)], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
