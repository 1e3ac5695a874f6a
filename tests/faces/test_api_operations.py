from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from fake_library import LETTER, answered
from fake_queried import FakeQueried

from ofsted_qa.faces.api import OPERATIONS, performed
from ofsted_qa.faces.rendering import answer_object, document_object, json_line
from ofsted_qa.values import BadInputError, DocumentKind

BY_NAME = {operation.name: operation for operation in OPERATIONS}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "documents": {},
    "judgements": {"authority": "Dudley MBC"},
    "ask": {"question": "Who signed it?"},
    "passages": {"question": "morale", "limit": 1},
    "check-quote": {"quote": "Staff morale is good.", "said_by": "Ofsted"},
}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_result_has_the_shape_that_is_described(name: str) -> None:
    operation = BY_NAME[name]
    result = performed(operation, FakeQueried(), ARGUMENTS[name])
    entries = json.loads(json_line(result)) if operation.many else [json.loads(json_line(result))]
    assert entries
    for entry in entries:
        operation.shape.model_validate_json(json.dumps(entry), strict=True)


def test_the_json_is_that_of_the_commands() -> None:
    library = FakeQueried()
    assert performed(BY_NAME["ask"], library, ARGUMENTS["ask"]) == answer_object(answered())
    assert performed(BY_NAME["documents"], library, {}) == [document_object(one) for one in library.documents()]


def test_a_passage_says_who_speaks_in_each_of_its_sentences() -> None:
    found: Any = performed(BY_NAME["passages"], FakeQueried(), ARGUMENTS["passages"])
    (passage,) = found
    assert LETTER.text[passage["start"] : passage["end"]] == passage["text"]
    sentence = passage["sentences"][0]
    assert (sentence["text"], sentence["voice"], sentence["first_hand"]) == ("Staff morale is good.", "ofsted", True)
    assert len(passage["sentences"]) == 2, "the sentences before the passage are not its own"


def test_a_question_carries_its_history_and_filters() -> None:
    library = FakeQueried()
    given = {
        "question": "And who signed it?",
        "history": ["What was found?"],
        "authorities": ["Dudley Council"],
        "kinds": ["minutes"],
        "since": "2017-01-02",
        "until": None,
    }
    performed(BY_NAME["ask"], library, given)
    (asked,) = library.asked
    assert asked.history == ("What was found?",)
    assert asked.filters.authorities == ("Dudley",)
    assert asked.filters.kinds == (DocumentKind.MINUTES,)
    assert (asked.filters.since, asked.filters.until) == (date(2017, 1, 2), None)


@pytest.mark.parametrize(
    "given",
    [
        {},
        [],
        None,
        {"question": ""},
        {"question": " \n"},
        {"question": "x" * 2_001},
        {"question": 1},
        {"question": "x", "unknown": 1},
        {"question": "x", "history": ["y"] * 21},
        {"question": "x", "history": ["y" * 2_001]},
        {"question": "x", "kinds": ["letter"]},
        {"question": "x", "authorities": ["Atlantis"]},
        {"question": "x", "since": "20180627"},
        {"question": "x", "since": "1577836800"},
        {"question": "x", "since": "2018-02-30"},
        {"question": "x", "since": "2019-01-01", "until": "2018-01-01"},
        {"question": "lone \ud800"},
    ],
)
def test_what_cannot_be_used_is_one_line(given: Any) -> None:
    library = FakeQueried()
    with pytest.raises(BadInputError) as raised:
        performed(BY_NAME["ask"], library, given)
    assert "\n" not in str(raised.value)
    assert not library.asked


def test_a_refusal_does_not_repeat_the_question() -> None:
    with pytest.raises(BadInputError) as raised:
        performed(BY_NAME["ask"], FakeQueried(), {"question": "a child called Sam " * 200})
    assert "Sam" not in str(raised.value)


@pytest.mark.parametrize("name", ["ask", "passages", "check-quote", "judgements"])
def test_whoever_calls_is_told_to_quote_verbatim_with_the_reference(name: str) -> None:
    described = BY_NAME[name].description
    assert "verbatim" in described
    assert "reference" in described
