from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from other_papers import HARTLEPOOL, LEEDS, NORFOLK, PORTSMOUTH, RUTLAND, WORCESTERSHIRE

from ofsted_qa.understanding.authorities import names
from ofsted_qa.values import DocumentKind
from starter_papers import ARTICLE, DUDLEY_LETTER, DUDLEY_REPORT, MEDWAY, PAPERS, TAMESIDE, paper, understood

if TYPE_CHECKING:
    from ofsted_qa.values import Profile


@pytest.mark.parametrize(
    ("profile", "authority", "title", "published", "visit"),
    [
        (
            paper(DUDLEY_LETTER).profile,
            "Dudley",
            "Monitoring visit of Dudley Metropolitan Borough Council children's services",
            date(2017, 3, 23),
            (date(2017, 2, 21), date(2017, 2, 22)),
        ),
        (
            paper(DUDLEY_REPORT).profile,
            "Dudley",
            "Children’s Services Ofsted update",
            date(2018, 6, 27),
            (None, None),
        ),
        (
            paper(MEDWAY).profile,
            "Medway",
            "OFSTED INPSECTION OF CHILDREN'S SOCIAL CARE SERVICES",
            date(2015, 12, 15),
            (None, None),
        ),
        (
            paper(TAMESIDE).profile,
            "Tameside",
            "CHILDREN’S SERVICES OFSTED UPDATE",
            date(2018, 1, 23),
            (date(2018, 11, 27), date(2018, 11, 28)),
        ),
        (
            paper(ARTICLE).profile,
            "Dudley",
            "Dudley Council children's services still needs to improve",
            None,
            (None, None),
        ),
        (
            understood(LEEDS).profile,
            "Leeds",
            "Ofsted focused visit: outcome and next steps",
            date(2019, 9, 12),
            (date(2019, 7, 9), date(2019, 7, 10)),
        ),
        (
            understood(NORFOLK, "plan.md").profile,
            "Norfolk",
            "Norfolk County Council: Children's Services Improvement Plan",
            date(2015, 11, 5),
            (None, None),
        ),
        (
            understood(HARTLEPOOL).profile,
            "Hartlepool",
            "Minutes of the meeting held on Tuesday, 14 January 2020",
            date(2020, 1, 14),
            (None, None),
        ),
        (
            understood(RUTLAND).profile,
            "Rutland",
            "Inspection of local authority children’s services",
            None,
            (date(2018, 9, 24), date(2018, 10, 5)),
        ),
        (
            understood(PORTSMOUTH).profile,
            "Portsmouth",
            "Focused visit to Portsmouth City Council children’s services",
            date(2019, 6, 19),
            (date(2019, 5, 21), date(2019, 5, 22)),
        ),
        (
            understood(WORCESTERSHIRE).profile,
            "Worcestershire",
            "Children’s services ‘turned a corner’ say inspectors",
            date(2021, 3, 4),
            (None, None),
        ),
    ],
)
def test_profiles(
    profile: Profile,
    authority: str,
    title: str,
    published: date | None,
    visit: tuple[date | None, date | None],
) -> None:
    assert (profile.authority, profile.title) == (authority, title)
    assert (profile.published, (profile.visit_start, profile.visit_end)) == (published, visit)
    assert profile.published_basis == ("printed" if published else "none")


def test_the_meeting() -> None:
    assert paper(TAMESIDE).profile.meeting == "Executive Cabinet"
    assert paper(DUDLEY_REPORT).profile.meeting == "Cabinet"
    assert paper(DUDLEY_LETTER).profile.meeting is None
    assert understood(LEEDS).profile.meeting == "Scrutiny Board"
    assert understood(HARTLEPOOL).profile.meeting == "Children's Services Committee"


def test_an_impossible_printed_date_is_kept_and_warned_of() -> None:
    assert paper(TAMESIDE).profile.warnings == (
        "the printed date, 23 January 2018, cannot be right: the document reports a visit of 27 and 28 November 2018",
    )


def test_other_warnings() -> None:
    assert paper(ARTICLE).profile.warnings == ("no date is printed in this document",)
    for name in (DUDLEY_LETTER, DUDLEY_REPORT, MEDWAY):
        assert paper(name).profile.warnings == ()


def test_spans_hold_what_they_state() -> None:
    letter = paper(DUDLEY_LETTER)
    assert letter.profile.published_span
    assert letter.profile.visit_span
    assert letter.slice(letter.profile.published_span) == "23 March 2017"
    assert letter.slice(letter.profile.visit_span).startswith("This letter summarises the findings")


def test_a_visit_that_inspectors_undertook() -> None:
    profile = understood("Between 17 and 21 October 2016, Ofsted and others undertook a joint inspection.").profile
    assert (profile.visit_start, profile.visit_end) == (date(2016, 10, 17), date(2016, 10, 21))


@pytest.mark.parametrize(
    "text",
    [
        "Ofsted inspected the service between 17 and 21 October 2016.",
        "The Committee has read the letter on the visit of 17 to 21 October 2016.",
    ],
)
def test_a_visit_that_a_council_reports(text: str) -> None:
    profile = understood(text).profile
    assert (profile.visit_start, profile.visit_end) == (date(2016, 10, 17), date(2016, 10, 21))


