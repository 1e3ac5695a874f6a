"""Finds the grades of other inspections that a document reports: in sentences, and in lists of earlier grades."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ofsted_qa.understanding.dates import DateMention, dates
from ofsted_qa.understanding.grade_words import (
    NO_GRADE_BEFORE,
    named_area,
    named_areas,
    other_regimes,
    phrases,
    whole_grade,
)
from ofsted_qa.understanding.sentences import split
from ofsted_qa.values import (
    INSPECTION_REPORTS,
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Grade,
    Judgement,
    JudgementArea,
    Span,
)
from ofsted_qa.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

#: What a sentence says that reports a judgement: the verb, then at most a few words, then the grade.
_JUDGED = re.compile(
    r"\b(?:judged|rated|graded|found|assessed|deemed|judgements? (?:of|was)|grad(?:e|ing) (?:of|was)|rating (?:of|was)"
    r"|(?:have|has|had) remained|when (?:it|they)"
    r"|(?:told|said)\b[^.;:,]{0,60}?\b(?:it|they)(?=\s[\"'“‘]requires? improvement)"
    # "requires improvement to be good" is one grade, and its last word none.
    r"|(?:judged|rated|graded|found) (?P<object>[^.;:,]{1,90}?) (?:as|(?<!improvement )to be)"
    r"|(?:services?|arrangements|effectiveness|authority|council)\b[^.;:]{0,60}?"
    r"(?:\b(?:were|was)\b|(?=\brequired? ))\s*)"
    r"(?:(?:children'?s? |these |its |their |the )?services?\b)?[^.;:]{0,24}?[\"'‘“]?\b(?P<grade>GRADES)(?!\w)"
)
_SAYS_JUDGED = re.compile(
    r"\b(?:judge[ds]?|judgements?|judgment|rated|graded|gradings?|grades?|inspect(?:ed|ion|ors))\b"
)
_EARLIER = re.compile(r"\b(?:previous|last|earlier|first|since|then|same inspection|(?:19|20)\d\d)\b")
#: What is only hoped for, or was judged by nobody of the inspectorate.
_NO_INSPECTION = re.compile(
    r"\b(?:should|would|could|must|aim\w*|ambitio\w*|hop(?:e|es|ed|ing)|expect\w*|target\w*|audit(?:s|ors|ed)?|sampled"
    r"|peer review|self-|own (?:assessments?|checks?|judge?ments?|moderation|view))\b"
)
#: "Eighty-two per cent of plans were judged good": a share of things that were looked at is no area.
_SHARE = re.compile(
    r"(?:%|per ?cent|\b(?:half|thirds?|quarters?|majority|proportion|most|many|some|few|several|one|two|three|four|five"
    r"|six|seven|eight|nine|ten|\d+)) of (?:\w+ ){0,3}?(?:assessments|audits|cases|contacts|decisions|files|homes"
    r"|interviews|meetings|placements|plans|practice|records|referrals|reports|reviews|schools|settings|visits|work)\b[^.;:,]*$"
)
#: What a grade is compared with is another inspection's: "one grade lower than in 2017".
_COMPARED = re.compile(r"\b(?:(?:better|higher|lower|worse) than|same(?: \w+)? as)\b[^.;:,]{0,40}$")
_FOR = re.compile(r"[\"'’”]?\s+for (?!\w+ing\b)[^.;:,]*")
_NO_GRADE_AFTER = re.compile(r"\s*(?:practice|quality|progress|help|care|support|relationships?|outcomes|or better)\b")


@cache
def _judged() -> re.Pattern[str]:
    alternatives = "|".join(map(re.escape, phrases("grades")))
    return re.compile(_JUDGED.pattern.replace("GRADES", alternatives))


def reported(document: Document, kind: DocumentKind) -> list[Judgement]:
    """Grades of earlier inspections that sentences report; in a report of inspectors only what they say of then."""
    found: list[Judgement] = []
    earlier = ""
    for block in document.blocks:
        text = document.slice(block)
        if block.kind is BlockKind.HEADING:
            earlier = text if re.search(r"\b(?:previous|other|last|earlier)\b.*\binspection", folded(text)) else ""
        if block.kind in {BlockKind.HEADING, BlockKind.FURNITURE}:
            continue
        if earlier and block.kind is BlockKind.LIST_ITEM:
            found += _of_item(document, block)
        before = ""
        for start, end in split(text, block.kind):
            sentence = text[start:end]
            found += _of_sentence(document, kind, block, (start, end), before)
            before = sentence
    # Where a grade is reported twice, the more precise date counts.
    found.sort(key=_precision)
    unique: dict[tuple[JudgementArea, Grade, int | None], Judgement] = {}
    for one in found:
        if not any(_covers(one, other) for other in unique.values()):
            unique.setdefault((one.area, one.grade, _year(one)), one)
    named = {(one.grade, _year(one)) for one in found if one.area is not JudgementArea.OVERALL_EFFECTIVENESS}
    # "The inspection of 2012 judged services inadequate" adds nothing to what was judged inadequate in 2012.
    kept = [
        one
        for one in unique.values()
        if one.area is not JudgementArea.OVERALL_EFFECTIVENESS
        or (one.grade, _year(one)) not in named
        or named_area(document.slice(one.span)) is JudgementArea.OVERALL_EFFECTIVENESS
    ]
    return sorted(kept, key=lambda one: one.span.start)


def _covers(vague: Judgement, exact: Judgement) -> bool:
    """Whether one report of a grade says no more than another whose inspection is dated as well or better."""
    if (vague.area, vague.grade) != (exact.area, exact.grade):
        return False
    if not (vague.inspection_start and vague.inspection_end):
        return True
    if not (exact.inspection_start and exact.inspection_end):
        return False
    return vague.inspection_start <= exact.inspection_start and exact.inspection_end <= vague.inspection_end


def _precision(judgement: Judgement) -> int:
    """Days within which an inspection is dated; undated ones come last."""
    first, last = judgement.inspection_start, judgement.inspection_end
    return (last - first).days if first and last else 100_000


def _year(judgement: Judgement) -> int | None:
    return judgement.inspection_start.year if judgement.inspection_start else None


def _days(mentions: list[DateMention]) -> tuple[date | None, date | None]:
    """The days of the first date that is mentioned; of several years in one sentence ("in 2011 and 2013") all."""
    if not mentions:
        return None, None
    first, *others = mentions
    years = [one for one in others if not one.month and not first.month]
    last = max((one.last for one in [first, *years] if one.last), default=first.last)
    return first.first, last


def _of_item(document: Document, block: Block) -> Iterator[Judgement]:
    """An item of a list of earlier grades: "leadership, management and governance: inadequate"."""
    name, colon, cell = document.slice(block).rpartition(":")
    grade, area = whole_grade(cell), named_area(name)
    if colon and grade and area:
        printed = " ".join(cell.split()).rstrip(" .")
        span = Span(block.start, block.end)
        yield Judgement(area, grade, printed, None, None, given_here=False, span=span)


def _of_sentence(
    document: Document, kind: DocumentKind, block: Block, place: tuple[int, int], before: str
) -> Iterator[Judgement]:
    sentence = document.slice(block)[slice(*place)]
    lowered, context = folded(sentence), folded(before)
    if not _SAYS_JUDGED.search(lowered) or _NO_INSPECTION.search(lowered):
        return
    about_then = _EARLIER.search(lowered) or re.search(r"previous|last inspection", context)
    if kind in INSPECTION_REPORTS and not about_then:
        return
    mentions = _own_dates(sentence) or _own_dates(before)
    first, last = _days(mentions)
    for match in _judged().finditer(lowered):
        if _is_no_grade(match, "" if named_area(sentence) else context):
            continue
        behind = _FOR.match(lowered, match.end())
        named = (
            named_areas(match["object"] or "")
            or named_areas(sentence[: match.end()])
            or named_areas(behind.group() if behind else "")
            or named_areas(before)
        )
        for area in named or [JudgementArea.OVERALL_EFFECTIVENESS]:
            printed = " ".join(sentence[match.start("grade") : match.end("grade")].split())
            grade = Grade(phrases("grades")[match["grade"]])
            evidence = Span(block.start + place[0], block.start + place[1])
            yield Judgement(area, grade, printed, first, last, given_here=False, span=evidence)


def _own_dates(sentence: str) -> list[DateMention]:
    """The dates that a sentence gives, but for those that it only compares with."""
    return [one for one in dates(sentence) if one.first and not _COMPARED.search(sentence[: one.start])]


def _is_no_grade(match: re.Match[str], context: str) -> bool:
    """Whether what looks like a judgement is another regime's, a denial, a quality, or of some plans or outcomes."""
    lowered = match.string
    around = f"{context} {lowered[: match.end() + 40]}"
    if any(re.search(rf"\b{re.escape(word)}\b", around) for word in other_regimes()):
        return True
    before = lowered[: match.start("grade")]
    if NO_GRADE_BEFORE.search(before) or _NO_GRADE_AFTER.match(lowered, match.end()):
        return True
    judged = lowered[: match.end("object")] if match["object"] else lowered[: match.start()]
    return bool(_SHARE.search(judged) or re.search(r"\boutcomes\s+$", lowered[: match.start()]))
