from __future__ import annotations

import pytest
from made_up import asked

from ofsted_qa.answering.conversation import follows, means_documents, resolved, unclear
from ofsted_qa.answering.wanted import Wanted


@pytest.mark.parametrize(
    "question",
    [
        "And who signed it?",
        "What about Medway?",
        "Why?",
        "What is her phone number?",
        "When was that?",
        "Its caseloads?",
    ],
)
def test_a_follow_up_needs_the_question_before(question: str) -> None:
    assert follows(asked(question))


@pytest.mark.parametrize(
    "question",
    [
        "What did Ofsted say about caseloads in Medway?",
        "Is there a plan for adoption, fostering and permanence?",
        "Did inspectors find that social workers have high caseloads?",
    ],
)
def test_a_question_that_stands_alone_follows_nothing(question: str) -> None:
    assert not follows(asked(question))


@pytest.mark.parametrize(
    "question", ["Why?", "What did they say?", "Who signed it?", "Medway", "What about it?", "Hello"]
)
def test_a_question_with_nothing_to_look_for_is_unclear(question: str) -> None:
    assert unclear(asked(question), first=False)


def test_what_goes_on_from_nothing_is_unclear() -> None:
    assert unclear(asked("And who pays for it?"), first=True)
    assert not unclear(asked("And who pays for it?"), first=False)
    assert not unclear(asked("And who pays for it in Medway?"), first=True)
    assert not unclear(asked("Who pays for the hub and when does it open?"), first=True)


@pytest.mark.parametrize("question", ["Who signed the letter?", "What is Medway's grade?", "What happened in 2015?"])
def test_a_role_a_grade_or_a_date_is_enough_to_look_for(question: str) -> None:
    assert not unclear(asked(question), first=False)


def test_naming_another_council_asks_the_question_before_of_it() -> None:
    before = asked("What grade did Dudley get in 2016?")
    question = resolved(asked("What about Medway?"), before, ("letter",))
    assert question.authorities == ("Medway",)
    assert question.wanted == {Wanted.GRADE}
    assert (question.dates, question.documents) == ((), ())


def test_naming_another_year_keeps_the_council() -> None:
    question = resolved(asked("And in 2018?"), asked("What grade did Dudley get in 2016?"), ())
    assert question.authorities == ("Dudley",)
    assert [one.first.year for one in question.dates if one.first] == [2018]


def test_naming_another_thing_asks_in_the_same_words() -> None:
    question = resolved(asked("And adoption?"), asked("What did Ofsted say about caseloads in Dudley?"), ())
    assert question.terms == ("adopt",)
    assert question.authorities == ("Dudley",)
    assert question.speaker is asked("What did Ofsted say?").speaker


def test_why_asks_about_what_was_asked_before() -> None:
    assert resolved(asked("Why?"), asked("Did caseloads fall in Dudley?"), ()).terms == ("caseload", "fall")


def test_terms_of_its_own_are_not_mixed_with_those_before() -> None:
    question = resolved(asked("What did Ofsted say about morale?"), asked("Did caseloads fall in Dudley?"), ())
    assert question.terms == ("moral",)


def test_a_word_that_points_back_means_the_document_before() -> None:
    before = asked("Who signed the Dudley letter?")
    assert means_documents(asked("When was it written?"), before)
    assert not means_documents(asked("What about adoption?"), before)
    assert not means_documents(asked("What did it cost in Medway?"), before)
    assert not means_documents(asked("And what does the newspaper say?"), before)


@pytest.mark.parametrize(
    ("before", "follow_up", "read"),
    [
        (
            "How many social workers did Dudley employ?",
            "What about Medway?",
            "How many social workers did Medway employ?",
        ),
        ("How many left Dudley in 2015?", "And in 2017?", "How many left Dudley in 2017?"),
        ("What grade was Medway given?", "How about Dudley in 2016?", "What grade was Dudley given in 2016?"),
        ("How many social workers left?", "What about Medway?", "How many social workers left? – What about Medway?"),
    ],
)
def test_a_follow_up_that_swaps_is_put_into_the_question_before(before: str, follow_up: str, read: str) -> None:
    assert resolved(asked(follow_up), asked(before), ()).text == read
