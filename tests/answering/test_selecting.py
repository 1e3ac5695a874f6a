from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from made_up import asked, judged, letter

from ofsted_qa.answering.extents import Chosen, Judged
from ofsted_qa.answering.selecting import (
    answers,
    best_first,
    dated_differently,
    introductions,
    select,
)
from ofsted_qa.values import Voice, VoiceRole
from starter_papers import understood

if TYPE_CHECKING:
    from ofsted_qa.values import Document

STATEMENT = "What did Dudley do about its children?"


def _read_out(question: str, *ranked: Judged) -> list[str]:
    return [_words(one) for one in select(asked(question), ranked)]


def _words(one: Chosen) -> str:
    return one.judged.candidate.document.text[one.start : one.end]


def _made(*lines: str) -> Document:
    return understood("Dudley Council\nReport to: Cabinet\n\n" + "\n\n".join(lines) + "\n")


def test_the_best_comes_first_and_of_equals_the_earlier() -> None:
    low, high = judged(letter(), "Caseloads", enough=False), judged(letter(), "Caseloads")
    same = judged(letter(), "Staff morale")
    assert best_first([low, high, same]) == [high, same, low]


def test_nothing_is_read_out_where_no_sentence_answers() -> None:
    assert _read_out(STATEMENT, judged(letter(), "Caseloads", enough=False)) == []


def test_a_sum_is_not_answered_without_one() -> None:
    question = asked("How much did Dudley spend on staff?")
    assert not answers(question, judged(letter(), "Staff morale", fits=0.0, role=0.0, own=3.0))
    assert answers(question, judged(letter(), "Staff morale"))


def test_a_number_in_a_sentence_about_something_else_is_no_count() -> None:
    question = asked("How many foster carers does Dudley have?")
    document = _made("There are 60 in all.")
    assert not answers(question, judged(document, "There are 60", own=0.0, fits=0.5, context=9.0))
    assert answers(question, judged(document, "There are 60", own=0.0, fits=1.0, context=9.0))
    assert answers(question, judged(document, "There are 60", own=0.1, fits=0.5, context=9.0))


def test_a_statement_with_nothing_that_is_asked_about_is_none_however_sure_the_reader_is() -> None:
    question = asked("How are children with disabilities supported in Dudley?")
    assert not answers(question, judged(letter(), "Staff morale", own=0.0, context=0.04, about=9.0))
    assert answers(question, judged(letter(), "Staff morale", own=0.0, context=0.06, about=9.0))


def test_what_ofsted_said_is_not_answered_in_anothers_words_nor_of_another_year() -> None:
    question = asked("What did Ofsted say about staff in 2017?")
    assert not answers(question, judged(letter(), "Staff morale", other_voice=1.0, own=9.0))
    assert not answers(question, judged(letter(), "Staff morale", out_of_date=1.0, own=9.0))


def test_a_question_in_a_paper_answers_none_but_what_was_asked() -> None:
    document = _made('Mrs Roe asked: "When will the youth centre reopen?"')
    (sentence,) = [one for one in document.sentences if document.slice(one).endswith('?"')]
    words = document.slice(sentence)[:20]
    assert not answers(asked("When will the centre in Dudley reopen?"), judged(document, words, own=9.0))
    assert answers(asked("What did Mrs Roe ask in Dudley?"), judged(document, words, own=9.0))
    assert not answers(asked("Has Dudley done what Mrs Roe asked?"), judged(document, words, own=9.0))


def test_where_only_a_role_is_asked_for_it_must_be_held() -> None:
    question = asked("Who signed the Dudley letter?")
    assert not answers(question, judged(letter(), "Staff morale"))
    assert answers(question, judged(letter(), "Ann Hill", role=1.0))


def test_sentences_that_say_the_same_are_read_out_once() -> None:
    document = _made("Staff morale is good.", "The staff's morale is good.", "Turnover fell in the year.")
    ranked = [judged(document, words) for words in ("Staff morale", "The staff", "Turnover")]
    assert _read_out(STATEMENT, *ranked) == ["Staff morale is good.", "Turnover fell in the year."]


