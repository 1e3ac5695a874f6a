from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ofsted_qa.faces.wording import (
    date_in_words,
    kind_in_words,
    place_in_words,
    reference_in_words,
    searched_in_words,
    source_in_words,
    speaker_in_words,
    status_in_words,
    visit_in_words,
)
from ofsted_qa.values import (
    Answer,
    Citation,
    DocumentKind,
    Filters,
    Nearest,
    Profile,
    Searched,
    Status,
    Voice,
    VoiceRole,
)

CITATION = Citation(
    number=1,
    passage_id="a:0-9",
    document_id="a",
    document="letter.txt",
    title="Monitoring visit",
    authority="Dudley",
    kind=DocumentKind.MONITORING_VISIT_LETTER,
    date=date(2017, 3, 23),
    voice=Voice(VoiceRole.OFSTED, None, "letter"),
    page=2,
    printed_page="2",
    paragraph="2.4",
    heading="",
    quote="some words",
    start=0,
    end=10,
)


def test_every_kind_has_words() -> None:
    assert len({kind_in_words(kind) for kind in DocumentKind}) == len(DocumentKind)


def test_dates() -> None:
    assert date_in_words(date(2017, 3, 3)) == "3 March 2017"
    assert date_in_words(None) == "no date printed"


def test_a_visit_of_one_day_is_named_once() -> None:
    day = date(2018, 11, 27)
    assert visit_in_words(Profile(visit_start=day, visit_end=day)) == "27 November 2018"
    assert (
        visit_in_words(Profile(visit_start=day, visit_end=date(2018, 11, 28))) == "27 November 2018 to 28 November 2018"
    )
    assert visit_in_words(Profile()) == ""


@pytest.mark.parametrize(
    ("kind", "voice", "words"),
    [
        (DocumentKind.MONITORING_VISIT_LETTER, Voice(VoiceRole.OFSTED, None, ""), "Ofsted"),
        (DocumentKind.COUNCIL_REPORT, Voice(VoiceRole.COUNCIL, None, ""), "the council"),
        (
            DocumentKind.NEWS,
            Voice(VoiceRole.PERSON, "Martin Samuels", "", first_hand=False),
            "Martin Samuels, as quoted in the newspaper article",
        ),
        (
            DocumentKind.COUNCIL_REPORT,
            Voice(VoiceRole.OFSTED, None, "", first_hand=False),
            "Ofsted, as quoted in a council paper",
        ),
        (
            DocumentKind.COUNCIL_REPORT,
            Voice(VoiceRole.COUNCIL, None, "", first_hand=False),
            "the council, reporting the inspectors",
        ),
        (
            DocumentKind.OTHER,
            Voice(VoiceRole.DFE, "Improvement Adviser", "", first_hand=False),
            "Improvement Adviser (the Department for Education), as quoted in another document",
        ),
    ],
)
def test_speakers(kind: DocumentKind, voice: Voice, words: str) -> None:
    assert speaker_in_words(replace(CITATION, kind=kind, voice=voice)) == words


def test_every_role_has_words_without_a_name() -> None:
    spoken = {speaker_in_words(replace(CITATION, voice=Voice(role, None, ""))) for role in VoiceRole}
    assert len(spoken) == len(VoiceRole)


def test_places() -> None:
    assert place_in_words(5, "3", None) == "page 5 (printed as page 3)"
    assert place_in_words(5, "5", "2.4") == "page 5, paragraph 2.4"
    assert place_in_words(None, None, None) == ""


def test_references() -> None:
    assert source_in_words(CITATION) == "Ofsted monitoring visit letter, Dudley, 23 March 2017, page 2, paragraph 2.4"
    assert reference_in_words(CITATION) == f"Monitoring visit. {source_in_words(CITATION)}"
    bare = replace(CITATION, title="", authority=None, date=None, page=None, paragraph=None)
    assert reference_in_words(bare) == "letter.txt. Ofsted monitoring visit letter, no date printed"


def test_the_status_counts_quotations_and_documents_but_not_the_nearest() -> None:
    cited = (CITATION, replace(CITATION, number=2), replace(CITATION, number=3, document_id="b"))
    searched = Searched(1, 1, Filters())
    whole = Answer("q", Status.ANSWERED, "", cited, (), None, searched)
    assert status_in_words(whole) == "Answered: 3 quotations from 2 documents"
    part = Answer("q", Status.PARTIAL, "", cited, (), Nearest("", (2, 3)), searched)
    assert status_in_words(part) == "Answered in part: 1 quotation from 1 document"
    refusal = Answer("q", Status.NOT_IN_DOCUMENTS, "", cited, (), Nearest("", (1, 2, 3)), searched)
    assert status_in_words(refusal) == "Not in the documents"


def test_what_was_searched() -> None:
    def said(searched: Searched, status: Status = Status.NOT_IN_DOCUMENTS) -> str:
        return searched_in_words(Answer("q", status, "", (), (), None, searched))

    assert said(Searched(5, 1212, Filters())) == "Searched 5 documents (1,212 passages)."
    filters = Filters(("Dudley",), (DocumentKind.NEWS,), date(2016, 1, 1))
    assert said(Searched(1, 1, filters)) == (
        "Searched 1 document (1 passage), only: Dudley; Newspaper article; dated 1 January 2016 or later."
    )
    assert said(Searched(0, 0, filters)).startswith("There is no such document to search (Dudley")
    assert said(Searched(0, 0, Filters())) == "There are no documents to search."
    assert said(Searched(0, 0, filters), Status.NEEDS_CLARIFICATION) == "Nothing was searched yet."
