"""How long it takes from the start of the web chat to its first page, and from a question to the first words."""  # noqa: INP001

# Run it with the Python of the environment, on an index of the papers in corpus/: python benchmarks/chat.py [INDEX]
# It looks through Debian's Chromium (apt-get install chromium), as a person would.

from __future__ import annotations

import re
import subprocess
import sys
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = "/usr/bin/chromium"
STARTS = 3
QUESTIONS = (
    "Who chairs Medway's safeguarding children board?",
    "Who signed the Ofsted letter to Dudley?",
    "What did Ofsted say about staff morale in Dudley?",
    "What grade did Ofsted give Tameside?",
    "Who is the portfolio holder in the Medway council paper?",
)


def asked(page: Page, question: str) -> tuple[float, float]:
    """Seconds from a question to its status and short answer, and to its evidence."""
    whole = page.locator("#conversation .searched")
    first = page.locator("#conversation .status:not(.pending)")
    evidence, answers = whole.count(), first.count()
    page.locator("#question textarea").fill(question)
    started = perf_counter()
    page.keyboard.press("Enter")
    first.nth(answers).wait_for()
    words = perf_counter() - started
    whole.nth(evidence + 1).wait_for()
    return words, perf_counter() - started


def visited(page: Page, index: str) -> tuple[float, list[tuple[float, float]]]:
    """Seconds from the start of a server to a question box that can be typed in, and those of each question."""
    started = perf_counter()
    command = [sys.executable, "-m", "ofsted_qa", "serve", "--port", "0", "--index", index]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603
    try:
        found = re.search(r"http://\S+", server.stdout.readline() if server.stdout else "")
        if found is None:
            raise SystemExit(f"the chat does not start on {index}")
        page.goto(found[0])
        page.locator("#question textarea").wait_for()
        return perf_counter() - started, [asked(page, question) for question in QUESTIONS]
    finally:
        server.kill()
        server.wait()


def main() -> None:
    """Start the chat three times, ask five questions each, and print the medians."""
    index = sys.argv[1] if len(sys.argv) > 1 else "index"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless=new", "--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        runs = [visited(page, index) for _ in range(STARTS)]
        browser.close()
    times = [one for _, questions in runs for one in questions]
    print(f"from the start to a page to type in: {median(start for start, _ in runs):.1f} s")  # noqa: T201
    print(f"from a question to its first words: {median(words for words, _ in times):.2f} s")  # noqa: T201
    print(f"from a question to its evidence: {median(whole for _, whole in times):.2f} s")  # noqa: T201
    print(f"the first question after a start: {median(questions[0][0] for _, questions in runs):.2f} s")  # noqa: T201


if __name__ == "__main__":
    main()
