from __future__ import annotations

import pytest
from made_papers import checker

from ofsted_qa.quotes.finding import located, said_by
from ofsted_qa.quotes.text import LONGEST_TEXT, check_text
from ofsted_qa.values import BadInputError, FindingKind, Verdict

TEXT = """Ofsted said that staff morale is “good, and turnover has fallen in most teams”.
Caseloads are
manageable.

Jo Hale, the council's director, said: "We have spent more.

"We will go on doing so."

The council's workers don't agree. 'Caseloads are manageable,' said Councillor Ann Example.
The service was judged by Ofsted to be failing every one of its children."""


def _found(text: str) -> list[tuple[str, str | None, str]]:
    return [(one.kind.value, one.said_by, text[one.start : one.end]) for one in located(text)]


def test_quotations_and_claims_are_found_with_who_says_them() -> None:
    assert _found(TEXT) == [
        ("quotation", "Ofsted", "good, and turnover has fallen in most teams"),
        ("quotation", "Jo Hale", "We have spent more."),
        ("quotation", "Jo Hale", "We will go on doing so."),
        ("quotation", "Ann Example", "Caseloads are manageable,"),
        ("claim", "Ofsted", "The service was judged by Ofsted to be failing every one of its children"),
    ]


def test_claims_need_a_few_words_and_no_marks() -> None:
    assert _found("Inspectors found that staff know the children well.") == [
        ("claim", "Inspectors", "staff know the children well")
    ]
    assert _found("Ofsted reported it.") == []
    assert _found('"Inspectors found that staff know the children well," he said.')[0][0] == "quotation"


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Ofsted told the council that …", "Ofsted"),
        ("“…”, said Jo Hale.", "Jo Hale"),
        ("According to the inspectors, …", "inspectors"),
        ("It is … in many ways.", None),
        ("The report says …", "The report"),
        ("Services were rated … by Ofsted.", "Ofsted"),
    ],
)
def test_who_says_something(sentence: str, who: str | None) -> None:
    found = said_by(sentence)
    assert (found or "").lower().removeprefix("the ") == (who or "").lower().removeprefix("the ")


def test_every_finding_has_its_verdict_and_its_place_in_the_text() -> None:
    findings = check_text(checker(), TEXT)
    assert [one.verdict.verdict for one in findings][:1] == [Verdict.VERBATIM]
    assert all(one.text == TEXT[one.start : one.end] for one in findings)
    assert findings[-1].kind is FindingKind.CLAIM
    assert findings[-1].verdict.verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize("text", ["", " \n", "…", "x" * (LONGEST_TEXT + 1)])
def test_a_text_without_words_or_end_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        check_text(checker(), text)


def test_a_long_or_hostile_text_gets_an_answer() -> None:
    assert check_text(checker(), "'\"“" * 5_000 + " word") is not None
    (finding,) = check_text(checker(), f'"{"a " * 15_000}"')
    assert finding.verdict.verdict is Verdict.ERROR
