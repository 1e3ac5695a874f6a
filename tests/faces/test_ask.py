from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from fake_library import HOSTILE, LETTER, FakeLibrary, answered, cite, refused

from ofsted_qa.faces.cli.main import main
from ofsted_qa.values import DocumentKind, Filters, Note, NoteKind, Question

if TYPE_CHECKING:
    from pathlib import Path


def test_a_person_sees_the_quotation_who_says_so_and_where(
    library: FakeLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    library.result = answered("Jenny Turnross", Note(NoteKind.SPELLING, "Read as Dudley.", (1,)))
    assert main(["ask", "Who signed it?"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.splitlines() == [
        "Answered: 1 quotation from 1 document",
        "",
        "“Jenny Turnross” [1]",
        "",
        "[1] Ofsted",
        "    Monitoring visit of Dudley. Ofsted monitoring visit letter, Dudley, 23 March 2017, page 1, paragraph 2.1",
        "",
        "Note: Read as Dudley. [1]",
        "",
        "Searched 2 documents (9 passages).",
    ]


def test_a_refusal_sets_the_nearest_thing_apart(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    library.result = refused()
    assert main(["ask", "Which grade?"]) == 0
    answer, _, nearest = capsys.readouterr().out.partition("Not an answer.")
    assert "The documents do not say." in answer
    assert "No grade is given here." in answer
    assert "Searched 1 document (4 passages), only: Tameside; Council paper" in answer
    assert "Some progress" not in answer
    assert "“Some progress has been made.” [1]" in nearest
    assert "[1] Ofsted\n    paper.txt. Council paper, Tameside, no date printed" in nearest


def test_a_quotation_that_the_text_leaves_out_is_shown_with_its_reference(
    library: FakeLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    library.result = replace(answered(), citations=(cite(1, LETTER, "Staff morale is good."),), text="Good [1]")
    main(["ask", "x"])
    assert "“Staff morale is good.” [1]\n[1] Ofsted" in capsys.readouterr().out


def test_the_text_of_a_document_is_data(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    library.result = answered(HOSTILE)
    main(["ask", "x"])
    printed = capsys.readouterr().out
    assert not set(printed) & set("\x1b\x9b\u202e")
    assert "[bold]not markup[/bold] :smile:" in printed


def test_json_is_one_object_on_one_line(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    library.result = answered(HOSTILE)
    assert main(["ask", "x", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["citations"][0]["quote"] == HOSTILE


def test_filters_reach_the_library(library: FakeLibrary) -> None:
    arguments = ["--authority", "medway council", "--authority", "Tameside MBC", "--authority", "Medway"]
    arguments += ["--kind", "minutes", "--kind", "news", "--since", "2018-06-27", "--until", "2018-06-27"]
    assert main(["ask", "x", *arguments]) == 0
    day = date(2018, 6, 27)
    kinds = (DocumentKind.MINUTES, DocumentKind.NEWS)
    assert library.asked == [Question("x", (), Filters(("Medway", "Tameside"), kinds, day, day))]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x", "--authority", "Atlantis"], "Atlantis is not the name of one council; there are papers on Dudley"),
        (["x", "--authority", "Dudley or Medway"], "is not the name of one council"),
        (["x", "--since", "2018-W26-3"], "2018-W26-3 is not a date"),
        (["x", "--until", "2018-02-30"], "2018-02-30 is not a date"),
        (["x", "--since", "2019-01-01", "--until", "2018-01-01"], "no paper is dated 2019-01-01 or later"),
        ([], "ask one question, or name a file"),
        (["x", "--batch", "file"], "ask one question, or name a file"),
    ],
)
def test_filters_that_cannot_be_used(
    library: FakeLibrary, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["ask", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not library.asked


def test_a_batch_takes_the_filters(library: FakeLibrary, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": 1, "question": "x"}', encoding="utf-8")
    assert main(["ask", "--batch", str(file), "--authority", "Dudley"]) == 0
    assert library.asked == [Question("x", (), Filters(("Dudley",)))]
