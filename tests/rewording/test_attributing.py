from __future__ import annotations

import pytest

from evals.held_sentences import citation
from ofsted_qa.rewording.attributing import attributed_rightly, tellers
from ofsted_qa.rewording.evidence import Unit
from ofsted_qa.values import VoiceRole

COUNCIL = frozenset({VoiceRole.COUNCIL})
INSPECTORS = frozenset({VoiceRole.OFSTED, VoiceRole.INSPECTORATES})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inspectors found that morale is good", [INSPECTORS]),
        ("According to the council, morale is good", [COUNCIL]),
        ("Dudley told inspectors that morale is good", [COUNCIL]),
        ("Morale was judged good by inspectors", [INSPECTORS]),
        ("The council was told that morale is good", []),
        ("The council has good morale", []),
    ],
)
def test_tellers_are_found(text: str, expected: list[frozenset[VoiceRole]]) -> None:
    assert tellers(text) == expected


@pytest.mark.parametrize(
    ("voice", "quote", "said", "right"),
    [
        ("ofsted", "Morale is good.", "Ofsted said that morale is good", True),
        ("council", "Morale is good.", "Ofsted said that morale is good", False),
        ("council", "Ofsted said that morale is good.", "Ofsted said that morale is good", True),
        ("council", "We told Ofsted that morale is good.", "Ofsted said that morale is good", False),
        ("inspectorates", "Morale is good.", "Ofsted said that morale is good", False),
        ("inspectorates", "Morale is good.", "Inspectors said that morale is good", True),
        ("ofsted", "Nurses said that doctors left.", "Doctors said that nurses left", False),
        ("council", "Morale is good.", "Ofsted is pleased that morale is good", False),
        ("person", "Morale is good.", "Jane Marsh said that morale is good", True),
        ("person", "Morale is good.", "Ann Field said that morale is good", False),
    ],
)
def test_words_are_given_to_whoever_said_them(voice: str, quote: str, said: str, *, right: bool) -> None:
    speaker = "Jane Marsh" if voice == "person" else None
    unit = Unit(citation(1, quote=quote, voice=voice, speaker=speaker), quote)
    assert attributed_rightly(said, unit) is right


def test_a_speaker_whom_the_answer_names_is_named() -> None:
    quote = "Morale is good."
    adviser = Unit(citation(1, quote=quote, voice="dfe", first_hand=False), quote, lead="DfE:")
    assert not attributed_rightly("Morale is good", adviser)
    assert attributed_rightly("The DfE adviser said that morale is good", adviser)
    samuels = Unit(citation(1, quote=quote, voice="person", speaker="Martin Samuels"), quote, lead="Martin Samuels:")
    assert not attributed_rightly("Morale is good", samuels)
    assert attributed_rightly("Mr Samuels said that morale is good", samuels)
