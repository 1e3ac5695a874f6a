from __future__ import annotations

from html import unescape
from threading import Event
from typing import TYPE_CHECKING

from fake_answerer import FakeAnswerer, refused

from ofsted_qa.faces.web import chat_steps
from ofsted_qa.faces.web.access import Turns
from ofsted_qa.faces.web.access import turns as module
from ofsted_qa.faces.web.chat_steps import ChatSteps, Step
from ofsted_qa.faces.web.kept import Conversations
from ofsted_qa.values import NoIndexError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from ofsted_qa.values import Answer, Document, Question

NO_LIMITS: tuple[list[str], list[str], str, str] = ([], [], "", "")


def _chat(answerer: FakeAnswerer | None = None) -> ChatSteps:
    return ChatSteps(answerer or FakeAnswerer(), Conversations(), Turns())


def _shown(step: Step) -> list[str]:
    return [unescape(message["content"]) for message in step[0]]


def _last(steps: Iterator[Step]) -> Step:
    *_, last = steps
    return last


def test_an_answer_arrives_in_parts() -> None:
    looking, short, whole = (_shown(step) for step in _chat().respond(" How is morale? ", "", *NO_LIMITS))
    assert "How is morale?" in looking[0]
    assert "Looking in 2 documents …" in looking[1]
    assert "Answered: 2 quotations" in short[1]
    assert len(short) == 2
    assert whole[:2] == short
    assert "Staff morale is good & rising." in whole[2]


def test_the_sentences_of_a_language_model_are_shown_as_they_come() -> None:
    seen = Event()

    class _Telling(FakeAnswerer):
        def ask(self, question: Question, said: Callable[[str], None] | None = None) -> Answer:
            assert said is not None
            said("Morale is good [1].")
            assert seen.wait(20)
            return super().ask(question)

    steps = _chat(_Telling()).respond("How is morale?", "", *NO_LIMITS)
    next(steps)
    assert _shown(next(steps))[1:] == ['<p class="line">Morale is good [1].</p>']
    seen.set()
    assert "Answered: 2 quotations" in _shown(_last(steps))[1]


def test_a_conversation_that_is_full_says_so_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_steps, "MOST_QUESTIONS", 2)
    answerer = FakeAnswerer()
    chat = _chat(answerer)
    key = _last(chat.respond("one", "", *NO_LIMITS))[1]
    full = _last(chat.respond("two", key, *NO_LIMITS))
    step = _last(chat.respond("three", key, *NO_LIMITS))
    assert step[1:] == full[1:], "it can still be taken away"
    assert _shown(step)[: len(_shown(full))] == _shown(full)
    assert "press “New conversation” and ask again" in _shown(step)[-1]
    assert "three" in _shown(step)[-2]
    assert [one.text for one in answerer.asked] == ["one", "two"]
    assert "three" in _shown(_last(chat.respond("three", chat.begin()[1], *NO_LIMITS)))[0]


def test_a_finished_answer_can_be_taken_away_and_reported_on() -> None:
    step = _last(_chat().respond("q", "", *NO_LIMITS))
    _, key, taken = step
    assert f'href="/conversations/{key}.docx"' in taken
    assert f'href="/conversations/{key}/0"' in _shown(step)[-1]


def test_a_follow_up_goes_with_its_history_and_a_question_asked_again_does_not() -> None:
    answerer = FakeAnswerer()
    chat = _chat(answerer)
    key = _last(chat.respond("one", "", *NO_LIMITS))[1]
    _last(chat.respond("two", key, *NO_LIMITS))
    _last(chat.again(key, *NO_LIMITS))
    assert [(one.text, one.history) for one in answerer.asked] == [("one", ()), ("two", ("one",)), ("two", ("one",))]


def test_whoever_waits_is_told_and_is_known_to_the_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_GLANCE", 0.01)
    turns, freed = Turns(1), Event()
    turns.submit("bob", lambda: freed.wait(10)).begun.wait(10)
    turns.submit("cem", lambda: freed.wait(10))
    for _ in range(3):
        turns.submit("ann", lambda: freed.wait(10))
    chat = ChatSteps(FakeAnswerer(), Conversations(), turns)
    steps = chat.respond("How is morale?", "", *NO_LIMITS, caller="ann")
    assert "Looking in" in _shown(next(steps))[-1]
    assert "Waiting: 4 before you …" in _shown(next(steps))[-1]
    assert "your earlier questions" in _shown(_last(chat.respond("And pay?", "", *NO_LIMITS, caller="ann")))[-1]
    freed.set()
    assert "Answered" in _shown(_last(steps))[1]


def test_a_question_that_was_stopped_shows_no_answer() -> None:
    chat = _chat()
    steps = chat.respond("q", "", *NO_LIMITS)
    key = next(steps)[1]
    assert "Stopped" in _shown(chat.stop(key))[1]
    assert list(steps) == []


def test_a_date_that_is_none_is_said_in_place_of_an_answer() -> None:
    answerer = FakeAnswerer()
    [step] = _chat(answerer).respond("q", "", [], [], "soon", "")
    assert "“soon” is no date" in _shown(step)[1]
    assert answerer.asked == []
    assert step[2] == "", "there is nothing to take away"


def test_nothing_typed_asks_nothing() -> None:
    answerer = FakeAnswerer()
    [step] = _chat(answerer).respond("  ", "", *NO_LIMITS)
    assert step == ([], "", "")
    assert answerer.asked == []
    assert _chat().begin() == ([], "", "")


def test_examples_are_looked_for_when_they_are_wanted_and_again_when_the_documents_have_changed() -> None:
    class _Changing(FakeAnswerer):
        held = 2

        def documents(self) -> tuple[Document, ...]:
            return tuple(super().documents())[: self.held]

    answerer = _Changing()
    chat = _chat(answerer)
    assert answerer.asked == []
    assert chat.examples() == ["What did Ofsted find about social workers in Dudley?"]
    assert len(answerer.asked) == 1
    assert chat.examples()
    assert len(answerer.asked) == 1
    answerer.held, answerer.result = 1, refused()
    assert chat.examples() == [], "the documents of now do not answer it"
    answerer.held = 0
    assert chat.examples() == []


def test_without_an_index_the_chat_says_what_is_missing() -> None:
    chat = _chat(FakeAnswerer(NoIndexError("there is no index in index: run `ofsted-qa ingest` first")))
    said = _shown(_last(chat.respond("How is morale?", "", *NO_LIMITS)))
    assert "There are no documents yet" in said[1]
    assert "ingest" not in said[1]
