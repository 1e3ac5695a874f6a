"""Addresses: the documents, their passages and pictures, what the pages are made up with, and a health check."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.grade_pages import grades_page
from ofsted_qa.faces.web.graded import by_council
from ofsted_qa.faces.web.page_pictures import picture_of
from ofsted_qa.faces.web.pages import (
    ACCESSIBILITY_ADDRESS,
    CHAT_SCRIPT_ADDRESS,
    GRADES_ADDRESS,
    SCRIPT_ADDRESS,
    STYLESHEET_ADDRESS,
    document_page,
    statement_page,
)
from ofsted_qa.faces.web.passage_pages import passage_page
from ofsted_qa.faces.web.responses import page_response
from ofsted_qa.values import BadInputError, NoIndexError, OfstedQaError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fastapi import FastAPI
    from fastapi.responses import Response

    from ofsted_qa.faces.web.answerer import Answerer
    from ofsted_qa.values import Document, Judgement

_OFFSETS = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_FILES = {
    STYLESHEET_ADDRESS: ("pages.css", "text/css"),
    SCRIPT_ADDRESS: ("pages.js", "text/javascript"),
    CHAT_SCRIPT_ADDRESS: ("chat.js", "text/javascript"),
}


def add_addresses(application: FastAPI, answerer: Answerer) -> None:
    """Add the routes of the documents to an application; an unknown document or passage is a plain page, 404."""
    from fastapi import Request  # noqa: PLC0415
    from fastapi.responses import Response  # noqa: PLC0415

    _add_files(application)

    def grades(request: Request) -> Response:
        return page_response(grades_page(by_council(_judgements(answerer)), request.query_params.getlist("council")))

    # By hand: the type of its argument is imported in here, where an annotation cannot be resolved.
    grades.__annotations__ = {"request": Request}
    application.get(GRADES_ADDRESS, response_model=None)(grades)

    @application.get("/documents/{document_id}/pages/{number}.png")
    def picture(document_id: str, number: int) -> Response:
        held = _held(answerer, document_id)
        try:
            return Response(picture_of(held, number), media_type="image/png") if held else page_response(None)
        except BadInputError:
            return page_response(None)

    @application.get("/documents/{document_id}")
    def document(document_id: str) -> Response:
        held = _held(answerer, document_id)
        return page_response(document_page(held) if held else None)

    @application.get("/documents/{document_id}/{offsets}")
    def passage(document_id: str, offsets: str) -> Response:
        found = _OFFSETS.fullmatch(offsets)
        held = _held(answerer, document_id) if found else None
        return page_response(passage_page(held, int(found[1]), int(found[2])) if held and found else None)


def _add_files(application: FastAPI) -> None:
    """Add what every page needs, the accessibility statement, and the health check."""
    from fastapi.responses import Response  # noqa: PLC0415

    @application.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @application.get(ACCESSIBILITY_ADDRESS)
    def statement() -> Response:
        return page_response(statement_page())

    def file(name: str, kind: str) -> Callable[[], Response]:
        return lambda: Response(resources.files(__package__).joinpath(name).read_bytes(), media_type=kind)

    for address, (name, kind) in _FILES.items():
        application.get(address, response_class=Response)(file(name, kind))


def _judgements(answerer: Answerer) -> Sequence[tuple[Document, Judgement]]:
    """The judgements of all documents; none where there is no index."""
    try:
        return answerer.judgements()
    except NoIndexError:
        return ()


def _held(answerer: Answerer, document_id: str) -> Document | None:
    try:
        return answerer.document(document_id)
    except OfstedQaError:
        return None
