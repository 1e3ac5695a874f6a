from __future__ import annotations

from dataclasses import replace
from html import unescape

from fake_answerer import HOSTILE, LETTER, PAPER, answered, cite, refused

from ofsted_qa.faces.web.messages import (
    answer_messages,
    documents_message,
    line_message,
    looking_message,
    plain,
    question_message,
    taken_message,
)
from ofsted_qa.values import Answer, Status


def answer_message(answer: Answer) -> str:
    """Both parts of an answer."""
    return "".join(answer_messages(answer))


def test_plain_text_has_nothing_that_markdown_or_html_could_find() -> None:
    text = f"{HOSTILE}\n\n# heading\n- www.example.com a_b_c `code` é\ud800"
    written = plain(text)
    assert all(c.isascii() and (c.isalnum() or c in " &#;") for c in written)
    assert unescape(plain(HOSTILE)) == HOSTILE


def test_an_answer_shows_each_quotation_once_with_its_speaker_and_link() -> None:
    answer = answered()
    message = answer_message(answer)
    shown = unescape(message)
    assert "\n" not in message, "a blank line would hand the rest to Markdown"
    assert shown.startswith('<p class="status">Answered: 2 quotations from 2 documents</p>')
    for citation in answer.citations:
        assert message.count(f"<blockquote>{plain(citation.quote)}</blockquote>") == 1
        assert f'href="/documents/{citation.document_id}/{citation.start}-{citation.end}#cited"' in message
    place = "page 1 (printed as page 3), paragraph 2.4"
    assert f">[1] Ofsted monitoring visit letter, Dudley, 23 March 2017, {place}</a>" in shown
    assert "<figcaption>Ofsted, as quoted in a council paper</figcaption>" in shown
    assert "“" not in shown.partition("<blockquote>")[0], "the quotation marks around a quotation go with it"


def test_a_note_leads_to_its_citations() -> None:
    shown = unescape(answer_message(answered()))
    note = shown[shown.index('<p class="note">') :]
    assert note.startswith(
        '<p class="note"><strong>The documents differ.</strong> Dated differently. <a href="/documents/aa'
    )
    assert note.index(">[1]</a>") < note.index(">[2]</a>")


def test_words_of_our_own_between_quotations_stay() -> None:
    cited = cite(1, LETTER, "Staff morale is good & rising.")
    text = f"On morale:\n“{cited.quote}” [1]\nOn grades the documents say nothing, see [1]."
    answer = replace(answered(), status=Status.PARTIAL, text=text, citations=(cited,), notes=())
    shown = unescape(answer_message(answer))
    assert "<p>On morale:</p><figure" in shown
    assert "<p>On grades the documents say nothing, see <a " in shown


def test_the_quotation_shown_is_the_documents_and_not_the_texts() -> None:
    cited = cite(1, LETTER, "Staff morale is good & rising.")
    answer = replace(answered(), text="“Staff morale is poor.” [1]", citations=(cited,), notes=())
    shown = unescape(answer_message(answer))
    assert "<blockquote>Staff morale is good & rising.</blockquote>" in shown
    assert "<blockquote>Staff morale is poor." not in shown


def test_a_refusal_says_what_was_searched_and_sets_the_nearest_apart() -> None:
    shown = unescape(answer_message(refused()))
    assert shown.startswith('<p class="status">Not in the documents</p><p>No grade is stated.</p>')
    answer, _, nearest = shown.partition('<section class="nearest">')
    assert "some progress" not in answer
    assert nearest.startswith("<p><strong>Not an answer.</strong>")
    assert "<blockquote>some progress</blockquote>" in nearest
    assert "Searched 2 documents (9 passages)." in nearest


def test_a_quotation_that_holds_markup_stays_text() -> None:
    cited = cite(1, LETTER, HOSTILE)
    message = answer_message(replace(answered(), text=f"“{HOSTILE}” [1]", citations=(cited,), notes=()))
    assert f"<blockquote>{plain(HOSTILE)}</blockquote>" in message
    assert "<script" not in message
    assert "javascript:" not in message


def test_the_documents_show_title_authority_date_and_warning() -> None:
    message = documents_message([LETTER, PAPER])
    assert "<of>" not in message
    shown = unescape(message)
    assert "Documents (2)" in shown
    assert f'<a href="/documents/{LETTER.id}" target="_blank" rel="noopener">Monitoring visit <of> Dudley</a>' in shown
    assert "Dudley, 23 March 2017" in shown
    assert "Tameside, no date printed" in shown
    assert "Warning: the printed date is earlier" in shown


def test_without_documents_only_whoever_may_add_some_is_shown_the_way() -> None:
    shown = unescape(documents_message([]))
    assert "There are no documents yet, so nothing can be answered" in shown
    assert ">Add documents</a>" in shown
    without = unescape(documents_message([], may_change=False))
    assert "An administrator can add some." in without
    assert "<a" not in without


def test_a_question_and_a_line_are_shown_as_typed() -> None:
    assert "<b>" not in question_message("<b>x</b>")
    assert "You asked: " in question_message("x"), "heard, where a bubble is not seen"
    assert unescape(line_message("a <b> c")) == '<p class="line">a <b> c</p>'


def test_the_short_part_comes_without_its_evidence() -> None:
    cited = cite(1, LETTER, "Staff morale is good & rising.")
    text = f"good [1]\n“{cited.quote}” [1]"
    short, evidence = answer_messages(replace(answered(), text=text, citations=(cited,), notes=()))
    assert "<p>good <a " in short
    assert "blockquote" not in short
    assert "<blockquote>" in evidence


def test_a_quotation_carries_its_full_reference_to_be_copied() -> None:
    shown = unescape(answer_message(answered()))
    assert (
        '<span class="copied">“Staff morale is good & rising.” (Ofsted. Monitoring visit <of> Dudley. Ofsted' in shown
    )
    assert 'Copy with its reference<span class="only-heard"> (quotation 1)</span></button>' in shown


def test_while_it_is_worked_on_the_number_of_documents_is_said() -> None:
    assert "Looking in 1 document …" in unescape(looking_message(1))
    assert "Looking in 1,200 documents …" in unescape(looking_message(1200))


def test_a_conversation_without_files_offers_none() -> None:
    assert taken_message({}) == ""
    assert '<a href="/c.docx" download>Word</a>' in unescape(taken_message({"Word": "/c.docx"}))
