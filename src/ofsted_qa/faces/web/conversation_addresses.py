"""Addresses: a conversation as a file, and the form that says how good an answer was, as routes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.feedback import LONGEST_COMMENT, Feedback, feedback_page, thanks_page
from ofsted_qa.faces.web.responses import page_response
from ofsted_qa.faces.web.taking_away import CONVERSATIONS_ADDRESS, as_markdown, file_lines
from ofsted_qa.faces.web.word_file import as_word
from ofsted_qa.values import OfstedQaError

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from fastapi.responses import Response

    from ofsted_qa.faces.web.kept import Conversations
    from ofsted_qa.values import Answer

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LARGEST_FORM = 64 * 1024  # bytes: a comment of four bytes a character, percent-encoded, and what is around it


def add_conversation_addresses(application: FastAPI, conversations: Conversations, feedback: Feedback) -> None:
    """Add the routes of conversations to an application; one that is not known (any more) is a plain page, 404."""
    _add_files(application, conversations)
    _add_feedback(application, conversations, feedback)


def _add_files(application: FastAPI, conversations: Conversations) -> None:
    from fastapi import Request  # noqa: PLC0415
    from fastapi.responses import Response  # noqa: PLC0415

    def file(request: Request, key: str, ending: str) -> Response:
        held = conversations.of(key)
        if not held or ending not in {"docx", "md"}:
            return page_response(None)
        day = datetime.now().astimezone().date()
        lines = file_lines(held, day, str(request.base_url).rstrip("/"))
        if ending == "docx":
            body, kind = as_word(lines), _WORD
        else:
            body, kind = as_markdown(lines).encode("utf-8", "replace"), "text/markdown; charset=utf-8"
        name = f"questions-and-answers-{day.isoformat()}.{ending}"
        return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})

    # By hand: the type of its argument is imported in here, where an annotation cannot be resolved.
    file.__annotations__ = {"request": Request, "key": str, "ending": str}
    application.get(f"{CONVERSATIONS_ADDRESS}/{{key}}.{{ending}}", response_model=None)(file)


def _add_feedback(application: FastAPI, conversations: Conversations, feedback: Feedback) -> None:
    from fastapi import Request  # noqa: PLC0415
    from starlette.concurrency import run_in_threadpool  # noqa: PLC0415

    def answered(key: str, number: int) -> Answer | None:
        held = conversations.of(key)
        return held[number].answer if 0 <= number < len(held) else None

    async def form(key: str, number: int) -> Response:
        answer = answered(key, number)
        return page_response(feedback_page(key, number, answer) if answer else None)

    async def send(request: Request, key: str, number: int) -> Response:
        answer = answered(key, number)
        if answer is None:
            return page_response(None)
        length = request.headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and int(length) <= _LARGEST_FORM):
            return page_response(feedback_page(key, number, answer, "What you wrote is too long."), 413)
        async with request.form(max_files=0, max_fields=4) as given:
            helped, comment = given.get("helped"), str(given.get("comment") or "")[:LONGEST_COMMENT]
        if helped not in {"yes", "no"}:
            return page_response(feedback_page(key, number, answer, "Please say whether the answer is right."), 400)
        try:
            held = conversations.of(key)
            await run_in_threadpool(feedback.keep, held, number, helped=helped == "yes", comment=comment.strip())
        except OfstedQaError as error:
            return page_response(feedback_page(key, number, answer, str(error)), 500)
        return page_response(thanks_page())

    send.__annotations__ = {"request": Request, "key": str, "number": int}
    form.__annotations__ = {"key": str, "number": int}
    address = f"{CONVERSATIONS_ADDRESS}/{{key}}/{{number}}"
    application.get(address, response_model=None)(form)
    application.post(address, response_model=None)(send)
