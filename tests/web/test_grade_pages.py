from __future__ import annotations

from graded_fakes import DAYS, YEAR, judged, on

from ofsted_qa.faces.web.grade_pages import grades_page
from ofsted_qa.faces.web.graded import by_council
from ofsted_qa.values import Grade


def _page(*councils: str, chosen: tuple[str, ...] = ()) -> str:
    stated = [(on(council), judged(Grade.GOOD, days)) for council in councils for days in (YEAR, DAYS)]
    return grades_page(by_council(stated), chosen)


def test_the_table_says_what_the_picture_shows() -> None:
    stated = [
        (on("Medway"), judged(Grade.INADEQUATE, YEAR, given=False)),
        (on("Medway"), judged(Grade.GOOD, (None, None))),
    ]
    page = grades_page(by_council(stated), ())
    assert page.count('<tr role="row"><td') == 2
    assert '<td role="cell" data-column="Grade">inadequate (only reported)</td>' in page
    assert ">Ofsted monitoring visit letter, 23 March 2017, page 1 (printed as page 3), paragraph 2.4</a>" in page
    assert page.count("<circle") == 1
    assert "1 judgement is not dated, and in the table alone." in page


def test_a_few_councils_are_shown_at_once_many_are_to_be_chosen_from() -> None:
    assert _page("Derby", "Harrow").count("<h2>") == 2
    many = ("Derby", "Dudley", "Harrow", "Medway")
    assert "Choose one or more councils" in _page(*many)
    some = _page(*many, chosen=("Medway", "Derby", "Nowhere"))
    assert [name for name in many if f"<h2>{name}</h2>" in some] == ["Derby", "Medway"]
    assert 'value="Medway" checked' in some
    assert 'value="Harrow">' in some


def test_names_are_escaped_and_without_grades_that_is_said() -> None:
    assert "<b>" not in _page("<b>Derby")
    assert "The documents state no grade" in grades_page({}, ())
