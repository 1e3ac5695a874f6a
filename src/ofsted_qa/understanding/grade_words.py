"""The words in which documents name grades and the areas that they are given for (`data/judgements.json`)."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from ofsted_qa.values import Grade, JudgementArea
from ofsted_qa.words import folded

#: Words before a grade that make it none: "not yet good".
NO_GRADE_BEFORE = re.compile(r"\b(?:not|no|never|yet|neither|longer)\W+(?:\w+\W+){0,3}$")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("ofsted_qa").joinpath("data/judgements.json").read_text("utf-8"))
    return data


@cache
def phrases(what: str) -> dict[str, str]:
    """The phrases for "areas", "grades" or "send_outcomes" in lower case, the longest first → the area or grade."""
    kind = "area" if what == "areas" else "grade"
    pairs = [(phrase, entry[kind]) for entry in _data()[what] for phrase in entry["phrases"]]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def grades() -> re.Pattern[str]:
    """Any grade, in a folded text."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases('grades')))})(?!\w)")


def named_area(text: str) -> JudgementArea | None:
    """The area that a title names; the longest phrase wins, but a title that begins with the overall grade is that."""
    lowered = folded(text)
    names = phrases("areas")
    named = next((area for phrase, area in names.items() if phrase in lowered), "")
    whole = next((area for phrase, area in names.items() if lowered.startswith(phrase)), "")
    overall = JudgementArea.OVERALL_EFFECTIVENESS
    return overall if whole == overall else JudgementArea(named) if named else None


def named_areas(text: str) -> list[JudgementArea]:
    """All the areas that a sentence names; "overall effectiveness of services for …" is of those services alone."""
    lowered = folded(text)
    found: list[JudgementArea] = []
    for phrase, area in phrases("areas").items():
        if phrase in lowered:
            found += [JudgementArea(area)] if area else []
            lowered = lowered.replace(phrase, " ")
    if "overall effectiveness of" in folded(text):
        found = [area for area in found if area is not JudgementArea.OVERALL_EFFECTIVENESS] or found
    return list(dict.fromkeys(found))


def named_grades(text: str) -> list[Grade]:
    """All the grades whose words stand in a text, each once, in order; "requires improvement to be good" is one."""
    found = (phrases("grades")[match.group()] for match in grades().finditer(folded(text)))
    return list(dict.fromkeys(map(Grade, found)))


def whole_grade(text: str) -> Grade | None:
    """The grade that a cell holds, and nothing else."""
    return next((Grade(g) for p, g in phrases("grades").items() if folded(text).strip(" .") == p), None)


def other_regimes() -> tuple[str, ...]:
    """Words for services of other regimes, whose grades are not the council's."""
    return tuple(_data()["other_regimes"])
