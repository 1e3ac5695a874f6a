from __future__ import annotations

from made_papers import checker

from ofsted_qa.values import Span


def test_words_are_found_with_the_way_back_to_their_offsets() -> None:
    corpus = checker().corpus
    (place,) = corpus.find("caseloads are manageable")
    assert place.document.source.name == "letter.txt"
    assert place.document.slice(place.span) == "Caseloads are manageable"
    assert corpus.text[place.start : place.end] == "Caseloads are manageable"


def test_only_whole_words_and_amounts_are_found() -> None:
    corpus = checker().corpus
    assert not list(corpus.find("aseloads"))
    assert not list(corpus.find("8.6m"))
    assert len(list(corpus.find("£8.6m"))) == 1
    assert not list(corpus.find("1"))


def test_nothing_is_found_over_the_border_of_two_documents() -> None:
    corpus = checker().corpus
    ends = [document.text.split()[-1] for document in corpus.documents]
    starts = [document.text.split()[0] for document in corpus.documents]
    assert not list(corpus.find(f"{ends[0]} {starts[1]}"))


def test_printed_numbers_and_marks_that_open_again_are_left_out() -> None:
    corpus = checker().corpus
    assert list(corpus.find("in most teams.' Inspectors found that social workers"))
    assert list(corpus.find("on our teams. We will go on doing so"))


def test_a_region_of_a_document_has_its_folded_offsets() -> None:
    corpus = checker().corpus
    (place,) = corpus.find("Supervision is poor")
    block = next(one for one in place.document.blocks if one.start <= place.span.start < one.end)
    start, end = corpus.folded_region(place, Span(block.start, block.end))
    assert corpus.text[start:end].startswith("Staff morale is good")
    assert corpus.text[start:end].endswith("Supervision is poor.")