def test_a_persons_name_is_not_an_authoritys() -> None:
    paper_of_leeds = "Report author: Jo Sutton\n\nMs Sutton writes for Leeds.\n\nJo Sutton, Jo Sutton"
    assert understood(paper_of_leeds).profile.authority == "Leeds"
    assert understood("Report author: North Somerset Council").profile.authority == "North Somerset"


def test_a_councils_paper_is_of_the_council_whose_name_stands_alone_on_its_front() -> None:
    front = "{head}\n\nSchools Committee\n\nMinutes\n\nPresent: Jo Hale\n\n"
    body = "Devon and Cornwall Police came. Devon, Devon and Devon were praised. It was resolved to note this."
    for head in ("PLYMOUTH CITY COUNCIL", "City of Plymouth Council", "Plymouth Council"):
        assert understood(front.format(head=head) + body).profile.authority == "Plymouth"
    assert understood(front.format(head="Of Plymouth and others") + body).profile.authority == "Devon"
    two = front.format(head="Plymouth City Council\n\nTorbay Council") + body
    assert understood(two).profile.authority == "Devon"


def test_a_line_that_only_speaks_of_a_committee_is_a_title() -> None:
    text = "Report to: Cabinet\n\nOfsted Improvement Update for the Children's Scrutiny Committee\n\n4 May 2021\n"
    assert understood(text).profile.title == "Ofsted Improvement Update for the Children's Scrutiny Committee"


def test_neither_a_foreword_nor_a_long_name_of_a_committee_is_a_title() -> None:
    paper_of_leeds = (
        "Leeds City Council\n\nChildren, Families and Schools Overview and Scrutiny Committee\n\n5 July 2023\n\n"
        "Final report of the task group on short breaks\n\n# Foreword by the Chair\n\nMuch was said.\n"
    )
    profile = understood(paper_of_leeds).profile
    assert profile.title == "Final report of the task group on short breaks"
    assert profile.meeting == "Children, Families And Schools Overview And Scrutiny Committee"


def test_the_title_of_a_councils_paper_is_its_largest_heading_and_never_the_meeting() -> None:
    front = "Leeds Children's Improvement Board\n\n4 May 2021\n\nAgenda item 4\n\nReport author: Jo Hale\n\n"
    titled = understood(front + "# Progress with the plan in 2020/21\n\n## What was done last year\n\nMuch.", "a.md")
    assert titled.profile.title == "Progress with the plan in 2020/21"


def test_the_front_of_minutes_and_of_a_table_without_colons() -> None:
    held = "Held on Wednesday, 19 September 2018 at 10.00 a.m. in the New Council Chamber of the Town Hall in Leeds"
    minutes = understood(f"Minutes of the Panel of the Council\n\n{held}\n\nMinutes of the meeting on 20 June 2018")
    assert minutes.profile.published == date(2018, 9, 19)
    assert understood("Committee\tCABINET\n\nTitle\tTHE PLAN").profile.title == "THE PLAN"


def test_the_title_of_news_is_its_headline_and_not_the_newspapers_name() -> None:
    article = (
        "Ouse & Wharfe Weekly Courier\n\nLeeds services 'treading water' say inspectors\n\nBy Jo Hale, reporter\n\n"
    )
    article += (
        'Children wait too long, inspectors said this week. "We accept that," said a spokesman for the council.\n'
    )
    profile = understood(article, "article.txt").profile
    assert profile.kind is DocumentKind.NEWS
    assert profile.title == "Leeds services 'treading water' say inspectors"
    capitals = f"{'BIRMINGHAM ' * 5}CHILDREN FAILED – AGAIN"
    assert (
        understood(article.replace("Leeds services 'treading water' say inspectors", capitals)).profile.title
        == capitals
    )


def test_minutes_that_say_no_more_are_called_by_their_meeting_and_no_paper_by_its_department() -> None:
    front = "LEEDS CITY COUNCIL\n\nChildren's Services Overview and Scrutiny Committee\n\nMINUTES\n\n4 May 2021\n\n"
    minutes = understood(
        front + "Present: Councillor Hale (Chair)\n\nApologies were received. RESOLVED: that it be noted."
    )
    assert minutes.profile.kind is DocumentKind.MINUTES
    assert minutes.profile.title == "Children's Services Overview and Scrutiny Committee"
    paper = "Social Care and Education Department\n\nReport to: Cabinet\n\nPlacements and their cost in 2021\n"
    assert understood(paper).profile.title == "Placements and their cost in 2021"


def test_neither_a_breadcrumb_nor_an_address_nor_a_sentence_is_a_title() -> None:
    lines = ("Home > News > 2025 > February", "20 Great Smith Street", "Appeals rose from 140 to 196 in a year.")
    for line in lines:
        text = f"Leeds City Council\n\n{line}\n\nLeeds children's services are rated good\n\nWe are glad of it.\n"
        assert understood(text).profile.title == "Leeds children's services are rated good", line


