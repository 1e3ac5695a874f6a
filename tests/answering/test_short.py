from __future__ import annotations

import pytest

from ofsted_qa.answering.short import short_answer
from ofsted_qa.answering.wanted import Wanted
from ofsted_qa.values import Span
from starter_papers import understood

#: A sentence, the words that a reader might cut out of it, and what is read out: "" where it is the whole sentence.
CASES = [
    ("The letter was signed by Jenny Turnross.", "Jenny Turnross", "Jenny Turnross"),
    ("The letter was signed by Jenny Turnross on behalf of all.", "Turnross", "Jenny Turnross"),
    ("The inspection of the service as a whole took place on 3 May 2020.", "May", "3 May 2020"),
    ("The budget was set at £8.6m for the year ahead by Cabinet.", "£8.6m", "£8.6m"),
    (
        "Practice across the teams in Barsetshire is not yet consistently good.",
        "consistently good",
        "not yet consistently good",
    ),
    ("Practice is not good.", "good", "not good"),
    ("Services for care leavers in the whole of the town were graded 'good'.", "graded 'good", ""),
    ("Caseloads in the two long-term teams have fallen to about 18 children.", "18 children", "about 18 children"),
    ("Each social worker in the assessment service holds up to 25 cases.", "25 cases", "up to 25 cases"),
    ("The panel, which meets each month, heard from no fewer than 40 foster carers.", "40", "from no fewer than 40"),
    (
        "The new director is expected to take up the post in June 2019.",
        "June 2019",
        "",
    ),
    ("The post will be filled in June.", "June", ""),
    ("The council had spent more than £2 million on agency staff that year.", "£2 million", "more than £2 million"),
    ("The service was never graded good by any of the inspectors who came.", "good", "never graded good"),
    ("Only 12 of the 40 children whose files were read had seen a dentist.", "12", "Only 12"),
    ("At least 30 of the 46 plans that were sampled had clear timescales set.", "30", "At least 30"),
    ("The visit in March found that few of the 20 plans were up to date.", "20", "few of the 20"),
    ("Inspectors judged that the service is good, but care leavers wait too long.", "good", ""),
    ("The grade is good, although the pace of change has slowed since last year.", "good", ""),
    ("Outcomes are good except for children placed at a distance from home.", "good", ""),
    ("Support is good where the worker is permanent; elsewhere it is poor.", "good", "good"),
    ("The cost is £1m if the Secretary of State agrees to the plan in full.", "£1m", ""),
    ("It would cost £3m a year to bring caseloads down to the level agreed.", "£3m", "would cost £3m"),
    (
        "The plan may be agreed on 3 May 2020 by the full council at its meeting.",
        "3 May 2020",
        "may be agreed on 3 May 2020",
    ),
    ("The trust had 30 vacancies in May, most of them in the east of the county.", "30", "30"),
    ("The work must be complete by 30 June 2021 in every one of the teams.", "30 June 2021", "by 30 June 2021"),
    ("Numbers rose from 40 to 65 over the year that the inspectors looked at.", "65", "from 40 to 65"),
    ("Numbers rose between 2015 and 2017 in every district of the county.", "2017", "between 2015 and 2017"),
    ("Nearly half of the children, 46 of them, had moved home in the year.", "46", "Nearly half of the children, 46"),
    ("The council could not say how many children, perhaps 80, were missing.", "80", ""),
    (
        "There are no plans to appoint Jane Hill to the post of director there.",
        "Jane Hill",
        "no plans to appoint Jane Hill",
    ),
    ("Nobody told Jane Hill about the decision of the panel that morning.", "Jane Hill", "Nobody told Jane Hill"),
    ("The report was not written by Ann Brown but by an outside consultant.", "Ann Brown", ""),
    ("Neither Ann Brown nor the chair of the board had seen the letter then.", "Ann Brown", "Neither Ann Brown"),
    ("Ann Brown, who chairs the board, wrote to parents on 4 July that year.", "4 July", "4 July"),
    (
        "The council failed to meet the deadline of 1 September for the plan.",
        "1 September",
        "",
    ),
    ("Without the grant of £4m the centre cannot open its doors next spring.", "£4m", "Without the grant of £4m"),
    ("The service has yet to reach 90% of the families that it had hoped for.", "90%", "yet to reach 90%"),
    ("About 60% of the assessments were finished within the time allowed.", "60%", "About 60%"),
    (
        "Approximately 200 families were helped by the hub in its first year.",
        "200 families",
        "Approximately 200 families",
    ),
    ("Some 45 children were waiting for an assessment on the day of the visit.", "45 children", "Some 45 children"),
    ("The rate fell to under 10% in the quarter that ended in December.", "10%", "under 10%"),
    ("Leaders hadn't met the target of 95% that they had set themselves.", "95%", "hadn't met the target of 95%"),
    ("Staff weren't told until 6 April that the office would be closing.", "6 April", "weren't told until 6 April"),
    ("The director left on 6 April, however the post was filled at once.", "6 April", ""),
    ("The number is 14, subject to the audit that is due in the autumn.", "14", ""),
    ("The number is 14, not 40, as the paper for the last meeting had said.", "14", "14"),
    ("Of 14 agencies, all but two had sent somebody to the meeting in May.", "14 agencies", ""),
    ("Most of the £2m was spent on agency social workers in the first half.", "£2m", "Most of the £2m"),
    (
        "A minority of the 30 records that were read showed any management grip.",
        "30 records",
        "A minority of the 30 records",
    ),
    (
        "The chair from 2014 until recently was Councillor Tim Crumpton of Netherton.",
        "Councillor Tim Crumpton",
        "until recently was Councillor Tim Crumpton",
    ),
    (
        "The visit took place on 14 and 15 February 2017, as had been agreed.",
        "14 and 15 February 2017",
        "14 and 15 February 2017",
    ),
    ("Supervision is too often cancelled: 9 of 20 workers had none in May.", "9 of 20", "9 of 20"),
    ("The council should appoint Mary Wood to chair its improvement board.", "Mary Wood", "should appoint Mary Wood"),
    ("It cost £2m.", "It cost £2m", ""),
    ("The average wait across the county for those under 18 is 94 weeks.", "94 weeks", "94 weeks"),
    ("Thirty-one of them live more than 20 miles from their own home.", "one", "Thirty-one"),
    ("Of these children in care, 428 (42%) were placed outside the county.", "428 (42%", "428 (42%)"),
    ("Of these children in care, 428 (as the panel was told in the year before) were placed.", "428 (as", "428"),
]


