from __future__ import annotations

import pytest

from ofsted_qa.answering.wanted import Wanted, counted, counts_first, fits, grades_named, only_past, to_come, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who signed it?", Wanted.PERSON),
        ("which lead inspector came?", Wanted.PERSON),
        ("what did inspectors find?", Wanted.STATEMENT),
        ("when was the visit?", Wanted.DATE),
        ("on what dates was the visit?", Wanted.DATE),
        ("how much money was spent?", Wanted.MONEY),
        ("how much progress was made?", Wanted.STATEMENT),
        ("how many children are there?", Wanted.NUMBER),
        ("by how much have referrals fallen?", Wanted.NUMBER),
        ("by how much is the budget overspent?", Wanted.MONEY),
        ("by how much did referrals drop?", Wanted.NUMBER),
        ("what will the app cost each year?", Wanted.MONEY),
        ("which actions are overdue?", Wanted.LIST),
        ("what percentage of reviews are late?", Wanted.SHARE),
        ("what is the phone number?", Wanted.CONTACT),
        ("what grade did it get?", Wanted.GRADE),
        ("what did ofsted rate plymouth?", Wanted.GRADE),
        ("social worker vacancy rate sandwell", Wanted.STATEMENT),
        ("has the repeat referral rate improved?", Wanted.STATEMENT),
        ("list the risks", Wanted.LIST),
        ("has morale improved?", Wanted.STATEMENT),
        ("how long do children wait?", Wanted.DURATION),
        ("how long ago was the visit?", Wanted.DATE),
        ("how big was the rise in referrals?", Wanted.NUMBER),
        ("what did inspectors say of parents who drink?", Wanted.STATEMENT),
        ("what happens to children who'd left care?", Wanted.STATEMENT),
        ("children in dudley who checks on them", Wanted.PERSON),
        ("the officer who wrote it", Wanted.PERSON),
        ("what of children in derby who run away?", Wanted.STATEMENT),
        ("do we know who chairs the board?", Wanted.PERSON),
        ("what happened and who was to blame?", Wanted.PERSON),
        ("how often are children seen?", Wanted.FREQUENCY),
        ("what is the target caseload of a social worker?", Wanted.NUMBER),
        ("what are caseloads like?", Wanted.STATEMENT),
        ("what is the name of the council's lead nurse?", Wanted.PERSON),
        ("what is the name of the programme?", Wanted.STATEMENT),
        ("boss of children's services windsor 2022", Wanted.PERSON),
        ("chief constable letter 2019", Wanted.PERSON),
        ("head of service vacancies how are they filled", Wanted.STATEMENT),
    ],
)
def test_what_a_question_wants(question: str, kind: Wanted) -> None:
    assert wanted(question) == {kind}


def test_of_the_exact_kinds_only_the_strongest_is_wanted() -> None:
    assert wanted("who said how much money was spent?") == {Wanted.MONEY}


@pytest.mark.parametrize(
    ("kind", "holds", "does_not"),
    [
        (Wanted.MONEY, "It cost £8.6m.", "It cost a great deal."),
        (Wanted.DATE, "The visit was in June 2018.", "The visit was short."),
        (Wanted.CONTACT, "Telephone 01234 567890", "Telephone us."),
        (Wanted.PERSON, "Ann Hill chairs it.", "It is chaired well."),
        (Wanted.GRADE, "Services were judged to be inadequate.", "Staff morale is good."),
        (Wanted.GRADE, "Ofsted rated it 'good'.", "We hope to be rated 'good'."),
        (Wanted.NUMBER, "There were twelve cases.", "There were cases in June 2018."),
        (Wanted.FREQUENCY, "They are seen every six weeks.", "They are seen alone."),
        (Wanted.DURATION, "They wait for two-year courses.", "They wait."),
        (Wanted.SHARE, "They saw 92% of children.", "They had level 3 training."),
        (Wanted.SHARE, "Three of the 40 were late.", "There were 40 of them."),
        (Wanted.SHARE, "One in five was late.", "Item 4 in the list was late."),
    ],
)
def test_a_sentence_holds_what_is_wanted(kind: Wanted, holds: str, does_not: str) -> None:
    assert fits(kind, holds) == 1.0
    assert fits(kind, does_not) == 0.0


