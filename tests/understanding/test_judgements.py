from __future__ import annotations

from datetime import date

import pytest

from ofsted_qa.understanding.judgements import judgements
from ofsted_qa.values import Block, BlockKind, Document, DocumentKind, Source
from starter_papers import ARTICLE, DUDLEY_LETTER, TAMESIDE, paper

VISIT = (date(2024, 3, 4), date(2024, 3, 15))
_KINDS = {"#": BlockKind.HEADING, "|": BlockKind.TABLE_ROW, "-": BlockKind.LIST_ITEM, "": BlockKind.PARAGRAPH}


def _document(*lines: str) -> Document:
    """A document of blocks: "# heading", "| row", "- item", or a paragraph."""
    text, blocks = "", []
    for line in lines:
        sign = line[0] if line[0] in "#|-" and line[1] == " " else ""
        words = line.removeprefix(sign).strip() if sign else line
        start = len(text)
        text += words + "\n\n"
        blocks.append(Block(_KINDS[sign], start, start + len(words)))
    return Document("0", Source("a", "a", "a"), text, (), tuple(blocks))


def _found(*lines: str, kind: DocumentKind = DocumentKind.ILACS_REPORT) -> list[tuple[str, str, bool]]:
    found = judgements(_document(*lines), kind, VISIT)
    return [(one.area.value, one.grade.value, one.given_here) for one in found]


def test_a_grade_table_gives_its_grades_as_printed() -> None:
    document = _document(
        "| Judgement\tGrade",
        "| The impact of leaders on social work practice with children and families\tGood",
        "| The experiences and progress of children who need help and protection\tRequires improvement to be good",
        "| The experiences and progress of care leavers\tOutstanding",
        "| Overall effectiveness\tInadequate",
        "| Care leavers in work\tGood",
    )
    found = judgements(document, DocumentKind.ILACS_REPORT, VISIT)
    assert [(one.area.value, one.grade.value) for one in found] == [
        ("leaders", "good"),
        ("help_and_protection", "requires_improvement"),
        ("care_leavers", "outstanding"),
        ("overall_effectiveness", "inadequate"),
    ]
    assert found[1].printed_grade == "Requires improvement to be good"
    assert document.slice(found[1].span).startswith("The experiences and progress of children who need")
    assert (found[0].inspection_start, found[0].inspection_end) == VISIT


def test_the_overall_judgement_is_a_sentence_in_older_reports() -> None:
    for sentence in (
        "Children’s services in Borsetshire require improvement to be good",
        "The overall judgement is that children’s services require improvement.",
        "The overall judgement is requires improvement",
    ):
        assert _found(sentence, kind=DocumentKind.SIF_REPORT) == [
            ("overall_effectiveness", "requires_improvement", True)
        ]


def test_the_safeguarding_boards_grade_is_not_the_councils() -> None:
    assert _found(
        "Children’s services in Borsetshire are good",
        "# The effectiveness of the Local Safeguarding Children Board (LSCB) requires improvement",
        kind=DocumentKind.SIF_REPORT,
    ) == [("overall_effectiveness", "good", True), ("lscb", "requires_improvement", True)]


def test_a_heading_gives_the_grade_that_no_table_holds() -> None:
    assert _found("# The experiences and progress of children in care: good") == [("children_in_care", "good", True)]


def test_the_outcome_of_an_area_send_inspection() -> None:
    sentence = "The partnership’s arrangements lead to inconsistent experiences and outcomes for children with SEND."
    assert _found(sentence, kind=DocumentKind.AREA_SEND_REPORT) == [("send_outcome", "inconsistent", True)]


@pytest.mark.parametrize(
    "lines",
    [
        ["Staff morale is good."],
        ["Leaders are not yet good at this, inspectors judged."],
        ["One of the council’s children’s homes was judged to be good in its most recent inspection in 2015."],
        ["The previous inspection of the adoption service was in June 2009. The service was judged to be good."],
        ["Leaders say that services should be judged good by October 2017."],
        ["Their own audit in July 2016 judged that 54% of plans were inadequate."],
        ["| Overall effectiveness\tNot judged"],
        ["At the last inspection in 2019 a third of assessments were judged good."],
        ["In 2017 the inspectors said that they require improvement to services."],
        ["Since then seven per cent of visits have been judged outstanding by our own checks."],
        ["A local authority that is inadequate is providing services that leave children at risk."],
    ],
)
def test_what_is_no_grade(lines: list[str]) -> None:
    assert _found(*lines) == []


