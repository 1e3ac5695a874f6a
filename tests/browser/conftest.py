"""A real server on a copy of the starter index, and Debian's Chromium with every other host cut off."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from visiting import ADDED

from evals.invented.content import papers
from evals.invented.pdf import pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripted_server import Script

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_ARGUMENTS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
#: No name but this machine's is known: whatever a page asked of another site would fail.
_CUT_OFF = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_PATIENCE = 60_000  # milliseconds; a question takes some two seconds on an idle machine
_WHOLE = {"grades"}  # pages that are pictured down to their end
_SHOTS = os.environ.get("OFSTED_QA_SCREENSHOTS")


@pytest.fixture(scope="session")
def site(starter_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the real models on the five papers of corpus/."""
    index = tmp_path_factory.mktemp("served") / "index"
    shutil.copytree(starter_index, index)
    with _served(index) as address:
        yield address


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[str]:
    """The address of a server that has no index yet, and no corpus to read."""
    with _served(tmp_path / "index") as address:
        yield address


@pytest.fixture
def reworded_site(
    starter_index: Path, tmp_path: Path, written: Script, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a server whose language model writes what the test has `written`."""
    shutil.copytree(starter_index, tmp_path / "index")
    with written.serving() as model:
        monkeypatch.setenv("OFSTED_QA_LLM", f"openai-like/scripted@{model}")
        with _served(tmp_path / "index") as address:
            yield address


@contextmanager
def _served(index: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "ofsted_qa", "serve", "--port", "0", "--index", str(index)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=index.parent)
    assert process.stdout is not None
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found is not None, "the server does not start"
        yield found[0]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


# Not for the whole run: its event loop would be in the way of every test behind it.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*_ARGUMENTS, _CUT_OFF])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site, viewport={"width": 1100, "height": 800}, locale="en-GB")
    context.set_default_timeout(_PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def shoot(tmp_path: Path) -> Callable[[Page, str], None]:
    """Takes a picture of a page: into the folder that OFSTED_QA_SCREENSHOTS names, or for the test alone."""
    folder = Path(_SHOTS) if _SHOTS else tmp_path

    def shoot(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png", full_page=name in _WHOLE)

    return shoot


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter in PDF that nobody ever wrote, which the index does not hold."""
    path = tmp_path_factory.mktemp("papers") / ADDED
    path.write_bytes(next(pdf(paper)[0] for paper in papers() if paper.file == ADDED))
    return path
