"""The web face: a chat and plain pages of the documents, for one person on their own machine."""

from ofsted_qa.faces.web.answerer import Answerer
from ofsted_qa.faces.web.application import create_application
from ofsted_qa.faces.web.serving import is_loopback, serve

__all__ = ["Answerer", "create_application", "is_loopback", "serve"]
