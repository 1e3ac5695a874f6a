from __future__ import annotations

from made_papers import checker

from ofsted_qa.quotes.grams import Grams, words_of


def test_what_comes_near_is_found_whole() -> None:
    near = checker().nearness.near("social workers rarely visit children often, and they know them well")
    assert near[0].place.document.source.name == "letter.txt"
    assert "Social workers visit children often, and they know them well" in near[0].place.document.slice(
        near[0].place.span
    )
    assert near[0].alignment.share > 0.8


def test_only_documents_that_are_admitted() -> None:
    nears = checker().nearness.near("social workers visit children", lambda one: one.source.name == "paper.txt")
    assert {one.place.document.source.name for one in nears} == {"paper.txt"}


def test_the_runs_of_a_quotation_cover_it() -> None:
    runs, covered = checker().nearness.runs("Caseloads are manageable and we are proud of our staff")
    assert [place.document.source.name for _, place in runs] == ["letter.txt", "paper.txt"]
    assert covered == 0.9


def test_runs_do_not_go_over_the_border_of_documents() -> None:
    corpus = checker().corpus
    grams = Grams(corpus)
    words = [word for word, _, _ in words_of("Her Majesty's Inspector Report to Cabinet")]
    assert grams.longest(grams.numbered(words), 0).end == 3


def test_a_quotation_that_shares_no_word_has_nothing_near() -> None:
    assert checker().nearness.near("zebra giraffe") == []
