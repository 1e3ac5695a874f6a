from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from made_up import asked, candidate, council_paper, letter

from ofsted_qa.answering.evidence import WEIGHTS, Features, Judge, holder_named, rarity, score
from starter_papers import understood

if TYPE_CHECKING:
    from ofsted_qa.values import Document


def _features(question: str, document: Document, words: str) -> Features:
    one = asked(question)
    return Judge(one, dict.fromkeys(one.terms, 1.0), {}).features(candidate(document, words))


def test_the_score_is_the_weighted_sum() -> None:
    nothing = Features(*([0.0] * 10))
    assert score(nothing) == 0.0
    assert score(replace(nothing, own=0.5, role=1.0)) == pytest.approx(0.5 * WEIGHTS.own + WEIGHTS.role)


def test_own_is_the_share_of_terms_in_the_sentence_and_context_in_what_stands_around() -> None:
    features = _features("Did Dudley find caseloads and staff morale?", letter(), "Caseloads")
    assert 0 < features.own < 1
    assert features.context == pytest.approx(1.0)


def test_a_word_that_answers_seldom_repeat_counts_less() -> None:
    everyday_missing = _features("Did caseloads hide?", letter(), "Caseloads")
    topic_missing = _features("Did caseloads vary in court?", letter(), "Caseloads")
    assert topic_missing.own < everyday_missing.own < 1.0


def test_a_near_word_counts_by_how_near_it_is() -> None:
    one = asked("How is the mood?")
    for nearness, own in ((0.4, 0.0), (0.5, 0.0), (0.675, 0.425), (0.95, 0.85)):
        judge = Judge(one, {"mood": 1.0}, {"mood": {"moral": nearness}})
        assert judge.features(candidate(letter(), "Staff morale")).own == pytest.approx(own)


def test_who_holds_a_role_is_known_from_the_profile() -> None:
    question = "Who is the portfolio holder in Medway?"
    assert _features(question, council_paper(), "Jane Smith").role == 1.0
    assert _features(question, council_paper(), "£2.5m").role == 0.0


def test_a_telephone_number_is_not_answered_with_a_name_alone() -> None:
    assert (
        _features("What is the telephone number of the person who wrote to Dudley?", letter(), "Ann Hill").role == 0.0
    )


def test_who_asked_is_told_by_the_voice_of_a_question_on_the_matter() -> None:
    paper = understood(
        "Medway Council\nReport to: Cabinet\n\nQuestion from Mrs Jo Roe to the Leader:\n\n"
        "When will the youth centre reopen? Why was the library shut?\n"
    )
    assert _features("Who asked about the youth centre in Medway?", paper, "youth centre").role == 1.0
    assert _features("Who asked about the youth centre in Medway?", paper, "library").role == 0.0
    assert _features("Who runs the youth centre in Medway?", paper, "youth centre").role == 0.0


def test_a_letter_is_by_whoever_signs_it() -> None:
    assert _features("Who wrote the Dudley letter?", letter(), "Ann Hill").role == 1.0


def test_the_sentence_that_prints_the_grade_asked_for_is_known_from_the_profile() -> None:
    paper = understood(
        "Medway Council\nReport to: Cabinet\nDate: 3 June 2016\n\n"
        "The inspection found Medway Council's Children's Services \"require improvement to be good\".\n\n"
        "Services for Care Leavers were graded 'good'.\n"
    )
    overall, leavers = "What did Ofsted decide about Medway's children's services overall?", "grade for care leavers"
    assert _features(overall, paper, "require").role == 1.0
    assert _features(overall, paper, "Care Leavers").role == 0.0
    assert _features(leavers, paper, "Care Leavers").role == 1.0
    assert _features("How many care leavers has Medway?", paper, "Care Leavers").role == 0.0
    assert _features("Why was Medway judged to require improvement?", paper, "require").role == 0.0
    dated = understood("Medway Council\n\nIn 2013 an Ofsted inspection judged services to be inadequate overall.\n")
    assert _features("What grade did Medway get in 2013?", dated, "inadequate").role == 1.0
    assert _features("What grade did Medway get in 2019?", dated, "inadequate").role == 0.0
    assert _features("When was Medway found inadequate?", dated, "inadequate").role == 1.0
    assert _features("When was Medway found outstanding?", dated, "inadequate").role == 0.0


def test_the_grade_asked_for_is_cut_out_of_its_sentence() -> None:
    text = (
        'Medway Council\n\nThe 2013 Ofsted inspection found that services "require improvement to be good" overall.\n'
    )
    paper = understood(text)
    one, other = asked("What grade did Medway get?"), asked("How many visits?")
    found = Judge(one, dict.fromkeys(one.terms, 1.0), {}).grade_printed(candidate(paper, "Ofsted"))
    assert found is not None
    assert paper.slice(found) == "require improvement to be good"
    assert Judge(other, dict.fromkeys(other.terms, 1.0), {}).grade_printed(candidate(paper, "Ofsted")) is None


