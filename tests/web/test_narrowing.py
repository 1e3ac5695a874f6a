from __future__ import annotations

from datetime import date

import pytest
from fake_answerer import LETTER, PAPER

from ofsted_qa.faces.web.narrowing import choices, narrowed
from ofsted_qa.values import BadInputError, DocumentKind, Filters


def test_what_was_chosen_becomes_filters() -> None:
    found = narrowed(["Dudley"], ["minutes", "no kind"], "2017", "March 2018")
    assert found == Filters(("Dudley",), (DocumentKind.MINUTES,), date(2017, 1, 1), date(2018, 3, 31))
    assert narrowed([], [], "", " ") == Filters()


@pytest.mark.parametrize("written", ["soon", "2017 or 2018", "31 February 2018", "12 March"])
def test_what_is_no_date_is_said(written: str) -> None:
    with pytest.raises(BadInputError, match="is no date: write 23 March 2017, March 2017 or 2017"):
        narrowed([], [], written, "")


def test_dates_the_wrong_way_round_are_said() -> None:
    with pytest.raises(BadInputError, match="2018 or later and 2017 or earlier"):
        narrowed([], [], "2018", "2017")


def test_councils_and_kinds_that_the_documents_have_are_offered() -> None:
    councils, kinds = choices([LETTER, PAPER])
    assert councils == ["Dudley", "Tameside"]
    assert kinds == [("Council paper", "council_report"), ("Ofsted monitoring visit letter", "monitoring_visit_letter")]