def test_grades_of_earlier_inspections_are_reported_not_given() -> None:
    document = _document(
        "The previous inspection of the local authority’s arrangements for the protection of children was in "
        "January 2013. The local authority was judged to be inadequate.",
        "# Previous inspections",
        "- leadership, management and governance: requires improvement to be good",
        "Services have improved since the last inspection in 2021, when the overall effectiveness was inadequate.",
    )
    found = judgements(document, DocumentKind.ILACS_REPORT, VISIT)
    assert [(one.area.value, one.grade.value, one.given_here) for one in found] == [
        ("help_and_protection", "inadequate", False),
        ("leaders", "requires_improvement", False),
        ("overall_effectiveness", "inadequate", False),
    ]
    assert found[0].inspection_start == date(2013, 1, 1)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ofsted judged overall effectiveness as ‘requires improvement to be good’.",
        "The inspection of May 2019 judged the overall effectiveness of services as requires improvement.",
    ],
)
def test_a_council_reports_the_area_before_the_grade(sentence: str) -> None:
    assert _found(sentence, kind=DocumentKind.COUNCIL_REPORT) == [
        ("overall_effectiveness", "requires_improvement", False)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "In the second half of 2018 Ofsted rated the council inadequate.",
        "The inspection under section 136 of the Education and Inspections Act 2006 judged services to be inadequate.",
        "Ofsted judged services inadequate because the council did not know its own services well enough.",
        "Less than a year after the inspection Ofsted rated the council inadequate for failing children in care.",
    ],
)
def test_what_is_no_share_and_no_check_of_ones_own(sentence: str) -> None:
    assert _found(sentence, kind=DocumentKind.COUNCIL_REPORT) == [("overall_effectiveness", "inadequate", False)]


@pytest.mark.parametrize(
    ("lines", "grades"),
    [
        (
            ["Since the last inspection in 2018, services have remained outstanding in their overall effectiveness."],
            [("overall_effectiveness", "outstanding", 2018)],
        ),
        (
            ["Much of the practice has become better since the last inspection in 2022, when it required improvement."],
            [("overall_effectiveness", "requires_improvement", 2022)],
        ),
        (
            ["The previous inspection was in June 2010. In the same inspection safeguarding was judged inadequate."],
            [("help_and_protection", "inadequate", 2010)],
        ),
        (
            ["An inspection of safeguarding in 2011 judged services for looked after children to be adequate."],
            [("children_looked_after", "adequate", 2011)],
        ),
        (
            ['The report of the inspection in 2015 found Kent Council\'s services "require improvement to be good".'],
            [("overall_effectiveness", "requires_improvement", 2015)],
        ),
        (
            ["At the last inspection the experiences of care leavers were judged inadequate, lower than in 2016."],
            [("care_leavers", "inadequate", None)],
        ),
        (
            ["The previous inspection, in May 2014, rated the city inadequate for the protection of children."],
            [("help_and_protection", "inadequate", 2014)],
        ),
        (
            ['Inspectors told Kent after the last inspection in 2018 that it "requires improvement to be good".'],
            [("overall_effectiveness", "requires_improvement", 2018)],
        ),
        (["Care leavers’ outcomes judged good at the last inspection in 2011 have not lasted."], []),
        (
            [
                "Services for help and protection and for children looked after were judged adequate in 2011 and 2013.",
                "The previous inspection of the protection of children was in May 2013. It was judged to be adequate.",
            ],
            [("help_and_protection", "adequate", 2013), ("children_looked_after", "adequate", 2011)],
        ),
    ],
)
def test_ways_to_report_an_earlier_grade(lines: list[str], grades: list[tuple[str, str, int]]) -> None:
    found = judgements(_document(*lines), DocumentKind.SIF_REPORT, VISIT)
    said = [(one.area.value, one.grade.value, one.inspection_start and one.inspection_start.year) for one in found]
    assert sorted(said) == sorted(grades)
    assert not any(one.given_here for one in found)


def test_a_line_that_states_a_judgement_of_an_area_and_nothing_else_gives_it() -> None:
    assert _found("The effectiveness of the Local Safeguarding Children Board (LSCB) is good.") == [
        ("lscb", "good", True)
    ]
    assert _found("Support for care leavers is good.") == []


def test_a_heading_that_is_a_grade_is_that_of_the_heading_above_it() -> None:
    document = _document(
        "# Overall effectiveness of services for looked after children",
        "# Grade 4 (inadequate)",
        "# Leadership and management",
        "# Grade 3 (adequate)",
        "| Outcomes for looked after children\tGood.",
        "| Leadership and management\tGood.",
    )
    found = judgements(document, DocumentKind.OTHER_INSPECTION_REPORT, VISIT)
    assert [(one.area.value, one.grade.value, one.printed_grade) for one in found] == [
        ("overall_effectiveness", "inadequate", "Grade 4 (inadequate)"),
        ("leaders", "adequate", "Grade 3 (adequate)"),
    ]
    assert document.slice(found[1].span) == "Leadership and management\n\nGrade 3 (adequate)"


def test_a_full_stop_in_a_cell_is_no_part_of_the_grade() -> None:
    (found,) = judgements(_document("| Leadership and management\tGood."), DocumentKind.SIF_REPORT, VISIT)
    assert found.printed_grade == "Good"


def test_what_a_report_says_again_of_its_own_grades_is_not_reported_of_another() -> None:
    assert _found(
        "| Overall effectiveness\tInadequate",
        "Since then the overall effectiveness of services has been judged inadequate.",
    ) == [("overall_effectiveness", "inadequate", True)]


def test_the_starter_papers_give_no_grade_and_report_what_they_say() -> None:
    for name in (DUDLEY_LETTER, ARTICLE):
        found = paper(name).profile.judgements
        assert found
        assert not any(one.given_here for one in found)
        assert {one.grade.value for one in found} >= {"inadequate"}
    assert paper(TAMESIDE).profile.judgements == ()
