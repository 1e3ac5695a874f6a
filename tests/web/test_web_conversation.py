from __future__ import annotations

import logging
from html import unescape
from typing import TYPE_CHECKING

from fake_answerer import FakeAnswerer

from ofsted_qa.faces.web.conversation import LONGEST_QUESTION, Exchange, exchange
from ofsted_qa.values import NoIndexError

if TYPE_CHECKING:
    import pytest


def test_earlier_questions_travel_with_a_follow_up() -> None:
    answerer = FakeAnswerer()
    first = exchange(answerer, "What about Dudley?", ())
    exchange(answerer, "And staff?", (first,))
    assert [question.history for question in answerer.asked] == [(), ("What about Dudley?",)]
    assert "Staff morale" in unescape(first.message)


def test_a_question_that_is_too_long_is_not_asked_and_is_no_history() -> None:
    answerer = FakeAnswerer()
    long = exchange(answerer, "x" * (LONGEST_QUESTION + 1), ())
    assert "up to 2,000 characters; this one has 2,001" in unescape(long.message)
    exchange(answerer, "x" * LONGEST_QUESTION, (long, Exchange("before", "")))
    assert [question.history for question in answerer.asked] == [("before",)]


def test_an_error_that_a_person_can_act_on_is_one_line() -> None:
    answerer = FakeAnswerer(NoIndexError("there is no index at index/"))
    assert unescape(exchange(answerer, "q", ()).message) == '<p class="line">there is no index at index/</p>'


def test_an_unexpected_error_is_logged_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        message = exchange(FakeAnswerer(RuntimeError("secret path")), "q", ()).message
    assert "Something went wrong" in message
    assert "secret" not in message
    assert "secret path" in caplog.text
