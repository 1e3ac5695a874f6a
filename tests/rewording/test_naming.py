from __future__ import annotations

import pytest

from evals.held_sentences import citation
from ofsted_qa.rewording.evidence import Unit
from ofsted_qa.rewording.naming import names_held

QUOTE = "Anna Reeve took over from Colin Bright as chair of the Gorton panel."


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("Anna Reeve chairs the Gorton panel", True),
        ("In Bury, Anna Reeve chairs the panel", True),
        ("Bury's panel is chaired by Ms Reeve", True),
        ("Anna Bright chairs the panel", False),
        ("Colin Bright took over from Anna Reeve", False),
        ("Diana Reeve chairs the panel", False),
        ("The Levenshulme panel is chaired by Anna Reeve", False),
        ("In Leeds, Anna Reeve chairs the panel", False),
        ("Staff like the panel", True),
        ("She took over as chair of the panel", False),
        ("It took over the chair", False),
    ],
)
def test_names_are_those_of_the_words_or_of_their_citation(said: str, *, held: bool) -> None:
    unit = Unit(citation(1, quote=QUOTE, voice="council", authority="Bury"), QUOTE)
    assert names_held(said, unit) is held
