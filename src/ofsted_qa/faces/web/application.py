"""The application: the addresses of the documents and the chat, behind what keeps both safe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.adding import Adding
from ofsted_qa.faces.web.addresses import add_addresses
from ofsted_qa.faces.web.catalogue_addresses import add_catalogue_addresses
from ofsted_qa.faces.web.chat import mount_chat
from ofsted_qa.faces.web.chat_steps import ChatSteps
from ofsted_qa.faces.web.conversation_addresses import add_conversation_addresses
from ofsted_qa.faces.web.feedback import Feedback
from ofsted_qa.faces.web.kept import Conversations
from ofsted_qa.faces.web.quotation_addresses import add_quotation_addresses
from ofsted_qa.faces.web.safety import Safety, allowed_hosts
from ofsted_qa.faces.web.serving import is_loopback

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI

    from ofsted_qa.faces.web.answerer import Served


def create_application(
    answerer: Served, *, examples: Sequence[str] = (), host: str = "127.0.0.1", folder: Path = Path("index")
) -> FastAPI:
    """The whole web face.

    `examples` are questions that the documents present really answer. `host` is the name or address that
    the server is reached by beside those of this machine. `folder`, that of the index, also takes what people say of
    answers and the files that they add.
    """
    from fastapi import FastAPI  # noqa: PLC0415 - a third of a second to import
    from starlette.middleware.trustedhost import TrustedHostMiddleware  # noqa: PLC0415

    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    application.add_middleware(Safety)
    application.add_middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts(host), www_redirect=False)
    add_quotation_addresses(application, answerer)
    add_catalogue_addresses(application, answerer, Adding(answerer, folder), open_to_all=is_loopback(host))
    add_addresses(application, answerer)
    conversations = Conversations()
    add_conversation_addresses(application, conversations, Feedback(folder))
    mount_chat(application, ChatSteps(answerer, conversations, examples))
    return application
