from __future__ import annotations

from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from fake_answerer import HOSTILE, LETTER, PAPER

from ofsted_qa.faces.web.passage_pages import passage_page
from ofsted_qa.values import Block, BlockKind, Document, Page


class _Marked(HTMLParser):
    """Collects the words within each `<mark>`, what these are called, and the tags used."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.identifiers: list[str | None] = []
        self._within = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._within = self._within or tag == "mark"
        if tag == "mark":
            self.identifiers += [value for name, value in attrs if name == "id"]
            self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._within:
            self.words[-1] += data


def _passage(document: Document, words: str) -> str:
    start = document.text.index(words)
    page = passage_page(document, start, start + len(words))
    assert page is not None
    return page


def test_markup_in_a_document_is_shown_as_text() -> None:
    page = _passage(LETTER, HOSTILE)
    assert HOSTILE in unescape(page)
    assert "<script>" not in page
    assert not {"img", "form"} & set(_Marked(page).tags)


def test_the_marked_words_are_the_slice_among_their_neighbours_and_in_the_document() -> None:
    words = "morale is good & rising."
    page = _passage(LETTER, words)
    marked = _Marked(page)
    assert marked.words == [words, words]
    assert marked.identifiers == ["cited", "in-document"]
    neighbours = unescape(page[page.index("<blockquote>") : page.index("</blockquote>")])
    assert neighbours.removeprefix("<blockquote>").startswith("Findings"), "the sentence before"
    assert neighbours.endswith("first point"), "the sentence after"
    assert "second point" not in neighbours


def test_a_slice_over_several_blocks_is_marked_in_each_with_one_target() -> None:
    marked = _Marked(_passage(LETTER, "rising.\n\nfirst point\n\nsecond"))
    assert marked.words == ["rising.\n\nfirst point\n\nsecond", "rising.", "first point", "second"]
    assert marked.identifiers == ["cited", "in-document"]


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


def test_the_words_stand_with_their_full_reference_to_be_copied() -> None:
    page = unescape(_passage(LETTER, "Staff morale is good & rising."))
    reference = "Monitoring visit <of> Dudley. Ofsted monitoring visit letter, Dudley, 23 March 2017, page 1"
    assert f"“Staff morale is good & rising.” (Ofsted. {reference} (printed as page 3), paragraph 2.4.)" in page


def test_words_read_by_machine_are_to_be_checked() -> None:
    read = replace(LETTER, pages=(Page(1, None, 0, len(LETTER.text), machine_read=True),))
    assert "read by machine (OCR)" in _passage(read, "Staff morale")
    assert "read by machine" not in _passage(LETTER, "Staff morale")


def test_words_that_stand_in_no_block_and_no_sentence_can_be_marked() -> None:
    held = replace(LETTER, blocks=(Block(BlockKind.HEADING, 0, 8, None, 1),), sentences=())
    assert _Marked(_passage(held, "Staff morale")).words == ["Staff morale", "Staff morale"]


def test_a_document_without_paper_has_no_picture() -> None:
    assert "<svg" not in _passage(LETTER, "Staff morale")
