from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_type_hints

import pytest

from ofsted_qa.passages import passages
from ofsted_qa.values import (
    Answer,
    BadInputError,
    Citation,
    Document,
    DocumentKind,
    Filters,
    Profile,
    Searched,
    Status,
)
from starter_papers import DUDLEY_LETTER, MEDWAY, TAMESIDE, paper, read


def _dated(day: date | None) -> Document:
    profile = Profile(authority="Dudley", kind=DocumentKind.NEWS, published=day)
    return replace(read("A text."), profile=profile)


@pytest.mark.parametrize(
    ("filters", "admitted"),
    [
        (Filters(), True),
        (Filters(authorities=("Medway", "Dudley")), True),
        (Filters(authorities=("Medway",)), False),
        (Filters(kinds=(DocumentKind.PLAN,)), False),
        (Filters(documents=("other",)), False),
        (Filters(since=date(2018, 6, 27), until=date(2018, 6, 27)), True),
        (Filters(since=date(2018, 6, 28)), False),
        (Filters(until=date(2018, 6, 26)), False),
    ],
)
def test_filters(filters: Filters, *, admitted: bool) -> None:
    assert filters.admits(_dated(date(2018, 6, 27))) is admitted


def test_a_document_without_a_date_is_within_no_dates() -> None:
    assert not Filters(since=date.min).admits(_dated(None))
    assert Filters().admits(_dated(None))


def test_a_citation_is_a_slice_with_its_paragraph_and_heading() -> None:
    document = paper(MEDWAY)
    start = document.text.index("Services for Care Leavers were graded")
    passage = next(one for one in passages(document) if one.start <= start < one.end)
    voice = document.sentences[0].voice
    citation = Citation.cut(1, document, passage, start, start + 24, voice)
    assert citation.quote == "Services for Care Leaver"
    assert (citation.paragraph, citation.heading, citation.page) == ("2.6", "Background", None)


def test_the_page_of_a_citation_is_that_of_its_quotation() -> None:
    text = "First page of it.\f\nSecond page of it."
    document = read(text)
    passage = replace(passages(paper(MEDWAY))[0], document_id=document.id, start=0, end=len(document.text))
    voice = paper(MEDWAY).sentences[0].voice
    start = document.text.index("Second")
    assert Citation.cut(1, document, passage, start, start + 6, voice).page == 2


def test_a_citation_outside_its_passage_is_refused() -> None:
    document = paper(DUDLEY_LETTER)
    passage = passages(document)[1]
    voice = document.sentences[0].voice
    for start, end in [(passage.start - 1, passage.end), (passage.start, passage.end + 1), (passage.start,) * 2]:
        with pytest.raises(BadInputError, match="does not lie within"):
            Citation.cut(1, document, passage, start, end, voice)
    with pytest.raises(BadInputError, match="does not lie within"):
        Citation.cut(1, paper(MEDWAY), passage, passage.start, passage.end, voice)


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.PARTIAL])
def test_no_citation_no_answer(status: Status) -> None:
    with pytest.raises(BadInputError, match="no answer"):
        Answer("?", status, "Yes.", (), (), None, Searched(1, 1, Filters()))


def test_the_heading_path_is_outermost_first() -> None:
    document = read("# One\n\n## Two\n\nA paragraph.\n\n# Three\n\nAnother paragraph.")
    assert document.heading_path(2) == ("One", "Two")
    assert document.heading_path(4) == ("Three",)
    assert paper(TAMESIDE).heading_path(0) == ()


def test_the_types_of_the_values_can_be_read_at_run_time() -> None:
    assert get_type_hints(Answer)
    assert get_type_hints(Citation)["date"] == date | None
    assert get_type_hints(Document)
