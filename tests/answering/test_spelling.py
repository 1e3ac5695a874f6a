from __future__ import annotations

import pytest

from ofsted_qa.answering.spelling import Correction, correct
from ofsted_qa.words import stem

WORDS = ("caseloads", "morale", "hill", "retention", "workers")


def _read(question: str) -> list[Correction]:
    stems = {stem(word) for word in WORDS}
    return correct(question, WORDS, stems.__contains__)


@pytest.mark.parametrize(
    ("written", "read_as"), [("moral", "morale"), ("caselaods", "caseloads"), ("retntoin", "retention"), ("Hil", None)]
)
def test_a_slip_is_read_as_the_documents_word(written: str, read_as: str | None) -> None:
    expected = [Correction(written, read_as)] if read_as and stem(written) != stem(read_as) else []
    assert _read(f"what of {written}") == expected


def test_a_capital_is_kept() -> None:
    assert _read("Did Moraly fall?") == [Correction("Moraly", "Morale")]
    assert _read("Who is Hilk?") == [Correction("Hilk", "Hill")]


@pytest.mark.parametrize("question", ["the worker", "what about hilk", "is it normal", "about 12345678", "Что"])
def test_what_is_known_short_or_everyday_is_left(question: str) -> None:
    assert _read(question) == []


def test_the_first_letter_must_be_right() -> None:
    assert _read("borale") == []


def test_an_english_word_that_no_document_holds_is_no_slip() -> None:
    assert correct("when must they reply", ("rely", "replied"), {"reli"}.__contains__) == []
    assert correct("when must they replly", ("reply",), set().__contains__) == [Correction("replly", "reply")]
    assert correct("do the auditors say it is overspent", ("audits", "overspend"), set().__contains__) == []
    for slip in ("visitd", "servicess", "childrend"):
        assert correct(slip, ("visit", "placing", "services", "children"), set().__contains__), slip
