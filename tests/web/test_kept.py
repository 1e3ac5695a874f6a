from __future__ import annotations

from dataclasses import replace

from fake_answerer import answered

from ofsted_qa.faces.web.conversation import Exchange
from ofsted_qa.faces.web.kept import Conversations


def test_a_conversation_is_known_by_a_key_that_nobody_can_guess() -> None:
    held = Conversations()
    first, second = held.ask("", Exchange("one")), held.ask("made up", Exchange("other"))
    assert first != second
    assert len(first) >= 20
    assert held.ask(first, Exchange("two")) == first
    assert [one.question for one in held.of(first)] == ["one", "two"]
    assert held.of("made up") == ()


def test_what_was_stopped_stays_so_when_its_answer_comes() -> None:
    held = Conversations()
    asked = Exchange("one")
    key = held.ask("", asked)
    held.stop(key)
    assert not held.put(key, asked, replace(asked, answer=answered()))
    assert held.of(key)[0].line == "Stopped: this question was not answered."


def test_an_answer_takes_the_place_of_its_question_and_is_not_stopped() -> None:
    held = Conversations()
    asked = Exchange("one")
    key = held.ask("", asked)
    assert held.put(key, asked, replace(asked, answer=answered()))
    held.stop(key)
    assert held.of(key)[0].line == ""
    held.stop("unknown")


def test_the_last_question_is_taken_back() -> None:
    held = Conversations()
    key = held.ask("", Exchange("one"))
    held.ask(key, Exchange("two"))
    assert held.take_back(key) == "two"
    assert [one.question for one in held.of(key)] == ["one"]
    assert held.take_back("unknown") == ""


def test_the_conversation_used_longest_ago_makes_room() -> None:
    held = Conversations()
    keys = [held.ask("", Exchange("q")) for _ in range(500)]
    held.ask(keys[0], Exchange("again"))
    held.ask("", Exchange("one more"))
    assert held.of(keys[0])
    assert held.of(keys[1]) == ()
