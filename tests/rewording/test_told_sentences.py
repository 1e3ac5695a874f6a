from __future__ import annotations

import pytest

from ofsted_qa.rewording.sentences import SentenceStream, told

TEXT = "Caseloads fell [1]. Mr. Hale left on 3 May. [2] Morale is good [1][3]! The rest [4]"
WHOLE = ["Caseloads fell [1].", "Mr. Hale left on 3 May [2].", "Morale is good [1][3]!", "The rest [4]"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_sentences_are_the_same_however_the_text_comes(size: int) -> None:
    stream = SentenceStream()
    found = [one for at in range(0, len(TEXT), size) for one in stream.add(TEXT[at : at + size])]
    assert [one.text for one in [*found, *stream.rest()]] == WHOLE


def test_a_sentence_is_given_when_the_next_has_begun() -> None:
    stream = SentenceStream()
    assert stream.add("Caseloads fell.") == []
    assert stream.add(" [1]") == []
    assert [one.text for one in stream.add(" Morale")] == ["Caseloads fell [1]."]


def test_each_part_of_a_sentence_has_its_own_numbers() -> None:
    one = told("Caseloads fell in Dudley [1], but rose in Medway [2, 3].")
    assert one.parts == (
        ("Caseloads fell in Dudley", frozenset({1})),
        ("but rose in Medway", frozenset({2, 3})),
    )
    assert one.words == "Caseloads fell in Dudley, but rose in Medway."


def test_words_behind_the_last_number_belong_to_it() -> None:
    assert told("Caseloads fell [1] and all is well.").parts == (("Caseloads fell and all is well", frozenset({1})),)


def test_bullets_and_emphasis_are_taken_off() -> None:
    assert told("- **Caseloads** fell [1].").text == "Caseloads fell [1]."
    assert not told("- **Caseloads** fell [1].").is_rubbish


@pytest.mark.parametrize(
    "text",
    [
        "<b>Caseloads</b> fell [1].",
        "See https://example.org [1].",
        "[Caseloads](x) fell [1].",
        "Case\u200bloads fell [1].",
        "Caseloads \u202efell [1].",
        "Have caseloads fallen [1]?",
        "[1].",
        "# Caseloads fell [1].",
    ],
)
def test_what_cannot_be_read_out_is_rubbish(text: str) -> None:
    assert told(text).is_rubbish
