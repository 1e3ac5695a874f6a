from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from other_papers import HARTLEPOOL

from ofsted_qa.values import VoiceRole
from starter_papers import ARTICLE, DUDLEY_LETTER, DUDLEY_REPORT, MEDWAY, TAMESIDE, paper, understood, voice

TRUTH = tomllib.loads((Path(__file__).parent / "voices_truth.toml").read_text("utf-8"))


@pytest.mark.parametrize(("name", "runs"), [(TAMESIDE, TRUTH["tameside"]), (ARTICLE, TRUTH["article"])])
def test_every_sentence_has_its_voice(name: str, runs: list[dict[str, Any]]) -> None:
    document = paper(name)
    expected = [(run["voice"], words) for run in runs for words in run["sentences"]]
    assert len(document.sentences) == len(expected)
    for one, (who, words) in zip(document.sentences, expected, strict=True):
        said = " / ".join(
            part for part in (one.voice.role.value, one.voice.name, "" if one.voice.first_hand else "reported") if part
        )
        found = " ".join(document.slice(one).split())
        assert (said, found[: len(words)]) == (who, words)


def test_a_letter_of_ofsteds_is_ofsteds_throughout() -> None:
    assert {one.voice.role for one in paper(DUDLEY_LETTER).sentences} == {VoiceRole.OFSTED}
    assert all(one.voice.first_hand for one in paper(DUDLEY_LETTER).sentences)


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
