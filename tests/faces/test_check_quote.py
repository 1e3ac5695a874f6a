from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from fake_library import HOSTILE, LETTER, PAPER

from ofsted_qa.faces.cli.main import main
from ofsted_qa.library import Library
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


def _match(
    words: str = "Staff morale is good.", diff: tuple[Change, ...] = (), document: Document = LETTER
) -> QuoteMatch:
    start = document.text.index(words)
    return QuoteMatch.cut(document, Span(start, start + len(words)), document.sentences[0].voice, diff)


class _Checking:
    """A fake of the library that gives one verdict, and remembers what it was asked."""

    def __init__(self) -> None:
        self.verdict = QuoteVerdict("Staff morale is good", None, Verdict.VERBATIM, "It stands there.", (_match(),), 1)
        self.asked: list[tuple[str, str | None]] = []

    def documents(self) -> tuple[Document, ...]:
        return (LETTER, PAPER)

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        if not quote:
            raise BadInputError("the quotation holds no words")
        self.asked.append((quote, said_by))
        return self.verdict

    def check_file(self, path: Path) -> tuple[Document, tuple[Finding, ...]]:
        if not path.exists():
            raise BadInputError(f"{path.name} cannot be read")
        return LETTER, (Finding(FindingKind.QUOTATION, 3, 9, HOSTILE, self.verdict),)

    def trace(self, name: str) -> Trace:
        finding = TracedFinding(
            FindingKind.CLAIM, TraceOutcome.HARDENED, "Qualifiers were lost: “most”.", _match(), None
        )
        return Trace(PAPER, (LETTER,), (finding,)) if name == "paper.txt" else Trace(PAPER, (), ())


@pytest.fixture
def checking(monkeypatch: pytest.MonkeyPatch) -> _Checking:
    fake = _Checking()
    monkeypatch.setattr(Library, "open", lambda _settings: fake)
    return fake


def test_a_person_sees_the_verdict_why_and_where(checking: _Checking, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-quote", "Staff morale is good", "--said-by", "Ofsted"]) == 0
    assert checking.asked == [("Staff morale is good", "Ofsted")]
    assert capsys.readouterr().out.splitlines() == [
        "Word for word",
        "It stands there.",
        "",
        "“Staff morale is good.”",
        "    Ofsted",
        "    Monitoring visit of Dudley. Ofsted monitoring visit letter, Dudley, 23 March 2017, page 1, paragraph 2.2",
        "",
    ]


def test_the_nearest_thing_is_set_apart(checking: _Checking, capsys: pytest.CaptureFixture[str]) -> None:
    checking.verdict = QuoteVerdict("x y z", None, Verdict.NOT_FOUND, "It is not there.", nearest=_match(HOSTILE))
    assert main(["check-quote", "x y z"]) == 0
    printed = capsys.readouterr().out
    verdict, _, nearest = printed.partition("Not the quotation.")
    assert "Not found" in verdict
    assert "evil" not in verdict
    assert "evil [bold]not markup[/bold]" in nearest
    assert not set(printed) & set("\x1b\x9b\u202e")


def test_words_that_were_read_by_machine_are_said_to_be(
    checking: _Checking, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned = replace(LETTER, pages=tuple(replace(page, machine_read=True) for page in LETTER.pages))
    checking.verdict = replace(checking.verdict, matches=(_match(document=scanned),))
    assert main(["check-quote", "Staff morale is good"]) == 0
    assert "paragraph 2.2; read by machine (OCR): check the words against the page\n" in capsys.readouterr().out
    assert main(["check-quote", "Staff morale is good", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["matches"][0]["machine_read"] is True


def test_the_json_of_a_verdict(checking: _Checking, capsys: pytest.CaptureFixture[str]) -> None:
    change = Change(ChangeKind.ADDED, "", "very")
    checking.verdict = QuoteVerdict("q", "Ofsted", Verdict.ALTERED, "Changed.", (_match(diff=(change,)),), 1)
    assert main(["check-quote", "q", "--json"]) == 0
    given = json.loads(capsys.readouterr().out)
    (match,) = given.pop("matches")
    assert given == {
        "id": None,
        "quote": "q",
        "said_by": "Ofsted",
        "verdict": "altered",
        "reason": "Changed.",
        "places": 1,
        "nearest": None,
    }
    expected = {
        "document": "letter.txt",
        "document_id": LETTER.id,
        "page": 1,
        "paragraph": "2.2",
        "voice": "ofsted",
        "speaker": None,
        "first_hand": True,
        "text": "Staff morale is good.",
        "machine_read": False,
        "diff": [{"kind": "added", "document": "", "quote": "very"}],
    }
    assert expected.items() <= match.items()


def test_a_batch_gives_a_verdict_for_every_line(
    checking: _Checking, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        b'{"id": 1, "quote": "a", "said_by": "Ofsted", "other": 1}',
        b"",
        b'{"id": "two", "quote": ""}',
        b'{"id": 3}',
        b'{"id": 4, "quote": "d", "said_by": 7}',
        b"[1]",
        b'{"quote": "g"}',
    ]
    file = tmp_path / "quotes.jsonl"
    file.write_bytes(b"\n".join(lines))
    assert main(["check-quote", "--batch", str(file)]) == 0
    given: list[dict[str, Any]] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["id"], one["verdict"]) for one in given] == [
        (1, "verbatim"),
        (None, "error"),
        ("two", "error"),
        (3, "error"),
        (4, "error"),
        (None, "error"),
        (None, "verbatim"),
    ]
    assert given[2]["reason"] == "the quotation holds no words"
    assert given[4]["reason"] == "said_by is not a string"
    assert checking.asked == [("a", "Ofsted"), ("g", None)]


def test_a_file_is_checked_whole(checking: _Checking, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checking
    file = tmp_path / "speech.txt"
    file.write_text("x", "utf-8")
    assert main(["check-quote", "--file", str(file)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("letter.txt: Word for word: 1\n")
    assert "\x1b" not in printed
    assert main(["check-quote", "--file", str(file), "--json"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["kind"], finding["start"], finding["end"]) == ("quotation", 3, 9)
    assert finding["verdict"]["verdict"] == "verbatim"


def test_a_paper_is_traced(checking: _Checking, capsys: pytest.CaptureFixture[str]) -> None:
    assert checking
    assert main(["check-quote", "--document", "paper.txt"]) == 0
    printed = capsys.readouterr().out
    assert "paper.txt, held against: letter.txt" in printed
    assert "1. Hardened: qualifiers were lost" in printed
    assert main(["check-quote", "--document", "paper.txt", "--json"]) == 0
    given = json.loads(capsys.readouterr().out)
    assert given["sources"] == [{"document": "letter.txt", "document_id": LETTER.id}]
    assert [(one["outcome"], one["source"]) for one in given["findings"]] == [("hardened", None)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give one quotation, or one of"),
        (["x", "--batch", "y"], "give one quotation, or one of"),
        (["x", "--document", "y"], "give one quotation, or one of"),
        ([""], "the quotation holds no words"),
        (["--file", "none.txt"], "none.txt cannot be read"),
        (["--batch", "none.jsonl"], "none.jsonl cannot be read"),
        (["--document", "y", "--said-by", "Ofsted"], "--said-by goes with a quotation"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_exit_code_2(
    checking: _Checking, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["check-quote", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert len(printed.err.splitlines()) == 1
    assert not checking.asked
