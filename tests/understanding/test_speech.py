from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from ofsted_qa.understanding.speech import speech_of
from starter_papers import ARTICLE, MEDWAY, paper, understood

if TYPE_CHECKING:
    from ofsted_qa.values import Document

LETTER = """Dear Mr Hale

Monitoring visit of Dudley children's services

{sentence}

Yours sincerely

Her Majesty's Inspector
"""


def _said(document: Document, words: str) -> str:
    """Who says these words: "ofsted", "person young people"; "+" where the document says so at first hand."""
    at = document.text.index(words)
    (one,) = [one for one in speech_of(document).utterances if one.start <= at < one.end]
    return " ".join(filter(None, [one.voice.role.value, one.voice.name, "+" if one.voice.first_hand else ""]))


def test_words_between_marks_inside_a_sentence_are_told_apart() -> None:
    medway = paper(MEDWAY)
    assert _said(medway, "The independent inspectors say") == "council +"
    assert _said(medway, "no widespread or serious failures") == "ofsted"
    assert _said(medway, "Services for Care Leavers were") == "council"
    assert _said(medway, "good'.\n") == "ofsted"


def test_what_introduces_a_speaker_is_the_newspapers() -> None:
    article = paper(ARTICLE)
    assert _said(article, "Martin Samuels, the council's strategic director") == "press +"
    assert _said(article, "The distance that has been travelled") == "person Martin Samuels"


def test_a_quotation_over_several_blocks_is_one_run() -> None:
    article = paper(ARTICLE)
    speech = speech_of(article)
    first = article.slice(speech.running[0])
    assert first.startswith("Effective work by senior management")
    assert first.rstrip('"').endswith("the opportunity to reflect on complex work.")
    assert all(article.text[mark] == '"' for mark in speech.marks)


@pytest.mark.parametrize(
    ("sentence", "words", "who"),
    [
        ("Young people told us: ‘The staff are kind to all.’", "The staff are kind", "person young people"),
        ("One carer’s view was ‘I feel that they listen’.", "I feel", "person"),
        ("They follow ‘Working together to safeguard children’.", "Working together", "ofsted +"),
        (
            "Care leavers say that it is hard. For example, ‘the care drops a lot’.",
            "the care drops",
            "person Care leavers".lower(),
        ),
    ],
)
def test_what_inspectors_quote_of_others_is_not_theirs(sentence: str, words: str, who: str) -> None:
    assert _said(understood(LETTER.format(sentence=sentence)), words) == who


def test_utterances_cover_every_sentence_once() -> None:
    for name in (ARTICLE, MEDWAY):
        document = paper(name)
        utterances = speech_of(document).utterances
        assert sum(one.end - one.start for one in utterances) == sum(one.end - one.start for one in document.sentences)
        assert all(before.end <= after.start for before, after in itertools.pairwise(utterances))
