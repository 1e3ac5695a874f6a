from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from ofsted_qa.models.graph import EMBEDDING, IDS, MASK, BertSizes, write_graph

pytestmark = pytest.mark.stack

SIZES = BertSizes(
    hidden_size=8,
    intermediate_size=12,
    num_hidden_layers=2,
    num_attention_heads=2,
    vocab_size=11,
    type_vocab_size=2,
    max_position_embeddings=6,
    layer_norm_eps=1e-12,
)


def run(graph: bytes, ids: list[list[int]], mask: list[list[int]]) -> np.ndarray:
    """Run a graph over weights that are drawn anew, the same each time."""
    import onnx
    import onnxruntime

    random = np.random.default_rng(7)
    declared = [tensor for tensor in onnx.load_from_string(graph).graph.initializer if tensor.external_data]
    arrays = [random.normal(size=tuple(tensor.dims)).astype(np.float32) for tensor in declared]
    options = onnxruntime.SessionOptions()
    options.add_external_initializers(
        [tensor.name for tensor in declared],
        [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in arrays],
    )
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    return np.asarray(session.run([EMBEDDING], {IDS: np.array(ids), MASK: np.array(mask)})[0])


def test_the_same_sizes_give_the_same_bytes() -> None:
    assert write_graph(SIZES) == write_graph(SIZES)
    assert write_graph(SIZES) != write_graph(dataclasses.replace(SIZES, num_hidden_layers=3))


def test_sizes_come_from_the_configuration() -> None:
    config = {**dataclasses.asdict(SIZES), "hidden_act": "gelu", "pad_token_id": 0}
    assert BertSizes.of(config) == SIZES
    with pytest.raises(KeyError, match="hidden_size"):
        BertSizes.of({"vocab_size": 11})


def test_rows_have_length_one_and_padding_counts_for_nothing() -> None:
    graph = write_graph(SIZES)
    alone = run(graph, [[3, 5]], [[1, 1]])
    padded = run(graph, [[3, 5, 9, 9], [1, 2, 3, 4]], [[1, 1, 0, 0], [1, 1, 1, 1]])
    assert padded.shape == (2, 8)
    assert np.allclose(np.linalg.norm(padded, axis=1), 1, atol=1e-5)
    assert np.allclose(padded[:1], alone, atol=1e-5)


def test_the_order_of_the_tokens_counts() -> None:
    vectors = run(write_graph(SIZES), [[3, 5, 7], [7, 5, 3]], [[1, 1, 1], [1, 1, 1]])
    assert not np.allclose(vectors[0], vectors[1], atol=1e-2)
