"""Writes ONNX graphs of BERT models from the sizes in their configuration: the sentence embedder, and the parts of it.

The graph holds no weights: each is declared by its name in the model's safetensors file and handed over
when a session opens. So the graph is small, and the weights stay where they are installed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Version of what this module writes: raise it with every change, so that no older cached graph is used.
GRAPH_VERSION = 2

#: How the names of the weights begin that a graph declares; BERT's own pooling has no part in it.
WEIGHT_PREFIXES = ("embeddings.", "encoder.")

#: The graph's inputs and its output; `SEGMENTS` tells a pair's second text from its first.
IDS = "input_ids"
MASK = "attention_mask"
SEGMENTS = "token_type_ids"
EMBEDDING = "embedding"

#: Opset 20 is the first with Gelu; 9 is the file version that goes with it. onnxruntime 1.20 runs both.
#: Source: https://onnxruntime.ai/docs/reference/compatibility.html
_OPSET = 20
_FILE_VERSION = 9

#: The domain of onnxruntime's own operators.
#: Source: https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md
RUNTIME_DOMAIN = "com.microsoft"


@dataclass(frozen=True, slots=True)
class BertSizes:
    """The sizes of a BERT model, under the names that its `config.json` has for them."""

    hidden_size: int
    intermediate_size: int
    num_hidden_layers: int
    num_attention_heads: int
    vocab_size: int
    type_vocab_size: int
    max_position_embeddings: int
    layer_norm_eps: float

    @classmethod
    def of(cls, config: Mapping[str, float]) -> BertSizes:
        """The sizes within a configuration.

        Raises:
            KeyError: the configuration lacks one.
        """
        return cls(**{field.name: config[field.name] for field in fields(cls)})  # type: ignore[arg-type]


def write_graph(sizes: BertSizes) -> bytes:
    """An ONNX model, serialised, and the same for the same sizes.

    It takes `input_ids` and `attention_mask` (int64, texts x tokens, each text with at least one token
    that is not masked) and gives `embedding` (float32, texts x hidden size): the mean over a text's
    tokens, scaled to length one. Sources: Devlin et al. 2019 (BERT), Reimers and Gurevych 2019 (pooling).
    """
    writer = GraphWriter(sizes)
    mask = writer.node("Cast", MASK, to=writer.types.FLOAT)
    hidden = encoded(writer, mask, writer.integers(0))
    _pool(writer, hidden, mask)
    return writer.serialised([IDS, MASK], {EMBEDDING: ["texts", sizes.hidden_size]})


def encoded(writer: GraphWriter, mask: str, segments: str) -> str:
    """The last layer's hidden states, as rows; `mask` is a float, `segments` are the texts' or one for all tokens."""
    hidden = _embeddings(writer, segments)
    bias = _attention_bias(writer, mask)
    for layer in range(writer.sizes.num_hidden_layers):
        hidden = _layer(writer, f"encoder.layer.{layer}", hidden, bias)
    return hidden


class GraphWriter:
    """Collects a graph's nodes and tensors; each method adds one and returns its name.

    Between layers a batch travels as rows (texts · tokens x size), the form that dense layers take.
    """

    def __init__(self, sizes: BertSizes) -> None:
        """Begin a graph of a model of these sizes."""
        import onnx  # noqa: PLC0415 - only writing a graph needs it, and a written one is kept

        self.sizes = sizes
        self.types = onnx.TensorProto
        self._helper = onnx.helper
        self._nodes: list[object] = []
        self._tensors: list[object] = []
        self._grid = self.node("Shape", IDS)

    def node(self, operator: str, *inputs: str, output: str = "", **attributes: object) -> str:
        """An operator over named inputs; an empty name is an input left out."""
        output = output or f"{operator}_{len(self._nodes)}"
        self._nodes.append(self._helper.make_node(operator, inputs, [output], **attributes))
        return output

    def weight(self, name: str, *dimensions: int, kind: int | None = None) -> str:
        """A weight that is handed over when a session opens: float32, unless a `kind` of tensor is given."""
        tensor = self.types(name=name, dims=dimensions, data_type=kind or self.types.FLOAT)
        tensor.data_location = self.types.EXTERNAL
        tensor.external_data.add(key="location", value=name)
        self._tensors.append(tensor)
        return name

    def integers(self, *values: int) -> str:
        """A constant row of int64."""
        return self._constant(self.types.INT64, [len(values)], values)

    def scalar(self, value: float) -> str:
        """A constant float32 without dimensions."""
        return self._constant(self.types.FLOAT, [], [value])

    def _constant(self, kind: int, dimensions: Sequence[int], values: Sequence[float]) -> str:
        name = f"constant_{len(self._tensors)}"
        self._tensors.append(self._helper.make_tensor(name, kind, dimensions, values))
        return name

    def dense(self, prefix: str, rows: str, size_in: int, size_out: int) -> str:
        """A dense layer over rows."""
        # The weights are stored as output x input, hence the transposition.
        weight = self.weight(f"{prefix}.weight", size_out, size_in)
        return self.node("Gemm", rows, weight, self.weight(f"{prefix}.bias", size_out), transB=1)

    def normalised(self, prefix: str, rows: str) -> str:
        """A layer normalisation of rows."""
        size, epsilon = self.sizes.hidden_size, self.sizes.layer_norm_eps
        scale, bias = self.weight(f"{prefix}.weight", size), self.weight(f"{prefix}.bias", size)
        return self.node("LayerNormalization", rows, scale, bias, epsilon=epsilon)

    def rows(self, value: str) -> str:
        """From texts x tokens x … to rows."""
        return self.node("Reshape", value, self.integers(-1, self.sizes.hidden_size))

    def batch(self, rows: str, *dimensions: int) -> str:
        """From rows to texts x tokens x `dimensions`."""
        return self.node("Reshape", rows, self.node("Concat", self._grid, self.integers(*dimensions), axis=0))

    def tokens(self) -> str:
        """The number of tokens of the batch's longest text."""
        return self.node("Gather", self._grid, self.integers(1))

    def serialised(self, inputs: Sequence[str], outputs: Mapping[str, Sequence[str | int]]) -> bytes:
        """The model, with its inputs (int64, texts x tokens) and its outputs (float32) with their dimensions."""
        info = self._helper.make_tensor_value_info
        given = [info(name, self.types.INT64, ["texts", "tokens"]) for name in inputs]
        results = [info(name, self.types.FLOAT, dimensions) for name, dimensions in outputs.items()]
        graph = self._helper.make_graph(self._nodes, "bert", given, results, self._tensors)
        opsets = [self._helper.make_opsetid("", _OPSET), self._helper.make_opsetid(RUNTIME_DOMAIN, 1)]
        model = self._helper.make_model(graph, opset_imports=opsets, ir_version=_FILE_VERSION)
        return bytes(model.SerializeToString(deterministic=True))


