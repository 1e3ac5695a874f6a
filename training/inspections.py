"""Examples out of inspection documents: questions written by hand on real and invented papers, with near misses.

A passage knows its council and date only from its document, so the hardest negatives are the right words under
another council's or another year's label.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ofsted_qa.answering.windows import label
from ofsted_qa.passages import passages
from ofsted_qa.values import Document, LabelledText
from ofsted_qa.words import stems as stems_of
from training.examples import NO_ANSWER, Example, runs

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_SIZES, _SHARES = (1, 2, 3, 4), (0.15, 0.2, 0.5, 0.15)
_COPIES = 2  # windows of different sizes around each answer
_NEAR, _MISTAKEN = 1, 4  # negatives of the same document for each question: with its words, and by mistake (mining.py)
_WHOLE = 1 / 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@cache
def stems(text: str) -> frozenset[str]:
    """The stems of a text's content words."""
    return frozenset(stems_of(text))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a document, and the answer's offsets in its text.

    `answered` tells whether they do answer: a near miss only looks so.
    """

    question: str
    document: Document
    start: int
    end: int
    answered: bool = True


def invented(path: Path, chance: random.Random) -> list[list[Example]]:
    """Questions on invented passages, answered and not (training/questions/*.jsonl): the windows of each passage.

    For one question in three the whole passage, too.

    Raises:
        OSError: the file cannot be read.
        ValueError: an answer does not stand in its passage.
    """
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        label_, context = row["label"], row["context"]
        for asked in row["questions"]:
            question, answer = asked["question"], asked["answer"]
            texts = [LabelledText(label_, context[start:end]) for start, end in runs(context)]
            if chance.random() < _WHOLE:
                texts.append(LabelledText(label_, context))
            if answer and place_of(answer, context) is None:
                raise ValueError(f"{path}: {answer!r} does not stand in its passage")
            found.append(of_texts(question, texts, [answer] if answer else []))
    return found


def place_of(answer: str, text: str) -> tuple[int, int] | None:
    """Where an answer stands in a text as whole words: "16" is not in "2016", nor "adequate" in "inadequate"."""
    match = re.search(rf"(?<![\w£.]){re.escape(answer)}(?!\w)", text)
    return match.span() if match else None


def of_texts(question: str, texts: Sequence[LabelledText], answers: Sequence[str]) -> list[Example]:
    """A question's windows: those that hold an answer, and those that say too little of any to answer too."""
    found = []
    for text in texts:
        held = next((place for one in answers if (place := place_of(one, text.text))), None)
        if held:
            found.append(Example(question, text.label, text.text, *held))
        elif not any(alike(one, text.text) for one in answers):
            found.append(_no(question, text.label, text.text))
    return found


def asked_of(path: Path, documents: Sequence[Document]) -> list[Asked]:
    """The questions of a file on documents; those whose documents or words are not there are left out.

    Raises:
        OSError: the file cannot be read.
    """
    names = {document.source.name: document for document in documents}
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        document = names.get(row["file"])
        place = _place(row, document.text) if document else None
        if document and place:
            found.append(Asked(row["question"], document, *place, answered=bool(row["answer"])))
    return found


def _place(row: dict[str, Any], text: str) -> tuple[int, int] | None:
    """Where the answer stands: in its sentence, where one is given; of a near miss, where its sentence does."""
    around = _found(row.get("sentence") or row["answer"], text)
    if not row["answer"]:
        return around
    inside = _found(row["answer"], text[slice(*around)]) if around else None
    return (around[0] + inside[0], around[0] + inside[1]) if around and inside else None


def _found(words: str, text: str) -> tuple[int, int] | None:
    match = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return match.span() if match else None


def of_suite(path: Path, documents: Sequence[Document]) -> list[Asked]:
    """The answered questions of a suite (evals/README.md), each with its one fact's words or its source sentence.

    Raises:
        OSError: the file cannot be read.
    """
    suite = tomllib.loads(path.read_text("utf-8"))
    ids = {entry["key"]: entry["sha256"] for entry in suite["documents"]}
    held = {document.id: document for document in documents}
    found = []
    for case in suite["cases"]:
        for source in case["sources"][:1]:
            document = held[ids[source["document"]]]
            around = _found(source["sentence"], document.text)
            if around and not case.get("history"):
                found.append(Asked(case["question"], document, *_fact(case["facts"], document.text, around)))
    return found


def _fact(facts: list[list[str]], text: str, around: tuple[int, int]) -> tuple[int, int]:
    """Where the wording of a case's one fact stands within its source sentence; else the sentence."""
    for wording in facts[0] if len(facts) == 1 else []:
        inside = _found(wording, text[slice(*around)])
        if inside:
            return around[0] + inside[0], around[0] + inside[1]
    return around


def on_documents(
    asked: Sequence[Asked],
    documents: Sequence[Document],
    chance: random.Random,
    mistaken: Sequence[Sequence[LabelledText]],
) -> list[list[Example]]:
    """For each question windows that answer, windows of the same document that do not, and of others.

    Among the others are the right windows under another council's or another year's label. `mistaken`: for each
    question windows that a reader took for its answer (`mining.mistaken`).
    """
    others = [(one, _windows(one, chance)) for one in documents]
    found: list[list[Example]] = []
    for one, taken in zip(asked, mistaken, strict=True):
        made = _around(one, chance)
        made += [_no(one.question, text.label, text.text) for text in taken[:_MISTAKEN]]
        if one.answered:
            made += _near(one, next(texts for document, texts in others if document is one.document), chance)
            made += _elsewhere(one, documents, chance)
            made += _other_councils(one, others, chance)
        found.append(list(dict.fromkeys(made)))
    return found


def _around(one: Asked, chance: random.Random) -> list[Example]:
    """Windows that hold the answer, or the near miss."""
    document = one.document
    holding = [
        index
        for index, sentence in enumerate(document.sentences)
        if sentence.start < one.end and one.start < sentence.end
    ]
    if not holding:
        return []
    found = []
    for _ in range(_COPIES):
        spare = max(0, chance.choices(_SIZES, _SHARES)[0] - len(holding))
        before = chance.randint(0, spare)
        first, last = max(0, holding[0] - before), min(len(document.sentences) - 1, holding[-1] + spare - before)
        start, end = document.sentences[first].start, document.sentences[last].end
        text = document.text[start:end]
        block = document.sentences[holding[0]].block
        heading = " › ".join(document.heading_path(block))  # noqa: RUF001
        place = (one.start - start, one.end - start) if one.answered else (NO_ANSWER, NO_ANSWER)
        found.append(Example(one.question, label(document, heading), text, *place))
    return list(dict.fromkeys(found))


def _windows(document: Document, chance: random.Random) -> list[tuple[str, str]]:
    """Every passage of a document cut to a window, with its label."""
    found = []
    for passage in passages(document):
        inside = [one for one in document.sentences if passage.start <= one.start and one.end <= passage.end]
        for first in range(0, len(inside), 2):
            last = min(len(inside), first + chance.choices(_SIZES, _SHARES)[0]) - 1
            text = document.text[inside[first].start : inside[last].end]
            found.append((label(document, passage.heading), text))
    return found


def _near(one: Asked, texts: Sequence[tuple[str, str]], chance: random.Random) -> list[Example]:
    """Windows of the same document that share words with the question and do not hold the answer."""
    words = stems(one.question)
    answer = one.document.text[one.start : one.end]
    wrong = [pair for pair in texts if answer not in pair[1] and not alike(answer, pair[1])]
    ranked = sorted(wrong, key=lambda pair: -len(words & stems(pair[1])))[:8]
    return [_no(one.question, *pair) for pair in chance.sample(ranked, min(_NEAR, len(ranked)))]


def alike(answer: str, text: str) -> bool:
    """Whether a window says much of what the answer says: then it may answer too."""
    held = stems(answer)
    return len(held) > 0 and len(held & stems(text)) >= 0.6 * len(held)


def _elsewhere(one: Asked, documents: Sequence[Document], chance: random.Random) -> list[Example]:
    """The right window under the label of another council, or of another year, that the question does not mean."""
    found = []
    authority = one.document.profile.authority or ""
    years = _YEAR.findall(one.question)
    for example in _around(one, chance)[:1]:
        if authority and authority in one.question and authority not in example.context:
            other = chance.choice([each for each in documents if each.profile.authority not in (authority, None)])
            wrong = example.label.replace(authority, other.profile.authority or "")
            found.append(_no(one.question, wrong, example.context))
        if years and not _YEAR.search(example.context) and years[0] in example.label:
            shifted = example.label.replace(years[0], str(int(years[0]) + chance.choice((-4, -3, -2, 2, 3, 4))))
            found.append(_no(one.question, shifted, example.context))
    return found


def _other_councils(
    one: Asked, others: Iterable[tuple[Document, list[tuple[str, str]]]], chance: random.Random
) -> list[Example]:
    """A window on the same matter in another council's document, where the question names its council."""
    authority = one.document.profile.authority or ""
    if not authority or authority not in one.question:
        return []
    words = stems(one.question)
    pool = [pair for document, texts in others if document.profile.authority != authority for pair in texts]
    ranked = sorted(chance.sample(pool, min(400, len(pool))), key=lambda pair: -len(words & stems(pair[1])))
    return [_no(one.question, *pair) for pair in ranked[:1] if authority not in pair[1]]


def _no(question: str, label_: str, text: str) -> Example:
    return Example(question, label_, text, NO_ANSWER, NO_ANSWER)
