from __future__ import annotations

import pytest

from ofsted_qa.retrieval.fusion import fuse


def test_what_both_rankings_hold_comes_first() -> None:
    assert fuse([["a", "b", "c"], ["d", "b"]])[0][0] == "b"


def test_scores_are_reciprocal_ranks() -> None:
    scores = dict(fuse([["a", "b"], ["a"]]))
    assert scores == {"a": pytest.approx(2 / 61), "b": pytest.approx(1 / 62)}


def test_nothing_ranked() -> None:
    assert fuse([[], []]) == []
