"""Questions on a matter, and how far a sentence is about it."""

from __future__ import annotations

import pytest

from ofsted_qa.answering.topical import aboutness, asks_about, says_what_was_covered


@pytest.mark.parametrize(
    "question",
    [
        "what did ofsted say about supervision?",
        "what did inspectors think of the boarding schools?",
        "tell me about care leavers' housing",
        "is there anything on fostering?",
    ],
)
def test_a_question_on_a_matter(question: str) -> None:
    assert asks_about(question)


@pytest.mark.parametrize("question", ["who signed the letter?", "what did inspectors criticise?", "how many children?"])
def test_a_question_for_a_fact_is_none(question: str) -> None:
    assert not asks_about(question)


def test_a_sentence_is_about_what_it_begins_with() -> None:
    terms = ("supervis",)
    first = aboutness(terms, "Supervision is regular and well recorded.")
    late = aboutness(
        terms, "Inspectors read a wide range of evidence, including case records, plans and supervision notes."
    )
    assert first == 1.0
    assert late < first


def test_a_matter_of_two_words_is_named_together() -> None:
    terms = ("earli", "help")
    together = aboutness(terms, "Early help reaches families in good time.")
    apart = aboutness(terms, "Early in the year most families were without any help.")
    assert together == 1.0
    assert apart < together


def test_a_sentence_that_holds_none_of_the_words_is_not_more_about_them_than_one_that_holds_them_late() -> None:
    assert aboutness(("supervis",), "Managers meet weekly.") == aboutness(
        ("supervis",), "A " + "very " * 20 + "long supervision"
    )


def test_what_was_covered_is_no_finding() -> None:
    assert says_what_was_covered("During this visit, inspectors reviewed the progress made, with a focus on:")
    assert says_what_was_covered("A range of evidence was considered, including supervision files.")
    assert not says_what_was_covered("Inspectors looked at 36 cases and found that visits were late.")
    assert not says_what_was_covered("Cases reviewed by inspectors show better supervision.")
    assert not says_what_was_covered("Supervision is regular.")
    assert not says_what_was_covered("Since the last visit, leaders have rightly focused on supervision.")
    assert not says_what_was_covered("Inspectors considered that supervision was too infrequent.")
