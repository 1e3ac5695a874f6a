from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ofsted_qa.passages import LARGEST, passage_text, passages
from ofsted_qa.values import Grade, Judgement, JudgementArea, Span
from starter_papers import PAPERS, TAMESIDE, paper, understood

if TYPE_CHECKING:
    from ofsted_qa.values import Document, Passage


def _holding(document: Document, words: str) -> Passage:
    (found,) = [one for one in passages(document) if words in one.text]
    return found


def test_a_list_stays_with_the_sentence_that_introduces_it() -> None:
    duties = _holding(paper(TAMESIDE), "make sure they have access to services")
    assert "This means that they should:\n\nact in the best interests" in duties.text
    assert duties.text.endswith("prepare them for adulthood and independent living.")


def test_a_long_list_is_cut_and_its_first_part_keeps_the_introduction() -> None:
    items = "\n".join(f"- item {number} of the list is about as long as an item is" for number in range(40))
    first, *others = passages(understood(f"The council should do this:\n{items}"))
    assert first.text.startswith("The council should do this:\n\nitem 0")
    assert len(others) > 1
    assert all(len(one.text) <= LARGEST for one in (first, *others))


def test_no_passage_runs_over_a_heading() -> None:
    document = understood("# One\n\nShort one.\n\n# Two\n\nShort two.")
    assert [(one.heading, one.text) for one in passages(document)] == [("One", "Short one."), ("Two", "Short two.")]


def test_a_heading_that_states_a_grade_is_in_a_passage() -> None:
    document = understood("# One\n\nShort one.\n\n# The board is good\n\nIt meets often.\n\n# Two\n\nShort two.")
    heading = next(one for one in document.blocks if document.slice(one) == "The board is good")
    span = Span(heading.start, heading.end)
    grade = Judgement(JudgementArea.LSCB, Grade.GOOD, "good", None, None, given_here=True, span=span)
    graded = replace(document, profile=replace(document.profile, judgements=(grade,)))
    assert [one.text for one in passages(document)] == ["Short one.", "It meets often.", "Short two."]
    assert [one.text for one in passages(graded)] == [
        "Short one.",
        "The board is good\n\nIt meets often.",
        "Short two.",
    ]


def test_voices_are_kept_apart() -> None:
    quotation = _holding(paper(TAMESIDE), "Weaknesses remain in the quality")
    assert quotation.text.startswith("The local authority continues to make some progress")
    assert "The inspection feedback" not in quotation.text


@pytest.mark.parametrize("name", PAPERS)
def test_passages_are_of_a_size_to_embed_and_have_their_own_ids(name: str) -> None:
    cut = passages(paper(name))
    assert all(len(one.text) <= LARGEST for one in cut)
    assert len({one.id for one in cut}) == len(cut)


def test_a_sentence_longer_than_a_passage_is_a_passage() -> None:
    long = "word " * 400 + "end."
    assert [one.text for one in passages(understood(f"Short.\n\n{long}\n\nShort too."))] == [
        "Short.",
        long,
        "Short too.",
    ]


def test_what_is_embedded_names_the_council_the_title_and_the_heading() -> None:
    document = paper(TAMESIDE)
    feedback = _holding(document, "The inspection feedback")
    known, title, heading, *words = passage_text(document, feedback).split("\n")
    assert (known, title, heading) == ("Tameside", "CHILDREN’S SERVICES OFSTED UPDATE", "OUTCOME OF MONITORING VISIT")
    assert "\n".join(words) == feedback.text


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("note the content of this repo", ["recommendations"]),
        ("A failure to have appropriate challenge", ["risks"]),
        ("single biggest risk to the Tameside improvement journey", []),
    ],
)
def test_a_passage_says_what_it_is_about(words: str, topics: list[str]) -> None:
    assert [topic.value for topic in _holding(paper(TAMESIDE), words).topics] == topics
