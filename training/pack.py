"""Packs trained weights into the small file that ships: layers as 8-bit integers, the embeddings left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from safetensors.numpy import load_file, save_file

from ofsted_qa.models.reader_graph import SCALE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor, nn

#: The greatest integer of a weight: seven bits, so that products of pairs never overflow the sixteen bits in which
#: processors without VNNI add them (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html).
_LARGEST = 63


def pack(state: Mapping[str, Tensor], path: Path, description: Mapping[str, str]) -> None:
    """Write a state of `ReaderNetwork` as safetensors; `description` goes into the file's header.

    A layer's weights are stored input x output in int8, with a float32 scale for each output; all else is float32.

    Raises:
        OSError: the file cannot be written.
    """
    tensors: dict[str, NDArray[np.generic]] = {}
    for name, value in state.items():
        own = name.removeprefix("bert.")
        if own.startswith("embeddings."):
            continue
        array = value.detach().cpu().numpy().astype(np.float32)
        if own.startswith("encoder.") and array.ndim > 1:
            scale = np.maximum(np.abs(array).max(axis=1), 1e-8) / _LARGEST
            integers = np.rint(array / scale[:, None]).astype(np.int8)
            tensors[own] = np.ascontiguousarray(integers.T)
            tensors[own + SCALE] = scale.astype(np.float32)
        else:
            tensors[own] = array
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path, dict(description))
    path.chmod(0o644)  # the library writes for its user alone


def unpack(path: Path, network: nn.Module) -> None:
    """Give a `ReaderNetwork` the weights of a packed file, as far as its integers hold them.

    Raises:
        OSError: the file cannot be read.
        RuntimeError: it is no file of such weights.
    """
    tensors = load_file(path)
    state = dict(network.state_dict())
    for name in state:
        own = name.removeprefix("bert.")
        if own in tensors:
            value = tensors[own].astype(np.float32)
            scale = tensors.get(own + SCALE)
            state[name] = torch.from_numpy(value if scale is None else (value * scale).T.copy())
    network.load_state_dict(state)