def test_a_name_in_the_question_is_known_wherever_the_document_holds_it() -> None:
    features = _features("Did Ann Hill find that caseloads fell?", letter(), "Caseloads")
    assert features.own < features.context
    assert features.context > _features("Did Bob Oak find that caseloads fell?", letter(), "Caseloads").context
    # A month is no name: a paper of another year stays out of date.
    paper = understood(
        "Medway Council\n\nDate: 3 June 2016\n\nThe year ended on 31 March 2016.\n\nCaseloads fell to 22.\n"
    )
    assert _features("What were caseloads in Medway in March 2018?", paper, "22").out_of_date == 1.0


def test_another_date_counts_against_a_sentence() -> None:
    paper = understood("Medway Council\n\nCaseloads fell in 2013.\n\nCaseloads rose in 2015.\n")
    question = "What happened to caseloads in Medway in 2015?"
    assert _features(question, paper, "rose").out_of_date == 0.0
    assert _features(question, paper, "fell").out_of_date > 0.0
    assert _features("What happened to caseloads in Medway in 2020?", paper, "rose").out_of_date == 1.0


def test_another_voice_counts_against_a_sentence() -> None:
    question = "What did Ofsted say about delay in Medway?"
    assert _features(question, council_paper(), "Managers").other_voice == 0.0
    assert _features(question, council_paper(), "£2.5m").other_voice == 1.0
    assert _features("Is there delay in Medway?", council_paper(), "£2.5m").other_voice == 0.0


def test_rare_words_weigh_more_and_none_less_than_nothing() -> None:
    assert rarity(100, 1) > rarity(100, 50) > rarity(100, 100) > 0.0


def test_the_name_of_whoever_holds_a_role_is_known_from_the_profile() -> None:
    document = letter()
    sentence = candidate(document, "Ann Hill").sentence
    place = holder_named(document, frozenset({"signatory"}), sentence)
    assert place is not None
    assert document.slice(place) == "Ann Hill"
    assert holder_named(document, frozenset({"author"}), sentence) == place, "a letter's author is who signs it"
    assert holder_named(document, frozenset({"chair"}), sentence) is None
    assert holder_named(document, frozenset({"signatory"}), candidate(document, "Staff morale").sentence) is None


def test_a_list_of_what_inspectors_looked_at_says_nothing_about_it() -> None:
    text = (
        "Ofsted\n\nMonitoring visit of Dudley children's services\n\n14 March 2017\n\n"
        "During this visit, inspectors reviewed progress, with a focus on:\n\n- the quality of supervision\n"
        "- private fostering\n\nThe quality of supervision varies.\n"
    )
    document = understood(text)
    question = "What did inspectors say about supervision?"
    looked_at = _features(question, document, "the quality of supervision")
    found = _features(question, document, "The quality of supervision varies")
    assert (looked_at.about, looked_at.fits) == (0.0, 0.0)
    assert found.about > 0.5
    assert _features("What quality has supervision?", document, "the quality of supervision").fits == 1.0


def test_who_speaks_is_known_by_the_sentence_that_says_who_it_is() -> None:
    text = (
        "Kent Courier\n\nKent services criticised by inspectors this week\n\nBy Sue Law, reporter\n\n"
        "Councillor Ann Hale, who leads the opposition, was not surprised.\n\n"
        "The council said that it had a plan. It would be published soon. Nobody has seen it.\n\n"
        '"I want a public meeting," Councillor Ann Hale said.\n'
    )
    features = _features("What does the opposition want?", understood(text, "news.txt"), "I want a public meeting")
    assert features.context == 1.0


def test_a_past_date_does_not_tell_when_something_will_be() -> None:
    paper = understood("Medway Council\n\nThe last visit was in May 2015.\n\nThe next visit is due in June 2016.\n")
    assert _features("When will Medway be visited again?", paper, "last").fits == 0.0
    assert _features("When will Medway be visited again?", paper, "next").fits == 1.0
    assert _features("When was Medway visited?", paper, "last").fits == 1.0


def test_what_a_paper_is_for_says_little_unless_that_is_asked() -> None:
    paper = understood("Medway Council\n\nTo update the Committee on recruitment.\n\nRecruitment is slow.\n")
    assert _features("What is said of recruitment in Medway?", paper, "To update").fits == 0.5
    assert _features("What is said of recruitment in Medway?", paper, "slow").fits == 1.0
    assert _features("What is the purpose of the Medway paper?", paper, "To update").fits == 1.0
