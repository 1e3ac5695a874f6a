"""Examples as token ids, in batches of like length."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer

from ofsted_qa.models.packaged import packaged_folder
from training.examples import NO_ANSWER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from training.examples import Example

LONGEST = 320  # tokens of question, label and context together
_OWN = 2  # a token of the passage's own words, in `Encoded.segments`
_LEFT_OUT = -100  # what torch's cross entropy leaves out
_BLOCK = 50  # batches that are sorted by length together


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids, segments (0 question, 1 label, 2 the passage's own words) and the tokens of the answer's edges.

    An edge is 0 where there is no answer, and -100 where it is not known.
    """

    ids: np.ndarray
    segments: np.ndarray
    start: int
    end: int
    answered: bool


@cache
def tokenizer() -> Tokenizer:
    """The packaged model's tokenizer, for pairs: the second text is cut at `LONGEST` tokens."""
    found = Tokenizer.from_file(str(packaged_folder() / "tokenizer.json"))
    found.enable_truncation(LONGEST, strategy="only_second")
    found.no_padding()
    return found


def joined(label: str, context: str) -> tuple[str, int]:
    """What the model reads of a passage, and where its own words begin in it."""
    opening = f"{label} | " if label else ""
    return opening + context, len(opening)


def encoded(examples: Sequence[Example]) -> list[Encoded]:
    """Examples as token ids; an answer that is cut off at the greatest length leaves its example out."""
    pairs = [(one.question[:600], joined(one.label, one.context)[0]) for one in examples]
    found: list[Encoded] = []
    for one, tokens in zip(examples, tokenizer().encode_batch(pairs), strict=True):
        edges = _edges(one, tokens.offsets, tokens.type_ids)
        if edges is None:
            continue
        opening = joined(one.label, one.context)[1]
        inside = [
            int(kind == 1 and end > start >= opening)
            for kind, (start, end) in zip(tokens.type_ids, tokens.offsets, strict=True)
        ]
        segments = [kind + own for kind, own in zip(tokens.type_ids, inside, strict=True)]
        found.append(Encoded(np.array(tokens.ids, np.int32), np.array(segments, np.int8), *edges, one.answered))
    return found


def _edges(one: Example, offsets: Sequence[tuple[int, int]], kinds: Sequence[int]) -> tuple[int, int] | None:
    """The first and last token of an answer."""
    if one.start < 0:
        place = 0 if one.start == NO_ANSWER else _LEFT_OUT
        return place, place
    opening = joined(one.label, one.context)[1]
    begin, stop = one.start + opening, one.end + opening
    inside = [index for index, (start, end) in enumerate(offsets) if kinds[index] == 1 and start < stop and begin < end]
    whole = inside and offsets[inside[-1]][1] >= stop
    return (inside[0], inside[-1]) if whole else None


def batches(groups: Sequence[Sequence[Encoded]], size: int, seed: int) -> list[list[int]]:
    """Batches of indices of groups, each of at least `size` examples but the last of a block.

    Groups whose longest examples are of like length come together, the batches in an order that `seed` settles.
    """
    chance = random.Random(seed)
    order = [index for index, group in enumerate(groups) if group]
    chance.shuffle(order)
    found: list[list[int]] = []
    for block in _filled(order, groups, size * _BLOCK):
        block.sort(key=lambda index: max(len(one.ids) for one in groups[index]))
        found += _filled(block, groups, size)
    chance.shuffle(found)
    return found


def _filled(order: Sequence[int], groups: Sequence[Sequence[Encoded]], size: int) -> list[list[int]]:
    """Runs of an order of groups, each until it has `size` examples."""
    found: list[list[int]] = []
    room = 0
    for index in order:
        if room <= 0:
            found.append([])
            room = size
        found[-1].append(index)
        room -= len(groups[index])
    return found


def tensors(batch: Sequence[Encoded], device: str) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Ids, segments, mask, tokens that may be answered from, and the targets start and end."""
    width = max(len(one.ids) for one in batch)
    ids = np.zeros((len(batch), width), np.int64)
    segments = np.zeros_like(ids)
    mask = np.zeros_like(ids)
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)] = one.ids
        segments[row, : len(one.ids)] = one.segments
        mask[row, : len(one.ids)] = 1
    targets = [torch.tensor([getattr(one, name) for one in batch]) for name in ("start", "end")]
    arrays = [torch.from_numpy(array) for array in (ids, np.minimum(segments, 1), mask, (segments == _OWN))]
    return tuple(one.to(device) for one in (*arrays, *targets))  # type: ignore[return-value]
