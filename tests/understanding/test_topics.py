from __future__ import annotations

import pytest

from ofsted_qa.understanding.topics import amounts, topics


@pytest.mark.parametrize(
    ("headings", "rows", "found"),
    [
        (["8. Recommendation"], ["Cabinet is asked to note the report."], ["recommendations"]),
        (["Findings", "What needs to improve?"], ["Supervision."], ["needs_to_improve"]),
        (["What needs to improve in this area of social work practice?"], ["Supervision."], ["needs_to_improve"]),
        (["Recommendations of the task group"], ["That fees rise."], ["recommendations"]),
        (["3. Recommendation(s) / Proposed Decision"], ["That fees rise."], ["recommendations"]),
        (["Risk of harm", "Recommendations of the meeting"], ["It is high."], []),
        (["4.2 RISK MANAGEMENT"], ["Risk\tDescription"], ["risks"]),
        ([], ["Risk Management:\tA failure to challenge."], ["risks"]),
        (["Next steps"], ["The plan is due by 3 May."], ["next_steps"]),
        (["Finance"], ["It cost £8.6m."], ["money"]),
        (["Next steps"], ["It costs 3 million pounds."], ["next_steps", "money"]),
        (["Identifying risk and managing harm"], ["Risks are known: all of them."], []),
        (["Practice study: area for improvement"], ["A child waited."], []),
        ([], ["Risks", "Resolved to wait."], []),
    ],
)
def test_headings_labels_and_figures_say_what_a_run_is_about(
    headings: list[str], rows: list[str], found: list[str]
) -> None:
    assert [topic.value for topic in topics(headings, rows)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rose to £8.6m in 2019/20 and £11.6 million in 2020-21.", [("£8.6m", 2019), ("£11.6 million", 2020)]),
        ("In 2018/19 £1,250,000 was spent.", [("£1,250,000", 2018)]),
        ("£7m, £8k and 9 thousand pounds", [("£7m", None), ("£8k", None), ("9 thousand pounds", None)]),
        ("£500 in March 2019", [("£500", None)]),
        ("2,000 children, 3 pounds of apples", [("3 pounds", None)]),
        ("pounds", []),
    ],
)
def test_amounts_have_their_financial_year(text: str, found: list[tuple[str, int | None]]) -> None:
    read = [(text[one.start : one.end], one.financial_year and one.financial_year.year) for one in amounts(text)]
    assert read == found
