"""What each step of the answering buys: python benchmarks/steps.py --index FOLDER SUITE…."""  # noqa: INP001

# For every question that must be answered: whether the sentence that a step would read out first is one of those
# that the suite gives as its source. The first three search the whole index and take the sentence of the first passage
# that holds most of the question's words; then the search is narrowed to what the question names; then sentences are
# judged without and with the reader; the last is the answer as it is read out, where a refusal is a miss.

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ofsted_qa.answering.evidence import score
from ofsted_qa.evaluation.fitting import Ready, fit
from ofsted_qa.evaluation.suite import load_suite
from ofsted_qa.retrieval.fusion import fuse
from ofsted_qa.values import Question
from ofsted_qa.words import stems
from training.fit_answering import opened

if TYPE_CHECKING:
    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.answering.engine import AnswerEngine
    from ofsted_qa.answering.searching import Found
    from ofsted_qa.index import Generation
    from ofsted_qa.values import Answer, Document, Embedder, Passage

_DEPTH = 60
STEPS = ("BM25 alone", "vectors alone", "fused", "narrowed", "judged", "read in windows", "read again", "composed")

#: A run of a document: its id, where it begins and where it ends.
Run = tuple[str, int, int]


def main() -> None:
    """Print a table for each suite and half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("suites", type=Path, nargs="+")
    arguments = parser.parse_args()
    engine, embedder = opened(arguments.index)
    documents = {document.id: document for document in engine.generation.documents}
    for path in arguments.suites:
        right: dict[str, Counter[str]] = {"tune": Counter(), "report": Counter()}
        cases: Counter[str] = Counter()
        for ready in fit(load_suite(path), documents):
            if isinstance(ready, Ready) and ready.case.must_answer:
                cases[ready.case.split] += 1
                question = Question(ready.case.question, tuple(ready.case.history))
                right[ready.case.split].update(_held(ready, _read_out(engine, embedder, question)))
        for half, counts in right.items():
            shares = "  ".join(f"{step} {counts[step] / max(1, cases[half]):.3f}" for step in STEPS)
            print(f"{path.stem} {half} ({cases[half]}): {shares}", flush=True)  # noqa: T201


def _held(ready: Ready, runs: dict[str, list[Run]]) -> list[str]:
    """The steps that read out a source of the case."""
    spans = [(one.document_id, span.start, span.end) for one in ready.evidence for span in one.spans]
    return [
        step
        for step, found in runs.items()
        if any(run[0] == span[0] and run[1] < span[2] and span[1] < run[2] for run in found for span in spans)
    ]


def _read_out(engine: AnswerEngine, embedder: Embedder, question: Question) -> dict[str, list[Run]]:
    """What each step would read out."""
    generation = engine.generation
    asked, found = engine.examined(question)
    scores = generation.keyword_scores(asked.terms)
    by_words = [generation.passages[place].id for place in np.argsort(-scores, kind="stable")[:_DEPTH]]
    near = [name for name, _ in generation.nearest(embedder.embed([asked.text])[0], _DEPTH)]
    together = [name for name, _ in fuse([by_words, near])]
    firsts = {"BM25 alone": by_words[0], "vectors alone": near[0], "fused": together[0]}
    runs = {step: [_best(asked, generation, generation.passage(name))] for step, name in firsts.items()}
    runs["narrowed"] = [_best(asked, generation, one.retrieved[0].passage) for one in found if one.retrieved]
    runs["judged"] = [_first(one, without=("answered", "surest", "alone")) for one in found if one.ranked]
    runs["read in windows"] = [_first(one, without=("alone",)) for one in found if one.ranked]
    runs["read again"] = [_first(one) for one in found if one.ranked]
    runs["composed"] = _cited(engine.answer(question))
    return runs


def _best(asked: Asked, generation: Generation, passage: Passage) -> Run:
    """The sentence of a passage that holds most of the question's words."""
    document: Document = generation.document(passage.document_id)
    inside = [one for one in document.sentences if passage.start <= one.start and one.end <= passage.end]
    words = set(asked.terms)
    best = max(inside, key=lambda one: len(words & set(stems(document.slice(one)))), default=passage)
    return document.id, best.start, best.end


def _first(found: Found, *, without: tuple[str, ...] = ()) -> Run:
    """The sentence that is judged best `without` some features."""

    def worth(place: int) -> float:
        return score(replace(found.ranked[place].features, **dict.fromkeys(without, 0.0)))

    candidate = found.ranked[max(range(len(found.ranked)), key=worth)].candidate
    return candidate.document.id, candidate.sentence.start, candidate.sentence.end


def _cited(answer: Answer) -> list[Run]:
    aside = answer.nearest.citations if answer.nearest else ()
    return [(one.document_id, one.start, one.end) for one in answer.citations if one.number not in aside]


if __name__ == "__main__":
    main()
