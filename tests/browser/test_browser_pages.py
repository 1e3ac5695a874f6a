"""The other pages as a person uses them: quotations, grades, and adding a PDF that is then asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from visiting import ADDED, QUESTION, ask, open_chat, seen_whole, violations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.stack


def test_a_quotation_is_checked(page: Page, shoot: Callable[[Page, str], None]) -> None:
    page.goto("/quotations")
    page.get_by_label("A quotation, or a whole text").fill("Staff morale is excellent")
    page.get_by_label("Said by").fill("Ofsted")
    page.get_by_role("button", name="Check this quotation").click()
    page.get_by_role("heading", name="Altered").wait_for()
    shoot(page, "quotation")
    assert page.locator("mark").inner_text() == "Staff morale is good"


def test_each_point_of_the_timeline_leads_to_its_evidence(page: Page, shoot: Callable[[Page, str], None]) -> None:
    page.goto("/grades?council=Dudley&council=Medway")
    shoot(page, "grades")
    assert page.locator("svg.timeline").count() == 2
    points, rows = page.locator("svg.timeline a"), page.locator("tbody tr")
    assert 0 < points.count() <= rows.count()
    page.get_by_role("link", name="Overall effectiveness: require improvement to be good, 27 November 2015").click()
    assert '"require improvement to be good"' in page.locator("#cited").inner_text()
    assert seen_whole(page, "#cited")


def test_a_pdf_is_added_asked_about_and_its_page_shown(
    page: Page, context: BrowserContext, letter: Path, shoot: Callable[[Page, str], None]
) -> None:
    page.goto("/documents")
    shoot(page, "documents")
    page.get_by_label("Add documents").set_input_files(letter)
    page.get_by_role("button", name="Add these files").click()
    page.get_by_role("heading", name="Added: 1").wait_for()
    assert ADDED in page.inner_text("#progress")
    assert violations(page) == []
    open_chat(page)
    answer = ask(page, "How many actions were in the longest child protection plan on the Isle of Wight?")
    assert "41 actions" in answer.inner_text()
    with context.expect_page() as opened:
        answer.locator(".quotation a").click()
    source = opened.value
    picture = source.locator("figure.page svg")
    picture.scroll_into_view_if_needed()
    assert picture.locator("rect").count() >= 1
    # Above A4's 1,400 pixels: loaded, and not the mark of a picture that is missing.
    image = source.request.get(str(picture.locator("image").get_attribute("href")))
    assert image.headers["content-type"] == "image/png"
    source.wait_for_timeout(500)
    shoot(source, "page-as-printed")
    source.goto("/documents")
    source.get_by_role("listitem").filter(has_text=ADDED).get_by_role("link", name="Remove").click()
    source.get_by_role("button", name="Remove it").click()
    source.get_by_role("heading", name="5 documents to answer from").wait_for()


def test_a_chat_without_documents_says_so_and_answers_from_the_first_that_is_added(
    page: Page, empty_site: str, letter: Path
) -> None:
    question = "How many actions were in the longest child protection plan on the Isle of Wight?"
    page.goto(empty_site)
    page.get_by_text("There are no documents yet, so nothing can be answered.").wait_for()
    assert page.locator("#examples button").count() == 0
    assert violations(page) == []
    ask(page, question, of=".line")
    assert "There are no documents yet." in page.inner_text("#conversation")
    for other in ("/grades", "/quotations"):
        assert page.request.get(empty_site + other).status == 200
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Add documents").click()
    added = opened.value
    added.get_by_label("Add documents").set_input_files(letter)
    added.get_by_role("button", name="Add these files").click()
    added.get_by_role("heading", name="Added: 1").wait_for()
    page.goto(empty_site)
    assert "41 actions" in ask(page, question).inner_text()
    page.locator("#examples button").first.wait_for()


def test_a_passage_needs_no_script(browser: Browser, page: Page, site: str) -> None:
    open_chat(page)
    link = ask(page, QUESTION).locator(".quotation a").get_attribute("href")
    context = browser.new_context(base_url=site, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(str(link))
    assert "John Drew" in plain.locator("#cited").inner_text()
    assert plain.locator("button.copy").is_hidden(), "a button that would do nothing is not shown"
    assert "(The council, reporting the inspectors." in plain.locator("#quoted").inner_text()
    context.close()
