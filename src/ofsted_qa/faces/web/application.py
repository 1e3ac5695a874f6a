"""The application: the addresses of the documents and the chat, behind what keeps both safe."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_qa.faces.api import ADDRESS, create_api
from ofsted_qa.faces.web.access import Gate, Limits, Queued, Turns, add_sign_in
from ofsted_qa.faces.web.adding import Adding
from ofsted_qa.faces.web.addresses import add_addresses
from ofsted_qa.faces.web.catalogue_addresses import add_catalogue_addresses, may_change_documents
from ofsted_qa.faces.web.chat import mount_chat
from ofsted_qa.faces.web.chat_steps import ChatSteps
from ofsted_qa.faces.web.conversation_addresses import add_conversation_addresses
from ofsted_qa.faces.web.feedback import Feedback
from ofsted_qa.faces.web.kept import Conversations
from ofsted_qa.faces.web.quotation_addresses import add_quotation_addresses
from ofsted_qa.faces.web.responses import tell_what_is_wrong
from ofsted_qa.faces.web.safety import Names, Safety
from ofsted_qa.faces.web.serving import is_loopback

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ofsted_qa.faces.web.access import Access
    from ofsted_qa.faces.web.answerer import Served


def create_application(
    answerer: Served,
    *,
    host: str = "127.0.0.1",
    folder: Path = Path("index"),
    public_name: str | None = None,
    access: Access | None = None,
) -> FastAPI:
    """The whole web face.

    `host` is what the server listens on, `public_name` the name that browsers know it by, where that is another.
    `folder`, that of the index, also takes what people say of answers and the files that they add. `access` says how
    people sign in; None lets everybody in.
    """
    from fastapi import FastAPI  # noqa: PLC0415 - a third of a second to import

    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    tell_what_is_wrong(application)
    tokens = access is not None and access.accounts is not None
    turns = Turns()
    queued = Queued(answerer, turns)
    application.mount(ADDRESS, create_api(queued, tokens=tokens))
    if access is not None and access.accounts is not None:
        add_sign_in(application, access, access.accounts)
    add_quotation_addresses(application, queued)
    may_change = partial(may_change_documents, open_to_all=is_loopback(host))
    add_catalogue_addresses(application, answerer, Adding(answerer, folder), may_change)
    add_addresses(application, answerer)
    conversations = Conversations()
    add_conversation_addresses(application, conversations, Feedback(folder))
    mount_chat(application, ChatSteps(answerer, conversations, turns), may_change)
    # What is added last comes first.
    plain = access is None and public_name is None and is_loopback(host)
    # Requests are counted where others may send them; a person on their own machine may do as they like.
    application.add_middleware(Limits, proxy=access.proxy if access else "127.0.0.1", counted=not plain)
    if access is not None:
        application.add_middleware(Gate, access=access)
    application.add_middleware(Safety, names=Names(host, public_name))
    return application
