from __future__ import annotations

import pytest
from made_papers import checker

from ofsted_qa.quotes.speakers import Known, speaker


@pytest.mark.parametrize(
    ("written", "roles"),
    [
        ("Ofsted", {"ofsted"}),
        ("OFSTED’s inspectors", {"ofsted"}),
        ("the inspectors", {"ofsted", "inspectorates"}),
        ("Ofsted said", {"ofsted"}),
        ("Ofsted, in its letter of 2017", {"ofsted"}),
        ("the CQC", {"inspectorates"}),
        ("Ofsted and the CQC", {"inspectorates"}),
        ("HMI Probation", {"inspectorates"}),
        ("the DfE adviser", {"dfe"}),
        ("The Council", {"council"}),
        ("Medway", {"council"}),
        ("Express & Star", {"press"}),
        ("a newspaper", {"press"}),
    ],
)
def test_voices_go_by_many_names(written: str, roles: set[str]) -> None:
    meant = speaker(checker().corpus, written)
    assert (meant.known, {role.value for role in meant.roles}) == (Known.ROLE, roles)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Martin Samuels", "martin samuels"),
        ("Cllr Ridney", "ridney"),
        ("Mr Samuels said", "samuels"),
        ("the council's strategic director for people", "strategic director for people"),
    ],
)
def test_people_and_offices_are_looked_for_by_name(written: str, name: str) -> None:
    meant = speaker(checker().corpus, written)
    assert (meant.known, meant.name) == (Known.NAMED, name)


def test_a_council_and_an_office_of_one_are_that_councils() -> None:
    assert speaker(checker().corpus, "Dudley Council").authority == "Dudley"
    assert speaker(checker().corpus, "Medway Council's director of services").authority == "Medway"


def test_nobody_is_guessed_at() -> None:
    assert speaker(checker().corpus, "xyz").known is Known.NOBODY
