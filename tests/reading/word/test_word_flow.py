"""What of a Word file is read: the words that Word prints, once, in order, and as what."""

from __future__ import annotations

import pytest

from ofsted_qa.values import BlockKind, UnreadableDocumentError
from typeset import shown
from wordfile import cell, levels, listed, num, paragraph, read, run, styled, table

STYLES = """<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Council"><w:name w:val="Council"/><w:basedOn w:val="Heading1"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Comment"><w:name w:val="Comment"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Dark"><w:name w:val="Dark"/><w:tblStylePr w:type="firstRow"><w:tcPr>
<w:shd w:val="clear" w:fill="003366"/></w:tcPr></w:tblStylePr></w:style>"""
FILLED = '<w:shd w:val="clear" w:fill="{}"/>'
HIDDEN = "the document holds {} letters that cannot be seen; they were left out"
TRACKED = "the document holds tracked changes; it was read as if all of them were accepted"


def _text(body: str, **parts: str) -> str:
    return read(body, extra=None, **parts).text


def test_styles_and_outline_levels_make_headings() -> None:
    body = styled("Heading1", "Purpose of it.") + styled("Council", "Why") + styled("Sub", "How")
    body += paragraph("Whom", '<w:outlineLvl w:val="3"/>')
    body += paragraph("Text after all.", '<w:pStyle w:val="Sub"/><w:outlineLvl w:val="9"/>')
    document = read(body, styles=STYLES)
    assert [(block.kind.value, block.level) for block in document.blocks] == [
        ("heading", 1), ("heading", 2), ("heading", 3), ("heading", 4), ("paragraph", 0),
    ]  # fmt: skip
    assert document.heading_path(4) == ("Purpose of it.", "Why", "How", "Whom")


def test_a_whole_paragraph_in_the_style_of_a_heading_is_text() -> None:
    assert shown(read(styled("Council", "2.1 The board met in May and agreed the plan."), styles=STYLES)) == [
        ("paragraph", "2.1", "The board met in May and agreed the plan.")
    ]


@pytest.mark.parametrize("look", ["<w:b/>", '<w:u w:val="single"/>', '<w:sz w:val="32"/>'])
def test_a_short_line_set_apart_by_its_type_is_a_heading(look: str) -> None:
    body = paragraph(run("Financial implications", look)) + paragraph(
        run("It costs nothing at all this year.", '<w:sz w:val="24"/>')
    )
    assert [kind for kind, _, _ in shown(read(body))] == ["heading", "paragraph"]


def test_a_line_that_is_bold_in_part_is_none() -> None:
    body = paragraph(run("Note ", "<w:b/>") + run("the report")) + paragraph("It costs nothing.")
    body += paragraph(run("Costs", "<w:b/>"))
    assert [kind for kind, _, _ in shown(read(body))] == ["paragraph", "paragraph", "heading"]


def test_numbers_and_letters_that_were_typed_are_taken_as_numbers() -> None:
    body = paragraph(run("2.4") + "<w:r><w:tab/></w:r>" + run("The board met."))
    body += paragraph("(a) it agreed;") + paragraph("(iv) it left.") + paragraph("• and more")
    assert shown(read(body)) == [
        ("paragraph", "2.4", "The board met."),
        ("list_item", "a", "it agreed;"),
        ("list_item", "iv", "it left."),
        ("list_item", None, "and more"),
    ]


def test_a_front_sheet_is_read_in_rows() -> None:
    body = table(("Report to:", "Cabinet"), ("Date:", "3 May 2019"), ("Wards:", ""))
    body += paragraph(run("Author:", "<w:b/>") + "<w:r><w:tab/></w:r>" + run("Jo Hale", "<w:b/>"))
    body += paragraph(run("Contact: Al Day", "<w:b/>"))
    assert shown(read(body)) == [
        ("table_row", None, "Report to:\tCabinet"),
        ("table_row", None, "Date:\t3 May 2019"),
        ("table_row", None, "Wards:"),
        ("table_row", None, "Author:\tJo Hale"),
        ("table_row", None, "Contact: Al Day"),
    ]


def test_cells_keep_their_paragraphs_and_their_numbers() -> None:
    numbering = levels("%1.", "•", forms=("decimal", "bullet")) + num(1, 1)
    body = table(("Recommendations", paragraph("That:") + listed("it is noted") + listed("in full", 1)))
    assert shown(read(body, numbering=numbering)) == [
        ("table_row", None, "Recommendations\tThat:\n1. it is noted\nin full")
    ]


