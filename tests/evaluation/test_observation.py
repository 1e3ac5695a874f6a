from dataclasses import replace

from evaluation_fakes import (
    MONEY,
    MORALE,
    SIGNATURE,
    VISIT,
    answer,
    case,
    citation,
    observe,
    refusal,
    unanswerable,
)

from ofsted_qa.evaluation.suite import Case
from ofsted_qa.values import Answer, NoteKind, Status, VoiceRole


def faults(asked: Case, given: Answer) -> list[str]:
    return list(observe(asked, given).faults())


def test_a_right_answer_and_a_right_refusal_have_no_faults() -> None:
    assert faults(case(voice="ofsted"), answer(SIGNATURE)) == []
    assert faults(unanswerable(wrong=["good"]), refusal("Staff morale is good, but no grade.")) == []


def test_every_fault_is_named_in_plain_words() -> None:
    asked = case(facts=[["Jane Doe", "J Doe"], ["Yours"]], wrong=["Jenny Turnross"], notes=["disagreement"])
    given = answer(SIGNATURE, status=Status.PARTIAL)
    assert faults(asked, given) == [
        "status partial, accepted: answered",
        "fact missing: Jane Doe / J Doe",
        "wrong: Jenny Turnross",
        "note missing: disagreement",
    ]
    assert faults(case(notes=["disagreement"]), answer(SIGNATURE, notes=[NoteKind.DISAGREEMENT])) == []


def test_a_refusal_states_no_fact_whatever_its_text_says() -> None:
    said = faults(case(), refusal("Jenny Turnross is nowhere."))
    assert said == ["status not_in_documents, accepted: answered", "fact missing: Jenny Turnross"]


def test_a_refusal_that_is_accepted_owes_no_facts() -> None:
    asked = case(kind="wrong_premise", status=["answered", "not_in_documents"])
    assert faults(asked, refusal()) == []
    assert faults(asked, answer(MORALE)) == ["fact missing: Jenny Turnross"]


def test_a_fact_must_stand_in_a_quotation() -> None:
    composed = answer(MORALE, text="Jenny Turnross [1]")
    assert faults(case(voice="ofsted"), composed) == ["fact not in a quotation: Jenny Turnross"]


def test_one_quotation_that_supports_a_fact_must_be_in_the_voice_asked_for() -> None:
    reported = answer(SIGNATURE, voice=VoiceRole.PRESS)
    assert faults(case(), reported) == []
    assert faults(case(voice="ofsted"), reported) == ["no quotation of ofsted supports a fact"]
    beside = replace(reported, citations=(*reported.citations, citation(2, MORALE)))
    assert faults(case(voice="ofsted"), beside) == ["no quotation of ofsted supports a fact"]
    both = replace(reported, citations=(*reported.citations, citation(2, VISIT)))
    assert faults(case(voice="ofsted"), both) == []


def test_a_citation_number_is_not_a_fact() -> None:
    assert faults(case(facts=[["1"]]), answer(MORALE)) == ["fact missing: 1"]


def test_a_citation_that_is_not_a_slice_is_a_fault() -> None:
    right = citation(1, SIGNATURE)
    wrong = {
        "altered": replace(right, quote="Yours faithfully\nJenny Turnross"),
        "of an unknown document": replace(right, document_id="0" * 64),
        "of an unknown passage": replace(right, passage_id="nowhere"),
        "outside its passage": replace(right, passage_id=VISIT.id),
        "empty": replace(right, quote="", end=right.start),
    }
    for what, made in wrong.items():
        given = replace(answer(SIGNATURE, MONEY), citations=(made, citation(2, MONEY)))
        assert observe(case(), given).invalid_citations == (made,), what
        assert "citation 1 is not a slice of its document and passage" in faults(case(), given), what
