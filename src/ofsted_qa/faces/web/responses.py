"""Responses: a page, or the word why there is none, as what the server sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.faces.web.pages import missing_page, not_now_page
from ofsted_qa.values import OfstedQaError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from fastapi.responses import HTMLResponse
    from starlette.requests import Request

_RETRY = "5"  # seconds


def page_response(page: str | None, status: int = 200) -> HTMLResponse:
    """A page to send; where there is none, the plain page that says so, with status 404."""
    from fastapi.responses import HTMLResponse  # noqa: PLC0415 - a third of a second to import

    # A lone surrogate in a document must not cost its page.
    content = (missing_page() if page is None else page).encode("utf-8", "replace")
    return HTMLResponse(content, status_code=404 if page is None else status)


def tell_what_is_wrong(application: FastAPI) -> None:
    """Answer with a page and status 503 where an error that a person can act on has not been dealt with nearer by."""

    async def told(_request: Request, error: Exception) -> HTMLResponse:
        response = page_response(not_now_page(str(error)), 503)
        response.headers["retry-after"] = _RETRY
        return response

    application.add_exception_handler(OfstedQaError, told)