def test_merged_cells_are_read_once_and_covered_ones_not_at_all() -> None:
    first = cell("High", '<w:vMerge w:val="restart"/>')
    covered = cell("High", "<w:vMerge/>")
    wide = cell("Theme 1: Leaders", '<w:gridSpan w:val="2"/>')
    body = table((first, "Staff leave"), (covered, "Costs rise"), (wide,))
    assert [words for _, _, words in shown(read(body))] == ["High\tStaff leave", "Costs rise", "Theme 1: Leaders"]


def test_a_table_within_a_cell_is_part_of_its_row() -> None:
    inner = table(("Red", "3"), ("Green", "5")) + paragraph("")
    assert _text(table(("Actions", inner))) == "Actions\tRed 3\nGreen 5"


def test_a_frame_is_read_as_what_it_holds() -> None:
    inner = paragraph("The inspectors came in May.") + table(("Red", "3"), ("Green", "5"))
    assert [kind for kind, _, _ in shown(read(table((inner,))))] == ["paragraph", "table_row", "table_row"]


def test_a_row_of_a_number_and_a_text_is_that_paragraph() -> None:
    long = "The board met in May and agreed to look at the plan again before the summer."
    numbering = levels("%1.", "%1.%2") + num(1, 1)
    body = table(("1.1", long), (listed("", 1), long)) + table(("2", "Red"))
    assert [(kind, number) for kind, number, _ in shown(read(body, numbering=numbering))] == [
        ("paragraph", "1.1"), ("paragraph", "1.1"), ("table_row", None),
    ]  # fmt: skip


