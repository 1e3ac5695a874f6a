"""Runs the packaged model by onnxruntime and tokenizers, so that a question does not wait for torch."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ofsted_qa.models.graph import (
    EMBEDDING,
    GRAPH_VERSION,
    IDS,
    MASK,
    WEIGHT_PREFIXES,
    BertSizes,
    write_graph,
)
from ofsted_qa.models.packaged import packaged_folder, weights
from ofsted_qa.settings import PACKAGED_MODEL
from ofsted_qa.values import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

#: Texts that are run together: enough to keep the cores busy, few enough that the attention scores of
#: the longest texts stay near 100 MB.
_BATCH = 32

#: onnxruntime's level of logging at which it reports errors alone.
_ERRORS_ONLY = 3

#: Length of a SHA-256 in bytes; a cached graph begins with its own.
_DIGEST = 32


class _Model(NamedTuple):
    """What is loaded. The session reads the weights where they are mapped, so they live as long as it."""

    session: Any
    weights: Mapping[str, NDArray[np.float32]]
    tokenizer: Any
    dimensions: int


class OnnxEmbedder:
    """The packaged model without torch: the same weights and vectors as by sentence-transformers.

    Nothing is loaded before the first text. `cache` is the folder where the graph is kept, a file of
    some 25 KB that is written at first use; where it cannot be kept it is written anew by each process.
    """

    def __init__(self, cache: Path) -> None:
        """Remember where the graph is kept."""
        self.name = PACKAGED_MODEL
        self._cache = cache

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts: float32, shape (len(texts), 384), each row of length one.

        A text longer than the model reads (256 tokens) is cut there, as sentence-transformers does.

        Raises:
            ModelError: the packaged model cannot be loaded.
        """
        model = self._model
        encodings = model.tokenizer.encode_batch(list(texts))
        vectors = np.zeros((len(texts), model.dimensions), dtype=np.float32)
        # Texts of like length go together, so that little of the work is spent on padding.
        order = sorted(range(len(texts)), key=lambda index: len(encodings[index]))
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            vectors[batch] = model.session.run([EMBEDDING], _padded([encodings[index] for index in batch]))[0]
        return vectors

    @cached_property
    def _model(self) -> _Model:
        try:
            folder = packaged_folder()
            sizes = BertSizes.of(json.loads((folder / "config.json").read_bytes()))
            tensors = weights(folder, WEIGHT_PREFIXES)
            session = _session(self._graph(sizes), tensors)
            return _Model(session, tensors, _tokenizer(folder), sizes.hidden_size)
        except Exception as error:  # tokenizers and onnxruntime raise bare exceptions
            reason = str(error).partition("\n")[0]
            raise ModelError(f"the packaged model {PACKAGED_MODEL} cannot be loaded: {reason}") from error

    def _graph(self, sizes: BertSizes) -> bytes:
        """The kept graph, or one that is written now and kept if it can be."""
        key = sha256(f"{GRAPH_VERSION} {sizes}".encode()).hexdigest()[:16]
        path = self._cache / f"{PACKAGED_MODEL}-{key}.graph"
        with contextlib.suppress(OSError):
            kept = path.read_bytes()
            if sha256(kept[_DIGEST:]).digest() == kept[:_DIGEST]:
                return kept[_DIGEST:]
        graph = write_graph(sizes)
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


def _session(graph: bytes, tensors: Mapping[str, NDArray[np.float32]]) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Open the graph over the weights, which are not copied."""
    import onnxruntime  # noqa: PLC0415 - heavy

    onnxruntime.set_default_logger_severity(_ERRORS_ONLY)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    options.intra_op_num_threads = _cores()
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(tensor) for tensor in tensors.values()]
    options.add_external_initializers(list(tensors), values)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _tokenizer(folder: Path) -> Tokenizer:
    """The model's tokenizer, which cuts at the model's greatest length and does not pad."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - heavy

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    limits = json.loads((folder / "sentence_bert_config.json").read_bytes())
    tokenizer.enable_truncation(limits["max_seq_length"])
    tokenizer.no_padding()
    return tokenizer


def _padded(encodings: Sequence[Encoding]) -> dict[str, NDArray[np.int64]]:
    """The graph's inputs for a batch; what the padding holds is of no matter, for it is masked."""
    ids = np.zeros((len(encodings), max(len(encoding) for encoding in encodings)), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding)] = encoding.ids
        mask[row, : len(encoding)] = 1
    return {IDS: ids, MASK: mask}


def _cores() -> int:
    """How many cores this process may use, which in a container can be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
