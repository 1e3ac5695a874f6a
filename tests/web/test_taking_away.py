from __future__ import annotations

from dataclasses import replace
from datetime import date

from fake_answerer import HOSTILE, LETTER, answered, cite, refused

from ofsted_qa.faces.web.conversation import Exchange
from ofsted_qa.faces.web.taking_away import Part, as_markdown, file_lines
from ofsted_qa.values import Answer, Note, NoteKind

DAY = date(2026, 11, 24)


def _markdown(answer: Answer) -> str:
    return as_markdown(file_lines([Exchange("How is morale?", answer=answer)], DAY, "http://here"))


def test_every_quotation_has_its_full_reference_and_its_address() -> None:
    written = _markdown(answered())
    assert written.startswith("# Questions and answers\n\nTaken away on 24 November 2026")
    assert "## How is morale?" in written
    assert "> “Staff morale is good \\& rising\\.”" in written
    reference = "Ofsted\\. Monitoring visit \\<of\\> Dudley\\. Ofsted monitoring visit letter, Dudley, 23 March 2017"
    assert reference in written
    cited = answered().citations[0]
    assert f"<http://here/documents/{cited.document_id}/{cited.start}-{cited.end}#cited>" in written


def test_a_refusal_says_what_is_no_answer() -> None:
    parts = [(line.part, line.text) for line in file_lines([Exchange("q", answer=refused())], DAY, "")]
    aside = (Part.WARNING, "Not an answer. The nearest thing in the documents:")
    assert parts.index(aside) < parts.index((Part.QUOTATION, "“some progress”"))
    assert (Part.STATUS, "Not in the documents.") in parts


def test_words_read_by_machine_and_words_superseded_carry_a_warning() -> None:
    notes = (Note(NoteKind.READ_BY_MACHINE, "Page 1 was read.", (1,)), Note(NoteKind.SUPERSEDED, "See later.", (2,)))
    lines = list(file_lines([Exchange("q", answer=replace(answered(), notes=notes))], DAY, ""))
    warnings = [line.text for line in lines if line.part is Part.WARNING]
    assert warnings == [
        "Warning: Read by machine. Page 1 was read. [1]",
        "Warning: There is something later. See later. [2]",
    ]
    plain = file_lines([Exchange("q", answer=answered())], DAY, "")
    assert "The documents differ. Dated differently. [1] [2]" in [
        line.text for line in plain if line.part is Part.WORDS
    ]


def test_markup_of_a_document_is_none_in_the_file() -> None:
    written = _markdown(replace(answered(), text="", citations=(cite(1, LETTER, HOSTILE),), notes=()))
    assert "\\<script\\>" in written
    assert "\\*\\*bold\\*\\* \\[click\\]\\(javascript" in written


def test_what_was_not_answered_is_told_and_what_is_worked_on_left_out() -> None:
    held = [Exchange("one", line="Stopped."), Exchange("two")]
    assert [line.text for line in file_lines(held, DAY, "")][2:] == ["one", "Stopped."]
