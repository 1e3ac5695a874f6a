from dataclasses import replace
from pathlib import Path

import pytest
from evaluation_fakes import (
    MONEY,
    MORALE,
    SIGNATURE,
    VISIT,
    answer,
    case,
    citation,
    failure,
    observe,
    refusal,
    unanswerable,
)

from ofsted_qa.evaluation.measures import MEASURES, Folded, fold, values_of
from ofsted_qa.evaluation.suite import Case
from ofsted_qa.values import Answer, NoteKind, Status, VoiceRole

OPEN = case(kind="wrong_premise", status=["answered", "not_in_documents"])
TWO_FACTS = case(facts=[["Jenny Turnross"], ["Jane Doe", "Pauline Higham"]])
TWO_SOURCES = case(
    sources=[
        {"document": "letter", "sentence": "Yours sincerely Jenny Turnross"},
        {"document": "letter", "sentence": "Staff morale is 'good'"},
    ]
)
BROKEN = replace(answer(SIGNATURE), citations=(replace(citation(1, SIGNATURE), quote="edited"),))
CLARIFY = answer(status=Status.NEEDS_CLARIFICATION, text="Which letter?")


@pytest.mark.parametrize(
    ("measure", "asked", "given", "expected"),
    [
        ("passed", case(), answer(SIGNATURE), 1),
        ("passed", case(), answer(MORALE), 0),
        ("passed", unanswerable(), refusal(), 1),
        ("passed", case(), failure(), 0),
        ("status_accuracy", case(), answer(SIGNATURE), 1),
        ("status_accuracy", case(), answer(SIGNATURE, status=Status.PARTIAL), 0),
        ("status_accuracy", case(), failure(), 0),
        ("fact_recall", TWO_FACTS, answer(VISIT), 1),
        ("fact_recall", TWO_FACTS, answer(SIGNATURE), 1 / 2),
        ("fact_recall", TWO_FACTS, answer(MORALE), 0),
        ("fact_recall", TWO_FACTS, refusal("Jenny Turnross"), 0),
        ("fact_recall", TWO_FACTS, failure(), 0),
        ("fact_recall", OPEN, refusal(), None),
        ("fact_recall", OPEN, failure(), 0),
        ("fact_recall", unanswerable(), answer(SIGNATURE), None),
        ("wrong_fact_rate", case(wrong=["good"]), answer(SIGNATURE, MORALE), 1),
        ("wrong_fact_rate", case(wrong=["good"]), answer(SIGNATURE), 0),
        ("wrong_fact_rate", unanswerable(wrong=["good"]), refusal("good"), 0),
        ("wrong_fact_rate", case(), answer(SIGNATURE), None),
        ("refusal_precision", unanswerable(), refusal(), 1),
        ("refusal_precision", unanswerable(), CLARIFY, 1),
        ("refusal_precision", case(), refusal(), 0),
        ("refusal_precision", case(), answer(SIGNATURE), None),
        ("refusal_precision", OPEN, refusal(), None),
        ("refusal_recall", unanswerable(), refusal(), 1),
        ("refusal_recall", unanswerable(), answer(MORALE), 0),
        ("refusal_recall", unanswerable(), failure(), 0),
        ("refusal_recall", OPEN, refusal(), None),
        ("answerable_refused", case(), refusal(), 1),
        ("answerable_refused", case(), answer(MORALE), 0),
        ("answerable_refused", OPEN, refusal(), None),
        ("citation_validity", case(), answer(SIGNATURE), 1),
        ("citation_validity", case(), BROKEN, 0),
        ("citation_validity", case(), failure(), 0),
        ("citation_validity", case(), refusal(), None),
        ("citation_support", TWO_FACTS, answer(SIGNATURE), 1),
        ("citation_support", TWO_FACTS, answer(SIGNATURE, text="Jenny Turnross, Jane Doe [1]"), 1 / 2),
        ("citation_support", case(voice="ofsted"), answer(SIGNATURE, voice=VoiceRole.PRESS), 0),
        ("citation_support", TWO_FACTS, refusal(), 0),
        ("citation_support", unanswerable(), refusal(), None),
        ("note_recall", case(notes=["disagreement"]), answer(SIGNATURE, notes=[NoteKind.DISAGREEMENT]), 1),
        (
            "note_recall",
            case(notes=["disagreement", "spelling"]),
            answer(SIGNATURE, notes=[NoteKind.SPELLING]),
            0.5,
        ),
        ("note_recall", case(notes=["disagreement"]), failure(), 0),
        ("note_recall", case(), answer(SIGNATURE), None),
        ("recall@5", TWO_SOURCES, answer(SIGNATURE, retrieved=[VISIT, MORALE]), 1 / 2),
        ("recall@5", TWO_SOURCES, answer(SIGNATURE, retrieved=[SIGNATURE, MORALE]), 1),
        ("recall@5", case(), answer(SIGNATURE, retrieved=[VISIT, MORALE, MONEY, VISIT, MONEY, SIGNATURE]), 0),
        (
            "recall@10",
            case(),
            answer(SIGNATURE, retrieved=[VISIT, MORALE, MONEY, VISIT, MONEY, SIGNATURE]),
            1,
        ),
        ("recall@10", case(), failure(), 0),
        ("recall@10", unanswerable(), refusal(), None),
        ("MRR", TWO_SOURCES, answer(SIGNATURE, retrieved=[VISIT, MONEY, SIGNATURE, MORALE]), 1 / 3),
        ("MRR", case(), answer(SIGNATURE, retrieved=[VISIT]), 0),
        ("MRR", case(), replace(answer(SIGNATURE), retrieved=("unknown", SIGNATURE.id)), 1 / 2),
        ("words", case(), answer(SIGNATURE), 4),
        ("words", case(), refusal(), None),
        ("seconds", case(), answer(SIGNATURE), 0.5),
    ],
)
def test_each_measure_on_hand_made_answers(measure: str, asked: Case, given: Answer, expected: float | None) -> None:
    assert values_of(observe(asked, given)).get(measure) == expected


def test_an_answer_that_gets_a_fact_wrong_scores_less() -> None:
    right, broken = answer(VISIT), answer(VISIT, text=VISIT.text.replace("Pauline", "Paul"))
    before, after = (values_of(observe(TWO_FACTS, given)) for given in (right, broken))
    assert before["fact_recall"] > after["fact_recall"]
    assert before["passed"] > after["passed"]


def test_folding_is_a_mean_over_the_questions_to_which_a_measure_applies() -> None:
    folded = fold([{"fact_recall": 1.0, "seconds": 1.0}, {"fact_recall": 0.0}, {"words": 3.0}])
    assert folded == {"fact_recall": Folded(0.5, 2), "words": Folded(3.0, 1), "seconds": Folded(1.0, 1)}


def test_a_measure_prints_as_its_name_and_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    undocumented = [str(measure) for measure in MEASURES if f"`{measure}`" not in page]
    assert undocumented == []
    assert "recall@5" in map(str, MEASURES)
