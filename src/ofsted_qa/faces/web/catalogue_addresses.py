"""Addresses: the catalogue, adding files and removing documents, as routes, for those who may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ofsted_qa.faces.web.catalogue_pages import (
    catalogue_page,
    forbidden_page,
    reading_address,
    reading_page,
    removal_page,
)
from ofsted_qa.faces.web.pages import DOCUMENTS_ADDRESS
from ofsted_qa.faces.web.responses import page_response
from ofsted_qa.values import Document, NoIndexError, OfstedQaError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fastapi import FastAPI, Request
    from fastapi.responses import Response

    from ofsted_qa.faces.web.adding import Adding
    from ofsted_qa.faces.web.answerer import Keeper

_REMOVAL = f"{DOCUMENTS_ADDRESS}/{{document_id}}/removal"
_MOST_FILES = 50
_LARGEST = 512 * 1024 * 1024  # bytes of a request: some of the largest files that are read


def may_change_documents(request: Any, *, open_to_all: bool) -> bool:  # noqa: ANN401 - FastAPI's or Gradio's
    """Whether a request may change the documents: if its `state.administrator` says so.

    Where there is no sign-in to set it, every request may if the catalogue is `open_to_all`.
    """
    return bool(getattr(request.state, "administrator", open_to_all))


def add_catalogue_addresses(
    application: FastAPI, keeper: Keeper, adding: Adding, may_change: Callable[[Request], bool]
) -> None:
    """Add the routes of the catalogue to an application; to be added before those of single documents."""
    _add_catalogue(application, keeper, adding, may_change)
    _add_removal(application, keeper, adding, may_change)


def _add_catalogue(application: FastAPI, keeper: Keeper, adding: Adding, may_change: Callable[[Request], bool]) -> None:
    from fastapi import Request  # noqa: PLC0415
    from fastapi.responses import RedirectResponse  # noqa: PLC0415
    from starlette.concurrency import run_in_threadpool  # noqa: PLC0415
    from starlette.datastructures import UploadFile  # noqa: PLC0415
    from starlette.exceptions import HTTPException  # noqa: PLC0415

    def catalogue(request: Request) -> Response:
        user = getattr(request.state, "user", "")
        return page_response(catalogue_page(_documents(keeper), may_change=may_change(request), user=user))

    def refused(request: Request, problem: str, status: int) -> Response:
        return page_response(
            catalogue_page(_documents(keeper), may_change=may_change(request), problem=problem), status
        )

    async def add(request: Request) -> Response:
        if not may_change(request):
            return page_response(forbidden_page(), 403)
        length = request.headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > _LARGEST:
            return refused(request, "These files are too large to be sent at once, or of unknown size.", 413)
        try:
            async with request.form(max_files=_MOST_FILES, max_fields=1) as given:
                sent = [one for one in given.getlist("files") if isinstance(one, UploadFile) and one.filename]
                files = [(one.filename or "", one.file) for one in sent]
                key = await run_in_threadpool(adding.begin, files) if files else ""
        except HTTPException as error:
            return refused(request, f"The files cannot be taken: {error.detail}", 400)
        return RedirectResponse(reading_address(key), 303) if key else refused(request, "Choose a file first.", 400)

    def reading(key: str) -> Response:
        found = adding.reading(key)
        return page_response(reading_page(key, found) if found else None)

    # By hand: the type of their argument is imported in here, where an annotation cannot be resolved.
    catalogue.__annotations__ = add.__annotations__ = {"request": Request}
    reading.__annotations__ = {"key": str}
    application.get(DOCUMENTS_ADDRESS, response_model=None)(catalogue)
    application.post(DOCUMENTS_ADDRESS, response_model=None)(add)
    application.get(reading_address("{key}"), response_model=None)(reading)


def _add_removal(application: FastAPI, keeper: Keeper, adding: Adding, may_change: Callable[[Request], bool]) -> None:
    from fastapi import Request  # noqa: PLC0415
    from fastapi.responses import RedirectResponse  # noqa: PLC0415

    def removal(request: Request, document_id: str) -> Response:
        if not may_change(request):
            return page_response(forbidden_page(), 403)
        document = _document(keeper, document_id)
        return page_response(removal_page(document) if document else None)

    def remove(request: Request, document_id: str) -> Response:
        if not may_change(request):
            return page_response(forbidden_page(), 403)
        document = _document(keeper, document_id)
        if document is None:
            return page_response(None)
        try:
            adding.remove(document_id)
        except OfstedQaError as error:
            return page_response(removal_page(document, str(error)), 409)
        return RedirectResponse(DOCUMENTS_ADDRESS, 303)

    removal.__annotations__ = remove.__annotations__ = {"request": Request, "document_id": str}
    application.get(_REMOVAL, response_model=None)(removal)
    application.post(_REMOVAL, response_model=None)(remove)


def _documents(keeper: Keeper) -> Sequence[Document]:
    """The documents; none where there is no index."""
    try:
        return keeper.documents()
    except NoIndexError:
        return ()


def _document(keeper: Keeper, document_id: str) -> Document | None:
    try:
        return keeper.document(document_id)
    except OfstedQaError:
        return None
