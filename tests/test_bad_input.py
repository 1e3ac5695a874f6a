"""Bad questions, files and indexes through the command line: one clear message and the documented exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fakes import HashEmbedder
from ofsted_qa import models
from ofsted_qa.faces.cli.main import main

pytestmark = pytest.mark.stack

LETTER = "Ofsted\n\n14 May 2019\n\nMonitoring visit of Medway Council\n\nCaseloads in Medway are now manageable.\n"
MINUTES = "Minutes of Dudley Council\n\n3 June 2019\n\nThe council recruited twelve social workers in Dudley.\n"
QUESTION = "How many social workers did Dudley recruit?"


class Named(HashEmbedder):
    """The fake under the name that the settings give."""

    def __init__(self, settings: Any) -> None:
        self.name = settings.embedder


class Place:
    """A folder with two papers and their index, and the program run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.papers = folder / "papers"
        self.papers.mkdir()
        self._capsys = capsys
        (self.papers / "letter.txt").write_text(LETTER)
        (self.papers / "minutes.txt").write_text(MINUTES)

    def run(self, *arguments: str) -> tuple[int, str, list[str]]:
        """The exit code, standard output, and the lines of standard error but for progress."""
        code = main([*arguments])
        out, error = self._capsys.readouterr()
        lines = [line for line in error.splitlines() if not line.startswith(("reading ", "embedding "))]
        return code, out, lines

    def refused(self, *arguments: str) -> str:
        """The one line with which a command is refused."""
        code, out, lines = self.run(*arguments)
        assert (code, out, len(lines)) == (2, "", 1), lines
        assert lines[0].startswith("ofsted-qa: ")
        return lines[0]

    def ingest(self, *paths: str) -> tuple[int, dict[str, Any]]:
        code, out, error = self.run("ingest", "--json", *(paths or ("papers",)))
        assert error == []
        return code, json.loads(out)

    def failing(self, name: str, data: bytes) -> str:
        """Why a file fails beside good ones, which stay as they are."""
        (self.papers / name).write_bytes(data)
        code, report = self.ingest()
        assert (code, len(report["unchanged"])) == (1, 2)
        (remark,) = report["failed"]
        assert Path(remark["path"]).name == name
        assert self.names() == ["letter.txt", "minutes.txt"]
        return str(remark["text"])

    def texts(self, name: str, data: bytes) -> str:
        """What an answer quotes of a file that is added."""
        (self.papers / name).write_bytes(data)
        assert self.ingest()[0] == 0
        _, out, _ = self.run("ask", "What did the inspectors say about the café in Kent?", "--json")
        return " ".join(one["quote"] for one in json.loads(out)["citations"])

    def names(self) -> list[str]:
        return sorted(one["document"] for one in json.loads(self.run("documents", "--json")[1]))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Place:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(models, "question_embedder", Named)
    monkeypatch.setattr(models, "ingest_embedder", Named)
    made = Place(tmp_path, capsys)
    assert made.ingest()[0] == 0
    return made


@pytest.mark.parametrize(
    "question", ["", "   ", "\n\t", "?!", "\u200b\u202e", "\U000e0041\U000e0042", "\x00\x1b", "🙂🙂"]
)
def test_a_question_without_words_is_refused(place: Place, question: str) -> None:
    assert "question" in place.refused("ask", question)


def test_a_question_that_is_too_long_is_refused(place: Place) -> None:
    assert "long" in place.refused("ask", "caseload " * 1_200)


@pytest.mark.parametrize(
    "question",
    [
        "what is the of and to",
        "a",
        "Кто подписал письмо?",
        "谁签署了这封信?",
        "من وقع الرسالة؟",
        "\ud800 \udc80 Dudley",
        "[bold]x[/bold] \\ %s {0} ${HOME} '; DROP TABLE",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    ],
)
def test_a_question_of_no_use_is_answered_by_saying_so(place: Place, question: str) -> None:
    code, out, error = place.run("ask", question, "--json")
    assert (code, error) == (0, [])
    answer = json.loads(out)
    assert answer["status"] in {"not_in_documents", "needs_clarification"}
    assert answer["question"] == question
    assert out.encode()  # no half of a character goes out


@pytest.mark.parametrize("unseen", ["\u200b", "\u202e", "\U000e0041", "\x07", "\u00ad", "\ufeff"])
def test_what_cannot_be_seen_in_a_question_changes_nothing(place: Place, unseen: str) -> None:
    plain = json.loads(place.run("ask", QUESTION, "--json")[1])
    marked = json.loads(place.run("ask", QUESTION.replace("social", f"so{unseen}cial{unseen}"), "--json")[1])
    assert plain["citations"]
    assert (marked["status"], marked["citations"]) == (plain["status"], plain["citations"])


def test_a_batch_of_nonsense_is_an_error_a_line(place: Place, tmp_path: Path) -> None:
    lines = ["nonsense", "", '{"id": 1}', "[]", json.dumps({"id": 2, "question": "x" * 10_000}), '{"question": "?"}']
    (tmp_path / "lines").write_text("\n".join([*lines, json.dumps({"id": 3, "question": QUESTION})]))
    code, out, error = place.run("ask", "--batch", "lines")
    assert (code, error) == (0, [])
    statuses = [json.loads(line)["status"] for line in out.splitlines()]
    assert statuses == ["error"] * len(lines) + ["answered"]
    assert "cannot be read" in place.refused("ask", "--batch", "papers")


