"""Whether everybody can use the pages: by keyboard alone, on small screens, much enlarged, and by axe-core's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from visiting import QUESTION, ask, open_chat, sideways, violations

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page, Request

pytestmark = pytest.mark.stack

PAGES = ("/documents", "/grades", "/quotations", "/accessibility", "/documents/none")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("light", 320), ("dark", 1100), ("dark", 320)])
def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_the_window(
    browser: Browser, site: str, scheme: Any, width: int
) -> None:
    context = browser.new_context(base_url=site, color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    open_chat(page)
    link = ask(page, QUESTION).locator(".quotation a").get_attribute("href")
    ask(page, "What grade did Ofsted give Tameside?")
    page.get_by_role("button", name="Search only some documents").click()
    page.get_by_label("Dated from").wait_for()
    assert (violations(page), sideways(page)) == ([], 0)
    report = page.get_by_role("link", name="Say whether this answer helped").first.get_attribute("href")
    document = str(link).partition("#")[0].rpartition("/")[0]
    for address in (*PAGES, link, report, document, f"{document}/removal", f"{document}/sources"):
        page.goto(str(address))
        assert (address, violations(page), sideways(page)) == (address, [], 0)
    page.goto("/quotations")
    page.get_by_label("A quotation, or a whole text").fill("Staff morale is excellent")
    page.get_by_role("button", name="Check this quotation").click()
    assert (violations(page), sideways(page)) == ([], 0), "with a verdict"
    context.close()


def test_everything_is_done_by_keyboard_alone(page: Page, context: BrowserContext) -> None:
    open_chat(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to your question"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#conversation .searched").nth(1).wait_for()
    for _ in range(12):  # back from the question box to the source of the last answer
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.innerText").startswith("[1] Council paper"):
            break
    outline = page.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle + ' ' + "
        "getComputedStyle(document.activeElement).outlineWidth"
    )
    assert outline == "solid 3px", "where the keyboard is can be seen"
    with context.expect_page() as opened:
        page.keyboard.press("Enter")
    source = opened.value
    source.wait_for_load_state()
    source.keyboard.press("Tab")  # on from the marked words, to which the address leads
    assert source.evaluate("document.activeElement.innerText") == "Read on in the document"


def test_answers_are_announced_and_no_message_is_called_by_its_source(page: Page) -> None:
    open_chat(page)
    ask(page, QUESTION)
    log = page.get_by_role("log", name="Conversation")
    assert log.get_attribute("aria-live") == "polite"
    assert log.get_by_text("You asked:").count() == 1
    assert page.locator("#conversation [aria-label*='<']").count() == 0
    assert [one.inner_text() for one in page.get_by_role("heading", level=1).all()] == ["Ask what Ofsted found"]
    opener = page.get_by_role("button", name="Search only some documents")
    assert opener.get_attribute("aria-expanded") == "false"
    opener.click()
    page.get_by_role("group", name="Councils").wait_for()
    assert opener.get_attribute("aria-expanded") == "true"


def test_on_a_phone_and_enlarged_four_times_nothing_scrolls_but_the_page(
    browser: Browser, site: str, shoot: Callable[[Page, str], None]
) -> None:
    for name, width, height in (("phone", 390, 844), ("enlarged", 320, 256)):
        context = browser.new_context(base_url=site, viewport={"width": width, "height": height}, has_touch=True)
        page = context.new_page()
        open_chat(page)
        ask(page, QUESTION)
        if name == "phone":
            shoot(page, name)
        assert sideways(page) == 0
        within = page.evaluate(
            "[...document.querySelectorAll('#conversation, #conversation *, #documents')].filter("
            "one => one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY))"
            ".map(one => one.id || one.className)"
        )
        assert within == []
        context.close()


def test_no_page_asks_anything_of_another_site(page: Page, site: str) -> None:
    asked: list[str] = []

    def remember(request: Request) -> None:
        asked.append(request.url)

    page.on("request", remember)
    open_chat(page)
    ask(page, QUESTION)
    for address in PAGES:
        page.goto(address)
    assert len(asked) > len(PAGES)
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
