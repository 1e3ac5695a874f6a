"""Responses: a page as what the server sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.faces.web.pages import missing_page

if TYPE_CHECKING:
    from fastapi.responses import HTMLResponse


def page_response(page: str | None, status: int = 200) -> HTMLResponse:
    """A page to send; where there is none, the plain page that says so, with status 404."""
    from fastapi.responses import HTMLResponse  # noqa: PLC0415 - a third of a second to import

    # A lone surrogate in a document must not cost its page.
    content = (missing_page() if page is None else page).encode("utf-8", "replace")
    return HTMLResponse(content, status_code=404 if page is None else status)
