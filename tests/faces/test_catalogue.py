from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ofsted_qa.faces.cli.main import main

if TYPE_CHECKING:
    import pytest
    from fake_library import FakeLibrary


def test_the_report_of_an_ingest(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "papers"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "Added: /papers/new.txt",
        "1 added, 1 unchanged, 0 updated, 0 removed, 0 skipped, 0 failed",
    ]
    assert printed.err == "reading 1 of 1\n"
    assert not library.asked


def test_a_file_that_failed_is_named_and_the_exit_code_1(
    library: FakeLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    library.fail()
    assert main(["ingest", "papers"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Added: /papers/new.txt",
        "Skipped: /papers/x.toml: no reader for .toml",
        "Warning: /papers/new.txt: no date is printed",
        "Failed: /papers/bad.txt: holds no text",
        "1 added, 0 unchanged, 0 updated, 0 removed, 1 skipped, 1 failed",
    ]
    assert main(["ingest", "papers", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["failed"] == [{"path": "/papers/bad.txt", "text": "holds no text"}]


def test_the_catalogue(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "letter.txt",
        "  Monitoring visit of Dudley",
        "  Ofsted monitoring visit letter, Dudley, 23 March 2017",
        "  Visit: 21 February 2017",
        "  Signatory: Jenny Turnross",
        "",
        "paper.txt",
        "  Council paper, Tameside, no date printed",
        "  Warning: no date is printed",
    ]
    assert main(["documents", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert [each["document_id"] for each in json.loads(line)] == [each.id for each in library.documents()]


def test_an_empty_catalogue(
    library: FakeLibrary, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(library, "documents", tuple)
    main(["documents"])
    main(["documents", "--json"])
    assert capsys.readouterr().out == "There are no documents in the index.\n[]\n"


def test_remove(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert library
    assert main(["remove", "a.txt", "b.txt"]) == 0
    assert main(["remove", "a.txt", "--json"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Removed: /papers/a.txt",
        "Removed: /papers/b.txt",
        '{"removed": ["/papers/a.txt"]}',
    ]


def test_the_judgements(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judgements", "--authority", "Dudley Council"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Dudley: Overall effectiveness: good",
        "  Reported here, not given: 1 January 2016",
        "  “Staff morale is good.”",
        "  letter.txt, page 1",
    ]
    assert main(["judgements", "--json"]) == 0
    (judgement,) = json.loads(capsys.readouterr().out)
    assert judgement == {
        "authority": "Dudley",
        "framework": None,
        "area": "overall_effectiveness",
        "grade": "good",
        "printed_grade": "good",
        "inspection_start": "2016-01-01",
        "inspection_end": None,
        "given_here": False,
        "document": "letter.txt",
        "page": 1,
        "quote": "Staff morale is good.",
    }
    assert main(["judgements", "--authority", "Tameside"]) == 0
    assert capsys.readouterr().out == "There are no judgements in the documents.\n"
    assert main(["judgements", "--authority", "Nowhere"]) == 2
    assert not library.asked
