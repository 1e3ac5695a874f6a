from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from made_up import candidate, letter

from ofsted_qa.answering.closely import read_again
from ofsted_qa.answering.windows import Window
from ofsted_qa.values import Reading
from starter_papers import understood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import LabelledText


class _Surer:
    """A reader that is the surer the shorter a text is, and keeps what it has read."""

    name = "surer"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def read(self, question: str, texts: Sequence[LabelledText]) -> list[Reading]:  # noqa: ARG002
        self.texts += [one.text for one in texts]
        return [Reading(0, 1, 0.0, 1.0 / len(one.text)) for one in texts]


def test_a_sentence_is_read_by_itself_and_with_the_one_before() -> None:
    reader = _Surer()
    one = candidate(letter(), "Caseloads")
    found = read_again("How are caseloads?", reader, [one])
    alone, both = "Caseloads have fallen.", "Staff morale is good. Caseloads have fallen."
    assert reader.texts == [alone, both]
    assert found == {(one.document.id, one.index): pytest.approx((1 / len(alone) + 1 / len(both)) / 2)}


def test_the_first_sentence_of_a_passage_has_none_before() -> None:
    reader = _Surer()
    first_of_passage = candidate(understood("# One\n\nIt was late.\n\n# Two\n\nIt was so.\n", "paper.md"), "It was so")
    read_again("How is it?", reader, [first_of_passage])
    assert reader.texts == ["It was so.", "It was so."]
    assert read_again("How is it?", reader, []) == {}


def test_the_reader_is_told_who_speaks_where_the_words_do_not_say() -> None:
    text = 'Hull Bugle\n\nBy Jo Dean, reporter\n\nAnn Hale said: "We try."\n\n"It is slow."\n\nThe council met.'
    document = understood(text, "news.txt")
    labels = {}
    for words in ("Ann Hale said", '"It is slow', "The council met"):
        one = candidate(document, words)
        labels[words] = Window(document, one.passage, one.index, one.index).labelled.label
    assert labels['"It is slow'].endswith("Ann Hale")
    assert "Ann Hale" not in labels["Ann Hale said"]
    assert "Ann Hale" not in labels["The council met"]
