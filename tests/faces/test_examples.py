from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fake_library import LETTER, FakeLibrary, answered, refused

from ofsted_qa.faces.web.examples import example_questions

if TYPE_CHECKING:
    import pytest

SIGNED = "Who signed the Ofsted letter to Dudley?"


def test_only_questions_of_people_who_are_named() -> None:
    library = FakeLibrary(answered("Jenny Turnross"))
    questions = example_questions(library)
    assert questions[0] == SIGNED
    assert not any("contact" in question for question in questions)
    assert len(questions) == 2


def test_a_question_that_is_not_answered_is_not_shown() -> None:
    library = FakeLibrary(refused())
    assert example_questions(library) == []
    assert library.asked


def test_a_question_that_is_answered_with_another_name_is_not_shown() -> None:
    assert SIGNED not in example_questions(FakeLibrary(answered("Staff morale is good.")))


def test_one_question_of_a_sort(monkeypatch: pytest.MonkeyPatch) -> None:
    library = FakeLibrary()
    many = tuple(replace(LETTER, id=f"{number:064}") for number in range(30))
    monkeypatch.setattr(library, "documents", lambda: many)
    assert len(example_questions(library)) == len(library.asked) == 2


def test_a_large_index_does_not_hold_up_the_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    library = FakeLibrary(refused())
    many = tuple(replace(LETTER, id=f"{number:064}") for number in range(30))
    monkeypatch.setattr(library, "documents", lambda: many)
    assert example_questions(library) == []
    assert len(library.asked) == 6


def test_no_documents_no_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    library = FakeLibrary()
    monkeypatch.setattr(library, "documents", tuple)
    assert example_questions(library) == []
