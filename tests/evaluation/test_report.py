from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path

from evaluation_fakes import DOCUMENT, MONEY, MORALE, SIGNATURE, SUITE, FakeAnswerer, answer, refusal
from rich.console import Console, RenderableType

from ofsted_qa.evaluation.report import to_markdown, to_table
from ofsted_qa.evaluation.run_comparison import compare
from ofsted_qa.evaluation.run_record import RunRecord, record_of
from ofsted_qa.evaluation.runner import run
from ofsted_qa.evaluation.suite import load_suite
from ofsted_qa.values import Answer, Document

RIGHT = {
    "Who signed?": answer(SIGNATURE),
    "And morale?": answer(MORALE),
    "Which grade?": refusal(),
    "How much?": answer(MONEY),
}
WRONG = {**RIGHT, "Who signed?": answer(MORALE), "How much?": answer(MORALE, text="[red]**<b>a|b** [1]")}


def record(folder: Path, answers: Mapping[str, Answer], text: str = SUITE, document: Document = DOCUMENT) -> RunRecord:
    path = folder / "letter.toml"
    path.write_text(text, encoding="utf-8")
    return record_of(run(load_suite(path), FakeAnswerer(answers, [document])))


def printed(renderable: RenderableType) -> str:
    page = StringIO()
    Console(file=page, width=200, no_color=True).print(renderable)
    return page.getvalue()


def test_the_table_shows_measures_floors_and_what_was_answered_to_failures(tmp_path: Path) -> None:
    text = printed(to_table(record(tmp_path, WRONG)))
    for expected in (
        "4 cases: 4 run, of which 2 passed and 0 ended in an error; 0 not run; 0 rejected.",
        "fact_recall",
        "0.000 of 2",
        "failed",
        "Who signed?",
        "fact missing: Jenny Turnross",
        "[red]**<b>a|b** [1]",
    ):
        assert expected in text
    assert "And morale?" not in text


def test_the_markdown_holds_the_failures_and_nothing_of_them_is_markup(tmp_path: Path) -> None:
    text = to_markdown(record(tmp_path, WRONG))
    assert "# The letter\n" in text
    assert "| fact\\_recall | 1.000 of 1 | 0.000 of 2 |" in text
    assert "### signatory" in text
    assert "### morale" not in text
    assert r"> answered: \[red\]\*\*\<b\>a\|b\*\* \[1\]" in text
    assert "letter.txt, ofsted: Staff morale is" in text


def test_the_markdown_tells_what_was_asked_before_a_follow_up(tmp_path: Path) -> None:
    text = to_markdown(record(tmp_path, {**RIGHT, "And morale?": refusal()}))
    assert "follow_up, tune. And morale?\n\nAfter: Who signed?\n" in text


def test_a_run_without_a_fault_has_no_section_on_faults(tmp_path: Path) -> None:
    right = record(tmp_path, RIGHT)
    assert "Answers with faults" not in to_markdown(right)
    assert "answered" not in printed(to_table(right))


def test_cases_that_were_left_out_are_named_with_the_reason(tmp_path: Path) -> None:
    rejected = to_markdown(record(tmp_path, RIGHT, SUITE.replace("The council spent", "They spent")))
    assert "rejected: money: source sentence is not in letter.txt" in rejected
    absent = record(tmp_path, RIGHT, document=replace(DOCUMENT, id="0" * 64))
    expected = "not run, as the index lacks letter.txt: signatory, morale, letter-grade, money"
    assert expected in to_markdown(absent)
    assert expected in printed(to_table(absent))
    assert "Documents in the index that the suite does not name: 1." in to_markdown(absent)
    assert "not measured" in printed(to_table(absent))


def test_a_comparison_is_told(tmp_path: Path) -> None:
    earlier, later = record(tmp_path, WRONG), record(tmp_path, RIGHT)
    told = compare(earlier, later)
    for text in (printed(to_table(later, told)), to_markdown(later, told).replace("\\", "")):
        assert "better: signatory, money" in text
        assert "worse: none" in text
        assert "report fact_recall: 0.000 → 1.000" in text