def test_without_an_index_every_command_says_what_to_run(place: Place) -> None:
    for arguments in (["ask", "x?"], ["documents"], ["remove", "x"], ["eval", "x.toml"]):
        assert place.refused(*arguments, "--index", "none")
    assert "run `ofsted-qa ingest` first" in place.refused("documents", "--index", "none")
    assert "run `ofsted-qa ingest` first" in place.refused("documents", "--index", "papers/letter.txt")


def test_a_folder_without_documents_is_an_index_of_none(place: Place, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert place.ingest("empty")[0] == 0
    assert place.names() == ["letter.txt", "minutes.txt"]
    assert place.run("ingest", "empty", "--index", "new")[0] == 0
    code, out, _ = place.run("ask", QUESTION, "--json", "--index", "new")
    assert (code, json.loads(out)["status"]) == (0, "not_in_documents")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file holds no text"),
        (b" \n\x0c\xe2\x80\x8b ", "the file holds no text"),
        (bytes(range(256)) * 20, "this is not a text file"),
        (b"%PDF-1.7 renamed", "this is not a whole PDF file"),
        (b"PK\x03\x04 renamed", "this is not a text file"),
    ],
)
def test_a_file_that_is_no_text_fails_alone(place: Place, data: bytes, reason: str) -> None:
    assert place.failing("bad.txt", data) == reason


def test_a_word_file_that_is_none_fails_alone(place: Place) -> None:
    assert place.failing("bad.docx", b"PK\x03\x04 cut off") == "this is not a whole Word file"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(place: Place, encoding: str) -> None:
    text = "Ofsted\n\nVisit of Kent\n\nThe inspectors said the “café” in Kent – for £5 – is good.\n"
    assert "“café” in Kent – for £5 –" in place.texts("other.txt", text.encode(encoding))


@pytest.mark.parametrize("reason", ["Permission denied", "No such file or directory"])
def test_a_file_that_is_closed_or_vanishes_during_the_run_fails_alone(
    place: Place, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "closed.txt" and reason == "Permission denied":
            raise PermissionError(13, reason)
        if path.name == "closed.txt":
            path.unlink()
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert place.failing("closed.txt", b"Minutes of Kent.") == reason


def test_links_in_a_circle_end(place: Place) -> None:
    (place.papers / "folder").symlink_to(place.papers)
    (place.papers / "one.txt").symlink_to(place.papers / "two.txt")
    (place.papers / "two.txt").symlink_to(place.papers / "one.txt")
    code, report = place.ingest()
    assert (code, len(report["unchanged"])) == (1, 2)
    assert {Path(one["path"]).name: one["text"] for one in report["failed"]} == dict.fromkeys(
        ("one.txt", "two.txt"), "Too many levels of symbolic links"
    )


def test_a_circle_of_links_named_by_itself_is_refused(place: Place) -> None:
    (place.papers / "one.txt").symlink_to(place.papers / "one.txt")
    assert "there is no file or folder papers/one.txt" in place.refused("ingest", "papers/one.txt")


def test_the_same_content_twice_is_one_document_and_one_name_twice_are_two(place: Place) -> None:
    (place.papers / "copy.txt").write_text(LETTER)
    (place.papers / "sub").mkdir()
    (place.papers / "sub" / "letter.txt").write_text(LETTER.replace("Medway", "Kent"))
    code, report = place.ingest()
    assert (code, len(report["added"])) == (0, 1)
    assert [one["text"] for one in report["skipped"]] == [f"the same content as {place.papers / 'letter.txt'}"]
    assert place.names() == ["letter.txt", "letter.txt", "minutes.txt"]
    copies = [one["copies"] for one in json.loads(place.run("documents", "--json")[1])]
    assert sorted(copies) == [[], [], [str(place.papers / "copy.txt")]]
    # The document stays with the file that is left.
    (place.papers / "letter.txt").unlink()
    assert place.ingest("papers/sub")[1]["removed"] == []
    assert len(place.ingest()[1]["updated"]) == 1
    assert place.names() == ["copy.txt", "letter.txt", "minutes.txt"]
    (place.papers / "letter.txt").write_text(LETTER)
    assert place.ingest()[0] == 0
    assert "fits more than one document" in place.refused("remove", "letter.txt")


def test_an_index_of_another_embedder(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFSTED_QA_EMBEDDER", "another")
    assert "was made with the embedder all-MiniLM-L6-v2" in place.refused("ask", QUESTION)
    assert place.names() == ["letter.txt", "minutes.txt"]
    assert place.ingest()[0] == 0
    assert json.loads(place.run("ask", QUESTION, "--json")[1])["status"] == "answered"


def test_a_line_of_50_megabytes_fails_alone(place: Place) -> None:
    for words in (b"a", b"word "):
        data = words * (50_000_000 // len(words))
        assert place.failing("long.txt", data) == f"a line has {len(data):,} characters, which no paper has"


def test_one_long_word_of_a_line_does_not_hold_the_run_up(place: Place) -> None:
    """In the square of its length this would take hours."""
    (place.papers / "long.txt").write_bytes(b"Minutes of Kent\n\n" + b"a" * 500_000)
    code, report = place.ingest()
    assert (code, len(report["added"])) == (0, 1)
