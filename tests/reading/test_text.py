from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_qa.passages import passages
from ofsted_qa.reading.text import TextReader
from ofsted_qa.values import BlockKind, Document, Source, UnreadableDocumentError
from starter_papers import CORPUS, DUDLEY_LETTER, PAPERS, paper, read, sentence, understood

LINES = st.sampled_from(
    [
        "1. Background",
        "2.1 The board met. It agreed",
        "to go on",
        "- first item",
        "  - second item;",
        "Author: Jo Hale, Programme",
        "Manager",
        "Area\tGrade\tYear",
        "<b>Law:</b>\t<p>One. Two</p> <p>Three.</p>",
        '"Inspectors found much. More',
        'was said." Ofsted May 2018',
        "Dear Mr Hale",
        "Monitoring visit of Dudley on 3 May 2018",
        "Visit carried out by Jo Hale and Al Day, Inspectors.",
        "Yours sincerely",
        "\f",
        "",
        "",
        "£8.6m & <https://a.b/c> at St. Helens. E.g. this",
        "| a | b |",
    ]
)
TEXTS = st.one_of(st.lists(LINES, max_size=14).map("\n".join), st.text(max_size=200))


def _words(text: str) -> str:
    """The words alone: without tags, Markdown's marks, bullets, rules and points after numbers, space folded."""
    bare = re.sub(r"</?(?!https)[a-z][^>]*>", " ", text)
    bare = re.sub(r"^\s*(?:#+\s|[-*]\s+(?:✓\s)?|[.]{3,}$)", "", bare, flags=re.MULTILINE).replace("*", "")
    return re.sub(r"(?<=\d)\.(?=\s)", "", " ".join(bare.split()))


@pytest.mark.parametrize("name", PAPERS)
def test_no_word_of_a_paper_is_lost(name: str) -> None:
    source = (CORPUS / name).read_text("utf-8")
    assert _words(paper(name).text) == _words(source)


@given(TEXTS)
def test_every_position_lies_in_the_text(text: str) -> None:
    try:
        document = understood(text)
    except UnreadableDocumentError:
        return
    _check(document)


def _check(document: Document) -> None:
    length = len(document.text)
    ends = [(one.start, one.end) for one in document.blocks]
    assert all(0 <= start < end <= length for start, end in ends)
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
    for one in document.sentences:
        block = document.blocks[one.block]
        assert block.start <= one.start < one.end <= block.end
    profile = document.profile
    assert all(0 <= span.start < span.end <= length for span in profile.spans)
    assert all(person.name in document.slice(person.span) for person in profile.people)
    cut = passages(document)
    assert all(one.text == document.text[one.start : one.end] for one in cut)
    for one in document.sentences:
        held = [each for each in cut if each.start <= one.start and one.end <= each.end]
        heading = document.blocks[one.block].kind is BlockKind.HEADING
        assert len(held) == (0 if heading else 1)


@pytest.mark.parametrize("name", PAPERS)
def test_every_position_of_a_paper_lies_in_its_text(name: str) -> None:
    _check(paper(name))


@given(st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = TextReader().read(data, Source("a", "a", "."))
    except UnreadableDocumentError:
        return
    assert document.text


def test_a_file_of_rules_alone_holds_no_text() -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        read("-----\n\n.....\n")


def test_sentences_run_over_the_page_ends_of_the_letter() -> None:
    whole = sentence(paper(DUDLEY_LETTER), "beginning to reduce the number of children")
    assert whole.startswith("Staff morale is good")
    assert whole.endswith("would have received statutory services.")


def test_pages_follow_form_feeds() -> None:
    document = read("Title of it\n\nOne.\f\nTwo is a sentence that\f\nruns over. And ends.\n\nThree.")
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert document.pages[0].start == 0
    assert document.pages[-1].end == len(document.text)
    for words, number in (("One.", 1), ("Two is", 2), ("Three.", 3)):
        page = document.page_at(document.text.index(words))
        assert page is not None
        assert page.number == number


def test_without_form_feeds_there_are_no_pages() -> None:
    document = read("One.\n\nTwo.\n\f")
    assert document.pages == ()
    assert document.blocks[0].page is None


def test_the_id_is_that_of_the_bytes() -> None:
    assert read("One.").id != read("One. ").id
    assert read("One.").id == read("One.", "other.txt").id
