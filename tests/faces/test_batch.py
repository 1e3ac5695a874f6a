from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from fake_library import FakeLibrary, answered

from ofsted_qa.faces.cli.main import main
from ofsted_qa.values import BadInputError, NoIndexError, Question

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def answers(library: FakeLibrary, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Answer the lines of a file: the objects that were printed."""
    assert library

    def run(*lines: bytes) -> list[dict[str, Any]]:
        file = tmp_path / "questions.jsonl"
        file.write_bytes(b"\n".join(lines))
        assert main(["ask", "--batch", str(file)]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_one_answer_a_line_in_the_order_of_the_lines(library: FakeLibrary, answers: Any) -> None:
    given = answers(
        b'{"id": "b", "question": "second?", "history": ["first?"]}',
        b'\xef\xbb\xbf{"question": "no id?", "other": 1}\r',
        b'{"id": 7, "question": "x", "history": null}',
    )
    assert [one["id"] for one in given] == ["b", None, 7]
    assert {one["status"] for one in given} == {"answered"}
    assert library.asked == [Question("second?", ("first?",)), Question("no id?"), Question("x")]


@pytest.mark.parametrize(
    ("line", "identity", "reason"),
    [
        (b"", None, "the line is empty"),
        (b"  \t", None, "the line is empty"),
        (b"nonsense", None, "the line is not JSON"),
        (b'{"id": 1, "question": "x"', None, "the line is not JSON"),
        (b"\xff\xfe", None, "the line is not JSON"),
        (b"[" * 100_000, None, "the line is not JSON"),
        (b'["x"]', None, "the line is not a JSON object"),
        (b'{"id": 1}', 1, "the question is missing"),
        (b'{"id": 1, "question": 5}', 1, "the question is not a string"),
        (b'{"id": 1, "question": "x", "history": "y"}', 1, "the history is not a list"),
        (b'{"id": 1, "question": "x", "history": [5]}', 1, "a question of the history is not a string"),
        (b'{"id": {}, "question": "x"}', None, "the id is neither a string nor a number"),
        (b'{"id": 1e999, "question": "x"}', None, "the id is neither a string nor a number"),
        (b'{"id": NaN, "question": "x"}', None, "NaN is not a number of JSON"),
    ],
)
def test_a_bad_line_is_an_error_and_the_run_goes_on(answers: Any, line: bytes, identity: object, reason: str) -> None:
    bad, good = answers(line, b'{"id": "good", "question": "x"}')
    assert (bad["id"], bad["status"]) == (identity, "error")
    assert reason in bad["text"]
    assert "\n" not in bad["text"]
    assert list(bad) == list(good)
    assert (good["id"], good["status"]) == ("good", "answered")


def test_a_question_that_cannot_be_answered_is_an_error(library: FakeLibrary, answers: Any) -> None:
    library.result = BadInputError("the question is too long")
    assert [(one["question"], one["text"]) for one in answers(b'{"question": "x"}')] == [
        ("x", "the question is too long")
    ]
    library.result = ZeroDivisionError("a fault\nof the program")
    assert answers(b'{"question": "x"}')[0]["text"] == "something went wrong: a fault of the program"


def test_a_lone_surrogate_comes_back_as_it_was(answers: Any) -> None:
    assert answers(b'{"id": "\\ud800", "question": "x"}')[0]["id"] == "\ud800"


def test_an_empty_file_gives_nothing(answers: Any) -> None:
    assert answers() == []


def test_a_fault_of_the_index_ends_the_run(
    library: FakeLibrary, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "x"}\n' * 2, encoding="utf-8")
    library.result = NoIndexError("there is no index")
    assert main(["ask", "--batch", str(file)]) == 2
    assert capsys.readouterr() == ("", "ofsted-qa: there is no index\n")


def test_a_file_that_is_not_there(library: FakeLibrary, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--batch", str(tmp_path / "none")]) == 2
    assert "cannot be read (No such file or directory)" in capsys.readouterr().err
    assert not library.asked


def test_standard_input(
    library: FakeLibrary, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library.result = answered()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": 1, "question": "x"}\n')))
    assert main(["ask", "--batch", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == 1