def test_an_inspection_in_two_visits() -> None:
    profile = understood("Inspection dates: 30 September to 11 October 2024 and 13 to 16 January 2025").profile
    assert (profile.visit_start, profile.visit_end) == (date(2024, 9, 30), date(2025, 1, 16))


@pytest.mark.parametrize(
    "text",
    [
        "The next visit will be carried out on 3 May 2019.",
        "Since the last inspection, carried out on 3 May 2019, much is better.",
        "The visit was about care.",
    ],
)
def test_no_visit(text: str) -> None:
    assert understood(text).profile.visit_start is None


def test_a_text_without_anything_has_its_file_for_a_title() -> None:
    assert understood("Apples", "list.txt").profile.title == "list.txt"


@pytest.mark.parametrize("name", PAPERS)
def test_every_value_has_the_words_that_it_was_read_from(name: str) -> None:
    document = paper(name)
    profile = document.profile
    assert profile.authority_span
    assert document.slice(profile.authority_span).lower() in names()
    assert names()[document.slice(profile.authority_span).lower()] == profile.authority
    assert profile.title_span
    assert " ".join(document.slice(profile.title_span).split()) == profile.title
    assert profile.kind_span
    if profile.meeting:
        assert profile.meeting_span
        assert document.slice(profile.meeting_span).lower() == profile.meeting.lower()
    assert len(profile.spans) >= 3 + len(profile.people)


def test_a_value_that_was_not_read_from_words_has_none() -> None:
    profile = understood("Apples.", "apples.txt").profile
    assert (profile.title, profile.title_span) == ("apples.txt", None)
    assert profile.spans == ()


def test_a_title_goes_on_after_a_line_that_only_joins() -> None:
    text = (
        "# Inspection of services for children\n\n# and\n\n# Review of the effectiveness of the Board\n\n"
        "Inspection dates: 4 March to 15 March 2014"
    )
    document = understood(text, "report.md")
    assert document.profile.title == "Inspection of services for children and Review of the effectiveness of the Board"


def test_the_subject_line_of_a_joint_letter_names_the_area_and_its_addressees_need_not() -> None:
    text = (
        "Jo Hale, Chief Executive, Kirklees Council\n\nAnna Gravelle, Chief Nurse, Kirklees and Wakefield\n\n"
        "Bo Sample, Chair of the Kirklees Board\n\nDear local partnership\n\n"
        "# Joint targeted area inspection of Calderdale\n\nChildren in the area wait."
    )
    document = understood(text, "letter.md")
    assert document.profile.authority == "Calderdale"
    assert document.profile.authority_span
    assert document.text.startswith("Calderdale", document.profile.authority_span.start)
    assert document.text.count("Calderdale") == 1


def test_where_a_title_names_a_trust_alone_the_text_says_whose_services_it_runs() -> None:
    text = (
        "Dear Ms Hale\n\n# Monitoring visit to Achieving for Children\n\nThis letter is about the visit to "
        "Achieving for Children, which runs the services of Richmond upon Thames."
    )
    assert understood(text, "letter.md").profile.authority == "Richmond upon Thames"


def test_the_heading_over_all_others_is_the_title() -> None:
    text = (
        "Hull City Council\n\n# {}\n\nDate: 3 May 2024\n\n## 1 What we found\n\nMuch.\n\n## 2 What comes next\n\nMore."
    )
    for title in ("Minutes of the Select Committee, 3 May 2024", "Care homes: purchase of two properties in 2024"):
        assert understood(text.format(title), "paper.md").profile.title == title
    two = text.format("Care homes for our children") + "\n\n# Another heading of the first level"
    assert understood(two, "paper.md").profile.title == "Care homes for our children"
    assert understood(text.format("Homes"), "paper.md").profile.title == "1 What we found"


def test_the_line_below_a_salutation_is_the_subject_of_a_letter() -> None:
    text = "Local Government Association\n\n7 July 2022\n\nDear Farida\n\n{}\n\nThank you for having us to stay."
    for subject in ("Children's Services Peer Review: 14 to 17 June 2022", "IMPROVEMENT NOTICE: HULL CITY COUNCIL"):
        assert understood(text.format(subject), "letter.txt").profile.title == subject
    assert understood(text.format("Thank you."), "letter.txt").profile.title == "letter.txt"


def test_a_report_is_titled_where_it_says_so_and_minutes_dated_by_when_the_meeting_was_held() -> None:
    report = "Hull City Council\nTitle of report: Homes for our children\nDate: 3 May 2024\n\nMuch."
    assert understood(report, "paper.txt").profile.title == "Homes for our children"
    held = "on Tuesday 11 March 2025 at 6.00 pm in the Civic Suite, in Hull, and then online for the rest"
    minutes = f"HULL CITY COUNCIL\n\nMinutes of the meeting held {held}\n\nPresent: Councillor Roe"
    assert str(understood(minutes, "paper.txt").profile.published) == "2025-03-11"
