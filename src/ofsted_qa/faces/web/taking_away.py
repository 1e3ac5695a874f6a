"""Taking away: a conversation as Markdown, with the reference of every quotation and the warnings."""

from __future__ import annotations

CONVERSATIONS_ADDRESS = "/conversations"


def conversation_addresses(key: str) -> dict[str, str]:
    """Where a conversation can be had as a file, by the name of the format."""
    return {"Word": f"{CONVERSATIONS_ADDRESS}/{key}.docx", "Markdown": f"{CONVERSATIONS_ADDRESS}/{key}.md"}


def report_address(key: str, number: int) -> str:
    """Where one can say how good an answer was; `number` counts the exchanges of the conversation from 0."""
    return f"{CONVERSATIONS_ADDRESS}/{key}/{number}"
