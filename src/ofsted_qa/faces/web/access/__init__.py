"""Access: who may come in, and how much each may ask at once."""

from ofsted_qa.faces.web.access.accounts import Account, Accounts, Token
from ofsted_qa.faces.web.access.addresses import add_sign_in
from ofsted_qa.faces.web.access.gate import Access, Gate
from ofsted_qa.faces.web.access.limits import Limits
from ofsted_qa.faces.web.access.queued import Queued
from ofsted_qa.faces.web.access.turns import Turns

__all__ = ["Access", "Account", "Accounts", "Gate", "Limits", "Queued", "Token", "Turns", "add_sign_in"]
