"""What the chat does when a person uses it: asks, stops, asks again, begins anew; it knows no Gradio."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from ofsted_qa.faces.web.conversation import Exchange, answered
from ofsted_qa.faces.web.examples import example_questions
from ofsted_qa.faces.web.kept import MOST_QUESTIONS
from ofsted_qa.faces.web.messages import (
    answer_messages,
    documents_message,
    line_message,
    looking_message,
    question_message,
    report_message,
    taken_message,
)
from ofsted_qa.faces.web.narrowing import narrowed
from ofsted_qa.faces.web.taking_away import conversation_addresses, report_address
from ofsted_qa.values import BadInputError, BusyError, NoIndexError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ofsted_qa.faces.web.access import Turns
    from ofsted_qa.faces.web.answerer import Answerer
    from ofsted_qa.faces.web.kept import Conversations
    from ofsted_qa.values import Document

_FULL = (
    f"A conversation may have {MOST_QUESTIONS} questions. Take this one away if you want to keep it, then press "
    "“New conversation” and ask again."
)
#: What a step shows: the messages, the key of the conversation, and how to take it away.
Step: TypeAlias = tuple[list[dict[str, str]], str, str]


class ChatSteps:
    """The steps of every conversation of one server."""

    def __init__(self, answerer: Answerer, conversations: Conversations, turns: Turns) -> None:
        """Name what answers, and where conversations are kept; questions are answered in `turns`."""
        self._answerer = answerer
        self._turns = turns
        self._conversations = conversations
        self._examples: tuple[tuple[str, ...], list[str]] = (), []
        self._finding_examples = Lock()

    def respond(
        self,
        text: str,
        key: str,
        councils: Sequence[str],
        kinds: Sequence[str],
        since: str,
        until: str,
        caller: str = "",
    ) -> Iterator[Step]:
        """The steps of an answer: what was asked, the wait for a turn, the short answer, the evidence.

        `caller` says who is asking, so that nobody's questions hold up everybody else's.
        """
        text = text.strip()
        if not text:
            yield self._step(key)
            return
        try:
            asked = Exchange(text, narrowed(councils, kinds, since, until))
        except BadInputError as error:
            yield self._step(self._conversations.ask(key, Exchange(text, line=str(error))))
            return
        earlier = self._conversations.of(key)
        if len(earlier) >= MOST_QUESTIONS:
            yield self._step(key, also=(replace(asked, line=_FULL),))
            return
        key = self._conversations.ask(key, asked)
        yield self._step(key)
        now = asked
        for later in self._in_turn(caller, asked, earlier):
            if not self._conversations.put(key, now, later):
                return  # stopped
            now = later
            if now.answer:
                yield self._step(key, whole=False)
            yield self._step(key)

    def again(
        self, key: str, councils: Sequence[str], kinds: Sequence[str], since: str, until: str, caller: str = ""
    ) -> Iterator[Step]:
        """The steps of asking the last question once more."""
        yield from self.respond(self._conversations.take_back(key), key, councils, kinds, since, until, caller)

    def _in_turn(self, caller: str, asked: Exchange, earlier: Sequence[Exchange]) -> Iterator[Exchange]:
        """The states of an exchange while it waits for its turn, and the last, in which it is answered."""
        said: list[str] = []
        try:
            turn = self._turns.submit(caller, partial(answered, self._answerer, asked, earlier, said.append))
        except BusyError as error:
            yield replace(asked, line=str(error))
            return
        try:
            for ahead in turn.ahead():
                yield replace(asked, waiting=f"Waiting: {ahead} before you …")
            shown = 0
            for _ in turn.meanwhile():
                if len(said) > shown:
                    shown = len(said)
                    yield replace(asked, waiting=" ".join(said[:shown]))
            yield turn.result(0.0)
        except BusyError as error:
            yield replace(asked, line=str(error))
        finally:
            turn.give_up()  # where it was stopped while it waited

    def stop(self, key: str) -> Step:
        """What is shown when the last question is no longer wanted."""
        self._conversations.stop(key)
        return self._step(key)

    def begin(self) -> Step:
        """A conversation without any message."""
        return self._step("")

    def documents(self) -> Sequence[Document]:
        """The documents of now; none where there is no index."""
        try:
            return self._answerer.documents()
        except NoIndexError:
            return ()

    def listed(self, *, may_change: bool = True) -> str:
        """The documents of now as a message, for somebody who may change them or not."""
        return documents_message(self.documents(), may_change=may_change)

    def examples(self) -> list[str]:
        """Questions that the documents of now answer, found when a page first wants them: no start waits for them."""
        with self._finding_examples:
            now = tuple(document.id for document in self.documents())
            if self._examples[0] != now:
                self._examples = now, example_questions(self._answerer)
            return self._examples[1]

    def _step(self, key: str, *, whole: bool = True, also: tuple[Exchange, ...] = ()) -> Step:
        """Everything that is shown of a conversation, and what is not kept of it `also`.

        Of the last answer the short part alone where not `whole`.
        """
        held = (*self._conversations.of(key), *also)
        messages: list[dict[str, str]] = []
        for number, one in enumerate(held):
            messages.append({"role": "user", "content": question_message(one.question)})
            parts = self._parts(one, report_address(key, number))
            some = parts if whole or number < len(held) - 1 else parts[:1]
            messages += [{"role": "assistant", "content": part} for part in some]
        answered = any(one.answer for one in held)
        return messages, key, taken_message(conversation_addresses(key)) if answered and whole else ""

    def _parts(self, one: Exchange, report: str) -> tuple[str, ...]:
        """The messages that answer a question."""
        if one.answer:
            short, evidence = answer_messages(one.answer)
            return short, evidence + report_message(report)
        line = one.line or one.waiting
        return (line_message(line) if line else looking_message(len(self.documents())),)
