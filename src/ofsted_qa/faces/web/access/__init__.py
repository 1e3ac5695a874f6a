"""Access: who may come in, and how much each may ask at once."""

from ofsted_qa.faces.web.access.accounts import Account, Accounts, Token
from ofsted_qa.faces.web.access.addresses import add_access
from ofsted_qa.faces.web.access.gate import Access

__all__ = ["Access", "Account", "Accounts", "Token", "add_access"]
