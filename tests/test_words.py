from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from ofsted_qa.words import folded, stem, stems, tokens


def test_words_numbers_and_amounts_are_tokens() -> None:
    found = [word for word, _, _ in tokens("The 2017/18 outturn: £8.6m, 27th, 12.5% and para. 2.4")]
    assert found == ["the", "2017/18", "outturn", "£8.6m", "27th", "12.5%", "and", "para", "2.4"]


def test_typographic_apostrophes_are_plain_ones() -> None:
    assert [word for word, _, _ in tokens("Children’s children's")] == ["children's", "children's"]
    assert stem("council's") == stem("council")


def test_a_word_after_a_number_stays_whole() -> None:
    assert [word for word, _, _ in tokens("13weeks")] == ["13", "weeks"]


@given(st.text())
def test_offsets_hold_the_words(text: str) -> None:
    assert len(folded(text)) == len(text)
    for word, start, end in tokens(text):
        assert folded(text[start:end]) == word


def test_a_letter_that_is_longer_in_lower_case_leaves_the_rest_lower() -> None:
    assert folded("İstanbul CASELOADS") == "İstanbul caseloads"


def test_stop_words_are_left_out_and_forms_meet() -> None:
    assert stems("What did the inspectors find?") == stems("inspector find")


def test_threads_stem_alike() -> None:
    words = [f"assessing{number % 7}s" for number in range(2000)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(stem, words)) == [stem(word) for word in words]
