"""The chat: a Gradio page of the conversation and the documents it draws on, mounted at the root."""

from __future__ import annotations

import os
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeAlias

from ofsted_qa.faces.web.conversation import LONGEST_QUESTION, Exchange, exchange
from ofsted_qa.faces.web.joining import Joining
from ofsted_qa.faces.web.messages import documents_message, line_message, question_message
from ofsted_qa.faces.web.pages import QUOTATIONS_ADDRESS
from ofsted_qa.values import BusyError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fastapi import FastAPI

    from ofsted_qa.faces.web.access import Turns
    from ofsted_qa.faces.web.answerer import Answerer

TITLE = "Ask what Ofsted found"
_PROMISE = (
    "Answers are quoted word for word from the documents listed here, with who said it, where and when. "
    "Where the documents do not say, the answer is that they do not. Links open in a new tab. "
    f"To see whether somebody said what a text quotes: [check a quotation]({QUOTATIONS_ADDRESS})."
)

_Step: TypeAlias = tuple[str, list[dict[str, str]], tuple[Exchange, ...]]


def mount_chat(application: FastAPI, answerer: Answerer, examples: Sequence[str], turns: Turns) -> None:
    """Mount the chat at the root of an application, after every route of its own."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read at import: without it the server asks home
    import gradio  # noqa: PLC0415 - seconds to import

    neutral = gradio.themes.Base(
        primary_hue="blue", neutral_hue="slate", font=["system-ui", "sans-serif"], font_mono=["monospace"]
    )
    page = _page(gradio, answerer, examples, turns)
    application.add_middleware(Joining, functions=page.fns)
    gradio.mount_gradio_app(
        application,
        page,
        path="/",
        theme=neutral,
        css=resources.files(__package__).joinpath("chat.css").read_text("utf-8"),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
    )


def _page(gradio: Any, answerer: Answerer, examples: Sequence[str], turns: Turns) -> Any:  # noqa: ANN401 - Gradio has no types
    """The page: the conversation, and beside it the documents."""
    with gradio.Blocks(title=TITLE, analytics_enabled=False) as page:
        gradio.Markdown(f"# {TITLE}\n{_PROMISE}")
        with gradio.Row(elem_id="columns"):
            with gradio.Column(scale=3, min_width=280):
                _add_conversation(gradio, answerer, examples, turns)
            with gradio.Column(scale=1, min_width=260):
                documents = gradio.Markdown(elem_id="documents")
        # Read at every visit, so that the list is that of today's index.
        page.load(lambda: documents_message(answerer.documents()), None, documents, api_visibility="private")
    return page


def _add_conversation(gradio: Any, answerer: Answerer, examples: Sequence[str], turns: Turns) -> None:  # noqa: ANN401
    """The messages, the question box and the examples, and what happens when a person uses them."""
    earlier = gradio.State(())
    messages = gradio.Chatbot(
        show_label=False,
        placeholder="Ask a question below.",
        height="58vh",
        latex_delimiters=[],
        buttons=[],
        feedback_options=None,
        layout="bubble",
        elem_id="conversation",
    )
    label = f"Your question (up to {LONGEST_QUESTION:,} characters)"
    question = gradio.Textbox(label=label, submit_btn="Ask", max_lines=6, elem_id="question")

    def asked(text: object, past: tuple[Exchange, ...], request: Any) -> Iterator[_Step]:  # noqa: ANN401
        text = text if isinstance(text, str) else ""  # Gradio hands on whatever was sent
        yield from _respond(answerer, turns, getattr(request.state, "caller", ""), text, past)

    # By hand: Gradio gives the request to whatever is annotated with a type that is imported late.
    asked.__annotations__ = {"request": gradio.Request}
    respond = {
        "fn": asked,
        "outputs": [question, messages, earlier],
        "show_progress": "hidden",
        "concurrency_limit": None,  # the turns see to that
        "concurrency_id": "ask",
        "api_visibility": "private",
    }
    question.submit(inputs=[question, earlier], **respond)
    with gradio.Row(elem_id="examples"):
        for example in examples:
            button = gradio.Button(example, size="sm")
            button.click(inputs=[button, earlier], **respond)
    again = gradio.Button("New conversation", size="sm", elem_id="again")
    again.click(lambda: ("", [], ()), None, [question, messages, earlier], api_visibility="private")


def _respond(
    answerer: Answerer, turns: Turns, caller: str, text: str, earlier: tuple[Exchange, ...]
) -> Iterator[_Step]:
    """The question box, the messages and the conversation: first while asking or waiting, then answered."""
    text = text.strip()
    if not text:
        yield "", _messages(earlier), earlier
        return

    def told(line: str) -> tuple[Exchange, ...]:
        return (*earlier, Exchange(text[:LONGEST_QUESTION], line_message(line)))

    yield "", _messages(told("Looking in the documents …")), earlier
    try:
        turn = turns.submit(caller, partial(exchange, answerer, text, earlier))
        for ahead in turn.ahead():
            yield "", _messages(told(f"Waiting: {ahead} before you …")), earlier
        conversation = (*earlier, turn.result())
    except BusyError as error:
        conversation = told(str(error))
    yield "", _messages(conversation), conversation


def _messages(conversation: Sequence[Exchange]) -> list[dict[str, str]]:
    return [
        message
        for past in conversation
        for message in (
            {"role": "user", "content": question_message(past.question)},
            {"role": "assistant", "content": past.message},
        )
    ]
