from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fake_answerer import LETTER, PAPER
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ofsted_qa.faces.web.quotation_addresses import add_quotation_addresses
from ofsted_qa.faces.web.safety import Names, Safety
from ofsted_qa.values import (
    BadInputError,
    Change,
    ChangeKind,
    Document,
    Finding,
    FindingKind,
    QuoteMatch,
    QuoteVerdict,
    Span,
    Trace,
    TracedFinding,
    TraceOutcome,
    Verdict,
)

if TYPE_CHECKING:
    from pathlib import Path

HERE = "http://127.0.0.1:7860"
WORDS = "Staff morale is good & rising."


def _match() -> QuoteMatch:
    start = LETTER.text.index(WORDS)
    diff = (Change(ChangeKind.SAME, "Staff", "Staff"), Change(ChangeKind.CHANGED, "good <&", "<script>bad"))
    return QuoteMatch.cut(LETTER, Span(start, start + len(WORDS)), LETTER.sentences[0].voice, diff)


class _Checker:
    """Gives the same verdict to everything but the quotation "fail"; remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[object] = []

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        self.given.append((quote, said_by))
        if quote == "fail":
            raise ZeroDivisionError
        if not quote:
            raise BadInputError("the quotation holds no words")
        return QuoteVerdict(quote, said_by, Verdict.ALTERED, "Words <differ>.", (_match(),), 1)

    def check_text(self, text: str) -> tuple[Finding, ...]:
        self.given.append(text)
        return (Finding(FindingKind.CLAIM, 0, len(text), text, self.check_quote(text, "Ofsted")),)

    def check_file(self, path: Path) -> tuple[Document, tuple[Finding, ...]]:
        self.given.append((path.suffix, path.read_bytes()))
        if path.suffix == ".exe":
            raise BadInputError("text.exe cannot be read: no reader for .exe")
        return LETTER, ()

    def trace(self, name: str) -> Trace:
        if name != PAPER.id:
            raise BadInputError("there is no document")
        finding = TracedFinding(FindingKind.QUOTATION, TraceOutcome.EXACT, "The same.", _match(), _match())
        return Trace(PAPER, (LETTER,), (finding,))


@pytest.fixture
def checker() -> _Checker:
    return _Checker()


@pytest.fixture
def client(checker: _Checker) -> TestClient:
    application = FastAPI()
    application.add_middleware(Safety, names=Names("127.0.0.1"))
    add_quotation_addresses(application, checker)
    return TestClient(application, base_url=HERE)


def test_the_form_works_without_a_script(client: TestClient) -> None:
    page = client.get("/quotations")
    assert page.status_code == 200
    assert '<form method="post" action="/quotations" enctype="multipart/form-data"' in page.text
    for name in ("quote", "said_by", "file"):
        assert f'<label for="{name}">' in page.text
    assert page.text.count("<script") == 1, "the site's own, which the form does without"
    assert "unsafe-inline" not in page.headers["content-security-policy"]


def test_a_quotation_gets_its_verdict_and_everything_is_escaped(client: TestClient, checker: _Checker) -> None:
    page = client.post("/quotations", data={"quote": "<i>a</i>\r\nb", "said_by": " Ofsted ", "what": "quotation"})
    assert page.status_code == 200
    assert checker.given == [("<i>a</i>\nb", "Ofsted")]
    assert "Words &lt;differ&gt;." in page.text
    assert "&lt;i&gt;a&lt;/i&gt;" in page.text
    assert "<del>good &lt;&amp;</del> <ins>&lt;script&gt;bad</ins>" in page.text
    assert f'<a href="/documents/{LETTER.id}/' in page.text
    assert "<mark>Staff morale is good &amp; rising.</mark>" in page.text


def test_a_text_is_checked_whole(client: TestClient, checker: _Checker) -> None:
    page = client.post("/quotations", data={"quote": "Ofsted said so", "what": "text"})
    assert checker.given[0] == "Ofsted said so"
    assert "1 checked" in page.text
    assert "Told without quotation marks, given to Ofsted" in page.text


def test_a_file_is_read_under_its_ending_alone(client: TestClient, checker: _Checker) -> None:
    page = client.post("/quotations", data={"what": "quotation"}, files={"file": ("../../a b.TXT", b"words")})
    assert (page.status_code, checker.given) == (200, [(".txt", b"words")])
    refused = client.post("/quotations", files={"file": ("a.exe", b"MZ")})
    assert refused.status_code == 400
    assert "no reader for .exe" in refused.text


@pytest.mark.parametrize(("quote", "status"), [("", 400), ("fail", 500)])
def test_what_goes_wrong_is_said_in_one_line(client: TestClient, quote: str, status: int) -> None:
    page = client.post("/quotations", data={"quote": quote, "what": "quotation"})
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert "ZeroDivision" not in page.text


def test_what_is_no_form_is_refused(client: TestClient) -> None:
    headers = {"content-type": "multipart/form-data"}
    assert client.post("/quotations", content=b"x", headers=headers).status_code == 400
    assert client.post("/quotations", content=iter([b"x"]), headers=headers).status_code == 413
    assert client.post("/quotations", headers={"content-length": str(10**9)}).status_code == 413
    two = [("file", ("a.txt", b"words")), ("file", ("b.txt", b"words"))]
    assert client.post("/quotations", files=two).status_code == 400
    assert (
        client.post("/quotations", data={"quote": "x"}, headers={"origin": "https://evil.example"}).status_code == 403
    )


def test_a_paper_stands_beside_its_sources(client: TestClient) -> None:
    page = client.get(f"/documents/{PAPER.id}/sources")
    assert page.status_code == 200
    assert "Held against: Monitoring visit &lt;of&gt; Dudley." in page.text
    assert "<h4>The paper</h4>" in page.text
    assert "<h4>The inspectors</h4>" in page.text
    assert client.get("/documents/none/sources").status_code == 404