def test_a_sentence_that_gives_no_reason_is_half_an_answer_to_why() -> None:
    assert wanted("why are caseloads high?") == wanted("what led to the delay in court?") == {Wanted.REASON}
    assert wanted("why was dudley judged inadequate?") == {Wanted.GRADE}
    assert fits(Wanted.REASON, "The fall is chiefly due to illness.") == 1.0
    assert 0.0 < fits(Wanted.REASON, "There were no tests that year.") < 1.0


def test_a_title_and_a_surname_name_somebody() -> None:
    assert fits(Wanted.PERSON, "Councillor Hext said so.") == 1.0
    assert fits(Wanted.PERSON, "Councillors from Hull said so.") < 1.0


def test_words_for_a_long_time_are_half_an_answer_to_how_long() -> None:
    assert 0.0 < fits(Wanted.DURATION, "They wait too long.") < 1.0
    assert 0.0 < fits(Wanted.DURATION, "They have waited since June 2018.") < 1.0


def test_a_body_is_half_an_answer_to_who() -> None:
    assert 0.0 < fits(Wanted.PERSON, "The Improvement Board watches it.") < 1.0


def test_a_number_must_count_what_is_asked() -> None:
    cases = counted("how many cases were read?")
    assert fits(Wanted.NUMBER, "They read 40 cases.", cases) == 1.0
    assert fits(Wanted.NUMBER, "They met 40 managers.", cases) == 0.5  # other words may mean the same
    assert fits(Wanted.NUMBER, "They met some managers.", cases) == 0.0


def test_of_several_numbers_the_first_must_count_what_is_asked() -> None:
    cases = counted("how many cases were read?")
    assert counts_first("40 cases, and 3 letters", cases) == 1.0
    assert counts_first("3 letters, which the council sent last, and 40 cases", cases) == 0.5
    assert counts_first("none at all", cases) == 0.5
    assert counts_first("cases", cases) == 1.0


def test_grades_are_named_in_one_form() -> None:
    assert grades_named("Requiring improvement, once Inadequate") == {"requires improvement", "inadequate"}


def test_a_length_of_time_half_answers_when() -> None:
    assert fits(Wanted.DATE, "The next full inspection will be within approximately five years.") == 0.5
    assert fits(Wanted.DATE, "The procedures allow 5 working days.") == 0.5
    assert fits(Wanted.DATE, "The procedures allow for flexibility.") == 0.0


@pytest.mark.parametrize(
    "question", ["name the director of children's services in bolton", "what is the name of the lead inspector?"]
)
def test_a_name_is_asked_for_in_other_words_than_who(question: str) -> None:
    assert Wanted.PERSON in wanted(question)


def test_a_time_to_come_is_not_told_by_what_is_past() -> None:
    assert to_come("when will leicester be inspected again?")
    assert to_come("when is the next visit?")
    assert to_come("what date is ofsted's next full inspection?")
    assert not to_come("what date is on the letter?")
    assert not to_come("when was leicester inspected?")
    assert not to_come("when was leicester inspected again?")
    assert not to_come("when is the letter dated?")
    assert only_past("The last full inspection was in September 2017.")
    assert not only_past("The plan was agreed in May and will be reviewed in June 2018.")
    assert not only_past("The next visit is on 5 May.")
    assert not only_past("The revised scheme takes effect on 1 April 2019.")


def test_a_grade_of_single_cases_is_no_grade() -> None:
    assert fits(Wanted.GRADE, "Audits graded 70% of practice as good.") == 0.0
    assert fits(Wanted.GRADE, "Ofsted rated the council inadequate, saying its auditing of cases was weak.") == 1.0
    assert fits(Wanted.GRADE, "Leeds, where 30 per cent of children are poor, was rated inadequate.") == 1.0