def test_a_list_is_read_out_whole_from_any_of_its_items() -> None:
    whole = "The visit looked at:\n\nthe quality of assessments\nthe supervision of social workers"
    for words in ("The visit looked", "assessments", "supervision"):
        assert _read_out(STATEMENT, judged(letter(), words)) == [whole]


def test_a_long_list_is_read_out_only_where_a_list_is_wanted() -> None:
    items = "\n".join(f"- duty number {number} of a corporate parent towards its children" for number in range(40))
    document = _made(f"They must do this:\n{items}")
    item = judged(document, "number 7 ")
    assert _read_out("What is duty seven of Dudley?", item) == [
        "They must do this:",
        "duty number 7 of a corporate parent towards its children",
    ]
    (whole,) = _read_out("List the duties in Dudley", item)
    assert whole.startswith("They must")
    assert whole.endswith("number 39 of a corporate parent towards its children")


def test_one_fact_is_read_out_of_a_list_with_what_introduces_the_list() -> None:
    document = _made("Cabinet is recommended to:\n- note the report;\n- approve a sum of £1.84 million; and\n- meet.")
    assert _read_out("How much money is to be approved in Dudley?", judged(document, "approve a sum")) == [
        "Cabinet is recommended to:",
        "approve a sum of £1.84 million; and",
    ]


def test_a_heading_in_the_line_is_never_read_out_beside_the_answer() -> None:
    document = _made("Caseloads. A campaign brought in 11 workers.")
    ranked = [judged(document, "A campaign"), judged(document, "Caseloads")]
    assert _read_out(STATEMENT, *ranked) == ["A campaign brought in 11 workers."]


def test_an_item_that_is_a_sentence_is_read_out_alone_unless_a_list_is_wanted() -> None:
    document = _made(
        "Effective practice:\n- Plans are issued in 96% of cases.\n- Parents trust the team.\n- Short breaks"
    )
    item = judged(document, "Plans are")
    assert _read_out("What share of plans is on time in Dudley?", item) == ["Plans are issued in 96% of cases."]
    (whole,) = _read_out("List the effective practice in Dudley", item)
    assert whole.endswith("Short breaks")
    turned = _made("Inspectors saw no evidence that:\n- Plans are reviewed on time.\n- Visits are made.")
    (governed,) = _read_out("Are plans in Dudley reviewed?", judged(turned, "Plans are"))
    assert governed.startswith("Inspectors saw no evidence that:")
    points = "\n- Ms Hale asked why plans are late.\n- The chair was told that visits are made."
    raised = _made(f"From the questions of members, the following points were made:{points}")
    assert _read_out("What did Ms Hale ask in Dudley?", judged(raised, "Ms Hale")) == [
        "Ms Hale asked why plans are late."
    ]
    hoped = _made(f"It was hoped that the following points would be made:{points}")
    (kept,) = _read_out("What did Ms Hale ask in Dudley?", judged(hoped, "Ms Hale"))
    assert kept.startswith("It was hoped")
    (fragment,) = _read_out("What did Dudley do about breaks?", judged(document, "Short breaks"))
    assert fragment == whole


def test_a_list_never_goes_on_in_another_voice() -> None:
    document = letter()
    council = Voice(VoiceRole.COUNCIL, None, "made up")
    sentences = [
        replace(one, voice=council) if document.slice(one).startswith("the supervision") else one
        for one in document.sentences
    ]
    changed = replace(document, sentences=tuple(sentences))
    alone = "The visit looked at:\n\nthe quality of assessments"
    assert _read_out(STATEMENT, judged(changed, "The visit looked")) == [alone]


def test_a_sentence_that_leans_on_the_one_before_is_read_out_with_it() -> None:
    document = _made("Caseloads are lower. This means that more children are seen.")
    whole = "Caseloads are lower. This means that more children are seen."
    assert _read_out(STATEMENT, judged(document, "This means")) == [whole]
    assert _read_out(STATEMENT, judged(document, "Caseloads")) == [whole]
    beyond = _made("Minimum standards are met. Beyond this, the council relies on partners.")
    (read,) = _read_out(STATEMENT, judged(beyond, "Beyond this"))
    assert read.startswith("Minimum standards")


