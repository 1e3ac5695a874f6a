from __future__ import annotations

from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from fake_answerer import HOSTILE, LETTER, PAPER

from ofsted_qa.faces.web.pages import (
    catalogue_page,
    document_page,
    missing_page,
    passage_address,
    passage_page,
)
from ofsted_qa.values import Block, BlockKind, Document


class _Marked(HTMLParser):
    """Collects the words within `<mark>` and the tags used."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[str] = []
        self.identifiers: list[str | None] = []
        self._within = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.identifiers += [value for name, value in attrs if name == "id"]
        self._within = self._within or tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.words += data if self._within else ""


def _passage(document: Document, words: str) -> str:
    start = document.text.index(words)
    page = passage_page(document, start, start + len(words))
    assert page is not None
    return page


def test_the_catalogue_shows_dates_kinds_and_warnings_in_words() -> None:
    page = catalogue_page([LETTER, PAPER])
    assert "Ofsted monitoring visit letter · Dudley · 23 March 2017" in page
    assert "Council paper · Tameside · no date printed" in page
    assert "Warning: the printed date is earlier than the visit it reports" in page
    assert "Monitoring visit &lt;of&gt; Dudley" in page
    assert ">paper.txt<" in page, "a document without a title goes by its file name"


def test_a_document_shows_its_blocks_and_its_printed_numbers() -> None:
    page = document_page(LETTER)
    assert "<h2>Findings</h2>" in page
    assert '<p><span class="number">2.4</span> Staff morale is good &amp; rising.</p>' in page
    assert '<ul><li class="level1">first point</li><li class="level1">second point</li></ul>' in page
    assert '<span class="cell">Date:\t</span><span class="cell">23 January 2018</span>' in document_page(PAPER)
    assert "<mark" not in page


def test_a_document_that_holds_markup_shows_it_as_text() -> None:
    page = _passage(LETTER, HOSTILE)
    assert HOSTILE in unescape(page)
    assert not {"script", "img"} & set(_Marked(page).tags)


def test_the_marked_words_are_the_slice() -> None:
    words = "morale is good & rising."
    marked = _Marked(_passage(LETTER, words))
    assert marked.words == words
    assert marked.identifiers == ["cited"]


def test_a_slice_over_several_blocks_is_marked_in_each_with_one_target() -> None:
    marked = _Marked(_passage(LETTER, "rising.\n\nfirst point\n\nsecond"))
    assert marked.words == "rising.first pointsecond"
    assert marked.identifiers == ["cited"]


def test_the_top_says_who_speaks_and_where() -> None:
    page = _passage(LETTER, "Staff morale")
    assert "<dt>Speaking</dt><dd>Ofsted</dd>" in page
    assert "<dt>Under</dt><dd>Findings</dd>" in page
    assert "<dt>At</dt><dd>page 1 (printed as page 3), paragraph 2.4</dd>" in page
    assert "<dd>Ofsted, as quoted in a council paper</dd>" in _passage(PAPER, "some progress")


def test_there_is_no_page_for_offsets_outside_the_document() -> None:
    length = len(LETTER.text)
    blank = LETTER.text.index("\n\n")
    for start, end in ((5, 5), (9, 5), (0, length + 1), (-1, 5), (blank, blank + 2)):
        assert passage_page(LETTER, start, end) is None


def test_words_that_stand_in_no_block_are_shown_and_can_be_marked() -> None:
    held = replace(LETTER, blocks=(Block(BlockKind.HEADING, 0, 8, None, 1),))
    assert "Staff morale is good" in document_page(held)
    assert _Marked(_passage(held, "Staff morale")).words == "Staff morale"


def test_the_address_of_a_passage_leads_to_its_mark_and_names_no_other_path() -> None:
    assert passage_address("ab", 3, 9) == "/documents/ab/3-9#cited"
    assert passage_address("../x", 3, 9) == "/documents/..%2Fx/3-9#cited"
    assert 'href="/documents"' in missing_page()
