from __future__ import annotations

import pytest

from ofsted_qa.rewording.governing import clauses, keeps_what_governs

CASES = [
    ("Managers do not challenge delay.", "Managers don't challenge delay", True),
    ("Managers do not challenge delay.", "Managers fail to challenge delay", True),
    ("Managers do not challenge delay.", "Managers challenge delay", False),
    ("Managers challenge delay.", "Managers do not challenge delay", False),
    ("Managers do not always challenge delay.", "Managers do not challenge delay", False),
    (
        "Managers do not challenge delay and do not see children.",
        "Managers do not challenge delay and see children",
        False,
    ),
    ("Most children are seen alone.", "The majority of children are seen alone", True),
    ("Most children are seen alone.", "Children are seen alone", False),
    ("Most children and few carers are seen.", "Few children and most carers are seen", False),
    ("Some staff left, but morale is good.", "Morale is good", True),
    ("The council plans to open a hub.", "The council intends to open a hub", True),
    ("The council plans to open a hub.", "The council will open a hub", False),
    ("The council may open a hub if funds allow.", "The council may open a hub", False),
    ("A hub may open.", "A hub opened in May", False),
    ("Partners told us that the hub works.", "The hub works", False),
    ("Partners told us that the hub works.", "Partners said that the hub works", True),
    ("Morale is good. Costs fell.", "Costs fell because morale is good", False),
    ("The report is for noting only.", "The report is for noting", False),
]


@pytest.mark.parametrize(("cited", "said", "kept"), CASES, ids=[said for _, said, _ in CASES])
def test_what_governs_is_kept(cited: str, said: str, *, kept: bool) -> None:
    assert keeps_what_governs(said, cited) is kept


def test_clauses_part_at_contrast() -> None:
    assert clauses("Staff are happy, but costs rose; nobody left") == [
        "Staff are happy",
        "but costs rose",
        " nobody left",
    ]
