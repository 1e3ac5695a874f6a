from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ofsted_qa.evaluation import load_suite
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.understanding.authorities import mentions
from ofsted_qa.values import Answer, Citation, DocumentKind, NoteKind, Question, Status, VoiceRole
from starter_papers import CORPUS, DUDLEY_LETTER, MEDWAY, TAMESIDE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.stack

EVALS = CORPUS.parent / "evals"
SUITES = ("starter-papers.toml", "tuning-questions.toml")
GIVEN = {Status.ANSWERED, Status.PARTIAL}
OFSTEDS = {DocumentKind.MONITORING_VISIT_LETTER}
#: In a council's or a newspaper's text a citation in Ofsted's voice must be reported speech.
BODIES = {VoiceRole.OFSTED: "Ofsted", VoiceRole.DFE: "DfE", VoiceRole.INSPECTORATES: "Inspectorates"}


@pytest.fixture(scope="module")
def library(starter_index: Path) -> Library:
    return Library.open(Settings(index=starter_index))


@pytest.fixture(scope="module")
def answers(library: Library) -> list[Answer]:
    """The answers to every question of the suites, whatever its split; nothing here looks at what is right."""
    cases = [case for name in SUITES for case in load_suite(EVALS / name).cases]
    return [library.ask(Question(case.question, case.history)) for case in cases]


def _cited(answers: list[Answer]) -> Iterator[tuple[Answer, Citation]]:
    for answer in answers:
        for citation in answer.citations:
            yield answer, citation


def _ask(library: Library, text: str, *history: str) -> Answer:
    return library.ask(Question(text, history))


def test_the_contact_officer_is_answered_by_her_line_alone(library: Library) -> None:
    answer = _ask(library, "Who is the contact officer for Dudley's June 2018 Cabinet report?")
    assert answer.status is Status.ANSWERED
    (citation,) = answer.citations
    assert "Sue Butcher" in citation.quote
    assert "\n" not in citation.quote
    assert answer.text == f"Sue Butcher [1]\n“{citation.quote}” [1]"


def test_what_ofsted_did_not_say_is_refused(library: Library) -> None:
    answer = _ask(library, "What did Ofsted say about youth justice in Medway?")
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert answer.text == "The documents do not say."
    assert {one.authority for one in answer.citations} <= {"Medway"}


def test_every_citation_is_verbatim_within_its_passage(library: Library, answers: list[Answer]) -> None:
    assert sum(answer.status in GIVEN for answer in answers) > len(answers) // 2
    for _, citation in _cited(answers):
        document, passage = library.document(citation.document_id), library.passage(citation.passage_id)
        assert citation.quote == document.text[citation.start : citation.end]
        assert passage.document_id == document.id
        assert passage.start <= citation.start < citation.end <= passage.end


def test_page_and_paragraph_are_those_of_the_quotation(library: Library, answers: list[Answer]) -> None:
    numbered = 0
    for _, citation in _cited(answers):
        document = library.document(citation.document_id)
        page = document.page_at(citation.start)
        assert citation.page == (page.number if page else None)
        (block,) = [one for one in document.blocks if one.start <= citation.start < one.end]
        assert citation.paragraph == block.number
        numbered += block.number is not None
    assert numbered


