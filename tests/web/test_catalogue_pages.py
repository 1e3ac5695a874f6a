from __future__ import annotations

from fake_answerer import LETTER, PAPER

from ofsted_qa.faces.web.adding import Reading
from ofsted_qa.faces.web.catalogue_pages import catalogue_page, reading_page, removal_page
from ofsted_qa.ingesting import IngestReport, Remark


def test_the_catalogue_shows_dates_kinds_and_warnings_in_words() -> None:
    page = catalogue_page([LETTER, PAPER], may_change=False)
    assert "Ofsted monitoring visit letter · Dudley · 23 March 2017" in page
    assert "Council paper · Tameside · no date printed" in page
    assert "Warning: the printed date is earlier than the visit it reports" in page
    assert "Monitoring visit &lt;of&gt; Dudley" in page
    assert "2 documents to answer from" in page
    assert ">paper.txt<" in page, "a document without a title goes by its file name"


def test_only_whoever_may_change_the_documents_is_offered_to() -> None:
    for may_change in (True, False):
        page = catalogue_page([LETTER], may_change=may_change)
        assert ('type="file"' in page) is may_change
        assert (f'href="/documents/{LETTER.id}/removal"' in page) is may_change
    assert 'aria-label="Remove Monitoring visit &lt;of&gt; Dudley"' in catalogue_page([LETTER], may_change=True)


def test_without_documents_that_is_said() -> None:
    assert "There are no documents yet" in catalogue_page([], may_change=True)


def test_while_files_are_read_the_page_says_how_far_it_is() -> None:
    page = reading_page("k", Reading("embedding", 64, 1200))
    assert "Preparing the passages for the search: 64 of 1,200 done." in page
    assert "data-watched" in page
    assert 'href="/documents/adding/k"' in page, "without a script one looks again"


def test_the_report_names_every_file_and_what_became_of_it() -> None:
    failed, warned = (Remark("/x/<bad>.pdf", "it is locked"),), (Remark("/x/a.pdf", "no date is printed"),)
    report = IngestReport(("/x/a.pdf",), (), (), (), (), failed, warned)
    page = reading_page("k", Reading(report=report, refused=("b.exe: no reader for .exe.",)))
    assert "data-watched" not in page
    assert "<h2>Added: 1</h2><ul><li>a.pdf</li></ul>" in page
    assert "&lt;bad&gt;.pdf: it is locked" in page
    assert "a.pdf: no date is printed" in page
    assert "b.exe: no reader" in page


def test_removing_is_asked_about_first() -> None:
    page = removal_page(LETTER, "somebody else is writing")
    assert f'<form method="post" action="/documents/{LETTER.id}/removal">' in page
    assert "somebody else is writing" in page


def test_whoever_is_signed_in_finds_the_way_to_their_account() -> None:
    page = catalogue_page((), may_change=False, user="Ann <Hill>")
    assert 'Signed in as Ann &lt;Hill&gt;: <a href="/account">your account</a>' in page
    assert "/account" not in catalogue_page((), may_change=False)
