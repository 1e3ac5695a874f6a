from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from fakes import HashEmbedder, WordReader
from starter_papers import understood
from training import papers
from training.encoding import LONGEST, batches, encoded
from training.examples import NO_ANSWER, NO_SPAN, Example, by_question, runs, sentences, window, windows
from training.inspections import Asked, asked_of, invented, on_documents, place_of
from training.mining import mistaken

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Ann came first. Bob came second, with Cy. Dee was last of all. Nobody else came."
LETTER = """Ofsted
Monitoring visit of {council} children's services
14 March 2017

Following my visit to {council} Council on 1 and 2 March 2017, I write to report the findings.

Staff morale is good. Caseloads have fallen to 14. Managers know the children well.

Assessments are late. Plans are thin. Visits are often missed by the workers.
"""


@pytest.mark.parametrize("most", [1, 2, 3, 99])
def test_a_window_holds_the_answer_and_whole_sentences(most: int) -> None:
    place = TEXT.index("Bob")
    for seed in range(10):
        start, end = window(TEXT, (place, place + 3), most, random.Random(seed))
        assert "Bob came second, with Cy." in TEXT[start:end]
        assert 1 <= len(sentences(TEXT[start:end])) <= most


def test_windows_follow_each_other_sentence_by_sentence() -> None:
    assert windows(TEXT, 3) == [TEXT[: TEXT.index(" Nobody")], TEXT[TEXT.index("Bob") :]]
    assert windows(TEXT, 9) == [TEXT]


def test_an_answer_is_told_by_its_tokens_within_the_passages_own_words() -> None:
    place = TEXT.index("Bob")
    (one,) = encoded([Example("Who was second?", "Ann and Bob", TEXT, place, place + 3)])
    assert one.answered
    assert one.start == one.end
    assert one.segments[one.start] == 2
    (none,) = encoded([Example("Who?", "", TEXT, NO_ANSWER, NO_ANSWER)])
    assert (none.start, none.end, none.answered) == (0, 0, False)
    (pair,) = encoded([Example("Who?", "", TEXT, NO_SPAN, NO_SPAN)])
    assert (pair.start, pair.answered) == (-100, True)


def test_an_answer_that_is_cut_off_leaves_its_example_out() -> None:
    long = "word " * LONGEST + "Bob."
    assert encoded([Example("Who?", "", long, long.index("Bob"), len(long) - 1)]) == []


def test_every_question_is_in_one_batch_with_all_its_windows() -> None:
    texts = [[TEXT[: 16 + (number + part) % 40] for part in range(number % 4)] for number in range(100)]
    made = [encoded([Example(f"Who is {n}?", "", text, -1, -1) for text in group]) for n, group in enumerate(texts)]
    order = batches(made, 16, seed=3)
    assert sorted(index for batch in order for index in batch) == [n for n in range(100) if n % 4]
    assert max(sum(len(made[index]) for index in batch) for batch in order) < 16 + 3
    assert order == batches(made, 16, seed=3) != batches(made, 16, seed=4)


def test_examples_of_one_question_come_together_and_once() -> None:
    one, other, third = (Example(question, "", TEXT, -1, -1) for question in ("Who?", "When?", "Who?"))
    wider = Example("Who?", "", TEXT + TEXT, -1, -1)
    assert by_question([one, other, third, wider]) == [[one, wider], [other]]


def test_a_text_of_several_lines_is_cut_as_passages_are() -> None:
    listed = "Inspectors asked for:\n- more visits\n- better plans. And soon\n- a chair\n"
    assert [listed[start:end] for start, end in sentences(listed)] == [
        "Inspectors asked for:",
        "- more visits",
        "- better plans.",
        "And soon",
        "- a chair",
    ]
    assert [listed[start:end] for start, end in runs(listed)] == [
        "Inspectors asked for:\n- more visits\n- better plans.",
        "- better plans. And soon\n- a chair",
    ]
    assert runs("") == []


def test_a_sentence_that_only_looks_like_the_answer_is_none_in_any_window(tmp_path: Path) -> None:
    kent, hull = (understood(LETTER.format(council=name), f"{name}.txt") for name in ("Kent", "Dudley"))
    row = {
        "file": "Kent.txt",
        "question": "How many children are adopted?",
        "sentence": "Plans are thin.",
        "answer": "",
    }
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(row), "utf-8")
    asked = asked_of(path, [kent, hull])
    (made,) = on_documents(asked, [kent, hull], random.Random(1), [()])
    assert made
    assert all("Plans are thin." in one.context and not one.answered for one in made)


