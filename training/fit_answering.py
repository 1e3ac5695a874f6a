"""Fits the weights of the answering: `python -m training.fit_answering --index FOLDER SUITE…`.

Of each suite only the `tune` half is looked at (evals/README.md). For every question each sentence that was read
closely is a choice, and so is "the documents do not say", whose score is a constant: the least score of an answer.
The weights make the right choice likely (softmax over the choices, with weight decay).

`--papers` is an index of the papers that `python -m training.held_out --write FOLDER` writes: the reader has not
learned from them, and each of their questions, asked of its own paper, counts for half of one of the suites.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from ofsted_qa.answering.engine import AnswerEngine
from ofsted_qa.answering.evidence import Features
from ofsted_qa.evaluation.fitting import Ready, fit
from ofsted_qa.evaluation.suite import load_suite
from ofsted_qa.index import IndexStore
from ofsted_qa.models import question_embedder, span_reader
from ofsted_qa.settings import Settings
from ofsted_qa.values import Filters, Question
from training.held_out import PAPERS, named_papers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.answering.extents import Judged
    from ofsted_qa.values import Embedder

_NAMES = [field.name for field in fields(Features)]
_DECAY = 0.003
_STEPS = 1500
_NEVER = -1e9  # a score
_WORTH_IN_PAPERS = 0.5
_FEWEST_CHARACTERS = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of a question's sentences (sentences x features), and which of them answer; none: it has none.

    `worth` is what the question counts for, beside others.
    """

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    worth: float = 1.0


def opened(index: Path) -> tuple[AnswerEngine, Embedder]:
    """What answers from the index in a folder, and what embeds its questions.

    Raises:
        NoIndexError: there is none.
    """
    settings = Settings(index=index)
    embedder = question_embedder(settings)
    generation = IndexStore(index).open(embedder.name)
    return AnswerEngine(generation, embedder, span_reader(settings), settings.top_passages), embedder


def choices(engine: AnswerEngine, suites: Sequence[Path], splits: Sequence[str]) -> list[Choice]:
    """What there is to choose from for each question of one council that is answered, or that nothing answers."""
    documents = {document.id: document for document in engine.generation.documents}
    found: list[Choice] = []
    for path in suites:
        for ready in fit(load_suite(path), documents):
            if isinstance(ready, Ready) and ready.case.split in splits:
                ranked = _ranked(engine, Question(ready.case.question, tuple(ready.case.history)))
                if ranked and (ready.case.must_answer or not ready.case.sources):
                    found.append(Choice(_features(ranked), _right(ranked, ready)))
    return [one for one in found if len(one.features)]


def choices_in_papers(engine: AnswerEngine) -> list[Choice]:
    """What there is to choose from for each question on the papers that are kept from the reader."""
    papers = dict(named_papers(PAPERS))
    found: list[Choice] = []
    for document in engine.generation.documents:
        for asked in papers[document.source.name]["questions"]:
            ranked = _ranked(engine, Question(asked["question"], (), Filters(documents=(document.id,))))
            right = np.array([_says(one.candidate.text, asked["answers"]) for one in ranked], dtype=np.bool_)
            if ranked and (right.any() or not asked["answers"]):
                found.append(Choice(_features(ranked), right, _WORTH_IN_PAPERS))
    return found


def _says(sentence: str, answers: Sequence[str]) -> bool:
    """Whether a sentence holds an answer, or is part of one of several sentences."""
    words = " ".join(sentence.split())
    folded = [" ".join(answer.split()) for answer in answers]
    return any(answer in words or (len(words) > _FEWEST_CHARACTERS and words in answer) for answer in folded)


def _ranked(engine: AnswerEngine, question: Question) -> list[Judged]:
    asked, found = engine.examined(question)
    return [] if len(found) != 1 or _of_no_one(asked) else found[0].ranked


def _of_no_one(asked: Asked) -> bool:
    return not asked.terms


def _features(ranked: Sequence[Judged]) -> NDArray[np.float64]:
    return np.array([[getattr(one.features, name) for name in _NAMES] for one in ranked])


def _right(ranked: Sequence[Judged], ready: Ready) -> NDArray[np.bool_]:
    def holds(one: Judged) -> bool:
        sentence = one.candidate.sentence
        return any(
            evidence.document_id == one.candidate.document.id
            and any(span.start < sentence.end and sentence.start < span.end for span in evidence.spans)
            for evidence in ready.evidence
        )

    return np.array([holds(one) for one in ranked])


def fitted(given: Sequence[Choice]) -> tuple[dict[str, float], float]:
    """The weights by the features' names, and the least score of an answer."""
    features, absent, wrong = _padded(given)
    worth = torch.tensor([one.worth for one in given], dtype=torch.float64)
    weights = torch.zeros(len(_NAMES) + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([weights], lr=0.05)
    for _ in range(_STEPS):
        scores = features @ weights + absent
        losses = scores.logsumexp(1) - (scores + wrong).logsumexp(1)
        value = (losses * worth).sum() / worth.sum() + _DECAY * (weights**2).sum()
        optimizer.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    found = weights.detach().tolist()
    return dict(zip(_NAMES, found[:-1], strict=True)), found[-1]


def _padded(given: Sequence[Choice]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Questions x choices x features, "no answer" with a feature of its own behind each question's sentences.

    And, questions x choices, what shuts out choices that are not there, and those that are wrong.
    """
    most = max(len(one.features) for one in given) + 1
    features = np.zeros((len(given), most, len(_NAMES) + 1))
    absent = np.full((len(given), most), _NEVER)
    wrong = np.full((len(given), most), _NEVER)
    for row, one in enumerate(given):
        last = len(one.features)
        features[row, :last, :-1] = one.features
        features[row, last, -1] = 1.0
        absent[row, : last + 1] = 0.0
        wrong[row, :last] = np.where(one.right, 0.0, _NEVER)
        wrong[row, last] = _NEVER if one.right.any() else 0.0
    return torch.from_numpy(features), torch.from_numpy(absent), torch.from_numpy(wrong)


def main() -> None:
    """Read the arguments, fit, and print the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--papers", type=Path, help="an index of what training.held_out --write has written")
    parser.add_argument("suites", type=Path, nargs="+")
    arguments = parser.parse_args()
    engine, _ = opened(arguments.index)
    given = choices(engine, arguments.suites, ["tune"])
    if arguments.papers:
        given += choices_in_papers(opened(arguments.papers)[0])
    weights, least = fitted(given)
    print(f"{len(given)} questions; least score {least:.2f}")  # noqa: T201 (a program that prints)
    for name, weight in weights.items():
        print(f"    {name}={weight:.2f},")  # noqa: T201


if __name__ == "__main__":
    main()
