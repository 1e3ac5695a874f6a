"""The numbers that Word prints by itself."""

from __future__ import annotations

import pytest

from ofsted_qa.reading.word.numbering import formatted
from typeset import shown
from wordfile import levels, listed, num, paragraph, read, styled

COUNCIL = levels("%1.", "%1.%2", "(%3)", "%4.", forms=("decimal", "decimal", "lowerLetter", "lowerRoman"))


def _numbers(body: str, numbering: str, styles: str = "") -> list[str | None]:
    document = read(body, numbering=numbering, styles=styles)
    return [number for _, number, _ in shown(document)]


def test_paragraphs_three_levels_deep_have_the_numbers_that_word_prints() -> None:
    body = "".join(
        [
            listed("Purpose", 0), listed("To report the findings of the inspection.", 1), listed("To ask:", 1),
            listed("the chair", 2), listed("the director", 2), listed("of children", 3), listed("of finance", 3),
            listed("Background", 0), listed("Inspectors came in May.", 1), listed("the panel", 2),
        ]
    )  # fmt: skip
    document = read(body, numbering=COUNCIL + num(1, 1))
    assert shown(document) == [
        ("heading", "1", "Purpose"),
        ("paragraph", "1.1", "To report the findings of the inspection."),
        ("paragraph", "1.2", "To ask:"),
        ("list_item", "a", "the chair"),
        ("list_item", "b", "the director"),
        ("list_item", "i", "of children"),
        ("list_item", "ii", "of finance"),
        ("heading", "2", "Background"),
        ("paragraph", "2.1", "Inspectors came in May."),
        ("list_item", "a", "the panel"),
    ]
    assert [block.level for block in document.blocks] == [1, 0, 0, 3, 3, 4, 4, 1, 0, 3]
    assert document.text.startswith("1 Purpose\n\n1.1 To report")
    assert document.pages == ()
    assert all(block.page is None for block in document.blocks)


def test_a_list_goes_on_after_other_text_and_starts_anew_where_it_says() -> None:
    again = num(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    body = "".join([listed("One."), paragraph("Between."), listed("Two."), listed("Five.", number=2)])
    body += listed("Six.", number=2) + listed("Seven, by the first list, which shares the count.")
    assert _numbers(body, COUNCIL + num(1, 1) + again) == ["1", None, "2", "5", "6", "7"]


def test_a_level_may_be_replaced_in_one_list() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/>'
    override += '<w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
    assert _numbers(listed("See.", number=2) + listed("Dee.", number=2), COUNCIL + num(2, 1, override)) == ["C", "D"]


def test_a_level_starts_anew_below_the_level_that_it_names() -> None:
    never = levels("%1.", "%2.", "%3.", more={1: '<w:lvlRestart w:val="0"/>', 2: '<w:lvlRestart w:val="1"/>'})
    body = "".join(
        listed("Text.", level) for level in (0, 1, 2, 1, 2, 0, 1, 2)
    )  # level 2 never starts anew, level 3 below level 1 alone
    assert _numbers(body, never + num(1, 1)) == ["1", "1", "1", "2", "2", "2", "3", "1"]


def test_legal_numbering_prints_figures_at_every_level() -> None:
    roman = levels("%1.", "%1.%2", forms=("upperRoman", "decimal"), more={1: "<w:isLgl/>"})
    assert _numbers(listed("One.") + listed("Two.") + listed("Text.", 1), roman + num(1, 1)) == ["I", "II", "2.1"]


def test_a_level_above_that_has_no_paragraph_counts_as_begun() -> None:
    body = listed("Text.", 1) + listed("More.", 1) + listed("Costs") + listed("Text.", 1)
    assert _numbers(body, COUNCIL + num(1, 1)) == ["1.1", "1.2", "2", "2.1"]


def test_styles_number_their_paragraphs() -> None:
    linked = levels("%1.", "%1.%2", more={0: '<w:pStyle w:val="Head"/>', 1: '<w:pStyle w:val="Para"/>'})
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f"""<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="heading 1"/>{numbered}</w:style>
        <w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Numbered"/>{numbered}</w:style>
        <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Para"/></w:style>
        <w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Plain"/><w:basedOn w:val="Para"/>
        <w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>"""
    body = styled("Head", "Purpose") + styled("Para", "Text.") + styled("Para", "More.") + styled("Plain", "None.")
    taken_away = '<w:pStyle w:val="Para"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body += paragraph("None either.", taken_away) + styled("Head", "Next")
    assert _numbers(body, linked + num(1, 1), styles) == ["1", "1.1", "1.2", None, None, "2"]


def test_a_style_of_numbering_stands_for_its_list() -> None:
    link = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Council"/></w:abstractNum>'
    styles = """<w:style w:type="numbering" w:styleId="Council"><w:name w:val="Council"/>
        <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"""
    numbering = COUNCIL + link + num(1, 1) + num(2, 2)
    assert _numbers(listed("One.", number=2) + listed("Text.", 1, 2), numbering, styles) == ["1", "1.1"]


def test_bullets_are_items_and_words_of_a_number_are_text() -> None:
    marks = levels("\uf0b7", forms=("bullet",)) + levels("Appendix %1", forms=("upperLetter",), name=2)
    body = listed("One thing") + listed("Terms of the board, as agreed in May.", number=2)
    assert shown(read(body, numbering=marks + num(1, 1) + num(2, 2))) == [
        ("list_item", None, "One thing"),
        ("paragraph", None, "Appendix A Terms of the board, as agreed in May."),
    ]


def test_a_list_that_is_not_defined_prints_no_number() -> None:
    assert _numbers(listed("Text.", 0, 7) + listed("Text.", 12, 1), COUNCIL + num(1, 1)) == [None, None]


def test_hidden_and_deleted_paragraphs_are_not_counted() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = paragraph("<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>", f"{numbered}<w:rPr><w:del/></w:rPr>")
    unseen = paragraph(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Unseen.</w:t></w:r>", f"{numbered}<w:rPr><w:vanish/></w:rPr>"
    )
    assert _numbers(listed("One.") + gone + unseen + listed("Two."), COUNCIL + num(1, 1)) == ["1", "2"]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (4000, "lowerRoman", "4000"),
        (28, "lowerLetter", "bb"), (10**9, "upperLetter", "1000000000"), (7, "decimalZero", "07"),
        (22, "ordinal", "22nd"), (12, "ordinal", "12th"), (3, "none", ""), (5, "chineseCounting", "5"),
    ],
)  # fmt: skip
def test_numbers_are_printed_in_their_format(number: int, form: str, printed: str) -> None:
    assert formatted(number, form) == printed
