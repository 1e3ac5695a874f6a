from __future__ import annotations

import json
from importlib.resources import files

import pytest

from ofsted_qa.understanding.authorities import main_authority, mentions, misspelt_mentions, with_capital

KNOWN = frozenset(["Bury", "Coventry", "Derby", "Dudley", "Leeds", "Medway", "Surrey", "Tameside"])


def _names(text: str) -> list[str]:
    return [one.name for one in mentions(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hull and Kingston upon Hull", ["Kingston upon Hull"] * 2),
        ("Kingston upon Thames, Kingston-upon-Thames", ["Kingston upon Thames"] * 2),
        ("Derby and Derbyshire", ["Derby", "Derbyshire"]),
        ("Lincolnshire, North Lincolnshire", ["Lincolnshire", "North Lincolnshire"]),
        ("North East Lincolnshire, North-East\nLincolnshire", ["North East Lincolnshire"] * 2),
        ("Somerset and North Somerset", ["Somerset", "North Somerset"]),
        ("Bath and North East Somerset", ["Bath and North East Somerset"]),
        ("Northamptonshire", ["Northamptonshire"]),
        ("West Northamptonshire", ["West Northamptonshire"]),
        ("St. Helens and St Helens", ["St Helens"] * 2),
        ("what happened in dudley and hull?", ["Dudley", "Kingston upon Hull"]),
        ("New York and York", ["York"]),
        ("TAMESIDE METROPOLITAN BOROUGH COUNCIL", ["Tameside"]),
        ("LBBD", ["Barking and Dagenham"]),
        ("lbbd", []),
        ("DMBC, TMBC and NCC", []),
        ("jo@dudley.gov.uk", []),
        ("Councillor Sutton of Sutton Council, and Ms Bury", ["Sutton"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("children's reading and writing", []),
        ("Reading the report, members were told", []),
        ("They agreed. Reading of the report followed", []),
        ("to bury it", []),
        ("Reading Borough Council", ["Reading"]),
        ("reading borough council", ["Reading"]),
        ("Kingston Hospital and Derby Road", []),
        ("Kingston's hospital", ["Kingston upon Thames"]),
        ("children in Reading and Bury", ["Reading", "Bury"]),
        ("Reading's services", ["Reading"]),
    ],
)
def test_names_that_are_english_words(text: str, names: list[str]) -> None:
    assert _names(text) == names


def _main(text: str) -> tuple[str, str]:
    """The main authority, and the words where it is first named."""
    found = main_authority(text)
    assert found
    return found.name, text[found.start : found.end]


def test_offsets_hold_the_name_as_written() -> None:
    text = "İ Dudley’s and North  Somerset"
    assert [text[one.start : one.end] for one in mentions(text)] == ["Dudley", "North  Somerset"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Medwey", ["Medway"]),
        ("what about Tamseide?", ["Tameside"]),
        ("Dudlley", ["Dudley"]),
        ("Derbyshire Burnley Bexley Luton Sutton", []),
        ("who leads the survey in the country midway", []),
        ("Dudley", []),
        ("bery", []),
    ],
)
def test_misspellings(text: str, names: list[str]) -> None:
    found = misspelt_mentions(text, KNOWN)
    assert [one.name for one in found] == names
    assert all(one.misspelt == text[one.start : one.end] for one in found)


def test_the_data_knows_a_usual_misspelling() -> None:
    assert _names("Dudely") == ["Dudley"]


def test_main_authority() -> None:
    opening = "Leeds City Council. " + " " * 1500
    assert _main(opening + "Bradford and Bradford") == ("Leeds", "Leeds City Council")
    assert _main("write to jo@medway.gov.uk") == ("Medway", "medway")
    assert main_authority("no council") is None


def test_every_authority_is_found_by_its_own_name_and_no_name_is_two_authorities() -> None:
    records = json.loads(files("ofsted_qa").joinpath("data/authorities.json").read_text("utf-8"))
    assert len({record["name"] for record in records}) == len(records) == 153
    for record in records:
        assert _names(f"the services of {record['name']} are") == [record["name"]]
    owners: dict[str, set[str]] = {}
    for record in records:
        for alias in [record["name"], *record["aliases"]]:
            owners.setdefault(alias.lower(), set()).add(record["name"])
    assert [alias for alias, several in owners.items() if len(several) > 1] == []


def test_a_provider_of_several_authorities_is_none_of_them() -> None:
    data = json.loads(files("ofsted_qa").joinpath("data/authorities_former.json").read_text("utf-8"))
    for provider in data["shared_providers"]:
        found = {one.name for one in mentions(f"Visit to {provider['name']} in May")}
        assert len(found & set(provider["authorities"])) != 1 or len(provider["authorities"]) == 1, provider["name"]


def test_an_abolished_authority_is_itself_and_what_bears_its_name_since_is_not() -> None:
    assert _names("Cumbria County Council and Northamptonshire County Council") == ["Cumbria", "Northamptonshire"]
    assert _names("What did inspectors find in Poole?") == ["Poole"]
    assert _names("how was northants rated") == ["Northamptonshire"]
    assert _names("North Northamptonshire, and Northamptonshire Children's Trust") == ["North Northamptonshire"]
    assert _names("Cumbria Constabulary and Bournemouth, Christchurch and Poole Council") == [
        "Bournemouth, Christchurch and Poole"
    ]
    assert _names("the former Dorset County Council") == ["Dorset"]
    assert _names("Northamptonshire Children’s Services and Cumbria’s Director of Children") == [
        "Northamptonshire",
        "Cumbria",
    ]
    assert _names("Sarah Poole said so") == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("bury complaints 2025", "Bury complaints 2025"),
        ("bury the report", "bury the report"),
        ("reading complaints", "reading complaints"),
        ("bury complaints of Ann", "bury complaints of Ann"),
        ("children bury", "children bury"),
        ("what does the police need to do in bury?", "what does the police need to do in Bury?"),
        ("who led the inspection of bury in 2018", "who led the inspection of Bury in 2018"),
        ("do they help families in bury their dead", "do they help families in bury their dead"),
        ("how do pupils do in bury?", "how do pupils do in bury?"),
        ("are children in care behind in reading in 2018", "are children in care behind in reading in 2018"),
    ],
)
def test_a_question_in_small_letters_may_open_with_a_name_that_is_a_word(text: str, read: str) -> None:
    assert with_capital(text, KNOWN) == read