def test_citations_are_numbered_in_order(answers: list[Answer]) -> None:
    for answer in answers:
        assert [one.number for one in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_all_that_is_not_quoted_is_a_number_the_speaker_or_a_grade_that_the_quotation_prints(
    answers: list[Answer],
) -> None:
    for answer in answers:
        if answer.status not in GIVEN:
            continue
        rest = answer.text
        short = re.match(r"(?P<words>[^“”\n]+) \[1\]\n", rest)
        if short:
            assert short["words"] in answer.citations[0].quote
            rest = rest[short.end() :]
        for citation in answer.citations:
            voice = citation.voice
            speakers = {"", f"{voice.name}: ", f"{BODIES.get(voice.role)}: "}
            line = re.match(rf"(?P<before>[^“”\n]*)“{re.escape(citation.quote)}” \[{citation.number}\]\n?", rest)
            assert line, rest
            grade = re.fullmatch(rf"{citation.authority}, [^:]+: (?P<words>[^.:]+)\. ", line["before"])
            assert line["before"] in speakers or (grade and grade["words"] in citation.quote), rest
            rest = rest[line.end() :]
        assert rest == ""


def test_what_ofsted_said_is_never_the_councils_or_the_papers_own_text(answers: list[Answer]) -> None:
    reported = 0
    for answer, citation in _cited(answers):
        if citation.kind in OFSTEDS or citation.voice.role is not VoiceRole.OFSTED:
            continue
        assert not citation.voice.first_hand, (answer.question, citation.quote)
        assert "quot" in citation.voice.basis, (answer.question, citation.voice)
        reported += 1
    assert reported


@pytest.mark.parametrize(
    "question",
    [
        "What did Ofsted say about caseloads in Dudley?",
        "What did Ofsted say about the pace of progress in Tameside?",
        "What did inspectors find about adoption in Medway?",
        "What did Ofsted conclude about decision-making in Tameside?",
        "According to Ofsted, has staff turnover in Dudley fallen?",
    ],
)
def test_what_ofsted_said_is_answered_in_its_words_or_as_reported(library: Library, question: str) -> None:
    answer = _ask(library, question)
    if answer.status in GIVEN:
        for citation in answer.citations:
            assert citation.voice.role is VoiceRole.OFSTED or not citation.voice.first_hand


def test_a_question_that_names_a_council_is_never_answered_out_of_anothers_paper(answers: list[Answer]) -> None:
    checked = 0
    for answer, citation in _cited(answers):
        named = {one.name for one in mentions(answer.question)}
        if named:
            assert citation.authority in named, answer.question
            checked += 1
    assert checked


@pytest.mark.parametrize(
    ("question", "authority", "document"),
    [
        ("Who signed the Dudlay letter?", "Dudley", DUDLEY_LETTER),
        ("What grade did Medwey get?", "Medway", MEDWAY),
        ("Who is the executive member in Tamside?", "Tameside", TAMESIDE),
    ],
)
def test_a_misspelt_council_is_understood_and_said(
    library: Library, question: str, authority: str, document: str
) -> None:
    answer = _ask(library, question)
    assert answer.status is Status.ANSWERED
    assert {one.document for one in answer.citations} == {document}
    (note,) = [one for one in answer.notes if one.kind is NoteKind.SPELLING]
    assert authority in note.text


def test_a_follow_up_asks_about_the_same_person_and_paper(library: Library) -> None:
    first = "Who is the contact officer for the Dudley Cabinet report?"
    answer = _ask(library, "What is her phone number?", first)
    assert "01384 812032" in answer.text
    assert NoteKind.FOLLOW_UP in {note.kind for note in answer.notes}


def test_a_follow_up_moves_to_another_council(library: Library) -> None:
    first = "What grade did Medway's care leavers service get?"
    answer = _ask(library, "How about Dudley in 2016?", first)
    assert {one.authority for one in answer.citations} == {"Dudley"}
    assert "Requiring Improvement" in answer.text


def test_a_question_that_stands_alone_is_not_mixed_with_the_one_before(library: Library) -> None:
    question = "What did Ofsted say about staff morale in Dudley?"
    alone, later = _ask(library, question), _ask(library, question, "What is Tameside's overspend?")
    assert alone.status is Status.ANSWERED
    assert later.text == alone.text
    assert not later.notes


def test_a_printed_date_that_cannot_be_right_is_noted(library: Library) -> None:
    answer = _ask(library, "What date is printed on the Tameside report?")
    assert "23 January 2018" in answer.text
    (note,) = [one for one in answer.notes if one.kind is NoteKind.IMPOSSIBLE_DATE]
    assert "23 January 2018" in note.text
    assert note.citations


@pytest.mark.parametrize(
    "question", ["In which month of 2016 was Dudley inspected?", "When was Dudley found inadequate?"]
)
def test_an_inspection_that_is_dated_differently_is_shown_with_both_dates(library: Library, question: str) -> None:
    answer = _ask(library, question)
    assert "January 2016" in answer.text
    assert "February 2016" in answer.text
    (note,) = [one for one in answer.notes if one.kind is NoteKind.DISAGREEMENT]
    assert "differently" in note.text
    noted = [one for one in answer.citations if one.number in note.citations]
    assert len({one.document for one in noted}) > 1
    assert len({one.quote for one in answer.citations}) == len(answer.citations)


def test_a_council_without_papers_is_said_to_have_none(library: Library) -> None:
    answer = _ask(library, "What did Ofsted say about caseloads in Reading?")
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert "Reading" in answer.text
    assert answer.citations == ()


def test_a_signature_is_cited_whole(library: Library) -> None:
    answer = _ask(library, "Who signed the Ofsted letter to Dudley?")
    (citation,) = answer.citations
    assert citation.quote.split("\n\n") == ["Yours sincerely", "Jenny Turnross", "Her Majesty's Inspector"]
