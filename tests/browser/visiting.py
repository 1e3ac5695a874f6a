"""What a person does in the chat, and what they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

#: A letter that nobody ever wrote, and that the index does not hold.
ADDED = "isle-of-wight-focused-visit-2019-07-30.pdf"
QUESTION = "Who chairs Medway's safeguarding children board?"
QUOTED = (
    "In a separate report, published on the same day, Ofsted rated the Council's independent Local Child Safeguarding "
    "Board (LCSB) arrangements, chaired by John Drew, as 'requires improvement to be good'."
)
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


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


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds against WCAG 2.0, 2.1 and 2.2, A and AA: the rule, and the elements."""
    found: dict[str, Any] = Axe().run(page, options={"runOnly": _LEVELS}).response
    assert found["passes"], "axe has looked at the page"
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