def test_notes_stand_at_the_end_of_their_section_and_of_the_document() -> None:
    def mark(kind: str, name: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'

    footnotes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    footnotes += f'<w:footnote w:id="7">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" Of May."))}</w:footnote>'
    endnotes = f'<w:endnote w:id="2">{paragraph("See the plan.")}</w:endnote>'
    body = styled("Heading1", "One") + paragraph(run("They came") + mark("footnote", 7) + run(".") + mark("endnote", 2))
    body += paragraph("They left.") + styled("Heading1", "Two") + paragraph("That is all.")
    document = read(body, styles=STYLES, footnotes=footnotes, endnotes=endnotes)
    assert shown(document) == [
        ("heading", None, "One"),
        ("paragraph", None, "They came."),
        ("paragraph", None, "They left."),
        ("footnote", "1", "Of May."),
        ("heading", None, "Two"),
        ("paragraph", None, "That is all."),
        ("footnote", "i", "See the plan."),
    ]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Boxed words.')}</w:txbxContent>"
    drawing = f"<w:drawing><wp:anchor><wps:txbx>{box}</wps:txbx></wp:anchor></w:drawing>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    body = paragraph(run("Before.") + f"<w:r>{both}</mc:AlternateContent></w:r>") + paragraph("After.")
    assert _text(body) == "Before.\n\nBoxed words.\n\nAfter."


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    inserted = f"<w:ins>{run('four ')}</w:ins>"
    deleted = '<w:del><w:r><w:delText xml:space="preserve">five </w:delText></w:r></w:del>'
    moved = f"<w:moveFrom>{run('in May ')}</w:moveFrom>"
    body = paragraph(
        run("They saw ") + deleted + inserted + moved + run("homes") + f"<w:moveTo>{run(' in May')}</w:moveTo>"
    )
    body += paragraph(run("The end "), "<w:rPr><w:del/></w:rPr>") + paragraph("was joined.")
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>Gone</w:t></w:r></w:p></w:tc></w:tr>"
    body += table(("Kept", "row")).replace("</w:tbl>", f"{gone}</w:tbl>")
    document = read(body)
    assert document.text == "They saw four homes in May\n\nThe end was joined.\n\nKept\trow"
    assert document.profile.warnings == (TRACKED,)


def test_a_format_that_was_changed_is_not_read_in_its_old_form() -> None:
    old = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    assert _text(paragraph(run("Words.", old))) == "Words."


def test_of_fields_the_results_are_read() -> None:
    def turn(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>REF a</w:instrText></w:r>"
    inner = turn("begin") + code + turn("separate") + run("nested") + turn("end")
    body = paragraph(run("See ") + turn("begin") + code + inner + turn("separate") + run("page 4") + turn("end"))
    body += paragraph(f'<w:fldSimple w:instr="DATE">{run("3 May 2019")}</w:fldSimple>')
    body += paragraph(turn("begin") + code + run("a code without an end")) + paragraph("Not swallowed.")
    assert _text(body) == "See page 4\n\n3 May 2019\n\nNot swallowed."


def test_links_controls_and_signs_print_what_is_in_them() -> None:
    body = paragraph(f'<w:hyperlink w:anchor="x">{run("the plan")}</w:hyperlink>' + run(" of "))
    inner = f"<w:sdt><w:sdtContent>{run('2019')}</w:sdtContent></w:sdt>"
    body += f"<w:sdt><w:sdtContent>{paragraph(inner)}</w:sdtContent></w:sdt>"
    shown_there = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Enter text')}</w:sdtContent></w:sdt>"
    )
    body += paragraph(run("Author ") + shown_there)
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    hyphens = "<w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>ag</w:t><w:softHyphen/><w:t>ency</w:t></w:r>"
    body += paragraph(run("done ") + tick) + paragraph(hyphens + '<w:bookmarkStart w:id="1" w:name="b"/>')
    assert _text(body).split("\n\n") == ["the plan of", "2019", "Author", "done ✓", "multi-agency"]


def test_line_ends_part_lines_but_not_sentences() -> None:
    def broken(first: str, second: str) -> str:
        return paragraph(f"<w:r><w:t>{first}</w:t><w:br/><w:t>{second}</w:t></w:r>")

    body = broken("Jo Hale", "Director of Children’s Services") + broken("They saw that plans", "were late.")
    assert [words for _, _, words in shown(read(body))] == [
        "Jo Hale",
        "Director of Children’s Services",
        "They saw that plans were late.",
    ]


def test_a_table_of_contents_is_furniture() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = styled("TOC1", "Purpose 3") + f"<w:sdt>{gallery}<w:sdtContent>{paragraph('Costs 4')}</w:sdtContent></w:sdt>"
    document = read(body + paragraph("Text."), styles=STYLES)
    assert [block.kind for block in document.blocks] == [BlockKind.FURNITURE, BlockKind.FURNITURE, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    "unseen",
    [
        paragraph(run("Secret words", "<w:vanish/>")),
        styled("Unseen", "Secret words"),
        paragraph(run("Secret words", '<w:rStyle w:val="Comment"/>')),
        paragraph(run("Secret words", '<w:color w:val="FFFFFF"/>')),
        paragraph(run("Secret words", '<w:color w:val="FDFDFD"/><w:shd w:val="clear" w:fill="auto"/>')),
        paragraph(run("Secret words", '<w:sz w:val="2"/>')),
        paragraph(run("Secret words", '<w:highlight w:val="black"/>')),
        paragraph(run("Secret words", '<w:color w:val="000000"/>'), '<w:shd w:val="clear" w:fill="000000"/>'),
        table((cell(paragraph(run("Secret words", '<w:color w:val="CC0000"/>')), FILLED.format("CC0000")),)),
        table(("Secret words",)).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>"),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_left_out_and_told(unseen: str) -> None:
    document = read(unseen + paragraph("Seen."), styles=STYLES)
    assert document.text == "Seen."
    assert document.profile.warnings == (HIDDEN.format(11),)


@pytest.mark.parametrize(
    "seen",
    [
        paragraph(run("Seen words", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>')),
        paragraph(run("Seen words", '<w:color w:val="FFFFFF"/>'), '<w:shd w:val="clear" w:fill="003366"/>'),
        table((cell(paragraph(run("Seen words", '<w:color w:val="FFFFFF"/>')), FILLED.format("003366")),)),
        table((paragraph(run("Seen words", '<w:color w:val="FFFFFF"/>')),), properties='<w:tblStyle w:val="Dark"/>'),
        paragraph(run("Seen words", '<w:highlight w:val="yellow"/>')),
        paragraph(run("Seen words", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Unseen"/>'),
        paragraph(run("Seen words", '<w:sz w:val="12"/><w:color w:val="auto"/>')),
    ],
)  # fmt: skip
def test_what_can_be_seen_is_read(seen: str) -> None:
    document = read(seen, styles=STYLES)
    assert document.text == "Seen words"
    assert document.profile.warnings == ()


def test_characters_without_ink_are_no_words() -> None:
    assert _text(paragraph("in\u200bspec\u202etors")) == "inspectors"


def test_headers_footers_and_comments_are_no_text() -> None:
    body = paragraph('<w:commentRangeStart w:id="1"/>' + run("Words.") + '<w:r><w:commentReference w:id="1"/></w:r>')
    body += '<w:sectPr><w:headerReference w:type="default"/></w:sectPr>'
    assert _text(body, header=paragraph("OFFICIAL"), comments=paragraph("Check this.")) == "Words."


def test_a_paragraph_broken_over_a_page_end_is_joined() -> None:
    broken = paragraph("The authority has to make sure that each of these children has a plan that it")
    assert _text(broken + paragraph("keeps under review.")).endswith("a plan that it keeps under review.")


def test_a_paper_without_words_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        read(paragraph("") + paragraph("<w:r><w:drawing/></w:r>"))
