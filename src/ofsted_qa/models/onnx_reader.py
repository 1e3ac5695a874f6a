"""Reads answers out of passages with the packaged reader, by onnxruntime and tokenizers."""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ofsted_qa.models.graph import IDS, MASK, SEGMENTS, BertSizes
from ofsted_qa.models.packaged import packaged_folder, tensors_of, weights
from ofsted_qa.models.reader_graph import ANSWERS, EDGES, READER_GRAPH_VERSION, SHARED_PREFIX, write_reader_graph
from ofsted_qa.models.session import kept_graph, open_session
from ofsted_qa.models.spans import best_span, joined
from ofsted_qa.settings import PACKAGED_READER
from ofsted_qa.values import ModelError, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

    from ofsted_qa.values import LabelledText

#: Tokens of question, label and passage together; passages were no longer in training.
LONGEST = 320
_LONGEST_QUESTION = 600  # characters; room must be left for the passage


class _Model(NamedTuple):
    """What is loaded. The session reads the weights where they are mapped, so they live as long as it."""

    session: Any
    weights: Mapping[str, NDArray[Any]]
    tokenizer: Any


class OnnxSpanReader:
    """The reader that ships in this package: its layers are its own, its embeddings the packaged model's.

    Nothing is loaded before the first question. `cache` is the folder where its graph is kept.
    """

    def __init__(self, cache: Path) -> None:
        """Remember where the graph is kept."""
        self.name = PACKAGED_READER
        self._cache = cache

    def read(self, question: str, passages: Sequence[LabelledText]) -> list[Reading]:
        """What each passage answers; a passage longer than the model reads is read as far as that.

        Raises:
            ModelError: the reader cannot be loaded.
        """
        model = self._model
        pairs = [(question[:_LONGEST_QUESTION], joined(one)[0]) for one in passages]
        found: list[Reading] = []
        # One by one: in batches the integers are scaled by the whole batch, and it takes longer (benchmarks/reader.py).
        for passage, encoding in zip(passages, model.tokenizer.encode_batch(pairs), strict=True):
            edges, answers = model.session.run([EDGES, ANSWERS], inputs_of(encoding))
            found.append(best_span(passage, encoding.offsets, encoding.type_ids, edges[0], answers[0, 0]))
        return found

    @cached_property
    def _model(self) -> _Model:
        try:
            folder = packaged_folder()
            sizes = BertSizes.of(json.loads((folder / "config.json").read_bytes()))
            tensors = weights(folder, (SHARED_PREFIX,)) | tensors_of(own_weights())
            session = open_session(self._graph(sizes), tensors)
            return _Model(session, tensors, _tokenizer(folder))
        except Exception as error:  # tokenizers and onnxruntime raise bare exceptions
            reason = str(error).partition("\n")[0]
            raise ModelError(f"the reader of this package cannot be loaded: {reason}") from error

    def _graph(self, sizes: BertSizes) -> bytes:
        key = sha256(f"{READER_GRAPH_VERSION} {sizes}".encode()).hexdigest()[:16]
        return kept_graph(self._cache, f"reader-{key}", lambda: write_reader_graph(sizes))


def own_weights() -> Path:
    """The file of the reader's own weights within this package (training/README.md says how it is made)."""
    return Path(str(files("ofsted_qa").joinpath("data/reader/reader.safetensors")))


def _tokenizer(folder: Path) -> Tokenizer:
    """The model's tokenizer, for pairs of a question and a passage; the passage is what is cut."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - heavy

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST, strategy="only_second")
    tokenizer.no_padding()
    return tokenizer


def inputs_of(encoding: Encoding) -> dict[str, NDArray[np.int64]]:
    """The graph's inputs for one pair of a question and a passage, each of shape (1, tokens)."""
    rows = {IDS: encoding.ids, MASK: encoding.attention_mask, SEGMENTS: encoding.type_ids}
    return {name: np.array([row], dtype=np.int64) for name, row in rows.items()}
