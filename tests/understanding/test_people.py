from __future__ import annotations

import pytest

from ofsted_qa.understanding.people import names_in, role_labels
from starter_papers import DUDLEY_LETTER, DUDLEY_REPORT, MEDWAY, TAMESIDE, paper, understood


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr Tony Oakman Deputy Chief Executive and Strategic Director", ["Tony Oakman"]),
        ("Councillor Mike O'Brien, Children's Services", ["Mike O'Brien"]),
        ("Sue Brunton-Reed and Mary Jane Smith", ["Sue Brunton-Reed", "Mary Jane Smith"]),
        ("Director of Children’s Services Richard Hancock", ["Richard Hancock"]),
        ("Senior Inspector Anna Gravelle", ["Anna Gravelle"]),
        ("Zoë Müller Tel: 0113", ["Zoë Müller"]),
        ("Chief Executive of the Borough Council", []),
        ("Local Safeguarding Children Board", []),
        ("Mr Oakman", []),
        ("children in North Yorkshire and Milton Keynes", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    found = names_in(text)
    assert [name for name, _, _ in found] == names
    assert all(text[start:end] == name for name, start, end in found)


def _roles(name: str) -> list[tuple[str, str]]:
    return [(one.role, one.name) for one in paper(name).profile.people]


def test_the_people_of_the_papers() -> None:
    assert _roles(DUDLEY_LETTER) == [
        ("addressee", "Tony Oakman"),
        ("inspector", "Jenny Turnross"),
        ("inspector", "Pauline Higham"),
        ("signatory", "Jenny Turnross"),
    ]
    assert _roles(DUDLEY_REPORT) == [
        ("signatory", "Martin Samuels"),
        ("presenting_officer", "Martin Samuels"),
        ("contact", "Sue Butcher"),
    ]
    assert _roles(MEDWAY) == [
        ("portfolio_holder", "Mike O'Brien"),
        ("presenting_officer", "Barbara Peacock"),
        ("director", "Barbara Peacock"),
        ("author", "Sue Brunton-Reed"),
        ("chair", "John Drew"),
        ("contact", "Sue Brunton-Reed"),
    ]
    assert _roles(TAMESIDE) == [
        ("portfolio_holder", "Oliver Ryan"),
        ("presenting_officer", "Richard Hancock"),
        ("contact", "Richard Hancock"),
        ("author", "Richard Hancock"),
    ]


def test_the_span_of_a_signatory_holds_the_close_and_the_office() -> None:
    letter = paper(DUDLEY_LETTER)
    (span,) = [one.span for one in letter.profile.people if one.role == "signatory"]
    assert letter.slice(span).split("\n\n") == ["Yours sincerely", "Jenny Turnross", "Her Majesty's Inspector"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Report author: Karen O’Neill", [("author", "Karen O’Neill")]),
        ("Author\tJane Marsh", [("author", "Jane Marsh")]),
        ("Reporting inspector: Jo Hale HMI", [("lead_inspector", "Jo Hale")]),
        ("Senior data analyst: Jo Hale", [("inspection_team", "Jo Hale")]),
        ("Lead inspector: Anne Waterman", [("lead_inspector", "Anne Waterman")]),
        (
            "Her Majesty’s Inspectors were Steve Lowe and Anna Gravelle.",
            [("inspector", "Steve Lowe"), ("inspector", "Anna Gravelle")],
        ),
        (
            "The inspectors were Steve Lowe HMI and Anna Gravelle HMI.",
            [("inspector", "Steve Lowe"), ("inspector", "Anna Gravelle")],
        ),
        ("Report of Jo Hale, Director of People", [("presenting_officer", "Jo Hale")]),
        ("The report of Jo Hale was noted.", []),
        ("Report of\tJO HALE, DIRECTOR OF CHILDREN’S SERVICES", [("presenting_officer", "Jo Hale")]),
        ("Members present:\tP Jo Hale (Chairman), A Bo Sample", [("chair", "Jo Hale")]),
        ("In attendance were Councillors Al Dean (Vice-Chair), Jo Hale (Chair) and Bo Sample", [("chair", "Jo Hale")]),
        ("For more information contact: Jo Hale, 0113 496 0000", [("contact", "Jo Hale")]),
        ("Jo Hale\n\nDirector of People\n\nDear Ms Hale", [("addressee", "Jo Hale"), ("director", "Jo Hale")]),
        ("Jo Hale\n\nChief Executive\n\nDear Ms Hale", [("addressee", "Jo Hale")]),
        ("Jo Hale\n\nChief Executive\n\nDear Jo", [("addressee", "Jo Hale")]),
        ("Present: Councillor Hext (Chair); Councillor Roe", [("chair", "Councillor Hext")]),
        (
            "Yours sincerely\n\nJo Hale MP\n\nParliamentary Under-Secretary of State",
            [("signatory", "Jo Hale")],
        ),
        (
            "The director of children's services, Jo Hale, left; her deputy, Bo Sample, stayed.",
            [("director", "Jo Hale")],
        ),
        ("Ms Jo Hale, the interim director of children's services, came.", [("director", "Jo Hale")]),
        ("The assistant director of children's services, Jo Hale, left.", []),
        ("The Director of Children's Services and Councillor Ian Smith met.", []),
        ("Jo Hale, the director of children's services at Leeds, advised us.", []),
        ("Jo Hale\n\nAssistant Director of Children's Services\n\nDear Ms Hale", [("addressee", "Jo Hale")]),
        (
            "Jo Hale, Chief Executive\n\nAl Dean, Director of Children's Services\n\nDear Ms Hale",
            [("director", "Al Dean"), ("addressee", "Jo Hale")],
        ),
        ("The former director of children's services, Jo Hale, and the director of children's services left.", []),
        (
            "Author: Jo Hale\n\nThe board is chaired by Al Dean.\n\nAuthor: Jo Hale",
            [("author", "Jo Hale"), ("chair", "Al Dean")],
        ),
        ("The audit was carried out by Jo Hale.", []),
        ("Reporting inspector Jo Hale HMI", [("lead_inspector", "Jo Hale")]),
        ("Jo Hale HMI, Ofsted", [("inspector", "Jo Hale")]),
        (
            "Jo Hale HMI, Ofsted Lead inspector Anna Gravelle, CQC lead inspector",
            [("lead_inspector", "Jo Hale"), ("lead_inspector", "Anna Gravelle")],
        ),
        (
            "Jo Hale, Ofsted HMI, Lead Inspector Anna Gravelle, CQC Inspector",
            [("lead_inspector", "Jo Hale"), ("inspector", "Anna Gravelle")],
        ),
        ("Jo Hale and Anna Gravelle met the lead inspector", []),
        ("Status: Open", []),
        ("Yours faithfully\n\n\n\nNobody here", []),
    ],
)
def test_people_of_other_papers(text: str, people: list[tuple[str, str]]) -> None:
    assert [(one.role, one.name) for one in understood(text).profile.people] == people


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        ("Jo Hale, Director of Services, Borsetshire Council Anna Gravelle, Chief Nurse", ["Jo Hale", "Anna Gravelle"]),
        (
            "Jo Hale, Director, London Borough of Merton Anna Gravelle QPM, Chief Constable",
            ["Jo Hale", "Anna Gravelle"],
        ),
        ("Jo Hale, Manager, Felpersham House", ["Jo Hale"]),
        ("Jo Hale, Chair of the Anna Gravelle Trust", ["Jo Hale"]),
    ],
)
def test_a_letter_to_all_may_name_two_addressees_on_one_line(line: str, addressees: list[str]) -> None:
    people = understood(f"{line}\n\nDear local partnership\n\nChildren wait.").profile.people
    assert [(one.role, one.name) for one in people] == [("addressee", name) for name in addressees]


def test_roles_are_data() -> None:
    assert role_labels()["cabinet member"] == "portfolio_holder"


def test_all_whom_a_salutation_greets_are_addressed() -> None:
    text = """Ofsted

18 July 2019

Ms Annette Corrigan
Director of Children's Services, Bedford Borough Council

Patrick Lowndes, Accountable Officer

Dear Ms Corrigan and Mr Lowndes

Joint area SEND revisit in Bedford
"""
    found = [(one.role, one.name) for one in understood(text).profile.people if one.role in {"addressee", "director"}]
    assert sorted(found) == [
        ("addressee", "Annette Corrigan"),
        ("addressee", "Patrick Lowndes"),
        ("director", "Annette Corrigan"),
    ]


def test_a_salutation_to_a_place_greets_all() -> None:
    lines = "Jane Hale, Director, London Borough of Merton Justin Roper, Executive Lead\n\nSophie Linden, Deputy Mayor"
    people = understood(f"{lines}\n\nDear Merton, Local Safeguarding Partnership\n\nChildren wait.").profile.people
    assert [one.name for one in people if one.role == "addressee"] == ["Jane Hale", "Justin Roper", "Sophie Linden"]