def test_who_said_it_is_shown_with_the_sentence_that_names_them() -> None:
    document = understood(
        "County Echo\n\nBy a reporter\n\n"
        "Jo Hale, director of children's services, said: \"We are proud of our staff.\n\n"
        '"Caseloads have fallen by a third."\n'
    )
    later = judged(document, "Caseloads")
    chosen = Chosen(later, later.candidate.sentence.start, later.candidate.sentence.end)
    named = [_words(one) for one in introductions([chosen])]
    assert later.candidate.sentence.voice.name == "Jo Hale"
    assert len(named) == 1
    assert "Jo Hale" in named[0]


def test_another_document_that_dates_the_same_event_differently_is_found() -> None:
    first = judged(_made("The inspection was in January 2016."), "inspection")
    near = judged(understood("Dudley\n\nThe inspection was in February 2016, we hear.\n"), "inspection")
    far = judged(understood("Dudley\n\nThe inspection was in February 2014, we hear.\n"), "inspection")
    chosen = [Chosen(first, first.candidate.sentence.start, first.candidate.sentence.end)]
    question = asked("When was the inspection of Dudley?")
    pair = dated_differently(question, chosen, [first, far, near])
    assert pair is not None
    assert [one.judged for one in pair] == [first, near]
    assert dated_differently(question, chosen, [first, far]) is None
    assert dated_differently(asked("Was Dudley inspected?"), chosen, [first, near]) is None


@pytest.mark.parametrize(
    ("after", "read"),
    [
        ("The council disputes that figure.", True),
        ("Parents dispute this, because the trust counts otherwise.", True),
        ("That was incorrect, and I have apologised.", True),
        ("Councillor Day withdrew the remark.", True),
        ("The council does not dispute that figure.", False),
        ("The council rejected the plan.", False),
        ("That was a busy year.", False),
    ],
)
def test_what_takes_a_sentence_back_is_read_out_with_it(after: str, *, read: bool) -> None:
    document = _made(f"Councillor Hale said it cost £38 million in all. {after}")
    runs = _read_out("How much did it cost in Dudley?", judged(document, "Councillor Hale"))
    assert (after in runs[-1]) is read


def test_what_takes_a_quotation_back_is_not_put_into_the_speakers_mouth() -> None:
    quoted = '"It cost £38 million," said Ann Hale.'
    text = f"Dudley Bugle\n\nBy Jo Dean, reporter\n\n{quoted}\n\nThe council disputes that figure."
    document = understood(text, "news.txt")
    said, disputed = select(asked("How much did it cost in Dudley?"), [judged(document, '"It cost')])
    assert said.judged.candidate.sentence.voice.name == "Ann Hale"
    assert disputed.judged.candidate.sentence.voice.name is None


def test_what_somebody_says_is_answered_with_their_words_alone() -> None:
    document = _made(
        "Councillor Day said that fees must rise. She added that carers leave.",
        "The director said that carers were hard to find.",
    )
    day, added, director = (
        judged(document, words, own=9.0) for words in ("Councillor Day", "She added", "The director")
    )
    assert answers(asked("What did Councillor Day say about fees in Dudley?"), day)
    assert answers(asked("What did Councillor Day say about carers in Dudley?"), added)
    assert not answers(asked("what did cllr day say about carers"), director)
    assert answers(asked("What did the director say about carers in Dudley?"), director)
    assert not answers(asked("What did Councillor Day say about adoption?"), day)
    guide = _made("Private fostering must be notified to the council.")
    assert answers(asked("What does Working Together say about fostering?"), judged(guide, "Private", own=9.0))


def test_who_holds_an_office_is_not_answered_with_another_councils_person() -> None:
    document = _made(
        "The peers were Ann Prowse, lead member of Medway, and Jo Dean, lead member.", "Bo Hill leads Dudley."
    )
    named = _made("Ann Sutton leads the fostering team.")
    assert answers(asked("Who leads the fostering team in Dudley?"), judged(named, "Ann Sutton", role=1.0))
    question = asked("Which member leads children's services in Dudley?")
    assert not answers(question, judged(document, "The peers", role=1.0))
    assert answers(question, judged(document, "Bo Hill", role=1.0))
