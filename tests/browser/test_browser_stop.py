"""Stopping a question that takes long, and asking it again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.stack

_SERVER = """
import time
from fake_answerer import FakeAnswerer
from ofsted_qa.faces.web import create_application, serve

class Slow(FakeAnswerer):
    times = 0

    def ask(self, question, said=None):
        self.times += question.text == "How is morale?"
        if self.times == 1:
            time.sleep(60)
        return super().ask(question)

serve(create_application(Slow()), "127.0.0.1", 0, lambda address: print(address, flush=True))
"""


@pytest.fixture
def slow_site() -> Iterator[str]:
    """The address of a server whose first answer takes a minute."""
    command = [sys.executable, "-c", _SERVER]
    folder = Path(__file__).parents[1] / "web"
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_question_is_stopped_and_asked_again(browser: Browser, slow_site: str) -> None:
    context = browser.new_context(base_url=slow_site)
    page = context.new_page()
    page.goto("/")
    page.locator("#question textarea").fill("How is morale?")
    page.keyboard.press("Enter")
    page.get_by_text("Looking in 2 documents").wait_for()
    page.locator("#question textarea").fill("a follow-up that is not lost")
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped: this question was not answered.").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA", "the keyboard has not lost its place"
    page.get_by_role("button", name="Ask again").click()
    page.get_by_text("Answered: 2 quotations from 2 documents").wait_for()
    assert page.locator("#conversation .asked").count() == 1
    assert page.get_by_text("Stopped").count() == 0
    context.close()
