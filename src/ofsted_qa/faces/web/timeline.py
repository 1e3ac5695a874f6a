"""A picture of a council's judgements over time, as SVG that needs no script: each point leads to its evidence.

Across, everything is placed in per cent of the width, so that the letters keep their size on a small screen.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.graded import Graded, when_in_words
from ofsted_qa.faces.web.pages import passage_address
from ofsted_qa.faces.wording import area_in_words
from ofsted_qa.values import Grade, JudgementArea

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What stands in a point, so that no grade is told by colour alone.
CODES = {
    Grade.OUTSTANDING: "O",
    Grade.GOOD: "G",
    Grade.ADEQUATE: "A",
    Grade.REQUIRES_IMPROVEMENT: "RI",
    Grade.INADEQUATE: "I",
    Grade.POSITIVE: "P",
    Grade.INCONSISTENT: "In",
    Grade.SYSTEMIC_FAILINGS: "SF",
}
_LEFT, _WIDTH = 6.0, 88.0  # per cent of the picture that the time takes
_APART = 11.0  # per cent below which two points of one area stand one below the other
_MOST_YEARS = 6  # that are written along the top
_AXIS, _LABEL, _LANE, _RADIUS = 28, 22, 34, 14  # pixels


def timeline(council: str, graded: Sequence[Graded], years: range) -> str:
    """The picture of the dated judgements on a council, over `years`; nothing where none is dated."""
    dated = [one for one in graded if one.middle is not None]
    if not dated:
        return ""
    rows: list[str] = []
    top = _AXIS
    for area in JudgementArea:
        of_area = sorted((one for one in dated if one.area is area), key=lambda one: one.middle or 0)
        if of_area:
            row, height = _row(area, of_area, years, top)
            rows.append(row)
            top += height
    name = escape(f"Judgements on {council} over time")
    return (
        f'<svg class="timeline" role="group" aria-label="{name}" width="100%" height="{top + 4}">'
        f"{_axis(years, top)}{''.join(rows)}</svg>"
    )


def years_of(graded: Sequence[Graded]) -> range:
    """The years that judgements were made in, from the first to the last."""
    dated = [date.fromordinal(int(one.middle)).year for one in graded if one.middle is not None]
    return range(min(dated), max(dated) + 1) if dated else range(0)


def _row(area: JudgementArea, graded: Sequence[Graded], years: range, top: int) -> tuple[str, int]:
    """The points of an area below its name, and the height of both."""
    ends: list[float] = []  # where the last point of each lane stands
    points: list[str] = []
    for one in graded:
        across = _across(one.middle or 0, years)
        lane = next((number for number, end in enumerate(ends) if across - end >= _APART), len(ends))
        ends[lane : lane + 1] = [across]
        points.append(_point(one, across, top + _LABEL + lane * _LANE + _LANE // 2))
    name = f'<text class="area" x="0" y="{top + _LABEL - 6}">{escape(area_in_words(area))}</text>'
    return name + "".join(points), _LABEL + len(ends) * _LANE


def _point(one: Graded, across: float, down: int) -> str:
    document, judgement = one.evidence[0]
    address = passage_address(document.id, judgement.span.start, judgement.span.end)
    how = "" if one.given else ", only reported"
    name = escape(f"{area_in_words(one.area)}: {one.printed}, {when_in_words(one)}{how}")
    look = f"{one.grade.value} {'given' if one.given else 'reported'}"
    return (
        f'<a href="{address}" aria-label="{name}"><title>{name}</title>'
        f'<circle class="{look}" cx="{across:.1f}%" cy="{down}" r="{_RADIUS}"/>'
        f'<text class="{look}" x="{across:.1f}%" y="{down + 5}">{CODES[one.grade]}</text></a>'
    )


def _axis(years: range, bottom: int) -> str:
    step = -(-len(years) // _MOST_YEARS)
    marks: list[str] = []
    for year in years[::step]:
        across = _across(date(year, 1, 1).toordinal(), years)
        marks.append(f'<line class="year" x1="{across:.1f}%" x2="{across:.1f}%" y1="18" y2="{bottom}"/>')
        marks.append(f'<text class="year" x="{across:.1f}%" y="13">{year}</text>')
    return "".join(marks)


def _across(day: float, years: range) -> float:
    """Where a day stands, in per cent of the width."""
    first, last = date(years.start, 1, 1).toordinal(), date(years.stop, 1, 1).toordinal()
    return _LEFT + _WIDTH * (day - first) / (last - first)