@pytest.mark.parametrize(("sentence", "words", "expected"), CASES)
def test_a_short_answer_keeps_what_governs_it(sentence: str, words: str, expected: str) -> None:
    document = understood(f"Council\n\n{sentence}\n", "paper.txt")
    (said,) = [one for one in document.sentences if document.slice(one) == sentence]
    place = document.text.index(words, said.start)
    found = short_answer(document, said, Span(place, place + len(words)), {Wanted.NUMBER})
    assert (document.slice(found) if found else "") == expected


def test_a_date_that_is_asked_for_is_the_short_answer_without_the_words_before_it() -> None:
    text = "The new recording system of the service went live in May 2025 after a delay."
    document = understood(f"Council\n\n{text}\n", "paper.txt")
    start = document.text.index("went live")
    span = Span(start, document.text.index(" after"))
    found = short_answer(document, document.sentences[-1], span, {Wanted.DATE})
    assert found is not None
    assert document.slice(found) == "May 2025"
    text = "The next monitoring visit to the borough will take place in July 2024."
    document = understood(f"Council\n\n{text}\n", "paper.txt")
    span = Span(document.text.index("will take"), document.text.index(".", document.text.index("July")))
    found = short_answer(document, document.sentences[-1], span, {Wanted.DATE})
    assert found is not None
    assert document.slice(found) == "July 2024"


def test_questions_for_more_than_a_few_words_have_no_short_answer() -> None:
    document = understood("Council\n\nThe letter was signed by Jenny Turnross.\n", "paper.txt")
    said = document.sentences[-1]
    place = document.text.index("Jenny Turnross")
    span = Span(place, place + 14)
    assert short_answer(document, said, span, {Wanted.PERSON})
    assert short_answer(document, said, span, {Wanted.STATEMENT}) is None
    assert short_answer(document, said, span, {Wanted.PERSON, Wanted.LIST}) is None
    assert short_answer(document, said, None, {Wanted.PERSON}) is None
