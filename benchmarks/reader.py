"""What each step of running the reader fast buys: python benchmarks/reader.py --index FOLDER SUITE."""  # noqa: INP001

# The windows of real questions, read by the shipped weights in several ways within one run: as a torch network in
# 32-bit floats, window by window, then in batches, then in batches of like length; then by the session in 8-bit
# integers in the same three ways, the first of which is what ships. Each line has its ratio to the first.

from __future__ import annotations

import argparse
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import torch

from ofsted_qa.answering.engine import AnswerEngine
from ofsted_qa.evaluation.suite import load_suite
from ofsted_qa.index import IndexStore
from ofsted_qa.models import question_embedder
from ofsted_qa.models.graph import IDS, MASK, SEGMENTS
from ofsted_qa.models.onnx_reader import OnnxSpanReader, own_weights
from ofsted_qa.models.packaged import tensors_of
from ofsted_qa.models.reader_graph import ANSWERS, EDGES, SCALE
from ofsted_qa.models.spans import joined
from ofsted_qa.settings import Settings
from ofsted_qa.values import Question
from training.network import ReaderNetwork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from tokenizers import Encoding

    from ofsted_qa.values import LabelledText, Reading

_BATCH = 16


class Watched:
    """The packaged reader, that keeps what it was asked to read."""

    def __init__(self, reader: OnnxSpanReader) -> None:
        """Watch a reader."""
        self.name = reader.name
        self.asked: list[tuple[str, Sequence[LabelledText]]] = []
        self._reader = reader

    def read(self, question: str, passages: Sequence[LabelledText]) -> list[Reading]:
        """As the reader does."""
        self.asked.append((question, passages))
        return self._reader.read(question, passages)


def network() -> ReaderNetwork:
    """The shipped weights as a torch network of 32-bit floats."""
    found = ReaderNetwork()
    state = found.state_dict()
    tensors = tensors_of(own_weights())
    for name in state:
        own = name.removeprefix("bert.")
        if own + SCALE in tensors:
            state[name] = torch.from_numpy(tensors[own].T * tensors[own + SCALE][:, None])
        elif own in tensors:
            state[name] = torch.from_numpy(tensors[own].copy())
    found.load_state_dict(state)
    return found.eval()


def main() -> None:
    """Read the same windows in every way, and print the seconds of a question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("suite", type=Path)
    parser.add_argument("--most", type=int, default=30, help="how many questions")
    arguments = parser.parse_args()
    settings = Settings(index=arguments.index)
    embedder, inner = question_embedder(settings), OnnxSpanReader(settings.cache)
    watched = Watched(inner)
    engine = AnswerEngine(IndexStore(arguments.index).open(embedder.name), embedder, watched, settings.top_passages)
    for case in load_suite(arguments.suite).cases[: arguments.most]:
        engine.answer(Question(case.question))
    model, torch_model = inner._model, network()  # noqa: SLF001
    torch.set_num_threads(1)
    questions = [
        model.tokenizer.encode_batch([(question, joined(one)[0]) for one in passages])
        for question, passages in watched.asked
    ]

    def by_torch(batch: Sequence[Encoding]) -> None:
        given = {name: torch.from_numpy(rows) for name, rows in _padded(batch).items()}
        with torch.inference_mode():
            torch_model(given[IDS], given[SEGMENTS], given[MASK], given[SEGMENTS] == 1)

    def by_session(batch: Sequence[Encoding]) -> None:
        model.session.run([EDGES, ANSWERS], _padded(batch))

    first = 0.0
    for name, run in (("torch, 32-bit floats", by_torch), ("session, 8-bit integers", by_session)):
        for way, size, by_length in (
            ("one by one", 1, False),
            ("batches", _BATCH, False),
            ("like lengths", _BATCH, True),
        ):
            seconds = _seconds(questions, run, size, by_length=by_length) / len(questions)
            first = first or seconds
            print(f"{name:24} {way:13} {seconds:.3f} s a question  {first / seconds:.2f} times as fast", flush=True)  # noqa: T201


def _padded(encodings: Sequence[Encoding]) -> dict[str, NDArray[np.int64]]:
    """The inputs for a batch."""
    shape = (len(encodings), max(len(encoding) for encoding in encodings))
    inputs = {name: np.zeros(shape, dtype=np.int64) for name in (IDS, MASK, SEGMENTS)}
    for row, encoding in enumerate(encodings):
        inputs[IDS][row, : len(encoding)] = encoding.ids
        inputs[MASK][row, : len(encoding)] = 1
        inputs[SEGMENTS][row, : len(encoding)] = encoding.type_ids
    return inputs


def _seconds(
    questions: Sequence[Sequence[Encoding]], run: Callable[[Sequence[Encoding]], None], size: int, *, by_length: bool
) -> float:
    began = perf_counter()
    for encodings in questions:
        order = sorted(encodings, key=len) if by_length else list(encodings)
        for start in range(0, len(order), size):
            run(order[start : start + size])
    return perf_counter() - began


if __name__ == "__main__":
    main()
