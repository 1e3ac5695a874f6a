"""Addresses: the form that checks a quotation or a text, and the page that traces a paper, as routes."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from ofsted_qa.faces.web.pages import QUOTATIONS_ADDRESS
from ofsted_qa.faces.web.quotation_pages import (
    findings_section,
    form_page,
    problem,
    trace_page,
    verdict_section,
)
from ofsted_qa.faces.web.responses import page_response
from ofsted_qa.faces.wording import NO_DOCUMENTS
from ofsted_qa.values import BadInputError, NoIndexError, OfstedQaError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from fastapi.responses import HTMLResponse

    from ofsted_qa.faces.web.answerer import Checker

_LARGEST = 66 * 1024 * 1024  # bytes of a request: the largest file that is read, and the form around it
_LONGEST_FIELD = 8 * 1024 * 1024  # bytes of a pasted text
_LOGGER = logging.getLogger(__name__)


def add_quotation_addresses(application: FastAPI, checker: Checker) -> None:
    """Add the routes of the form and of traced papers to an application; to be added before other documents' pages."""
    from fastapi import Request  # noqa: PLC0415
    from starlette.concurrency import run_in_threadpool  # noqa: PLC0415
    from starlette.exceptions import HTTPException  # noqa: PLC0415

    @application.get(QUOTATIONS_ADDRESS)
    def form() -> HTMLResponse:
        return page_response(form_page())

    async def check(request: Request) -> HTMLResponse:
        length = request.headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > _LARGEST:
            return page_response(form_page(result=problem("The text or file is too large, or of unknown size.")), 413)
        try:
            async with request.form(max_files=1, max_fields=4, max_part_size=_LONGEST_FIELD) as given:
                upload = given.get("file")
                named = getattr(upload, "filename", None)
                data = await upload.read() if named and not isinstance(upload, str) and upload else b""
                fields = {name: value for name, value in given.items() if isinstance(value, str)}
        except HTTPException as error:
            return page_response(form_page(result=problem(f"The form cannot be read: {error.detail}")), 400)
        page, status = await run_in_threadpool(_checked, checker, fields, named or "", data)
        return page_response(page, status)

    # By hand: the type of its argument is imported in here, where an annotation cannot be resolved.
    check.__annotations__ = {"request": Request}
    application.post(QUOTATIONS_ADDRESS, response_model=None)(check)

    @application.get("/documents/{document_id}/sources")
    def sources(document_id: str) -> HTMLResponse:
        try:
            return page_response(trace_page(checker.trace(document_id)))
        except BadInputError:
            return page_response(None)


def _checked(checker: Checker, fields: dict[str, str], name: str, data: bytes) -> tuple[str, int]:
    """The form with the result of a check, and the status of the answer; whatever goes wrong is said in one line."""
    # Browsers send line ends as two characters.
    quote, who = fields.get("quote", "").replace("\r\n", "\n"), fields.get("said_by", "").strip()
    try:
        if data:
            result = findings_section(_of_file(checker, name, data))
        elif fields.get("what") == "text":
            result = findings_section(checker.check_text(quote))
        else:
            result = verdict_section(checker.check_quote(quote, who or None))
    except NoIndexError:
        return form_page(quote, who, problem(NO_DOCUMENTS)), 400
    except OfstedQaError as error:
        return form_page(quote, who, problem(str(error))), 400
    except Exception:
        _LOGGER.exception("a quotation could not be checked")
        return form_page(quote, who, problem("Something went wrong; nothing was checked. Please try again.")), 500
    return form_page(quote, who, result), 200


def _of_file(checker: Checker, name: str, data: bytes) -> Any:  # noqa: ANN401 (findings)
    """The findings in a file that was sent; it is written down for as long as it is read, under its ending alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "text").with_suffix(PurePath(name.replace("\\", "/")).suffix[:10].lower() or ".txt")
        path.write_bytes(data)
        return checker.check_file(path)[1]
