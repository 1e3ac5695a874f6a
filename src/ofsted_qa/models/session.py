"""Opens onnxruntime sessions over graphs that are kept and weights that are mapped, without torch."""

from __future__ import annotations

import contextlib
import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

#: onnxruntime's level of logging at which it reports errors alone.
_ERRORS_ONLY = 3

#: Length of a SHA-256 in bytes; a kept graph begins with its own.
_DIGEST = 32


def kept_graph(folder: Path, name: str, write: Callable[[], bytes]) -> bytes:
    """The graph that is kept in a folder under a name, or one that is written now and kept if it can be."""
    path = folder / f"{name}.graph"
    with contextlib.suppress(OSError):
        kept = path.read_bytes()
        if sha256(kept[_DIGEST:]).digest() == kept[:_DIGEST]:
            return kept[_DIGEST:]
    graph = write()
    with contextlib.suppress(OSError):
        _write_whole(path, sha256(graph).digest() + graph)
    return graph


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file aside and rename it, so that no process ever reads half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".writing-") as aside:
        written = Path(aside, path.name)
        written.write_bytes(data)
        written.replace(path)


def open_session(graph: bytes, tensors: Mapping[str, NDArray[Any]]) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Open the graph over the weights, which are not copied."""
    import onnxruntime  # noqa: PLC0415 - heavy

    onnxruntime.set_default_logger_severity(_ERRORS_ONLY)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    options.intra_op_num_threads = _cores()
    # A thread that waits for its turn lets others work: on shared cores spinning makes a run three times longer.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(tensor) for tensor in tensors.values()]
    options.add_external_initializers(list(tensors), values)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _cores() -> int:
    """How many cores this process may use, which in a container can be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
