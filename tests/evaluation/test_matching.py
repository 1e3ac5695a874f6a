import pytest

from ofsted_qa.evaluation.matching import places, says, without_citation_marks


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("by Jenny\n  Turnross, HMI", "jenny turnross"),
        ("Ofsted\u2019s view", "Ofsted's view"),
        ("judged \u201cgood\u201d", '"good"'),
        ("2017\u201318", "2017-18"),
        ("spent \u00a38.6m.", "\u00a38.6m"),
        ("on 23 March 2017.", "23 March 2017"),
        ("It was (Adequate)", "(adequate)"),
        ("Para. 2.Regular checks", "Regular"),
    ],
)
def test_a_wording_is_found_through_typography(text: str, wording: str) -> None:
    assert says(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("goodness", "good"),
        ("22 March 2017", "2 March 2017"),
        ("\u00a38.6m", "\u00a38"),
        ("1.8 posts", "8"),
        ("1,400 cases", "400"),
        ("Jenny and Turnross", "Jenny Turnross"),
        ("aXb", "a.b"),
    ],
)
def test_a_wording_is_a_whole_wording(text: str, wording: str) -> None:
    assert not says(text, wording)


def test_places_are_offsets_of_every_occurrence_in_the_same_case() -> None:
    text = "some  progress; Some progress; some\nprogress"
    assert [text[span.start : span.end] for span in places("some progress", text)] == [
        "some  progress",
        "some\nprogress",
    ]


def test_citation_marks_leave_a_text() -> None:
    assert without_citation_marks("One post [1] of ten. [12]") == "One post of ten."