def test_near_misses_never_hold_the_answer_under_its_own_label() -> None:
    kent, hull = (understood(LETTER.format(council=name), f"{name}.txt") for name in ("Kent", "Dudley"))
    place = kent.text.index("14. Managers")
    question = "What have caseloads in Kent fallen to in 2017?"
    (made,) = on_documents([Asked(question, kent, place, place + 2)], [kent, hull], random.Random(1), [()])
    answered = [one for one in made if one.answered]
    assert {one.context[one.start : one.end] for one in answered} == {"14"}
    wrong = [one for one in made if not one.answered]
    assert wrong
    for one in wrong:
        assert "fallen to 14" not in one.context or one.label != answered[0].label


def test_what_a_reader_takes_for_the_answer_is_a_near_miss() -> None:
    letter = LETTER.format(council="Kent") + "\nIn adoption assessments were late, too.\n"
    kent = understood(letter, "Kent.txt")
    place = kent.text.index("Assessments are late.")
    asked = Asked("Are assessments late?", kent, place, place + len("Assessments are late"))
    missed = Asked("Are plans late?", kent, place, place + len("Assessments are late."), answered=False)
    taken, none = mistaken([asked, missed], HashEmbedder(), WordReader())
    assert none == []
    assert taken
    assert all("Assessments are late" not in one.text for one in taken)
    made, _ = on_documents([asked, missed], [kent], random.Random(1), [taken[:1], none])
    wrong = {(one.question, one.context) for one in made if not one.answered}
    assert (asked.question, taken[0].text) in wrong


def test_invented_passages_are_held_to_their_words(tmp_path: Path) -> None:
    context = TEXT + " Eve was absent. Fay was the judge."
    row = {"label": "Kent", "context": context, "questions": [{"question": "Who was second?", "answer": "Bob"}]}
    row["questions"].append({"question": "When?", "answer": ""})  # type: ignore[attr-defined]
    path = tmp_path / "passages.jsonl"
    path.write_text(json.dumps(row) + "\n")
    for seed in range(10):
        first, second = invented(path, random.Random(seed))
        right = [one for one in first if one.answered]
        assert {one.context[one.start : one.end] for one in right} == {"Bob"}
        assert all("Bob" not in one.context for one in first if not one.answered)
        assert {len(first), len(second)} <= {3, 4}
        assert not any(one.answered for one in second)
    path.write_text(json.dumps(row).replace('"Bob"', '"Bert"') + "\n")
    with pytest.raises(ValueError, match="does not stand in its passage"):
        invented(path, random.Random(1))


def test_of_a_paper_every_answer_is_right_and_what_a_reader_takes_for_one_is_not(tmp_path: Path) -> None:
    sections = [
        {"heading": "Staff", "text": "Caseloads fell to 14. Morale is good. Agency staff were let go in May."},
        {"heading": "Summary", "text": "In short, caseloads are 14 now. Plans are thin. Visits are late."},
        {"heading": "Care", "text": "Caseloads in care are not known. Nobody counted them. A count is planned."},
    ]
    questions = [
        {"question": "What are caseloads in Kent?", "answers": ["14"]},
        {"question": "Who counted caseloads in care?", "answers": []},
    ]
    paper = {"council": "Kent", "kind": "council report", "date": "4 May 2021", "title": "Staff", "sections": sections}
    path = tmp_path / "papers.jsonl"
    path.write_text(json.dumps({**paper, "questions": questions}) + "\n")
    first, second = papers.examples(path, HashEmbedder(), WordReader())
    assert [one.context[one.start : one.end] for one in first if one.answered] == ["14", "14"]
    assert [one.context for one in first if not one.answered] == [sections[2]["text"]]
    assert first[0].label == "Kent, council report, 4 May 2021. Staff. Staff"
    assert second[0].context == sections[2]["text"]  # what looks most like an answer comes first
    assert not any(one.answered for one in second)
    assert place_of("14", "in 2014") is None
    questions[0]["answers"] = ["14", "15"]
    path.write_text(json.dumps({**paper, "questions": questions}) + "\n")
    with pytest.raises(ValueError, match="does not stand in"):
        papers.examples(path, HashEmbedder(), WordReader())
