"""The chat: a Gradio page of the conversation and the documents it draws on, mounted at the root."""

from __future__ import annotations

import os
from importlib import resources
from typing import TYPE_CHECKING, Any

from ofsted_qa.faces.web.conversation import LONGEST_QUESTION
from ofsted_qa.faces.web.examples import MOST_EXAMPLES
from ofsted_qa.faces.web.joining import Joining
from ofsted_qa.faces.web.narrowing import choices
from ofsted_qa.faces.web.pages import CHAT_SCRIPT_ADDRESS, SCRIPT_ADDRESS, SITE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fastapi import FastAPI

    from ofsted_qa.faces.web.chat_steps import ChatSteps, Step

TITLE = "Ask what Ofsted found"
_PROMISE = (
    "Answers are quoted word for word from the documents, with who said it, where and when. "
    "Where the documents do not say, the answer is that they do not. Links to documents open in a new tab."
)
_DATE_HELP = "For example 2017, March 2017 or 23 March 2017. Documents without a printed date are then left out."


def mount_chat(application: FastAPI, steps: ChatSteps, may_change: Callable[[Any], bool]) -> None:
    """Mount the chat at the root of an application, after every route of its own.

    `may_change` tells of a request whether it may add documents.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read at import: without it the server asks home
    import gradio  # noqa: PLC0415 - seconds to import

    neutral = gradio.themes.Base(
        primary_hue="blue", neutral_hue="slate", font=["system-ui", "sans-serif"], font_mono=["monospace"]
    )
    scripts = (SCRIPT_ADDRESS, CHAT_SCRIPT_ADDRESS)
    page = _page(gradio, steps, may_change)
    application.add_middleware(Joining, functions=_called(page))
    gradio.mount_gradio_app(
        application,
        page,
        path="/",
        theme=neutral,
        css=resources.files(__package__).joinpath("chat.css").read_text("utf-8"),
        head="".join(f'<script src="{address}" defer></script>' for address in scripts),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
    )


def _called(page: Any) -> dict[int, list[bool]]:  # noqa: ANN401 - Gradio has no types
    """The functions of a page that the server runs, by number: of each input, whether several may be chosen in it."""
    return {
        number: [one.get_block_name() == "checkboxgroup" for one in function.inputs]
        for number, function in page.fns.items()
        if function.fn
    }


def _page(gradio: Any, steps: ChatSteps, may_change: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - no types
    """The page: the ways to the other pages, the conversation, and beside it the documents."""
    links = " ".join(f'<a href="{address}">{name}</a>' for address, name in SITE.items() if address != "/")
    with gradio.Blocks(title=TITLE, analytics_enabled=False) as page:
        gradio.Markdown(
            f'<a class="skip" href="#question">Skip to your question</a><nav aria-label="Site">{links}</nav>',
            elem_id="site",
        )
        gradio.Markdown(f"# {TITLE}\n{_PROMISE}", elem_id="promise")
        with gradio.Row(elem_id="columns"):
            with gradio.Column(scale=3, min_width=280):
                examples = _add_conversation(gradio, page, steps)
            with gradio.Column(scale=1, min_width=260):
                documents = gradio.Markdown(elem_id="documents")
        # Read at every visit, so that list and examples are those of today's index.
        page.load(_listed(gradio, steps, may_change), None, documents, api_visibility="private")
        page.load(lambda: _offered(gradio, steps.examples()), None, examples, api_visibility="private")
    return page


def _listed(gradio: Any, steps: ChatSteps, may_change: Callable[[Any], bool]) -> Callable[[Any], str]:  # noqa: ANN401
    """What lists the documents for whoever asks."""

    def listed(request: Any) -> str:  # noqa: ANN401
        return steps.listed(may_change=may_change(request))

    return _asking(gradio, listed)


def _asking(gradio: Any, function: Callable[..., Any]) -> Callable[..., Any]:  # noqa: ANN401
    """A function that Gradio gives the request.

    By hand: it gives it to whatever is annotated with its type, and that is imported late.
    """
    function.__annotations__ = {"request": gradio.Request}
    return function


def _add_conversation(gradio: Any, page: Any, steps: ChatSteps) -> list[Any]:  # noqa: ANN401
    """The messages, the question box and the buttons, and what happens when a person uses them.

    Gives the heading and the buttons of the examples.
    """
    key = gradio.State("")
    gradio.Markdown("## Conversation", elem_classes="only-heard")
    messages = gradio.Chatbot(
        show_label=False,
        placeholder="Nothing has been asked yet. Ask a question below, or press one of the examples.",
        height="auto",
        autoscroll=False,
        latex_delimiters=[],
        buttons=[],
        feedback_options=None,
        layout="bubble",
        elem_id="conversation",
    )
    taken = gradio.Markdown(elem_id="taken")
    label = f"Your question (up to {LONGEST_QUESTION:,} characters)"
    question = gradio.Textbox("", label=label, submit_btn="Ask", max_lines=6, elem_id="question")
    with gradio.Row(elem_id="actions"):
        stop = gradio.Button("Stop", size="sm", elem_id="stop")
        again = gradio.Button("Ask again", size="sm", elem_id="again")
        anew = gradio.Button("New conversation", size="sm", elem_id="anew")
    narrowing = _narrowing(gradio, page, steps)
    heading = gradio.Markdown("## Questions that these documents answer", elem_id="examples-heading", visible=False)
    with gradio.Row(elem_id="examples"):
        examples = [gradio.Button("", size="sm", visible=False) for _ in range(MOST_EXAMPLES)]
    shown = [messages, key, taken]
    asking = {
        "outputs": [question, *shown],
        "show_progress": "hidden",
        "concurrency_limit": None,  # the turns see to that
        "concurrency_id": "ask",
        "api_visibility": "private",
        "preprocess": False,  # it holds what is chosen to the choices of a session, which a restart forgets
    }
    respond, once_more = (_emptying(gradio, asked) for asked in (steps.respond, steps.again))
    events = [question.submit(respond, [question, key, *narrowing], **asking)]
    events += [one.click(respond, [one, key, *narrowing], **asking) for one in examples]
    events.append(again.click(once_more, [key, *narrowing], **asking))
    stop.click(steps.stop, key, shown, cancels=events, api_visibility="private")
    anew.click(steps.begin, None, shown, cancels=events, api_visibility="private")
    return [heading, *examples]


def _offered(gradio: Any, questions: Sequence[str]) -> list[Any]:  # noqa: ANN401 - Gradio has no types
    """The heading of the examples and their buttons, as many as there are questions."""
    shown = [gradio.Button(one, visible=True) for one in questions]
    unused = [gradio.Button("", visible=False) for _ in range(MOST_EXAMPLES - len(shown))]
    return [gradio.Markdown(visible=bool(questions)), *shown, *unused]


def _emptying(gradio: Any, asked: Callable[..., Iterator[Step]]) -> Callable[..., Iterator[tuple[Any, ...]]]:  # noqa: ANN401
    """Steps that empty the question box first; what is typed into it while an answer is on its way stays."""

    def emptying(request: Any, *given: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
        # Gradio hands on whatever was sent.
        whole = [one if isinstance(one, (str, list)) else "" for one in given]
        for number, step in enumerate(asked(*whole, caller=getattr(request.state, "caller", ""))):
            yield gradio.skip() if number else "", *step

    return _asking(gradio, emptying)


def _narrowing(gradio: Any, page: Any, steps: ChatSteps) -> list[Any]:  # noqa: ANN401
    """What a person may search within: councils, kinds of document, and dates."""
    with gradio.Accordion("Search only some documents", open=False, elem_id="narrowing"):
        councils = gradio.CheckboxGroup(label="Councils", elem_id="councils")
        kinds = gradio.CheckboxGroup(label="Kinds of document", elem_id="kinds")
        since = gradio.Textbox("", label="Dated from", info=_DATE_HELP, elem_id="since")
        until = gradio.Textbox("", label="Dated up to", info=_DATE_HELP, elem_id="until")

    def offered() -> list[Any]:
        names, named = choices(steps.documents())
        return [gradio.CheckboxGroup(names), gradio.CheckboxGroup(named)]

    page.load(offered, None, [councils, kinds], api_visibility="private")
    return [councils, kinds, since, until]
