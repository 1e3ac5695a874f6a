from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from made_up import asked, council_paper, generation, letter

from fakes import HashEmbedder, WordReader
from ofsted_qa.answering.searching import Searcher
from ofsted_qa.values import DocumentKind, Filters

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stack  # passages are found through Chroma


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder: Path = tmp_path_factory.mktemp("searching")
    return Searcher(generation(folder, letter(), council_paper()), HashEmbedder(), WordReader(), top_passages=8)


def test_the_sentence_that_holds_the_words_asked_for_is_ranked_first(searcher: Searcher) -> None:
    found = searcher.find(asked("What is said of caseloads in Dudley?"), Filters(authorities=("Dudley",)))
    assert found.ranked[0].candidate.text == "Caseloads have fallen."
    assert found.ranked == sorted(found.ranked, key=lambda one: -one.score)


def test_nothing_outside_the_filters_is_read(searcher: Searcher) -> None:
    found = searcher.find(asked("What is said of caseloads?"), Filters(authorities=("Medway",)))
    assert {one.candidate.document.source.name for one in found.ranked} == {"paper.txt"}
    nothing = searcher.find(asked("What is said of caseloads?"), Filters(authorities=("Leeds",)))
    assert (nothing.ranked, nothing.chosen, nothing.retrieved) == ([], [], [])


def test_how_much_is_searched_is_counted(searcher: Searcher) -> None:
    everything = searcher.searched(Filters())
    letters = searcher.searched(Filters(kinds=(DocumentKind.MONITORING_VISIT_LETTER,)))
    assert (everything.documents, letters.documents) == (2, 1)
    assert 0 < letters.passages < everything.passages


def test_who_may_be_any_group_that_the_reader_finds(searcher: Searcher) -> None:
    (by_reader,) = [
        one
        for one in searcher.find(asked("Who has lower caseloads in Dudley?"), Filters(authorities=("Dudley",))).ranked
        if one.candidate.text == "Caseloads have fallen."
    ]
    assert by_reader.features.fits == 0.5


def test_whoever_holds_a_role_comes_before_anybody_of_whom_the_reader_is_sure(searcher: Searcher) -> None:
    found = searcher.find(asked("Who signed the letter to Dudley?"), Filters(authorities=("Dudley",)))
    best = found.ranked[0]
    assert best.features.role == best.features.fits == 1.0
    document = best.candidate.document
    assert "Ann Hill" in document.text[found.chosen[0].start : found.chosen[0].end]
    assert "Ms Brown" not in document.text[found.chosen[0].start : found.chosen[0].end]
