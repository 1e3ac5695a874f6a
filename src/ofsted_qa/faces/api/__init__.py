"""The library for other programs: its operations, the same over HTTP and the Model Context Protocol."""

from ofsted_qa.faces.api.application import ADDRESS, create_api
from ofsted_qa.faces.api.operations import OPERATIONS, Operation, Queried, performed

__all__ = ["ADDRESS", "OPERATIONS", "Operation", "Queried", "create_api", "performed"]
