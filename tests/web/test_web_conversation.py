from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fake_answerer import FakeAnswerer

from ofsted_qa.faces.web.conversation import LONGEST_QUESTION, Exchange, answered
from ofsted_qa.faces.wording import NO_DOCUMENTS
from ofsted_qa.values import Filters, IndexMismatchError, NoIndexError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest


def _answered(answerer: FakeAnswerer, asked: Exchange, earlier: Sequence[Exchange] = ()) -> Exchange:
    return answered(answerer, asked, earlier)


def test_earlier_questions_and_filters_travel_with_a_follow_up() -> None:
    answerer = FakeAnswerer()
    first = _answered(answerer, Exchange("What about Dudley?"))
    assert not first.pending
    _answered(answerer, Exchange("And staff?", Filters(("Dudley",))), (first,))
    assert [question.history for question in answerer.asked] == [(), ("What about Dudley?",)]
    assert answerer.asked[1].filters.authorities == ("Dudley",)
    assert first.answer is answerer.result


def test_a_question_that_is_too_long_is_not_asked_and_is_no_history() -> None:
    answerer = FakeAnswerer()
    long = _answered(answerer, Exchange("x" * (LONGEST_QUESTION + 1)))
    assert "up to 2,000 characters; this one has 2,001" in long.line
    _answered(answerer, Exchange("x" * LONGEST_QUESTION), (long, Exchange("before")))
    assert [question.history for question in answerer.asked] == [("before",)]


def test_an_error_that_a_person_can_act_on_is_one_line() -> None:
    mismatch = FakeAnswerer(IndexMismatchError("the index is of another version"))
    assert _answered(mismatch, Exchange("q")).line == "the index is of another version"
    assert _answered(FakeAnswerer(NoIndexError("there is no index")), Exchange("q")).line == NO_DOCUMENTS


def test_an_unexpected_error_is_logged_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        line = _answered(FakeAnswerer(RuntimeError("secret path")), Exchange("q")).line
    assert "Something went wrong" in line
    assert "secret" not in line
    assert "secret path" in caplog.text
