from __future__ import annotations

import pytest
from made_up import asked

from ofsted_qa.answering.asked import LONGEST_QUESTION, clean
from ofsted_qa.answering.wanted import Wanted
from ofsted_qa.values import BadInputError, DocumentKind, VoiceRole


def test_what_cannot_be_seen_is_taken_out() -> None:
    assert clean("Who\u202e signed\n it\u200b\U000e0041,  Dud\u00adley?\ud800") == "Who signed it, Dudley?"


@pytest.mark.parametrize("text", ["", "  \n", "?!…", "😀", "\u200b"])
def test_a_question_without_a_letter_is_bad_input(text: str) -> None:
    with pytest.raises(BadInputError, match="empty"):
        clean(text)


def test_a_question_may_be_long_but_not_without_end() -> None:
    assert len(clean("x" * LONGEST_QUESTION)) == LONGEST_QUESTION
    with pytest.raises(BadInputError, match="longer than 2,000"):
        clean("x" * (LONGEST_QUESTION + 1))


def test_what_is_settled_is_no_term() -> None:
    question = asked("What did Ofsted say about staff morale in Dudley?")
    assert question.terms == ("staff", "moral")
    assert question.authorities == ("Dudley",)
    assert question.speaker is VoiceRole.OFSTED


def test_a_name_for_a_kind_of_document_restricts_the_search() -> None:
    question = asked("Who signed the Dudley letter?")
    assert DocumentKind.MONITORING_VISIT_LETTER in question.kinds
    assert question.roles == {"signatory"}
    assert not question.terms


def test_a_date_beside_a_paper_is_the_papers() -> None:
    assert asked("What did the June 2018 Cabinet report cost?").paper_dates
    in_passing = asked("What did the Cabinet report say about caseloads in June 2018?")
    assert in_passing.dates
    assert not in_passing.paper_dates


def test_a_misspelt_council_is_read_as_the_one_that_has_papers() -> None:
    question = asked("What grade did Dudlay get?")
    assert question.authorities == ("Dudley",)
    assert [slip.misspelt for slip in question.misspelt] == ["Dudlay"]


def test_reading_is_a_verb_and_a_council() -> None:
    assert asked("Reading the report, what fell?").authorities == ()
    assert asked("What did Ofsted say about Reading?").authorities == ("Reading",)


def test_whose_words_are_wanted_is_open_where_the_speaker_is_asked_for() -> None:
    assert asked("Who told Ofsted about the caseloads?").speaker is None
    assert asked("Who told Ofsted about the caseloads?").wanted == {Wanted.PERSON}


def test_a_role_counts_only_where_somebody_or_a_date_is_asked_for() -> None:
    assert asked("What did the portfolio holder cost?").roles == frozenset()
    assert asked("Which councillor is responsible for children?").roles == {"portfolio_holder"}
    assert asked("Which councillor said that caseloads are high?").roles == frozenset()


@pytest.mark.parametrize(
    ("question", "sayer"),
    [
        ("What did Councillor Kemble say about fees?", "Kemble"),
        ("what does cllr day think of it", "day"),
        ("What did Dame Hilary Stroud recommend?", "Stroud"),
        ("How did Jo Hale describe the service?", "Jo Hale"),
        ("What does Staying Put mean?", ""),
        ("What did the director say about caseloads?", ""),
        ("What did Ofsted say about Hale Road?", ""),
        ("Who is Jo Hale?", ""),
    ],
)
def test_whose_words_are_asked_for(question: str, sayer: str) -> None:
    assert asked(question).sayer == sayer
