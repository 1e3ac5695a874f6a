from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from truth_fakes import LETTER, TRUTH, profiled

from ofsted_qa.evaluation.truth import Truth, load_truth
from ofsted_qa.evaluation.truth_comparing import compared
from ofsted_qa.understanding import NO_DATE_PRINTED
from ofsted_qa.values import Document, Grade, Voice, VoiceRole


@pytest.fixture
def truth(tmp_path: Path) -> Truth:
    path = tmp_path / "letters.toml"
    path.write_text(TRUTH, "utf-8")
    return load_truth(path)


def _wrong(document: Document, truth: Truth) -> list[str]:
    return [one.field for one in compared(document, truth.documents[0], truth.roles) if not one.exact]


def test_a_document_that_was_read_as_it_is_has_nothing_wrong(truth: Truth) -> None:
    fields = [one.field for one in compared(LETTER, truth.documents[0], truth.roles)]
    assert _wrong(LETTER, truth) == []
    assert "chair" not in fields  # a role of which the file says nothing
    assert {"authority", "reported", "grade_evidence", "sentence_page", "voice_council", "voice_not_ofsteds"} <= {
        *fields
    }


@pytest.mark.parametrize(
    ("document", "fields"),
    [
        (profiled(authority="Kingston upon Thames"), ["authority"]),
        (profiled(published=date(2018, 3, 3)), ["date"]),
        (profiled(visit_start=date(2018, 2, 1), visit_end=date(2018, 2, 1)), ["visit"]),
        (profiled(title="Dear Ms Example"), ["title"]),
        (profiled(warnings=("the printed date cannot be right",)), ["warnings"]),
        (profiled(warnings=(NO_DATE_PRINTED,)), []),
        (profiled(people=()), ["signatory"]),
        (profiled(judgements=()), ["reported"]),
    ],
)
def test_each_field_of_the_profile_is_compared(document: Document, fields: list[str], truth: Truth) -> None:
    assert _wrong(document, truth) == fields


def test_a_grade_has_its_printed_words_and_its_page(truth: Truth) -> None:
    (judgement,) = LETTER.profile.judgements
    assert _wrong(profiled(judgements=(replace(judgement, grade=Grade.GOOD),)), truth) == ["reported"]
    assert _wrong(profiled(judgements=(replace(judgement, printed_grade="poor"),)), truth) == ["grade_evidence"]
    moved = replace(judgement, span=LETTER.profile.people[0].span)
    assert _wrong(profiled(judgements=(moved,)), truth) == ["grade_evidence"]


def test_a_sentence_has_its_words_page_and_paragraph(truth: Truth) -> None:
    first, _ = LETTER.pages
    everything = (replace(first, end=len(LETTER.text)),)
    assert _wrong(replace(LETTER, pages=everything), truth) == ["sentence_page"]
    unnumbered = tuple(replace(block, number=None) for block in LETTER.blocks)
    assert _wrong(replace(LETTER, blocks=unnumbered), truth) == ["sentence_paragraph"]
    other = replace(LETTER, text=LETTER.text.replace("better", "bitter"))
    assert _wrong(other, truth) == ["sentence", "sentence_page", "sentence_paragraph"]


def test_a_councils_sentence_must_not_be_labelled_ofsteds(truth: Truth) -> None:
    first, second = LETTER.sentences
    named = replace(second, voice=Voice(VoiceRole.COUNCIL, None, "body"))
    assert _wrong(replace(LETTER, sentences=(first, named)), truth) == ["voice_council"]
    ofsteds = replace(second, voice=Voice(VoiceRole.OFSTED, None, "quotation", first_hand=False))
    assert _wrong(replace(LETTER, sentences=(first, ofsteds)), truth) == ["voice_council", "voice_not_ofsteds"]
    assert _wrong(replace(LETTER, sentences=(second,)), truth) == ["voice_sentences", "voice_ofsted"]
