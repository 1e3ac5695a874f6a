from __future__ import annotations

import pytest
from other_papers import HARTLEPOOL, LEEDS, NORFOLK, PORTSMOUTH, RUTLAND, WORCESTERSHIRE

from ofsted_qa.understanding.kinds import kind_of
from starter_papers import ARTICLE, DUDLEY_LETTER, DUDLEY_REPORT, MEDWAY, TAMESIDE, paper, read


@pytest.mark.parametrize(
    ("text", "kind", "framework"),
    [
        (LEEDS, "council_report", "none"),
        (NORFOLK, "plan", "none"),
        (HARTLEPOOL, "minutes", "none"),
        (RUTLAND, "ilacs_report", "ilacs"),
        (PORTSMOUTH, "focused_visit_letter", "ilacs"),
        (WORCESTERSHIRE, "news", "none"),
        (paper(DUDLEY_LETTER).text, "monitoring_visit_letter", "none"),
        (paper(DUDLEY_REPORT).text, "council_report", "none"),
        (paper(MEDWAY).text, "council_report", "none"),
        (paper(TAMESIDE).text, "council_report", "none"),
        (paper(ARTICLE).text, "news", "none"),
        ("Dear Jo Hale\n\nJoint targeted area inspection of neglect in Hull", "jtai_letter", "jtai"),
        ("Area SEND inspection of Hull\n\nInspection dates: 3 May 2023", "area_send_report", "area_send"),
        ("Dear Jo Hale\n\nJoint local area SEND inspection in Hull\n\nIt was led by", "area_send_report", "area_send"),
        ("Dear Jo Hale\n\nJoint area SEND revisit in Hull\n\nBetween", "area_send_report", "area_send"),
        (
            "Ofsted\nAgora\n\nDear Jo Hale\n\nAssurance visit to Hull\n\nInspectors saw",
            "other_inspection_report",
            "none",
        ),
        (
            "T 0300 123\nwww.gov.uk/ofsted\n\nDear Jo Hale\n\nAnnual talk\n\nJo Roe HMI",
            "other_inspection_report",
            "none",
        ),
        (
            "Ofsted\n\nArea SEND inspection of Hull\n\n8 July 2024\n\nParents told us so.",
            "area_send_report",
            "area_send",
        ),
        ("Ofsted\n\nJoint targeted area inspection of neglect: Hull\n\nTo: the chief", "jtai_letter", "jtai"),
        ("Ofsted\n\nInspection of Hull children's services\n\nMay 2024", "other_inspection_report", "none"),
        (
            "Ofsted\n\nHull City Council. Inspection of services for children\n\nMay 2024",
            "other_inspection_report",
            "none",
        ),
        (
            'Hull City Council\n\nDate: 3 May 2024\n\nCare homes\n\n"It is late," said a parent.',
            "council_report",
            "none",
        ),
        ("Hull City Council\n\nDate: 3 May 2024\n\nFocused visit to Hull\n\nInspectors found delay.", "other", "none"),
        ("Hull City Council\n\nSelect Committee: minutes of 3 May 2024\n\nApologies were received.", "minutes", "none"),
        (
            "Hull City Council\n\nCare homes\n\nThe minutes of May were long.\n\nNo one sent apologies.",
            "council_report",
            "none",
        ),
        ('Homes shut\n\nBy Jo Dean\n\n"It is sad," said Ann Hale.\n\n1. Pier shut again', "news", "none"),
        ("Homes shut\n\nBy Jo Dean\nLocal Democracy Reporter\n\nHomes in Hull shut.", "news", "none"),
        (
            "HULL CITY COUNCIL\n\nQuestion from Councillor Jo Dean to the Leader\n\nWhy?\n\nWritten answer",
            "minutes",
            "none",
        ),
        ("Ofsted\n\nWhat the inspection means for families\n\nThe council has worked hard.", "other", "none"),
        ("Hull City Council\n\nInspection of fostering\n\nDate: 3 May 2010\n\nIt is inadequate.", "other", "none"),
        ("Hull City Council\n\nCare\n\nDate of inspection: 3 May\n\nLead inspector: Jo Roe", "other", "none"),
        ('Boy waited 40 minutes\n\nBy Ann Hale\n\nTwo were present. "It was awful," said Jo Day.', "news", "none"),
        ("Agenda\n\n1. Apologies\n\n2. Minutes of the last meeting\n\n3. Ofsted report", "other", "none"),
        ("Hull City Council\n\nBriefing for members\n\nOfsted came in May.", "council_report", "none"),
        (
            'Media release\n\nHull rated good\n\n"We are glad," she said for Hull City Council.',
            "council_report",
            "none",
        ),
        (
            "Hull City Council\n\nJo Hale HMI\nOfsted\nPiccadilly Gate\n\nDear Ms Hale\n\nInspectors err.",
            "other",
            "none",
        ),
        ("Department for Education\ncc: jo@ofsted.gov.uk\n\nDear Mr Dean\n\nInspectors found", "other", "none"),
        ("Ofsted\n\nLetters\n\nDear Editor\n\nIt is a shame.", "other", "none"),
        ("Ofsted\n\nOur inspection of services\n\nWe are proud of our staff.", "other", "none"),
        ("Ofsted\n\nHull fails inspection of care\n\nBy Al Dean, education editor\n\nIt is bad.", "news", "none"),
        ("Hull City Council\n\nFocused visit to Hull\n\nInspectors found that visits are late.", "other", "none"),
        ('Hull City Council\n\nServices "failing"\n\n"It is bad," said Jo Hale.', "news", "none"),
        ("Press release\n\nDepartment for Education\n\nMinister acts on Hull City Council", "other", "none"),
        ("Hull Council\n\nDear Jo Hale of Ofsted\n\nSee www.gov.uk/ofsted", "other", "none"),
        (
            "Inspection date: 3 May 2016\n\nInspection of services for children in need of help and protection",
            "sif_report",
            "sif",
        ),
        (
            "Inspection of local authority arrangements for the protection of children\n\nLead inspector: Jo Hale",
            "other_inspection_report",
            "earlier",
        ),
        (
            "Inspection of looked after children services\n\nInspection dates: 8 – 12 July 2013",
            "other_inspection_report",
            "earlier",
        ),
        ("Directorate risk register\n\n| Ref | Risk | Owner | RAG |", "plan", "none"),
        (
            "Hull City Council\n\nCabinet\n\n3 May 2022\n\nReport of: Jo Hale, Head of Fostering",
            "council_report",
            "none",
        ),
        (
            "Kent County Council\n\nSchools and Young People Select Committee\n\nFinal report on short breaks",
            "council_report",
            "none",
        ),
        (
            "The Kent Bugle\n\nCarers wait for years\n\nBy Jo Hale, education correspondent\n\nMany wait.",
            "news",
            "none",
        ),
        (
            "Jo Hale\n\nChief Executive\n\nHull City Council\n\nDear Ms Hale\n\nI direct you to improve.",
            "other",
            "none",
        ),
        ("Hull City Council\n\nPanel\n\nDear Ms Hale\n\nWhen we met parents, they told us of it.", "other", "none"),
        ("By Monday the council's web editor must post the plan.", "other", "none"),
        ("Carers wait\n\n“They were told to wait,” she said of it.", "news", "none"),
        ("Shopping list\n\nApples", "other", "none"),
    ],
)
def test_kinds(text: str, kind: str, framework: str) -> None:
    assert kind_of(read(text))[:2] == (kind, framework)


@pytest.mark.parametrize(
    "text",
    [
        "Report to: Cabinet\n\nDear Jo Hale\n\nMonitoring visit of Hull children's services",
        "Author: Jo Hale\n\nThe area SEND inspection of the local area partnership",
        "Report to Cabinet\n\nInspection of Hull children's services: the impact of leaders\n\nLead inspector: Al",
    ],
)
def test_a_council_paper_about_an_inspection_is_no_inspectors_paper(text: str) -> None:
    assert kind_of(read(text))[0] == "council_report"


def test_an_article_about_an_inspection_is_no_inspection_report() -> None:
    text = "The inspection of Hull's children's services looked at the impact of leaders.\n\n“Good,” said Jo Hale."
    assert kind_of(read(text))[0] == "news"
