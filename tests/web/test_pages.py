from __future__ import annotations

from dataclasses import replace
from html import unescape

from fake_answerer import HOSTILE, LETTER, PAPER

from ofsted_qa.faces.web.pages import (
    document_page,
    missing_page,
    passage_address,
)
from ofsted_qa.values import Block, BlockKind


def test_a_document_shows_its_blocks_and_its_printed_numbers() -> None:
    page = document_page(LETTER)
    assert "<h2>Findings</h2>" in page
    assert '<p><span class="number">2.4</span> Staff morale is good &amp; rising.</p>' in page
    assert '<ul><li class="level1">first point</li><li class="level1">second point</li></ul>' in page
    assert '<span class="cell">Date:\t</span><span class="cell">23 January 2018</span>' in document_page(PAPER)
    assert "<mark" not in page


def test_a_document_that_holds_markup_shows_it_as_text() -> None:
    page = document_page(LETTER)
    assert HOSTILE in unescape(page)
    assert "<script>" not in page
    assert "<img" not in page


def test_words_that_stand_in_no_block_are_shown() -> None:
    held = replace(LETTER, blocks=(Block(BlockKind.HEADING, 0, 8, None, 1),))
    assert "Staff morale is good" in document_page(held)


def test_the_address_of_a_passage_leads_to_its_mark_and_names_no_other_path() -> None:
    assert passage_address("ab", 3, 9) == "/documents/ab/3-9#cited"
    assert passage_address("../x", 3, 9) == "/documents/..%2Fx/3-9#cited"
    assert 'href="/documents"' in missing_page()
