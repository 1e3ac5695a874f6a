from __future__ import annotations

from datetime import date

import pytest

from ofsted_qa.understanding.dates import dates
from ofsted_qa.understanding.impossible_dates import NO_DATE_PRINTED, date_warnings
from ofsted_qa.values import Page

VISIT = "4 to 15 March 2024"


def _warned(published: date | None, *headers: str, visit: str = VISIT) -> list[str]:
    """The warnings of a document of which each page has one line above its text."""
    pages = tuple(Page(number, None, 0, 0, (line,)) for number, line in enumerate(headers, 1))
    mention = dates(visit)[0] if visit else None
    return list(date_warnings(published, mention, visit, pages))


def test_a_document_without_a_date_says_so() -> None:
    assert _warned(None) == [NO_DATE_PRINTED]


def test_a_document_dated_before_the_visit_that_it_reports() -> None:
    assert _warned(date(2024, 3, 15)) == []
    (warning,) = _warned(date(2023, 5, 2))
    assert (
        warning == "the printed date, 2 May 2023, cannot be right: the document reports a visit of 4 to 15 March 2024"
    )


@pytest.mark.parametrize("header", ["3 May 2024", "4 to 15 March 2024", "5 March 2024", "Page 2", "March 2019"])
def test_headers_that_print_the_date_of_the_document_or_of_its_visit(header: str) -> None:
    assert _warned(date(2024, 5, 3), header, header, header) == []


def test_headers_that_print_another_date_than_the_front_page() -> None:
    other = "Inspection of Hull, 4 to 15 March 2023"
    assert _warned(date(2024, 5, 3), "", other, other) == [
        "the page headers print 4 to 15 March 2023, the front page 3 May 2024 and 4 to 15 March 2024"
    ]
    assert _warned(date(2024, 5, 3), "", "", other) == []  # one page of three: a remark on that page
    assert _warned(None, other, other, visit="") == [NO_DATE_PRINTED]  # nothing that it could differ from
