"""Examples out of the public question and answer data, with negatives that are hard to tell from answers."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bm25s
import numpy as np

from ofsted_qa.words import stems
from training.adversarial import Adversary
from training.examples import NO_ANSWER, NO_SPAN, Example, Span, rows, spans, window, windows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: How many sentences a window may have; 99 is the whole paragraph.
_SIZES = (1, 2, 3, 4, 99)
#: Share of examples that say where they come from, as every passage of the index does; and of questions that also get
#: a window of the same paragraph, of the same words, and of another title as a negative.
_LABELLED, _SAME_PARAGRAPH, _SAME_WORDS, _ELSEWHERE = 0.6, 0.25, 0.4, 0.1


@dataclass(frozen=True, slots=True)
class Mixture:
    """Which examples: the questions of SQuAD 1.1 from one place to another, how many of QAMR, and how they are made.

    `shares`: of windows of each size. `changed`: of questions that also come with a word, name or number exchanged.
    """

    squad: tuple[int, int]
    qamr: int
    shares: tuple[float, float, float, float, float]
    changed: float


#: Each is nearer to SQuAD 2.0 than the one before: more whole paragraphs, and more questions that only look answered.
FIRST = Mixture((0, 28000), 3000, (0.2, 0.27, 0.4, 0.05, 0.08), 0.22)
SECOND = Mixture((28000, 54000), 4000, (0.17, 0.23, 0.37, 0.05, 0.18), 0.4)
THIRD = Mixture((0, 87600), 2000, (0.15, 0.2, 0.35, 0.05, 0.25), 0.7)

#: Of the windows of the same paragraph, those that are all of its sentences but the ones with the answer.
_ALL_THE_REST = 0.4
_CHUNK = 4000


def examples(folder: Path, seed: int, mixture: Mixture) -> list[Example]:
    """Examples from the files of `folder`.

    Raises:
        OSError: a file cannot be read.
    """
    chance = random.Random(seed)
    train = spans(folder / "squad11_train.jsonl.gz")
    chance.shuffle(train)
    train = train[slice(*mixture.squad)]
    other = spans(folder / "squadshifts_new_wiki.jsonl.gz") + spans(folder / "fairytaleqa.jsonl.gz")[::2]
    plain = spans(folder / "qamr_dev.jsonl.gz")
    chance.shuffle(plain)
    known = spans(folder / "squad20_train_11articles.jsonl.gz")
    found = [_positive(one, mixture, chance) for one in train + other + plain[: mixture.qamr]]
    found += _same_paragraph(train + other, chance)
    found += _same_words(train + other, chance)
    found += _changed(train, mixture, chance)
    found += _elsewhere(train, mixture, chance)
    found += [_negative(one.question, _label(one.title, chance), one.context) for one in known if not one.answer] * 3
    found += _pairs(folder / "selqa_dev_pairs.jsonl.gz", chance)
    chance.shuffle(found)
    return found


def _size(mixture: Mixture, chance: random.Random) -> int:
    return chance.choices(_SIZES, mixture.shares)[0]


def _label(title: str, chance: random.Random) -> str:
    return title if chance.random() < _LABELLED else ""


def _positive(one: Span, mixture: Mixture, chance: random.Random) -> Example:
    if one.answer is None:
        return Example(one.question, one.title, one.context, NO_ANSWER, NO_ANSWER)
    start, end = window(one.context, one.answer, _size(mixture, chance), chance)
    first, last = one.answer
    return Example(one.question, _label(one.title, chance), one.context[start:end], first - start, last - start)


def _negative(question: str, title: str, context: str) -> Example:
    return Example(question, title, context, NO_ANSWER, NO_ANSWER)


def _same_paragraph(train: Sequence[Span], chance: random.Random) -> list[Example]:
    """The same paragraph without the answer: the window that shares most words with the question, or all the rest."""
    found = []
    for one in train:
        if chance.random() > _SAME_PARAGRAPH or not one.answer:
            continue
        others = [text for text in windows(one.context, chance.choice((1, 2, 3))) if one.words not in text.lower()]
        if chance.random() < _ALL_THE_REST:
            rest = [text for text in windows(one.context, 1) if one.words not in text.lower()]
            others = [" ".join(rest)] if rest else []
        if others:
            asked = set(stems(one.question))
            best = max(others, key=lambda text: len(asked & set(stems(text))))
            found.append(_negative(one.question, _label(one.title, chance), best))
    return found


def _same_words(train: Sequence[Span], chance: random.Random) -> list[Example]:
    """The window of another paragraph that BM25 ranks first for the question and that lacks the answer."""
    contexts = list({one.context: one.title for one in train}.items())
    pool = [(text, title) for context, title in contexts for text in windows(context, 3)[::2]]
    index = bm25s.BM25()
    index.index([stems(text) for text, _ in pool], show_progress=False)
    asked = [one for one in train if one.answer and chance.random() < _SAME_WORDS]
    found = []
    for first in range(0, len(asked), _CHUNK):
        part = asked[first : first + _CHUNK]
        queries = [stems(one.question) or ["the"] for one in part]
        ranked, _ = index.retrieve(queries, k=8, show_progress=False)
        for one, places in zip(part, np.asarray(ranked), strict=True):
            wrong = [pool[place] for place in places if one.words not in pool[place][0].lower()]
            if wrong:
                text, title = chance.choice(wrong[:3])
                found.append(_negative(one.question, _label(title, chance), text))
    return found


def _changed(train: Sequence[Span], mixture: Mixture, chance: random.Random) -> list[Example]:
    """Questions that their window no longer answers: a word, a name or a number in them is another."""
    adversary = Adversary(train)
    found = []
    for one in train:
        if chance.random() > mixture.changed or not one.answer:
            continue
        start, end = window(one.context, one.answer, _size(mixture, chance), chance)
        text = one.context[start:end]
        question = adversary.changed(one, text, chance)
        if question:
            found.append(_negative(question, _label(one.title, chance), text))
    return found


def _elsewhere(train: Sequence[Span], mixture: Mixture, chance: random.Random) -> list[Example]:
    """The right words about something else: the question names the title, the window does not, its label is another."""
    titles = sorted({one.title for one in train})
    found = []
    for one in train:
        key = max(re.findall(r"[A-Z][\w-]+", one.title) or [""], key=len)
        if not one.answer or not key or key not in one.question:
            continue
        start, end = window(one.context, one.answer, _size(mixture, chance), chance)
        text = one.context[start:end]
        if key in text:
            continue
        first, last = one.answer
        found.append(Example(one.question, one.title, text, first - start, last - start))
        if chance.random() < _ELSEWHERE * 5:
            other = chance.choice(titles)
            if key not in other:
                found.append(_negative(one.question, other, text))
    return found


def _pairs(path: Path, chance: random.Random) -> list[Example]:
    """Sentences that answer and as many that do not; which words answer is not said."""
    good: list[Example] = []
    bad: list[Example] = []
    for row in rows(path):
        place = NO_SPAN if row["label"] else NO_ANSWER
        (good if row["label"] else bad).append(Example(row["question"], "", row["sentence"], place, place))
    return good + chance.sample(bad, min(len(bad), 2 * len(good)))
