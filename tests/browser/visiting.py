"""What a person does in the chat, and what they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

#: A letter that nobody ever wrote, and that the index does not hold.
ADDED = "isle-of-wight-focused-visit-2019-07-30.pdf"
QUESTION = "Who chairs Medway's safeguarding children board?"
QUOTED = (
    "In a separate report, published on the same day, Ofsted rated the Council's independent Local Child Safeguarding "
    "Board (LCSB) arrangements, chaired by John Drew, as 'requires improvement to be good'."
)


def open_chat(page: Page) -> None:
    """Open the chat and wait until it can be used."""
    page.goto("/")
    page.locator("#documents li").first.wait_for()


def ask(page: Page, question: str, *, of: str = ".searched") -> Locator:
    """Ask a question and wait for the whole of its answer: the last message, which ends in an element `of` a kind."""
    before = page.locator(f"#conversation {of}").count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(f"#conversation {of}").nth(before + (1 if of == ".searched" else 0)).wait_for()
    return page.locator("#conversation .message-row.bot-row").last


def seen_whole(page: Page, what: str) -> bool:
    """Whether an element lies within what is seen of the page."""
    return bool(
        page.evaluate(
            "what => { const box = document.querySelector(what).getBoundingClientRect();"
            " return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth }",
            what,
        )
    )


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
