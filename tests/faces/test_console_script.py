"""The program as people run it: the console script in processes of its own, on a small corpus."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from wordfile import packed, paragraph

pytestmark = pytest.mark.stack

SCRIPT = Path(sys.executable).with_name("ofsted-qa")
ENVIRONMENT = os.environ | {"HF_HUB_OFFLINE": "1"}
LETTER = """Ofsted

14 May 2019

Mr Alan Smith
Director of Children's Services
Medway Council

Dear Mr Smith

Monitoring visit of Medway Council children's services

This letter summarises the findings of the monitoring visit to Medway on 16 and 17 April 2019.

Findings

Social workers now have manageable caseloads and know their children well.

Yours sincerely

Mary Brown
Her Majesty's Inspector
"""
PAPER = """Tameside Council

Report to Cabinet

Date: 12 June 2019

Contact officer: Jane Green

The council has recruited twelve social workers to its duty team in Tameside.
"""
HEAVY = ("torch", "llama_index", "gradio", "nltk", "sentence_transformers", "transformers")


class Place:
    """A folder with papers and an index, and the program run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.papers = folder / "papers"

    def write(self, name: str, text: str) -> Path:
        self.papers.mkdir(exist_ok=True)
        path = self.papers / name
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str | bytes, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [SCRIPT, *arguments],
            cwd=self.folder,
            env=ENVIRONMENT,
            check=False,
            capture_output=True,
            input=given,
        )

    def json(self, *arguments: str, code: int = 0) -> Any:
        done = self.run(*arguments, "--json")
        assert done.returncode == code, done.stderr.decode()
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Two papers and a bad one, read in once; not to be changed."""
    place = Place(tmp_path_factory.mktemp("place"))
    place.write("letter.txt", LETTER)
    place.write("paper.txt", PAPER)
    place.write("empty.txt", "")
    report = place.json("ingest", "papers", code=1)
    assert [Path(path).name for path in report["added"]] == ["letter.txt", "paper.txt"]
    assert [Path(remark["path"]).name for remark in report["failed"]] == ["empty.txt"]
    (place.papers / "empty.txt").unlink()
    return place


@pytest.fixture
def place(read_once: Place, tmp_path: Path) -> Place:
    """The same index, to be changed."""
    shutil.copytree(read_once.folder / "index", tmp_path / "index")
    return Place(tmp_path)


def test_an_answer_is_a_slice_of_the_letter(read_once: Place) -> None:
    answer = read_once.json("ask", "Who signed the Ofsted letter to Medway?")
    assert answer["status"] == "answered"
    cited = [citation["quote"] for citation in answer["citations"]]
    assert any("Mary Brown" in quote for quote in cited)
    letter = " ".join(LETTER.split())  # the lines of a signature are paragraphs of the reading text
    assert all(" ".join(quote.split()) in letter for quote in cited)


def test_a_batch_answers_every_line_in_order(read_once: Place) -> None:
    lines = (
        b'{"id": "a", "question": "Who signed the letter to Medway?"}\n\nnonsense\n'
        b'{"id": "d", "question": "\\ud800 Who is the contact officer for the Tameside paper?"}\n'
    )
    done = read_once.run("ask", "--batch", "-", given=lines)
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert [answer["id"] for answer in answers] == ["a", None, None, "d"]
    assert [answer["status"] == "error" for answer in answers] == [False, True, True, False]


def test_the_catalogue_tells_what_is_known(read_once: Place) -> None:
    letter, paper = sorted(read_once.json("documents"), key=lambda document: str(document["document"]))
    assert (letter["document"], letter["authority"], letter["date"]) == ("letter.txt", "Medway", "2019-05-14")
    assert letter["kind"] == "monitoring_visit_letter"
    assert paper["authority"] == "Tameside"


def test_reading_the_same_folder_again_does_nothing(read_once: Place) -> None:
    before = (read_once.folder / "index" / "current").read_bytes()
    report = read_once.json("ingest", "papers")
    assert len(report.pop("unchanged")) == 2
    assert not any(report[what] for what in ("added", "updated", "removed", "failed"))
    assert (read_once.folder / "index" / "current").read_bytes() == before


def test_a_changed_file_is_replaced_and_a_gone_one_leaves(tmp_path: Path) -> None:
    place = Place(tmp_path)
    changed = place.write("letter.txt", LETTER)
    place.write("paper.txt", PAPER)
    place.json("ingest", "papers")
    changed.write_text(LETTER.replace("Mary Brown", "Susan White"), encoding="utf-8")
    (place.papers / "paper.txt").unlink()
    report = place.json("ingest", "papers")
    assert report["updated"] == [str(changed)]
    assert [Path(path).name for path in report["removed"]] == ["paper.txt"]
    answer = place.json("ask", "Who signed the Ofsted letter to Medway?")
    assert "Susan White" in answer["text"]
    assert "Mary Brown" not in json.dumps(answer)


def test_a_quotation_is_checked_without_anything_heavy(read_once: Place) -> None:
    given = read_once.json("check-quote", "social workers now have manageable caseloads", "--said-by", "Ofsted")
    assert (given["verdict"], given["matches"][0]["document"]) == ("verbatim", "letter.txt")
    program = (
        "import sys; from ofsted_qa.faces.cli.main import main; main(['check-quote', 'no such words', '--json']); "
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=read_once.folder, env=ENVIRONMENT, check=True, capture_output=True
    )
    assert not {*HEAVY, "chromadb", "onnxruntime"} & set(done.stderr.decode().split())


def test_the_quotations_of_a_word_file_are_checked_and_it_is_not_added(read_once: Place) -> None:
    said = (
        "Ofsted said that our “social workers now have manageable caseloads”.",
        "It said that “social workers now have very few cases and know all their children well”.",
    )
    speech = read_once.folder / "speech.docx"
    speech.write_bytes(packed("".join(map(paragraph, said))))
    findings = read_once.json("check-quote", "--file", speech.name)["findings"]
    assert [one["verdict"]["verdict"] for one in findings] == ["verbatim", "altered"]
    assert findings[0]["text"] == "social workers now have manageable caseloads"
    assert speech.name not in {document["document"] for document in read_once.json("documents")}


def test_a_document_is_removed(place: Place) -> None:
    assert [Path(path).name for path in place.json("remove", "paper.txt")["removed"]] == ["paper.txt"]
    assert [document["document"] for document in place.json("documents")] == ["letter.txt"]
    assert place.run("remove", "paper.txt").returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "Who signed it?"],
        ["documents"],
        ["check-quote", "some words"],
        ["judgements"],
        ["serve", "--host", "0.0.0.0"],  # noqa: S104
        ["ingest", "no such folder"],
        ["ask", "--batch", "no such file"],
    ],
)
def test_without_index_or_with_bad_input_one_line_and_exit_code_2(tmp_path: Path, arguments: list[str]) -> None:
    done = Place(tmp_path).run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1


def test_bytes_that_are_no_text_do_not_break_the_output(read_once: Place) -> None:
    done = read_once.run("ask", b"Who \xff signed the letter to Medway?", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["question"] == "Who \udcff signed the letter to Medway?"


def test_a_reader_that_has_gone_is_no_fault(read_once: Place) -> None:
    read, write = os.pipe()
    os.close(read)
    for command in ("documents", "--help"):
        done = subprocess.run(
            [SCRIPT, command], cwd=read_once.folder, env=ENVIRONMENT, stdout=write, stderr=-1, check=False
        )
        assert (done.returncode, done.stderr) == (1, b"")
    os.close(write)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["ask", "Who signed the letter to Medway?"], 0),
        (["status"], 0),
        (["serve", "--host", "0.0.0.0"], 2),  # noqa: S104
    ],
)
def test_nothing_heavy_is_imported(read_once: Place, arguments: list[str], code: int) -> None:
    program = (
        "import sys; from ofsted_qa.faces.cli.main import main; code = main(sys.argv[1:]);"
        f"print(code, *({set(HEAVY)} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=read_once.folder,
        env=ENVIRONMENT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stderr.splitlines()[-1] == str(code)


def test_the_status_before_and_after_damage(place: Place) -> None:
    index = place.json("status")["index"]
    assert (index["state"], index["documents"], index["path"]) == ("ready", 2, str(place.folder / "index"))
    (place.folder / "index" / "generations" / index["generation"] / "manifest.json").write_text("{")
    assert place.json("status", code=2)["index"]["state"] == "damaged"
    assert Place(place.folder.parent).json("status")["index"]["state"] == "missing"


def test_the_chat_answers_at_the_address_that_is_printed_and_adopts_what_is_read_later(place: Place) -> None:
    with subprocess.Popen(
        [SCRIPT, "serve", "--port", "0", "--json"],
        cwd=place.folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as server:
        assert server.stdout
        try:
            address = json.loads(server.stdout.readline())["address"]
            for name, text in ((None, ""), ("later.txt", PAPER.replace("Tameside", "Stockport"))):
                if name:
                    place.write(name, text)
                    place.json("ingest", "papers")
                with urllib.request.urlopen(f"{address}/documents", timeout=20) as page:  # noqa: S310 - our own
                    shown = page.read().decode("utf-8")
                assert "Medway" in shown
                assert ("Stockport" in shown) is bool(name)
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
