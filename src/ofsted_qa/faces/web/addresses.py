"""Addresses: the catalogue, the documents and their passages, and a health check, as routes."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.pages import (
    STYLESHEET_ADDRESS,
    catalogue_page,
    document_page,
    missing_page,
    passage_page,
)
from ofsted_qa.values import BadInputError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ofsted_qa.faces.web.answerer import Answerer

_OFFSETS = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


def add_addresses(application: FastAPI, answerer: Answerer) -> None:
    """Add the routes of the pages to an application; an unknown document or passage is a plain page, 404."""
    from fastapi.responses import HTMLResponse, Response  # noqa: PLC0415

    def shown(page: str | None) -> HTMLResponse:
        # A lone surrogate in a document must not cost its page.
        content = (page or missing_page()).encode("utf-8", "replace")
        return HTMLResponse(content, status_code=200 if page else 404)

    @application.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @application.get(STYLESHEET_ADDRESS)
    def stylesheet() -> Response:
        return Response(resources.files(__package__).joinpath("pages.css").read_bytes(), media_type="text/css")

    @application.get("/documents")
    def catalogue() -> Response:
        return shown(catalogue_page(answerer.documents()))

    @application.get("/documents/{document_id}")
    def document(document_id: str) -> Response:
        try:
            return shown(document_page(answerer.document(document_id)))
        except BadInputError:
            return shown(None)

    @application.get("/documents/{document_id}/{offsets}")
    def passage(document_id: str, offsets: str) -> Response:
        found = _OFFSETS.fullmatch(offsets)
        try:
            held = answerer.document(document_id) if found else None
        except BadInputError:
            held = None
        return shown(passage_page(held, int(found[1]), int(found[2])) if held and found else None)
