from __future__ import annotations

import pytest
from made_up import asked, entries

from ofsted_qa.answering.meetings import attended, resolved
from starter_papers import understood

MINUTES = """Dudley Council

Minutes of the Scrutiny Board

{}

Present:    Councillor Hale (Chair);
            Councillors Day and Hill

31/22     Apologies

          Apologies were received from Councillor Mills.

32/22     Fostering Recruitment

          Councillor Day suggested a discount. The Board agreed to write to Cabinet.

          Resolved:-

          (1) that the report be noted;
          (2) that Cabinet consider a discount.

33/22     Work Programme

          The item on youth justice was deferred to November, because the report was late.
          A review of short breaks was wanted.
"""
DOCUMENTS = [understood(MINUTES.format(f"12 September {year}"), f"{year}.txt") for year in (2021, 2022)]


def _read(question: str) -> list[str]:
    found = resolved(asked(question), entries(*DOCUMENTS)) or attended(asked(question), entries(*DOCUMENTS))
    assert {one.judged.candidate.document.source.name for one in found} <= {"2022.txt"}, "not the latest"
    return [one.judged.candidate.document.text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    "question",
    [
        "What did the Board resolve about fostering recruitment?",
        "What was agreed on fostering in Dudley?",
        "What was the decision on fostering recruitment?",
    ],
)
def test_what_was_resolved_stands_in_the_item_that_is_headed_by_the_matter(question: str) -> None:
    agreed, whole = _read(question)
    assert agreed == "The Board agreed to write to Cabinet."
    assert whole.startswith("Resolved:-")
    assert whole.endswith("consider a discount.")


def test_without_such_an_item_the_sentence_says_what_became_of_the_matter() -> None:
    assert _read("What did the committee decide on youth justice?") == [
        "The item on youth justice was deferred to November, because the report was late."
    ]
    assert _read("What did the board decide about short breaks?") == []
    assert _read("What did the board decide about parking?") == []
    assert _read("When did the board decide on youth justice?") == []
    assert _read("What did the board decide?") == []


def test_who_was_present_and_who_sent_apologies_stand_in_their_rows() -> None:
    for question in ("Who attended the meeting in Dudley?", "Which councillors were at the meeting?"):
        assert _read(question) == ["Present: Councillor Hale (Chair); Councillors Day and Hill"]
    assert _read("Who sent apologies?") == ["Apologies were received from Councillor Mills."]
    assert _read("Who was present at the inspection of fostering?") == []


def test_what_was_decided_is_neither_what_was_asked_nor_said_after_it_nor_another_voices() -> None:
    text = """Dudley Council

Minutes of the Scrutiny Board

Present: Councillor Hale

## Fostering

The Board agreed to write to Cabinet. The Board did not agree to close the home.

1. Councillor Day said that it would fail.

Resolved:

- That fees rise.
- "We lost all hope," said Jo Day, a carer.

## Other

Councillor Day asked when the adoption plans would be approved.
"""
    document = understood(text, "minutes.md")
    found = resolved(asked("What did the Board resolve about fostering?"), entries(document))
    assert [document.text[one.start : one.end] for one in found] == [
        "The Board agreed to write to Cabinet.",
        "The Board did not agree to close the home.",
        "Resolved:\n\nThat fees rise.",
    ]
    assert {one.judged.candidate.sentence.voice.name for one in found} == {None}
    assert resolved(asked("What did the Board resolve about adoption plans?"), entries(document)) == []
