from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

from graded_fakes import DAYS, YEAR, judged, on

from ofsted_qa.faces.web.graded import Graded, by_council
from ofsted_qa.faces.web.timeline import timeline, years_of
from ofsted_qa.values import Grade, Judgement, JudgementArea


def _graded(*judgements: Judgement) -> tuple[Graded, ...]:
    [found] = by_council([(on("Medway"), one) for one in judgements]).values()
    return found


def _drawn(*judgements: Judgement) -> ET.Element:
    graded = _graded(*judgements)
    return ET.fromstring(timeline("Medway", graded, years_of(graded)))  # noqa: S314 - our own


def test_each_point_leads_to_its_evidence_and_says_in_words_what_it_is() -> None:
    drawn = _drawn(judged(Grade.REQUIRES_IMPROVEMENT), judged(Grade.INADEQUATE, YEAR, given=False))
    inadequate, improving = drawn.findall("a")
    assert inadequate.get("aria-label") == "Overall effectiveness: inadequate, 2013, only reported"
    assert improving.get("href") == f"/documents/{'aa' * 32}/14-44#cited"
    assert [text.text for text in drawn.findall("a/text")] == ["I", "RI"]
    assert [circle.get("class") for circle in drawn.findall("a/circle")] == [
        "inadequate reported",
        "requires_improvement given",
    ]


def test_later_is_further_right_and_another_area_further_down() -> None:
    drawn = _drawn(
        judged(Grade.GOOD, YEAR), judged(Grade.GOOD, DAYS), judged(Grade.GOOD, DAYS, area=JudgementArea.ADOPTION)
    )
    places = [(float(str(one.get("cx")).rstrip("%")), int(str(one.get("cy")))) for one in drawn.iter("circle")]
    assert places[0][0] < places[1][0] == places[2][0]
    assert places[0][1] == places[1][1] < places[2][1]
    assert all(0 < across < 100 for across, _ in places)


def test_points_that_would_cover_one_another_stand_one_below_the_other() -> None:
    near = (date(2015, 8, 1), date(2015, 8, 31))
    [first, second] = [
        int(str(one.get("cy"))) for one in _drawn(judged(Grade.GOOD), judged(Grade.ADEQUATE, near)).iter("circle")
    ]
    assert second - first >= 28, "more than the width of a point"


def test_no_more_than_six_years_are_written() -> None:
    long_ago = (date(2001, 1, 1), date(2001, 12, 31))
    written = [one.text for one in _drawn(judged(Grade.GOOD, long_ago), judged(Grade.GOOD)).iter("text")]
    years = [text for text in written if text and re.fullmatch(r"\d{4}", text)]
    assert years[0] == "2001"
    assert len(years) <= 6


def test_what_is_not_dated_is_not_drawn() -> None:
    graded = _graded(judged(Grade.GOOD, (None, None)))
    assert timeline("Medway", graded, years_of(graded)) == ""
