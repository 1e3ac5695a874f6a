"""Runs any extractive question answering model of the transformers library, on torch, as a span reader."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from ofsted_qa.models.spans import best_span, joined
from ofsted_qa.values import ModelError, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import LabelledText

_BATCH = 8
_LONGEST = 384  # tokens of question and passage: what models for SQuAD are trained on
_PASSAGE = 1  # the second text of a pair


class TransformersSpanReader:
    """A model by its name or the path of its folder, with a start and an end score for each token.

    Nothing is loaded before the first question. Such a model has no score of its own for whether a passage answers:
    the chance is that of its best span against "no answer".
    """

    def __init__(self, model: str) -> None:
        """Remember the model."""
        self.name = model
        # A fast tokenizer refuses a second thread, and so does loading.
        self._lock = Lock()

    def read(self, question: str, passages: Sequence[LabelledText]) -> list[Reading]:
        """What each passage answers.

        Raises:
            ModelError: the model cannot be loaded, or answers no questions.
        """
        with self._lock:
            return [
                reading
                for first in range(0, len(passages), _BATCH)
                for reading in self._batch(question, passages[first : first + _BATCH])
            ]

    def _batch(self, question: str, passages: Sequence[LabelledText]) -> list[Reading]:
        tokenizer, model = self._loaded
        texts = [joined(one)[0] for one in passages]
        tokens = tokenizer(
            [question] * len(texts),
            texts,
            truncation="only_second",
            max_length=_LONGEST,
            padding=True,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = tokens.pop("offset_mapping").tolist()
        given = model(**tokens)
        edges = np.stack([given.start_logits.detach().numpy(), given.end_logits.detach().numpy()], axis=-1)
        readings = []
        for row, passage in enumerate(passages):
            segments = [1 if kind == _PASSAGE else 0 for kind in tokens.sequence_ids(row)]
            places = [(int(start), int(end)) for start, end in offsets[row]]
            reading = best_span(passage, places, segments, edges[row].astype(np.float32), 0.0)
            chance = float(1.0 / (1.0 + np.exp(-np.clip(reading.span, -30, 30))))
            readings.append(Reading(reading.start, reading.end, reading.span, chance))
        return readings

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer  # noqa: PLC0415 - heavy

        try:
            tokenizer = AutoTokenizer.from_pretrained(self.name, use_fast=True)
            model = AutoModelForQuestionAnswering.from_pretrained(self.name)
        except Exception as error:  # the libraries raise whatever a file or the network makes of it
            reason = str(error).partition("\n")[0]
            raise ModelError(f"the reader {self.name} cannot be loaded: {reason}") from error
        return tokenizer, model.eval()
