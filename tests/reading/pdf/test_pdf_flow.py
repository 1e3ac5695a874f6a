"""How pages make a document: furniture, footnotes, sentences over page ends, hyphens, files that are none."""

from __future__ import annotations

import pytest

from ofsted_qa.reading.pdf import PdfReader, glyphs
from ofsted_qa.values import Document, Source, UnreadableDocumentError
from typeset import BODY, BOLD, HEIGHT, Typist, block_with, shown

FULL = "Leaders know the strengths of their services well, and they have acted on what"
SMALL = ("Helvetica", 8.0)


def _paper(first: int = 1, pages: int = 3) -> Document:
    """Pages with a running header, a footer and page numbers, and one sentence over each page end."""
    typist = Typist()
    for number in range(first, first + pages):
        typist.at(72, HEIGHT - 40, "Borsetshire Council").at(72, 40, f"Report of {number} May").at(500, 40, str(number))
        typist.line("inspectors found." if number > first else "The report begins here.")
        typist.line(f"Paragraph of page {number} stands alone.", gap=10)
        typist.line(FULL, gap=10)
        typist.page()
    return typist.line("inspectors found.").read()


def test_headers_footers_and_page_numbers_are_kept_apart() -> None:
    document = _paper()
    assert "Borsetshire" not in document.text
    assert "May" not in document.text
    assert document.pages[0].furniture == ("Borsetshire Council", "Report of 1 May 1")
    assert [page.printed for page in document.pages] == ["1", "2", "3", None]


def test_a_footer_that_lies_higher_on_one_page_is_a_footer_too() -> None:
    typist = Typist()
    for number, y in ((1, 40), (2, 62), (3, 40)):
        typist.line(f"Paragraph of page {number} stands alone.").at(72, y, f"Borsetshire report, 4 May, page {number}")
        typist.page()
    document = typist.line("The end.").read()
    assert "Borsetshire" not in document.text
    assert [page.printed for page in document.pages][:3] == ["1", "2", "3"]


def test_the_printed_number_is_the_one_that_counts_on() -> None:
    assert [page.printed for page in _paper(first=57).pages][:3] == ["57", "58", "59"]


def test_the_number_on_the_second_page_alone_is_its_own() -> None:
    letter = Typist().line("Dear Ms Hale").page().line("I am copying this letter.").at(300, 40, "2").read()
    assert [page.printed for page in letter.pages] == [None, "2"]


def test_a_sentence_that_runs_over_a_page_end_is_one_sentence_on_two_pages() -> None:
    document = _paper()
    words = f"{FULL} inspectors found."
    block = block_with(document, words)
    assert document.slice(block) == words
    first, last = document.page_at(block.start), document.page_at(block.end - 1)
    assert first is not None
    assert last is not None
    assert (first.number, last.number) == (1, 2)


def test_a_numbered_paragraph_goes_on_after_a_page_end_even_at_a_full_stop() -> None:
    typist = Typist().line("2.1")
    typist.at(108, typist.y, f"{FULL} was")
    said = "said by the inspectors who came to see them in the spring of that very long, cold year."
    typist.line(said, x=108)
    typist.page().line("They went on to write it down.", x=108)
    assert shown(typist.read()) == [
        ("paragraph", "2.1", f"{FULL} was {said} They went on to write it down."),
    ]


def test_a_footnote_stands_before_the_sentence_that_its_page_ends_in() -> None:
    typist = Typist().line("The report begins here.").line(FULL, gap=10)
    typist.at(72, 120, "1", ("Helvetica", 5.0)).at(78, 117, "A note in small type at the foot of the page.", SMALL)
    document = typist.page().line("inspectors found.").line(FULL + " inspectors found.", gap=10).read()
    assert shown(document)[1:3] == [
        ("footnote", "1", "A note in small type at the foot of the page."),
        ("paragraph", None, f"{FULL} inspectors found."),
    ]
    page = document.page_at(document.blocks[1].start)
    assert page is not None
    assert page.number == 1


def test_a_table_of_contents_is_no_part_of_what_is_said() -> None:
    typist = Typist().line("Contents", font=BOLD)
    for name, page in (("Executive summary", "1"), ("The experiences of children", "9")):
        typist.line(name, gap=6).at(480, typist.y, page)
    document = typist.page().line("Executive summary", font=BOLD).line("All is well.", gap=8).read()
    assert [kind for kind, _, _ in shown(document)] == ["furniture"] * 3 + ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("They do well-", "planned work; planned work and well-planned days."), "They do well-planned work"),
        (("An inspec-", "tion is coming. The inspection was in May."), "An inspection is coming."),
        (("For pre-", "school children all is well today."), "For pre-school children"),
        (
            ("It is not so very far to go from Newcastle-", "Upon it all."),
            "It is not so very far to go from Newcastle-Upon it",
        ),
    ],
)
def test_hyphens_at_line_ends_are_decided_by_how_the_document_writes_the_word(
    lines: tuple[str, str], whole: str
) -> None:
    assert Typist().line(lines[0]).line(lines[1]).read().text.startswith(whole)


def _read(data: bytes) -> Document:
    return PdfReader().read(data, Source("a.pdf", "a.pdf", "."))


def test_files_that_cannot_be_read_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Typist().line("Words.").data()
    for data in (b"", b"%PDF-1.7", b"no pdf", whole[: len(whole) // 3]):
        with pytest.raises(UnreadableDocumentError, match="not a whole PDF"):
            _read(data)
    with pytest.raises(UnreadableDocumentError, match="no page of it holds text"):
        _read(Typist().page().data())
    with pytest.raises(UnreadableDocumentError, match="password"):
        _read(Typist(encrypt="secret").line("Words.").data())
    monkeypatch.setattr(glyphs, "MOST_CHARACTERS", 3)
    with pytest.raises(UnreadableDocumentError, match="6 characters"):
        _read(whole)
    monkeypatch.setattr(glyphs, "MOST_PAGES", 1)
    with pytest.raises(UnreadableDocumentError, match="2 pages"):
        _read(Typist().line("One.").page().line("Two.").data())


def test_the_lines_of_a_front_sheet_stay_apart_however_long_they_are() -> None:
    long = "Cabinet Member: Councillor Lionel Castor, Cabinet Member for Children’s Services, Schools"
    paper = Typist().lines(["Report of: Jo Hale, Executive Director, Children and Young People’s Services", long, "x"])
    paper.lines(["The plan is late. This is why:", "staff: there are too few of them and they have too much to do"])
    assert [text for _, _, text in shown(paper.read())][:2] == [
        "Report of: Jo Hale, Executive Director, Children and Young People’s Services",
        f"{long} x",
    ]


def test_lines_of_an_address_stay_apart() -> None:
    typist = Typist().line(FULL)
    typist.line("County Hall", gap=10, font=BODY).line("West Street").line("Chichester")
    assert [words for _, _, words in shown(typist.read())][1:] == ["County Hall", "West Street", "Chichester"]


def test_a_name_in_bold_below_a_valediction_is_no_heading() -> None:
    letter = Typist().line("Findings", font=BOLD).line("Visits are on time.", gap=12).line("Yours sincerely", gap=12)
    kinds = dict.fromkeys(shown(letter.line("Ann Hill", gap=30, font=BOLD).read()))
    assert ("paragraph", None, "Ann Hill") in kinds
    assert ("heading", None, "Findings") in kinds
