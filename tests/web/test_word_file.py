from __future__ import annotations

import io
from datetime import date

import docx
from fake_answerer import answered

from ofsted_qa.faces.web.conversation import Exchange
from ofsted_qa.faces.web.taking_away import file_lines
from ofsted_qa.faces.web.word_file import as_word


def _word(question: str) -> docx.document.Document:
    held = [Exchange(question, answer=answered())]
    return docx.Document(io.BytesIO(as_word(file_lines(held, date(2026, 11, 24), "http://here"))))


def test_the_file_opens_with_headings_quotations_and_links() -> None:
    document = _word("How is morale?")
    styled = [(one.style.name if one.style else "", one.text) for one in document.paragraphs]
    assert styled[0] == ("Title", "Questions and answers")
    assert ("Heading 1", "How is morale?") in styled
    assert ("Quote", "“Staff morale is good & rising.”") in styled
    links = [link.address for one in document.paragraphs for link in one.hyperlinks]
    cited = answered().citations[0]
    assert links[0] == f"http://here/documents/{cited.document_id}/{cited.start}-{cited.end}#cited"
    assert document.core_properties.language == "en-GB"


def test_characters_that_no_word_file_may_hold_do_not_cost_it() -> None:
    assert "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}" in [
        one.text for one in _word("a\x00b\ud800").paragraphs
    ]
