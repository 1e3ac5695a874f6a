from __future__ import annotations

from pathlib import Path

import pytest
from other_papers import HARTLEPOOL

from ofsted_qa.evaluation.truth import DocumentTruth, load_truth
from ofsted_qa.evaluation.truth_comparing import compared
from ofsted_qa.values import VoiceRole
from starter_papers import DUDLEY_LETTER, DUDLEY_REPORT, MEDWAY, paper, understood, voice

TRUTH = load_truth(Path(__file__).parents[2] / "evals" / "truth" / "voices.toml")


@pytest.mark.parametrize("stated", TRUTH.documents, ids=lambda stated: stated.file)
def test_every_sentence_has_its_voice(stated: DocumentTruth) -> None:
    document = paper(stated.file)
    assert document.id == stated.sha256
    assert [one for one in compared(document, stated, TRUTH.roles) if not one.exact] == []


def test_a_letter_of_ofsteds_is_ofsteds_throughout() -> None:
    assert {one.voice.role for one in paper(DUDLEY_LETTER).sentences} == {VoiceRole.OFSTED}
    assert all(one.voice.first_hand for one in paper(DUDLEY_LETTER).sentences)


def test_a_letter_of_the_department_is_its_own_and_one_to_it_is_not() -> None:
    letter = understood("Department for Education\n\n20 Great Smith Street\n\nDear Mr Dean\n\nI issue a notice.\n")
    assert {one.voice.role for one in letter.sentences} == {VoiceRole.DFE}
    for head in ("Hull City Council", "Jo Hale MP\n\nHouse of Commons", "Hull Children's Trust", "The Rectory\n\nHull"):
        reply = understood(f"{head}\n\nDepartment for Education\n\nDear Minister\n\nWe disagree.\n")
        assert VoiceRole.DFE not in {one.voice.role for one in reply.sentences}, head


def test_a_council_paper_that_quotes_hardly_is_the_councils() -> None:
    assert {one.voice.role for one in paper(DUDLEY_REPORT).sentences} == {VoiceRole.COUNCIL}
    medway = paper(MEDWAY)
    quoted = [medway.slice(one) for one in medway.sentences if one.voice.role is not VoiceRole.COUNCIL]
    assert len(quoted) == 1
    assert '"no widespread or serious failures' in quoted[0]


def test_what_the_council_reports_of_inspectors_is_second_hand() -> None:
    medway = paper(MEDWAY)
    told = {words: one.voice.first_hand for one in medway.sentences for words in [medway.slice(one)]}
    assert not next(first for words, first in told.items() if words.startswith("Services for Care Leavers were"))
    assert not next(first for words, first in told.items() if words.startswith("The report finds that"))
    assert next(first for words, first in told.items() if words.startswith("The full Ofsted report can be viewed"))


def test_what_goes_on_with_what_inspectors_said_is_second_hand_and_what_staff_told_them_is_not() -> None:
    front = "Report to: Cabinet\n\n"
    text = "Inspectors praised the panel and found it busy. They also said that visits were late. They will come again."
    assert [one.voice.first_hand for one in understood(front + text).sentences[1:]] == [False, False, True]
    told = understood(front + "Staff told inspectors that they are proud.")
    assert told.sentences[-1].voice.first_hand


def test_minutes_are_the_councils() -> None:
    minutes = understood(HARTLEPOOL)
    assert {one.voice.role for one in minutes.sentences} == {VoiceRole.COUNCIL}
    (noted,) = [one for one in minutes.sentences if "be noted" in minutes.slice(one)]
    assert noted.voice.first_hand


def test_an_officer_answers_for_a_part_until_the_next_row() -> None:
    text = (
        "Report to: Cabinet\nLaw: (Completed by the Monitoring Officer) It is legal.\n\nSo it is.\nRisk: There is none."
    )
    document = understood(text)
    assert voice(document, "It is legal") == voice(document, "So it is") == "council Monitoring Officer"
    assert voice(document, "There is none") == "council"


def test_joint_letters_are_no_letters_of_ofsteds_alone() -> None:
    text = "Dear local partnership\n\nJoint targeted area inspection of Hull\n\nChildren wait."
    assert voice(understood(text), "Children wait") == "inspectorates"
    assert voice(understood("Apples and pears."), "Apples") == "unknown"


def test_what_follows_a_line_that_announces_a_written_answer_is_theirs_who_gives_it() -> None:
    text = """Hull City Council

MINUTES OF THE COUNCIL, 18 JULY 2024

Present: Councillor Roe

Question from Councillor Ann Hale to the Leader:

"How many wait?"

Written answer from Councillor Jo Dean, Leader of the Council:

I have 12 names. Two are new.

They will be seen.

Supplementary question: Councillor Hale asked when.

Written answer from Councillor Jo Dean:

In May.

## Motion

It was lost.
"""
    document = understood(text, "minutes.md")
    spoken = {document.slice(one): one.voice.name for one in document.sentences}
    assert [words for words, name in spoken.items() if name == "Jo Dean"] == [
        "I have 12 names.",
        "Two are new.",
        "They will be seen.",
        "In May.",
    ]
    assert spoken['"How many wait?"'] == "Ann Hale"
    assert spoken["It was lost."] is None


@pytest.mark.parametrize(
    ("line", "following", "names"),
    [
        ("Response from the Leader in answer to Mrs Sue Brown", ["The council has 300 children."], [None]),
        (
            "Question from Councillor Jo Hale to the Leader",
            ["How many?", "The Leader replied that 300 were."],
            ["Jo Hale", None],
        ),
        ("Question from Councillor Jo Hale to the Leader", ["There are 300 children."], [None]),
        (
            "Response from Councillor Ann Hale",
            ["We try.", "Councillor Bo Day disagreed.", "We met."],
            ["Ann Hale", None, None],
        ),
        ("Response from Councillor Ann Hale", ["2. The committee met."], [None]),
    ],
)
def test_an_announced_speaker_has_no_word_more_than_is_theirs(
    line: str, following: list[str], names: list[str | None]
) -> None:
    text = "\n\n".join(["Hull City Council", "MINUTES OF THE COUNCIL", "Present: Councillor Roe", line, *following])
    sentences = understood(f"{text}\n", "minutes.md").sentences
    assert [one.voice.name for one in sentences[-len(following) :]] == names
