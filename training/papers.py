"""Examples out of whole invented papers: for each question the windows that answer, and those most like an answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ofsted_qa.values import LabelledText
from training.examples import holding, runs
from training.inspections import of_texts, place_of
from training.mining import surest

if TYPE_CHECKING:
    from pathlib import Path

    from ofsted_qa.values import Embedder, SpanReader
    from training.examples import Example

_KEPT = 8  # windows of a question that do not answer


def examples(path: Path, embedder: Embedder, reader: SpanReader) -> list[list[Example]]:
    """The questions of a file of papers (training/questions/invented-papers.jsonl), answered and not.

    What does not answer is what `reader` took for the answer before all: the next one learns from its mistakes.

    Raises:
        OSError: the file cannot be read.
        ValueError: an answer does not stand in its paper.
    """
    found = []
    for line in path.read_text("utf-8").splitlines():
        paper = json.loads(line)
        texts = windows(paper)
        vectors = embedder.embed([one.text for one in texts])
        for asked in paper["questions"]:
            question, answers = asked["question"], asked["answers"]
            made = of_texts(question, texts + _longer(paper, texts, answers), answers)
            right = [one for one in made if one.answered]
            for answer in answers:
                if not any(place_of(answer, one.context) for one in right):
                    raise ValueError(f"{path}: {answer!r} does not stand in {paper['title']!r}")
            wrong = {one.context for one in made if not one.answered}
            kept = [place for place, text in enumerate(texts) if text.text in wrong]
            taken = surest(question, [texts[place] for place in kept], vectors[kept], embedder, reader)
            found.append(right + of_texts(question, taken[:_KEPT], []))
    return found


def _longer(paper: dict[str, Any], texts: list[LabelledText], answers: list[str]) -> list[LabelledText]:
    """The whole sentences of answers that no window holds."""
    found = []
    for answer in answers:
        if any(place_of(answer, one.text) for one in texts):
            continue
        for section in paper["sections"]:
            place = place_of(answer, section["text"])
            if place:
                first, last = holding(section["text"], place)
                found.append(LabelledText(_label(paper, section), section["text"][first:last]))
    return found


def windows(paper: dict[str, Any]) -> list[LabelledText]:
    """The windows of a paper, each under what the index would know of it (`answering.windows.label`)."""
    found = []
    for section in paper["sections"]:
        found += [
            LabelledText(_label(paper, section), section["text"][start:end]) for start, end in runs(section["text"])
        ]
    return list(dict.fromkeys(found))


def _label(paper: dict[str, Any], section: dict[str, str]) -> str:
    return f"{paper['council']}, {paper['kind']}, {paper['date']}. {paper['title']}. {section['heading']}"
