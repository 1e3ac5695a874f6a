from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_qa.understanding.dates import dates


def _one(text: str) -> tuple[str, str, str]:
    (found,) = dates(text)
    return text[found.start : found.end], str(found.first), str(found.last)


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("on 23 March 2017.", "23 March 2017", "2017-03-23", "2017-03-23"),
        ("27th June 2018", "27th June 2018", "2018-06-27", "2018-06-27"),
        ("15 DECEMBER 2015", "15 DECEMBER 2015", "2015-12-15", "2015-12-15"),
        ("27 and 28 November 2018", "27 and 28 November 2018", "2018-11-27", "2018-11-28"),
        ("27, 28 and 29 November 2018", "27, 28 and 29 November 2018", "2018-11-27", "2018-11-29"),
        ("27–28 Nov. 2018", "27–28 Nov. 2018", "2018-11-27", "2018-11-28"),
        ("the 7th and 8th August", "7th and 8th August", "None", "None"),
        ("10 and 11 January", "10 and 11 January", "None", "None"),
        ("June 2018", "June 2018", "2018-06-01", "2018-06-30"),
        ("in January of 2018", "January of 2018", "2018-01-01", "2018-01-31"),
        ("in February, 2016", "February, 2016", "2016-02-01", "2016-02-29"),
        ("November’s visit", "November", "None", "None"),
        ("the 2018/19 budget", "2018/19", "2018-04-01", "2019-03-31"),
        ("2018-2019", "2018-2019", "2018-04-01", "2019-03-31"),
        ("a plan for 2015-18", "2015-18", "2015-01-01", "2018-12-31"),
        ("early 2016.", "2016", "2016-01-01", "2016-12-31"),
        ("2018-11-27", "2018-11-27", "2018-11-27", "2018-11-27"),
        ("27/11/2018", "27/11/2018", "2018-11-27", "2018-11-27"),
        ("24 September to 5 October 2018", "24 September to 5 October 2018", "2018-09-24", "2018-10-05"),
        ("12 December - 4 January 2019", "12 December - 4 January 2019", "2018-12-12", "2019-01-04"),
        ("29 February 2020", "29 February 2020", "2020-02-29", "2020-02-29"),
        ("3 May", "3 May", "None", "None"),
        ("May 2018", "May 2018", "2018-05-01", "2018-05-31"),
    ],
)
def test_forms(text: str, written: str, first: str, last: str) -> None:
    assert _one(text) == (written, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2018",
        "31 February",
        "45 March",
        "31/02/2018",
        "29 February 2019",
        "0161 342 2018",
        "T 0300 123 1231",
        "ref 2019/04567",
        "CS/2018/15",
        "£2018",
        "the council may",
        "option 1 may help",
        "May we ask",
        "his 14th birthday",
        "paragraph 2.1",
    ],
)
def test_no_dates(text: str) -> None:
    assert dates(text) == []


def test_two_days_of_different_months_stay_two() -> None:
    found = dates("on 10 January and 27 November 2018")
    assert [one.month for one in found] == [1, 11]
    assert found[1].first == date(2018, 11, 27)


def test_overlaps() -> None:
    (visit,), (month,), (year,), (bare,) = map(
        dates, ("27 and 28 November 2018", "November 2018", "2017/18", "28 November")
    )
    assert visit.overlaps(month)
    assert not visit.overlaps(year)
    assert visit.overlaps(bare)
    assert not year.overlaps(bare)


@given(st.text(alphabet="0123456789 /-–.,andto MayJuneFebruary\n", max_size=60))
def test_dates_are_runs_of_the_text_in_order(text: str) -> None:
    found = dates(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.first <= one.last for one in found if one.first and one.last)
