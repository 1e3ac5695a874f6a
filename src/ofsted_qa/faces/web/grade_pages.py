"""The page of grades: every judgement on one or more councils, as a picture over time and as a table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.graded import Graded, when_in_words
from ofsted_qa.faces.web.pages import GRADES_ADDRESS, page_of, passage_address
from ofsted_qa.faces.web.timeline import CODES, timeline, years_of
from ofsted_qa.faces.wording import area_in_words, run_in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ofsted_qa.values import Document, Grade, Judgement

_SHOWN_UNASKED = 3  # councils; more than these are to be chosen from
_COLUMNS = ("Inspection", "Area", "Grade", "Where it is stated")


def grades_page(graded: Mapping[str, Sequence[Graded]], chosen: Collection[str]) -> str:
    """The judgements on the chosen councils of those that have any, one below the other over the same years."""
    if not graded:
        return page_of("Grades", "<p>The documents state no grade.</p>")
    few = len(graded) <= _SHOWN_UNASKED
    shown = {name: graded[name] for name in graded if name in chosen or (few and not chosen)}
    everything = [one for of_council in shown.values() for one in of_council]
    years = years_of(everything)
    parts = "".join(_council(name, of_council, years) for name, of_council in shown.items())
    legend = _legend({one.grade for one in everything}) if shown else "<p>Choose one or more councils.</p>"
    intro = "<p>Every grade that a report in the documents gives, and every earlier grade that a document reports.</p>"
    return page_of("Grades", f"{intro}{_form(graded, shown)}{legend}{parts}")


def _form(graded: Collection[str], shown: Collection[str]) -> str:
    boxes = "".join(
        f'<label class="choice"><input type="checkbox" name="council" value="{escape(name)}"'
        f"{' checked' if name in shown else ''}> {escape(name)}</label>"
        for name in graded
    )
    return (
        f'<form method="get" action="{GRADES_ADDRESS}"><fieldset class="choices"><legend>Councils</legend>{boxes}'
        "</fieldset><p><button>Show these councils</button></p></form>"
    )


def _legend(grades: Collection[Grade]) -> str:
    """What the letters and the looks of the points mean."""
    codes = "".join(
        f"<li><strong>{code}</strong> {escape(grade.value.replace('_', ' '))}</li>"
        for grade, code in CODES.items()
        if grade in grades
    )
    looks = (
        "<li><strong>Filled</strong>: the report that gives the grade is among the documents</li>"
        "<li><strong>Outlined</strong>: another document only reports it</li>"
    )
    return f'<ul class="legend">{codes}{looks}</ul>'


def _council(name: str, graded: Sequence[Graded], years: range) -> str:
    undated = sum(one.start is None for one in graded)
    noun = "judgement is" if undated == 1 else "judgements are"
    left_out = f"<p>{undated} {noun} not dated, and in the table alone.</p>" if undated else ""
    rows = "".join(map(_row, graded))
    heads = "".join(f'<th role="columnheader" scope="col">{column}</th>' for column in _COLUMNS)
    return (
        f'<section class="council" aria-label="{escape(name)}"><h2>{escape(name)}</h2>{timeline(name, graded, years)}'
        f'{left_out}<table role="table"><caption>Judgements on {escape(name)}, oldest inspection first</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
        "</section>"
    )


def _row(one: Graded) -> str:
    how = "" if one.given else " (only reported)"
    evidence = "<br>".join(_evidence(document, judgement) for document, judgement in one.evidence)
    cells = (escape(when_in_words(one)), escape(area_in_words(one.area)), escape(one.printed + how), evidence)
    named = zip(_COLUMNS, cells, strict=True)
    filled = "".join(f'<td role="cell" data-column="{column}">{cell}</td>' for column, cell in named)
    return f'<tr role="row">{filled}</tr>'


def _evidence(document: Document, judgement: Judgement) -> str:
    """A link to the words that state a judgement."""
    words = escape(run_in_words(document, judgement.span))
    return f'<a href="{passage_address(document.id, judgement.span.start, judgement.span.end)}">{words}</a>'
