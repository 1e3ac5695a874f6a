from __future__ import annotations

from ofsted_qa.quotes.differences import aligned, differences, in_words


def test_words_are_compared_and_shown_as_each_side_has_them() -> None:
    diff = differences("Staff morale is good, and rising.", "staff morale is very good and “rising”")
    assert [(one.kind.value, one.document, one.quote) for one in diff] == [
        ("changed", "Staff", "staff"),
        ("same", "morale is", "morale is"),
        ("added", "", "very"),
        ("same", "good", "good"),
        ("changed", ", and", "and “"),
        ("same", "rising", "rising"),
    ]


def test_what_differs_is_said_in_words() -> None:
    assert in_words(differences("not safe", "safe")).startswith(
        "It changes the meaning: a negation was dropped: “not”."
    )
    assert in_words(differences("Safe, now", "safe now")) == "The words are the same; capitals or punctuation differ."
    many = in_words(differences("a b c d e f g h", "a 1 c 2 e 3 g 4 i 5 j 6 k 7 l 8"))
    assert "Words differ: " in many


def test_words_far_from_the_rest_are_let_go() -> None:
    words = [7, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]
    alignment = aligned(words, [7, 1, 2, 3, 4], 100)
    assert alignment is not None
    assert alignment.blocks == ((109, 113, 1, 5),)
    assert (alignment.matched, alignment.share) == (4, 0.8)
    assert aligned([1, 2], [3], 0) is None
