from __future__ import annotations

import math

import pytest
import torch

from training.network import answers_loss, edges_loss


def test_a_question_of_one_window_costs_its_cross_entropy() -> None:
    scores, answered = torch.tensor([1.0, -2.0, 0.5]), torch.tensor([True, False, False])
    single = torch.nn.functional.binary_cross_entropy_with_logits(scores, answered.float())
    assert answers_loss(scores, answered, torch.arange(3)) == pytest.approx(float(single))


def test_a_window_that_answers_is_held_against_those_of_its_question_that_do_not() -> None:
    answered, group = torch.tensor([True, True, False, False]), torch.tensor([0, 0, 0, 1])
    scores = torch.tensor([1.0, 0.5, -2.0, 0.3])
    single = torch.nn.functional.binary_cross_entropy_with_logits(scores, answered.float())
    others = 1 + math.exp(-2.0)  # no answer, and the window that does not answer
    first = sum(math.log(1 + others / math.exp(score)) for score in (1.0, 0.5)) / 2
    second = math.log(1 + math.exp(0.3))
    expected = (float(single) + (first + second) / 2) / 2
    assert answers_loss(scores, answered, group) == pytest.approx(expected)
    worse = answers_loss(torch.tensor([1.0, 0.5, 2.0, 0.3]), answered, group)
    assert worse > expected


def test_edges_that_are_not_known_cost_nothing() -> None:
    scores = torch.tensor([[0.0, 2.0], [1.0, 1.0]])
    known = edges_loss(scores[:1], scores[:1], torch.tensor([1]), torch.tensor([1]))
    assert known == pytest.approx(2 * math.log(1 + math.exp(-2.0)))
    unknown = torch.tensor([1, -100])
    assert edges_loss(scores, scores, unknown, unknown) == pytest.approx(float(known))
