"""Addresses: signing in and out, as routes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from ofsted_qa.faces.web.access.attempts import Attempts
from ofsted_qa.faces.web.access.callers import address
from ofsted_qa.faces.web.access.pages import SIGN_IN_ADDRESS, SIGN_OUT_ADDRESS, account_page, sign_in_page
from ofsted_qa.faces.web.access.sessions import LONGEST
from ofsted_qa.faces.web.pages import ACCOUNT_ADDRESS

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

    from ofsted_qa.faces.web.access.accounts import Accounts
    from ofsted_qa.faces.web.access.gate import Access

#: A path of this site; two slashes, or a slash and a backslash, would lead to another.
_ONWARD = re.compile(r"/(?![/\\])[\w/.~%-]*", re.ASCII)
_LONGEST_FORM = 16 * 1024  # bytes
_WRONG = "The name or the password is wrong."


def add_sign_in(application: FastAPI, access: Access, accounts: Accounts) -> None:
    """Add the routes of signing in and out; to be added before what is mounted at the root."""
    from starlette.concurrency import run_in_threadpool  # noqa: PLC0415 - not needed by the other commands
    from starlette.responses import HTMLResponse, RedirectResponse  # noqa: PLC0415

    tried = Attempts()

    def shown(page: str, status: int = 200, wait: int = 0) -> Response:
        headers = {"cache-control": "no-store"} | ({"retry-after": str(wait)} if wait else {})
        return HTMLResponse(page.encode("utf-8", "replace"), status, headers)

    async def form(request: Request) -> Response:
        return shown(sign_in_page(_onward(request.query_params.get("onward", ""))))

    async def sign_in(request: Request) -> Response:
        given = await _fields(request)
        name, onward = given.get("name", ""), _onward(given.get("onward", ""))
        if access.secure and request.headers.get("origin", "").startswith("http://"):
            line = "This page was not reached over HTTPS: the browser would not keep you signed in."
            return shown(sign_in_page(onward, line, name), 400)
        keys = [f"name {name[:100]}", f"address {address(request.scope, access.proxy)}"]
        if wait := tried.wait(keys):
            line = f"Too many attempts: wait {wait} seconds and try again."
            return shown(sign_in_page(onward, line, name), 429, wait)
        # Counted before it is checked, so that many attempts at once are not many free ones.
        tried.failed(keys)
        account = await run_in_threadpool(accounts.signed_in, name, given.get("password", ""))
        if account is None:
            return shown(sign_in_page(onward, _WRONG, name), 403)
        tried.succeeded(*keys)
        response = RedirectResponse(onward, 303)
        response.set_cookie(
            access.cookie,
            access.sessions.begin(account.name),
            max_age=LONGEST,
            path="/",
            secure=access.secure,
            httponly=True,
            samesite="lax",
        )
        return response

    async def sign_out(request: Request) -> Response:
        access.sessions.end(request.cookies.get(access.cookie, ""))
        response = RedirectResponse(SIGN_IN_ADDRESS, 303)
        response.delete_cookie(access.cookie, path="/", secure=access.secure, httponly=True, samesite="lax")
        return response

    async def account(request: Request) -> Response:
        return shown(account_page(request.state.user, administrator=request.state.administrator))

    application.add_route(SIGN_IN_ADDRESS, form, methods=["GET"])
    application.add_route(SIGN_IN_ADDRESS, sign_in, methods=["POST"])
    application.add_route(SIGN_OUT_ADDRESS, sign_out, methods=["POST"])
    application.add_route(ACCOUNT_ADDRESS, account, methods=["GET"])


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a short form; none of a long one or of one with files."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            return {}
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=10))
    except ValueError:
        return {}


def _onward(address: str) -> str:
    return address if _ONWARD.fullmatch(address) else "/"
