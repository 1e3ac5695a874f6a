"""How long questions take beside the reader's bare forward pass: python benchmarks/questions.py --index FOLDER SUITE…."""  # noqa: E501, INP001

# Both are timed in one run, question by question: the whole answer, then the session alone over the same windows,
# already in tokens and in the same batches. The ratio of the two can be compared between machines.

from __future__ import annotations

import argparse
import resource
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from ofsted_qa.answering.engine import AnswerEngine
from ofsted_qa.evaluation.suite import load_suite
from ofsted_qa.index import IndexStore
from ofsted_qa.models import question_embedder
from ofsted_qa.models.onnx_reader import OnnxSpanReader
from ofsted_qa.settings import Settings
from ofsted_qa.values import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import LabelledText, Reading


class Watched:
    """The packaged reader, whose session keeps what it was last run on."""

    def __init__(self, reader: OnnxSpanReader) -> None:
        """Watch a reader."""
        self.name = reader.name
        self.windows = 0
        self.runs: list[tuple[Any, Any]] = []
        self._reader = reader

    def read(self, question: str, passages: Sequence[LabelledText]) -> list[Reading]:
        """As the reader does, with the session's inputs kept."""
        model = self._reader._model  # noqa: SLF001
        runs = self.runs

        class Session:
            @staticmethod
            def run(names: Any, inputs: Any) -> Any:  # noqa: ANN401
                runs.append((names, inputs))
                return model.session.run(names, inputs)

        self.windows += len(passages)
        self._reader.__dict__["_model"] = model._replace(session=Session())
        try:
            return self._reader.read(question, passages)
        finally:
            self._reader.__dict__["_model"] = model

    def again(self) -> None:
        """Run the session on what it was last run on, and forget it."""
        session = self._reader._model.session  # noqa: SLF001
        for names, inputs in self.runs:
            session.run(names, inputs)
        self.runs.clear()


def main() -> None:
    """Ask every question of the suites, warm, and print the percentiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--most", type=int, default=150, help="how many questions of each suite")
    parser.add_argument("suites", type=Path, nargs="+")
    arguments = parser.parse_args()
    settings = Settings(index=arguments.index)
    embedder = question_embedder(settings)
    generation = IndexStore(arguments.index).open(embedder.name)
    reader = Watched(OnnxSpanReader(settings.cache))
    engine = AnswerEngine(generation, embedder, reader, settings.top_passages)
    questions = [
        Question(one.question) for path in arguments.suites for one in load_suite(path).cases[: arguments.most]
    ]
    engine.answer(questions[0])
    reader.runs.clear()
    reader.windows = 0
    whole, bare = [], []
    for question in questions:
        began = perf_counter()
        engine.answer(question)
        answered = perf_counter()
        reader.again()
        whole.append(answered - began)
        bare.append(perf_counter() - answered)
    print(  # noqa: T201
        f"{len(questions)} questions, {len(generation.passages)} passages, "
        f"{reader.windows / len(questions):.1f} windows each"
    )
    for name, times in (("answer", whole), ("bare forward pass", bare)):
        half, most = np.percentile(times, [50, 95])
        print(f"{name:18} p50 {half:.3f} s  p95 {most:.3f} s  sum {sum(times):.1f} s")  # noqa: T201
    print(f"answer / bare pass: {sum(whole) / sum(bare):.2f}")  # noqa: T201
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
