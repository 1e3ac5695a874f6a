from __future__ import annotations

import pytest
from made_papers import check, checker

from ofsted_qa.values import BadInputError, Verdict


@pytest.mark.parametrize(
    "quote",
    [
        "Staff morale is good, and turnover has fallen in most teams.",
        "“staff morale is good”",
        "turnover has fallen in most teams",
        "Staff  morale\n is\u00a0good\u200b",
        "Care plans do not al-\nways set out what must change",
        "…turnover has fallen in most teams…",
        "Social workers visit children often … Some children wait for too long.",
        "[s]ocial workers visit children often, and they [the social workers] know them well",
        "Social workers visit children often, and [social workers] know them well".replace("[social", "[the social"),
        "audits are regular\n- visits are timely",
    ],
)
def test_honest_quotations_are_verbatim(quote: str) -> None:
    verdict = check(quote)
    assert verdict.verdict is Verdict.VERBATIM, verdict.reason
    assert verdict.matches[0].document == "letter.txt"
    assert verdict.matches[0].voice.first_hand


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("Care plans always set out what must change", "a negation was dropped: “not”"),
        ("managers in 13 of 15 cases saw the plan", "a number was changed: “12” became “13”"),
        ("turnover has fallen in teams across the borough, and caseloads are manageable", "was dropped: “most”"),
        (
            "Staff morale is inadequate, and turnover has fallen",
            "a word of grading was changed: “good” became “inadequate”",
        ),
        ("Care plans do … set out what must change", "leaves out words that change the meaning: “not”"),
        ("Social workers visit children [never], and they know them well", "The brackets"),
        ("Staff morale is good and turnover has fallen", "capitals or punctuation differ"),
        ("Supervision is [excellent]", "The brackets"),
        ("Staff morale is good … managers in 12 of 15 cases saw", "The ellipsis joins words"),
    ],
)
def test_a_changed_quotation_says_what_was_changed(quote: str, said: str) -> None:
    verdict = check(quote)
    assert verdict.verdict is not Verdict.VERBATIM
    assert said in verdict.reason


@pytest.mark.parametrize(
    "quote",
    [
        "Staff morale is … poor",
        "Caseloads are manageable … Some children wait for too long",
        "Caseloads are manageable. Some children wait for too long.",
        "Staff morale is poor",
        "We have spent more than ever before … Staff morale is good",
    ],
)
def test_words_of_several_places_are_stitched(quote: str) -> None:
    verdict = check(quote)
    assert verdict.verdict in (Verdict.STITCHED, Verdict.ALTERED), verdict.reason
    if "morale is poor" not in quote:
        assert verdict.verdict is Verdict.STITCHED


@pytest.mark.parametrize(
    ("quote", "said_by", "expected"),
    [
        ("Caseloads are manageable", "Ofsted", Verdict.VERBATIM),
        ("Caseloads are manageable", "HMI", Verdict.VERBATIM),
        ("Caseloads are manageable", "Her Majesty's Inspector", Verdict.VERBATIM),
        ("Caseloads are manageable", "Jenny Turnross", Verdict.VERBATIM),
        ("Caseloads are manageable", "the council", Verdict.WRONG_VOICE),
        ("Caseloads are manageable", "Jo Hale", Verdict.WRONG_VOICE),
        ("Caseloads are manageable", "the Moon", Verdict.WRONG_VOICE),
        ("We are proud of our staff", "the council", Verdict.VERBATIM),
        ("We are proud of our staff", "Dudley Council", Verdict.VERBATIM),
        ("We are proud of our staff", "Medway Council", Verdict.WRONG_VOICE),
        ("We are proud of our staff", "Ofsted", Verdict.WRONG_VOICE),
        ("We are proud of our staff", "Director of Children's Services", Verdict.VERBATIM),
        ("We have spent more than ever before on our teams", "Ms Hale", Verdict.VERBATIM),
        ("We have spent more than ever before on our teams", "the council's director for people", Verdict.VERBATIM),
        ("We have spent more than ever before on our teams", "the newspaper", Verdict.WRONG_VOICE),
        ("Council bosses say that children are safe", "the Express & Star", Verdict.VERBATIM),
        ("wait for help from all the agencies", "Ofsted", Verdict.WRONG_VOICE),
        ("wait for help from all the agencies", "the joint inspectorates", Verdict.VERBATIM),
        ("wait for help from all the agencies", "the inspectors", Verdict.VERBATIM),
        ("I would trust her with my life", "Ofsted", Verdict.WRONG_VOICE),
        ("I would trust her with my life", "young people", Verdict.VERBATIM),
        ("inadequate", "Ofsted", Verdict.VERBATIM),
    ],
)
def test_words_belong_to_whoever_says_them(quote: str, said_by: str, expected: Verdict) -> None:
    assert check(quote, said_by).verdict is expected


