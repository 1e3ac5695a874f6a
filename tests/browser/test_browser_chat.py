"""The chat as a person uses it: asked, followed up, refused, narrowed down, followed to the source, taken away."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import docx
import pytest
from visiting import QUESTION, QUOTED, ask, open_chat, seen_whole

from scripted_server import Script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.stack

HELD = "The Local Child Safeguarding Board in Medway is chaired by John Drew [1]."


@pytest.fixture
def goes_on() -> Event:
    """What a language model waits for between its two sentences."""
    return Event()


@pytest.fixture
def written(goes_on: Event) -> Script:
    """A language model that writes a sentence, waits, and writes one that nothing holds."""

    def steps() -> Iterator[str]:
        yield f"{HELD} John Drew "
        goes_on.wait(60)
        yield "was born in Hull [1]."

    return Script(steps())


def test_a_question_is_asked_and_its_citation_followed_to_the_marked_words(
    page: Page, context: BrowserContext, shoot: Callable[[Page, str], None]
) -> None:
    open_chat(page)
    assert "Nothing has been asked yet" in page.inner_text("#conversation")
    answer = ask(page, QUESTION)
    shoot(page, "answer")
    assert answer.locator(".status").inner_text() == "Answered: 1 quotation from 1 document"
    assert "John Drew" in answer.inner_text()
    assert answer.locator("figcaption").inner_text() == "The council, reporting the inspectors"
    link = answer.locator(".quotation a")
    assert link.inner_text() == "[1] Council paper, Medway, 15 December 2015, paragraph 2.10"
    with context.expect_page() as opened:
        link.click()
    source = opened.value
    source.wait_for_load_state()
    assert source.locator("#cited").inner_text() == QUOTED
    assert seen_whole(source, "#cited")
    shoot(source, "passage")


def test_a_follow_up_is_understood_and_a_refusal_sets_the_nearest_thing_apart(
    page: Page, shoot: Callable[[Page, str], None]
) -> None:
    open_chat(page)
    page.get_by_role("button", name="Who signed the Ofsted letter to Dudley?").click()
    page.locator("#conversation .searched").nth(1).wait_for()
    assert "Jenny Turnross" in page.inner_text("#conversation")
    followed = ask(page, "When was it written?")
    assert "23 March 2017" in followed.locator("blockquote").inner_text()
    assert "Read as a follow-up." in followed.inner_text()
    refused = ask(page, "What grade did Ofsted give Tameside?")
    shoot(page, "refusal")
    assert refused.locator(".status").inner_text() == "Not in the documents"
    assert refused.locator(".nearest").inner_text().startswith("Not an answer.")
    assert refused.locator("blockquote").count() == refused.locator(".nearest blockquote").count()
    page.get_by_role("button", name="New conversation").click()
    page.get_by_text("Nothing has been asked yet").wait_for()


def test_a_search_is_held_to_one_council_and_a_date_that_is_none_is_said(page: Page) -> None:
    open_chat(page)
    page.get_by_role("button", name="Search only some documents").click()
    page.get_by_label("Tameside").check()
    answer = ask(page, "What did Ofsted find about social workers?")
    assert "only: Tameside." in answer.inner_text()
    page.get_by_label("Dated from").fill("soon")
    page.locator("#question textarea").fill("What did Ofsted find about social workers?")
    page.keyboard.press("Enter")
    page.get_by_text("“soon” is no date").wait_for()


def test_a_quotation_is_copied_with_its_reference_and_the_conversation_taken_away_as_a_file(
    page: Page, context: BrowserContext, tmp_path: Path
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_chat(page)
    answer = ask(page, QUESTION)
    answer.get_by_role("button", name="Copy with its reference (quotation 1)").click()
    answer.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{QUOTED}” (The council, reporting the inspectors.")
    assert "Medway, 15 December 2015, paragraph 2.10.)" in copied
    assert copied.splitlines()[-1].startswith(page.url + "documents/"), "an address to send to a colleague"
    with page.expect_download() as had:
        page.get_by_role("link", name="Word").click()
    had.value.save_as(tmp_path / "taken.docx")
    texts = [one.text for one in docx.Document(str(tmp_path / "taken.docx")).paragraphs]
    assert QUESTION in texts
    assert f"“{QUOTED}”" in texts
    with page.expect_download() as had:
        page.get_by_role("link", name="Markdown").click()
    had.value.save_as(tmp_path / "taken.md")
    plain = (tmp_path / "taken.md").read_text("utf-8")
    assert QUESTION in plain
    assert QUOTED in plain.replace("\\", "")


def test_the_sentences_of_a_language_model_are_seen_as_they_come_and_what_nothing_holds_never(
    page: Page, reworded_site: str, goes_on: Event
) -> None:
    page.goto(reworded_site)
    page.locator("#documents li").first.wait_for()
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#conversation .line").get_by_text(HELD).wait_for()
    assert page.locator("#conversation .searched").count() == 0, "the answer is not whole yet"
    goes_on.set()
    page.locator("#conversation .searched").nth(1).wait_for()
    answer = page.inner_text("#conversation")
    assert HELD in answer
    assert "Hull" not in answer
    assert QUOTED in answer
    assert "In the words of the language model openai-like/scripted" in answer


def test_what_a_person_says_of_an_answer_is_kept_when_it_is_sent(page: Page, context: BrowserContext) -> None:
    open_chat(page)
    answer = ask(page, QUESTION)
    with context.expect_page() as opened:
        answer.get_by_role("link", name="Say whether this answer helped").click()
    form = opened.value
    form.get_by_label("No, something is wrong or missing").check()
    form.get_by_label("What should it have said?").fill("The vice-chair too.")
    form.get_by_role("button", name="Send").click()
    form.get_by_role("heading", name="Thank you").wait_for()
