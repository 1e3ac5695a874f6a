from __future__ import annotations

import pytest

from ofsted_qa.quotes.meaning import change_in_words, misplaced, needed, needed_sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("do not", ["not"]),
        ("in 12 of most cases", ["12", "most"]),
        ("under section 20 of the act", []),
        ("which requires improvement", ["requires improvement"]),
        ("together with commitment", []),
        ("if asked", ["if"]),
    ],
)
def test_words_that_may_not_be_left_out(text: str, words: list[str]) -> None:
    assert needed(text) == words


def test_after_a_negation_words_of_strength_may_not_be_left_out() -> None:
    assert needed("always", before="plans do not") == ["always"]
    assert needed("always", before="plans do") == []


def test_of_a_whole_sentence_only_what_bears_on_its_neighbours() -> None:
    assert needed_sentence("In 2018 most teams grew.") == []
    assert needed_sentence("However, this has not lasted.") == ["however", "not"]


@pytest.mark.parametrize(
    ("document", "bracket"),
    [
        ("they", "the council"),
        ("the local authority", "the council"),
        ("", "Ofsted"),
        ("are", "is"),
        ("improve", "improving"),
        ("our", "their"),
        ("safe", "safe"),
    ],
)
def test_brackets_that_explain_are_allowed(document: str, bracket: str) -> None:
    assert misplaced(document, bracket) is None


@pytest.mark.parametrize(
    ("document", "bracket"),
    [
        ("poor", "good"),
        ("some schools", "the schools"),
        ("", "not"),
        ("", "serious"),
        ("failed", "succeeded"),
        ("safe", "unsafe"),
        ("could", "can"),
        ("", "children are happy"),
    ],
)
def test_brackets_that_change_the_meaning_are_not(document: str, bracket: str) -> None:
    assert misplaced(document, bracket)


def test_a_change_is_said_by_its_kind() -> None:
    assert change_in_words("not 12 cases", "20 cases") == [
        "a negation was dropped: “not”",
        "a number was changed: “12” became “20”",
    ]
    assert change_in_words("large homes", "big homes") == []
