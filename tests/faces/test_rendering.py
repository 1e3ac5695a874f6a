from __future__ import annotations

import json

import pytest
from fake_library import LETTER, PAPER, FakeLibrary, answered, cite, refused

from ofsted_qa.faces.rendering import answer_object, document_object, json_line, report_object
from ofsted_qa.values import Note, NoteKind


def test_an_answer_has_the_promised_keys_in_their_order() -> None:
    given = answer_object(answered(), "q1")
    assert list(given) == [
        "id", "question", "status", "text", "citations", "notes", "nearest", "searched", "seconds",
    ]  # fmt: skip
    (citation,) = given["citations"]
    assert list(citation) == [
        "number", "document", "title", "authority", "kind", "date", "voice", "speaker", "first_hand",
        "document_id", "page", "paragraph", "heading", "quote", "start", "end",
    ]  # fmt: skip
    assert list(given["searched"]) == ["documents", "passages", "filters"]


def test_an_answer_survives_json() -> None:
    note = Note(NoteKind.DISAGREEMENT, "Dated differently.", (1,))
    given = json.loads(json_line(answer_object(answered("Staff morale is good.", note))))
    citation = given["citations"][0]
    assert given["id"] is None
    assert given["status"] == "answered"
    assert given["seconds"] == 0.123
    assert given["notes"] == [{"kind": "disagreement", "text": "Dated differently.", "citations": [1]}]
    assert citation["date"] == "2017-03-23"
    assert citation["kind"] == "monitoring_visit_letter"
    assert (citation["voice"], citation["speaker"], citation["first_hand"]) == ("ofsted", None, True)
    assert (citation["page"], citation["paragraph"]) == (1, "2.2")
    assert LETTER.text[citation["start"] : citation["end"]] == citation["quote"] == "Staff morale is good."


def test_a_refusal_holds_the_nearest_thing_and_the_filters_apart() -> None:
    given = json.loads(json_line(answer_object(refused())))
    assert given["nearest"] == {"text": "Some progress has been made.", "citations": [1]}
    assert given["searched"]["filters"] == {
        "authorities": ["Tameside"],
        "kinds": ["council_report"],
        "since": "2018-01-02",
        "until": None,
        "documents": [],
    }
    assert answer_object(answered())["nearest"] is None


def test_a_document_has_the_promised_keys_in_their_order() -> None:
    assert document_object(LETTER) == {
        "document": "letter.txt",
        "document_id": "aa" * 32,
        "path": "/papers/letter.txt",
        "copies": [],
        "title": "Monitoring visit of Dudley",
        "authority": "Dudley",
        "kind": "monitoring_visit_letter",
        "framework": "sif",
        "date": "2017-03-23",
        "date_basis": "printed",
        "visit_start": "2017-02-21",
        "visit_end": None,
        "people": [{"role": "signatory", "name": "Jenny Turnross"}],
        "warnings": [],
    }
    assert list(document_object(PAPER)) == list(document_object(LETTER))
    assert document_object(PAPER)["warnings"] == ["no date is printed"]


def test_an_ingest_report_says_why() -> None:
    library = FakeLibrary()
    library.fail()
    given = json.loads(json_line(report_object(library.report)))
    assert list(given) == ["added", "unchanged", "updated", "removed", "skipped", "failed", "warnings"]
    assert given["added"] == ["/papers/new.txt"]
    assert given["failed"] == [{"path": "/papers/bad.txt", "text": "holds no text"}]


@pytest.mark.parametrize("awkward", ["\x1b[2J", "\x85", "\u2028", "\u202e", "\udcff", "\n\r\t\x00", '"\\'])
def test_awkward_text_stays_on_one_line_and_comes_back_the_same(awkward: str) -> None:
    line = json_line({"text": f"a{awkward}b"})
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8").decode("utf-8").isprintable()
    assert json.loads(line) == {"text": f"a{awkward}b"}


def test_a_quotation_with_control_characters_is_still_the_slice() -> None:
    words = LETTER.text[LETTER.text.index("\x1b") :]
    hostile = answered(words)
    given = json.loads(json_line(answer_object(hostile)))
    assert given["citations"][0]["quote"] == words == cite(1, LETTER, words).quote