def test_words_between_marks_are_the_inspectors_at_second_hand_and_the_rest_is_not() -> None:
    sentence = 'Ofsted said in its letter: "Staff morale is very good'
    assert check(sentence).verdict is Verdict.VERBATIM
    assert "more than one speaker" in check(sentence).reason
    assert check(sentence, "the council").verdict is Verdict.VERBATIM
    assert check(sentence, "Ofsted").verdict is Verdict.WRONG_VOICE
    assert check("Staff morale is very good", "the council").verdict is Verdict.WRONG_VOICE


@pytest.mark.parametrize("said_by", [None, "Ofsted"])
def test_the_inspectors_own_document_decides_over_a_paper_that_altered_it(said_by: str | None) -> None:
    verdict = check("Staff morale is very good, and turnover has fallen in most teams.", said_by)
    assert verdict.verdict is Verdict.ALTERED
    assert "“very” was added" in verdict.reason
    assert [(match.document, match.voice.first_hand) for match in verdict.matches] == [
        ("letter.txt", True),
        ("paper.txt", False),
    ]


def test_a_paper_that_altered_the_words_stands_beside_the_right_ones() -> None:
    verdict = check("Staff morale is good, and turnover has fallen in most teams.", "Ofsted")
    assert verdict.verdict is Verdict.VERBATIM
    assert [match.document for match in verdict.matches] == ["letter.txt", "paper.txt"]
    assert any(change.quote == "" and change.document == "very" for change in verdict.matches[1].diff)


def test_what_an_ellipsis_leaves_out_and_brackets_replace_is_shown() -> None:
    verdict = check("Social workers visit children often … Some children wait for too long.")
    assert "leaves out: “, and they know them well" in verdict.reason
    shown = [change.document for change in verdict.matches[0].diff if change.kind.value == "left_out"]
    assert len(shown) == 1
    assert "they know them well" in shown[0]
    replaced = check("Social workers visit children often, and [the staff] know them well")
    assert "Its brackets put “the staff” for “they”" in replaced.reason


def test_a_few_words_are_counted() -> None:
    verdict = check("good")
    assert verdict.verdict is Verdict.VERBATIM
    assert "So few words prove little: they stand in 2 places of 2 document(s)" in verdict.reason
    assert verdict.places == 2


@pytest.mark.parametrize("quote", ["manageab", "ood", "8.6m", "86m", "£8", "6m", "1"])
def test_parts_of_words_and_amounts_are_not_found(quote: str) -> None:
    assert check(quote).verdict is Verdict.NOT_FOUND


def test_what_nobody_wrote_is_not_found_and_the_nearest_is_no_match() -> None:
    verdict = check("The swimming pool was closed and staff turnover rose because of the weather")
    assert verdict.verdict is Verdict.NOT_FOUND
    assert verdict.matches == ()
    assert verdict.nearest is not None
    assert check("儿童服务").nearest is None


@pytest.mark.parametrize("quote", ["", "  \n", "…", "“”", "?!", "a" * 20_001, "Staff \u202emorale", "\u200b"])
def test_what_cannot_be_checked_is_refused_in_one_line(quote: str) -> None:
    with pytest.raises(BadInputError) as refused:
        check(quote)
    assert "\n" not in str(refused.value)


def test_markup_and_broken_characters_are_data() -> None:
    assert check("<b>Caseloads</b> are manageable<script>").verdict is not Verdict.VERBATIM
    assert check("Caseloads\ud800 are manageable").verdict is not Verdict.VERBATIM
    assert check("\x00Caseloads are\x07 manageable").verdict is Verdict.VERBATIM
    assert check("manageable " * 1_500).verdict is not Verdict.VERBATIM


def test_matches_are_slices_of_their_documents() -> None:
    for quote in ("Staff morale is good", "Supervision is excellent and poor", "Caseloads … Supervision is poor"):
        for match in check(quote).matches:
            held = next(one for one in checker().corpus.documents if one.id == match.document_id)
            assert match.text == held.text[match.start : match.end]
            assert match.text in match.context
