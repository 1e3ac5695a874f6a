"""Runs the packaged model by onnxruntime and tokenizers, so that a question does not wait for torch."""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import sha256
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
from ofsted_qa.models.session import kept_graph, open_session
from ofsted_qa.settings import PACKAGED_MODEL
from ofsted_qa.values import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

#: Texts that are run together: enough to keep the cores busy, few enough that the attention scores of
#: the longest texts stay near 100 MB.
_BATCH = 32


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
            session = open_session(self._graph(sizes), tensors)
            return _Model(session, tensors, _tokenizer(folder), sizes.hidden_size)
        except Exception as error:  # tokenizers and onnxruntime raise bare exceptions
            reason = str(error).partition("\n")[0]
            raise ModelError(f"the packaged model {PACKAGED_MODEL} cannot be loaded: {reason}") from error

    def _graph(self, sizes: BertSizes) -> bytes:
        key = sha256(f"{GRAPH_VERSION} {sizes}".encode()).hexdigest()[:16]
        return kept_graph(self._cache, f"{PACKAGED_MODEL}-{key}", lambda: write_graph(sizes))


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
