from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ofsted_qa.models.packaged import packaged_folder, weights

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    written: dict[str, NDArray[np.generic]] = {
        "layer.first": np.arange(6, dtype=np.float32).reshape(2, 3),
        "layer.second": np.array([0.5], dtype=np.float32),
        "layer.positions": np.arange(4),
        "other": np.array([0.5], dtype=np.float32),
    }
    save_file(written, tmp_path / "model.safetensors", metadata={"format": "pt"})
    read = weights(tmp_path, ("layer.",))
    assert sorted(read) == ["layer.first", "layer.second"]
    assert all(np.array_equal(read[name], written[name]) for name in read)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"version https://git-lfs.github.com/spec/v1")
    with pytest.raises(ValueError, match=r"."):
        weights(tmp_path, ("",))
    with pytest.raises(OSError, match=r"model\.safetensors"):
        weights(tmp_path / "nowhere", ("",))


def test_the_package_holds_the_model() -> None:
    config = json.loads((packaged_folder() / "config.json").read_bytes())
    tensor = weights(packaged_folder(), ("embeddings.",))["embeddings.word_embeddings.weight"]
    assert tensor.shape == (config["vocab_size"], config["hidden_size"])
