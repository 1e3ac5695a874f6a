from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ofsted_qa.models import SentenceTransformerEmbedder
from ofsted_qa.models.packaged import packaged_folder
from ofsted_qa.settings import PACKAGED_MODEL
from ofsted_qa.values import ModelError

if TYPE_CHECKING:
    from pathlib import Path


def folder_of(parent: Path, weights: bytes = b"weights") -> Path:
    folder = parent / "tuned"
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "modules.json").write_text('[{"path": ""}, {"path": "1_Pooling"}]', encoding="utf-8")
    (folder / "1_Pooling" / "config.json").write_text("{}", encoding="utf-8")
    (folder / "model.safetensors").write_bytes(weights)
    return folder


def test_a_model_by_path_is_named_by_its_folder_and_its_content(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "here")
    name = SentenceTransformerEmbedder(str(folder)).name
    assert name.startswith("tuned-")
    assert SentenceTransformerEmbedder(str(folder_of(tmp_path / "there"))).name == name
    assert SentenceTransformerEmbedder(str(folder_of(tmp_path / "trained", b"further"))).name != name
    (folder / "README.md").write_text("a description", encoding="utf-8")
    assert SentenceTransformerEmbedder(str(folder)).name == name
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}', encoding="utf-8")
    assert SentenceTransformerEmbedder(str(folder)).name != name


def test_a_model_by_name_keeps_its_name() -> None:
    assert SentenceTransformerEmbedder("organisation/model").name == "organisation/model"


@pytest.mark.parametrize("modules", ["not json", "[1]", "{}{}"])
def test_a_folder_that_lists_nonsense_is_one_plain_line(tmp_path: Path, modules: str) -> None:
    (tmp_path / "modules.json").write_text(modules, encoding="utf-8")
    with pytest.raises(ModelError, match=r"^the embedding model .+ cannot be loaded: .+$"):
        SentenceTransformerEmbedder(str(tmp_path))


@pytest.mark.stack
@pytest.mark.parametrize("model", ["no-such-organisation/no-such-model", "./no/such/folder", ""])
def test_an_unknown_model_is_one_plain_line(monkeypatch: pytest.MonkeyPatch, model: str) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match=r"^the embedding model .+ cannot be loaded: .+$") as raised:
        SentenceTransformerEmbedder(model).embed(["caseloads"])
    assert "\n" not in str(raised.value)


@pytest.mark.stack
def test_a_folder_without_a_model_is_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"^the embedding model .+ cannot be loaded: .+$"):
        SentenceTransformerEmbedder(str(tmp_path)).embed(["caseloads"])


@pytest.mark.stack
def test_a_model_by_path_embeds_as_the_packaged_one_it_is_a_copy_of(tmp_path: Path) -> None:
    folder = shutil.copytree(packaged_folder(), tmp_path / "copy")
    texts = ["Caseloads are too high.", ""]
    copy, packaged = SentenceTransformerEmbedder(str(folder)), SentenceTransformerEmbedder(PACKAGED_MODEL)
    assert np.allclose(copy.embed(texts), packaged.embed(texts), atol=1e-5)
    assert copy.embed([]).shape == (0, 384)


@pytest.mark.stack
def test_several_threads_share_one_embedder() -> None:
    embedder = SentenceTransformerEmbedder(PACKAGED_MODEL)
    texts = [f"{'caseloads ' * number}in Tameside" for number in range(1, 9)]
    with ThreadPoolExecutor(4) as threads:
        rows = list(threads.map(lambda text: embedder.embed([text])[0], texts))
    assert np.allclose(rows, embedder.embed(texts), atol=1e-5)


@pytest.mark.stack
def test_the_packaged_model_asks_no_network_and_prints_nothing() -> None:
    script = (
        "import socket; socket.socket.connect = socket.getaddrinfo = lambda *_, **__: exit('network');"
        "from ofsted_qa.models import SentenceTransformerEmbedder;"
        "assert SentenceTransformerEmbedder('all-MiniLM-L6-v2').embed(['caseloads']).shape == (1, 384)"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=environment)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