def _embeddings(writer: GraphWriter, segments: str) -> str:
    """The words', positions' and segments' embeddings, added and normalised, as rows."""
    sizes, size = writer.sizes, writer.sizes.hidden_size
    words = writer.weight("embeddings.word_embeddings.weight", sizes.vocab_size, size)
    positions = writer.weight("embeddings.position_embeddings.weight", sizes.max_position_embeddings, size)
    kinds = writer.weight("embeddings.token_type_embeddings.weight", sizes.type_vocab_size, size)
    places = writer.node("Slice", positions, writer.integers(0), writer.tokens())
    added = writer.node("Add", writer.node("Gather", words, IDS), places)
    added = writer.node("Add", added, writer.node("Gather", kinds, segments))
    return writer.normalised("embeddings.LayerNorm", writer.rows(added))


def _attention_bias(writer: GraphWriter, mask: str) -> str:
    """What is added to the attention scores to leave the padding out: texts x 1 x 1 x tokens."""
    # So low that its exponential is nought in float32.
    lowest = writer.scalar(-1e9)
    padding = writer.node("Sub", writer.scalar(1.0), mask)
    bias = writer.node("Mul", padding, lowest)
    return writer.node("Unsqueeze", bias, writer.integers(1, 2))


def _layer(writer: GraphWriter, prefix: str, hidden: str, bias: str) -> str:
    """One layer: attention, then the feed-forward network; each is added to its input and normalised."""
    size, inner = writer.sizes.hidden_size, writer.sizes.intermediate_size
    attended = _attention(writer, f"{prefix}.attention.self", hidden, bias)
    attended = writer.dense(f"{prefix}.attention.output.dense", attended, size, size)
    added = writer.node("Add", attended, hidden)
    hidden = writer.normalised(f"{prefix}.attention.output.LayerNorm", added)
    wide = writer.node("Gelu", writer.dense(f"{prefix}.intermediate.dense", hidden, size, inner))
    added = writer.node("Add", writer.dense(f"{prefix}.output.dense", wide, inner, size), hidden)
    return writer.normalised(f"{prefix}.output.LayerNorm", added)


def _attention(writer: GraphWriter, prefix: str, hidden: str, bias: str) -> str:
    """Scaled dot-product attention over all heads."""
    size, heads = writer.sizes.hidden_size, writer.sizes.num_attention_heads
    width = size // heads

    def projection(name: str, order: Sequence[int]) -> str:
        projected = writer.dense(f"{prefix}.{name}", hidden, size, size)
        return writer.node("Transpose", writer.batch(projected, heads, width), perm=order)

    query = projection("query", (0, 2, 1, 3))
    key = projection("key", (0, 2, 3, 1))
    value = projection("value", (0, 2, 1, 3))
    scores = writer.node("Mul", writer.node("MatMul", query, key), writer.scalar(width**-0.5))
    weights = writer.node("Softmax", writer.node("Add", scores, bias), axis=-1)
    mixed = writer.node("Transpose", writer.node("MatMul", weights, value), perm=(0, 2, 1, 3))
    return writer.rows(mixed)


def _pool(writer: GraphWriter, hidden: str, mask: str) -> None:
    """The sum over each text's own tokens, scaled to length one: the same as their mean at length one."""
    batch = writer.batch(hidden, writer.sizes.hidden_size)
    added = writer.node("MatMul", writer.node("Unsqueeze", mask, writer.integers(1)), batch)
    pooled = writer.node("Squeeze", added, writer.integers(1))
    writer.node("LpNormalization", pooled, output=EMBEDDING, axis=-1, p=2)
