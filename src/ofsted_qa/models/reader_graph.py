"""Writes the ONNX graph of the span reader: BERT's layers in 8-bit integers, a span head and an answer head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.models.graph import IDS, MASK, RUNTIME_DOMAIN, SEGMENTS, GraphWriter, encoded

if TYPE_CHECKING:
    from ofsted_qa.models.graph import BertSizes

#: Version of what this module writes: raise it with every change, so that no older kept graph is used.
READER_GRAPH_VERSION = 1

#: The outputs: a start and an end score for every token, and a score for whether the passage answers.
EDGES = "edges"
ANSWERS = "answers"

#: How the names of the weights begin that the packaged model hands over; the reader's own are all others.
SHARED_PREFIX = "embeddings."
SCALE = ".scale"


def write_reader_graph(sizes: BertSizes) -> bytes:
    """An ONNX model, serialised, and the same for the same sizes.

    It takes `input_ids`, `attention_mask` and `token_type_ids` (int64, texts x tokens) and gives `edges`
    (float32, texts x tokens x 2) and `answers` (float32, texts x 1). Source: Devlin et al. 2019, section 4.3.
    """
    writer = _IntegerWriter(sizes)
    mask = writer.node("Cast", MASK, to=writer.types.FLOAT)
    hidden = encoded(writer, mask, SEGMENTS)
    edges = writer.head("span", hidden, 2)
    writer.node("Identity", writer.batch(edges, 2), output=EDGES)
    states = writer.batch(hidden, sizes.hidden_size)
    first = writer.node("Squeeze", writer.node("Slice", states, *map(writer.integers, (0, 1, 1))), writer.integers(1))
    writer.node("Identity", writer.head("answers", first, 1), output=ANSWERS)
    return writer.serialised([IDS, MASK, SEGMENTS], {EDGES: ["texts", "tokens", 2], ANSWERS: ["texts", 1]})


class _IntegerWriter(GraphWriter):
    """Dense layers multiply integers: their weights are stored so, what goes in is rounded on the way."""

    def dense(self, prefix: str, rows: str, size_in: int, size_out: int) -> str:
        # The weights are stored as input x output, with a scale for each output.
        weight = self.weight(f"{prefix}.weight", size_in, size_out, kind=self.types.INT8)
        scale = self.weight(f"{prefix}.weight{SCALE}", size_out)
        bias = self.weight(f"{prefix}.bias", size_out)
        return self.node("DynamicQuantizeMatMul", rows, weight, scale, "", bias, domain=RUNTIME_DOMAIN)

    def head(self, prefix: str, rows: str, size_out: int) -> str:
        """A dense layer in float32, for the last step."""
        return super().dense(prefix, rows, self.sizes.hidden_size, size_out)
