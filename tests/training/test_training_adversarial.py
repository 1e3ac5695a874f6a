from __future__ import annotations

import random

import pytest

from training.adversarial import Adversary
from training.examples import Span

CONTEXT = "The largest library in Paris was built in 1850 by Anne Martin. Its garden was planned by John Baker."
OTHER = "London has a museum, opened in 1920. The hospital in Berlin was built by Mary Clark."


def _span(question: str, answer: str = "Anne Martin") -> Span:
    start = CONTEXT.index(answer)
    return Span(question, "Cities", CONTEXT, (start, start + len(answer)))


def _changed(one: Span) -> set[str | None]:
    adversary = Adversary([one, Span("Who?", "Cities", OTHER, None), Span("Who?", "Else", "In Rome.", None)])
    return {adversary.changed(one, CONTEXT, random.Random(seed)) for seed in range(40)}


def test_a_name_gives_way_to_another_of_the_article_that_is_not_the_answer() -> None:
    changed = _changed(_span("Who built the library in Paris?"))
    assert "Who built the library in Berlin?" in changed
    assert not any("Anne" in str(one) or "Rome" in str(one) for one in changed)


def test_a_word_gives_way_to_its_opposite_and_a_year_to_one_that_the_text_has_not() -> None:
    changed = _changed(_span("Who built the largest one in 1850?"))
    assert "Who built the smallest one in 1850?" in changed
    assert {"Who built the largest one in 1849?", "Who built the largest one in 1851?"} & changed


def test_a_word_gives_way_to_a_near_one_that_stands_elsewhere_in_the_article() -> None:
    assert "who planned the museum?" in _changed(_span("who planned the library?", "John Baker"))


@pytest.mark.parametrize("question", ["Who did?", "Who was it?"])
def test_what_cannot_be_changed_is_left_out(question: str) -> None:
    assert _changed(_span(question)) == {None}
