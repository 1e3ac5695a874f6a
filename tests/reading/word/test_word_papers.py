"""Council papers written as Word files by python-docx, with the styles of Word's own template: what is understood."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from ofsted_qa.passages import passages
from ofsted_qa.reading.decoding import decode
from ofsted_qa.reading.markup import CELL, CELL_PARAGRAPH, lines
from ofsted_qa.understanding import understand
from ofsted_qa.values import Document, DocumentKind
from starter_papers import ARTICLE, CORPUS, DUDLEY_LETTER, DUDLEY_REPORT, MEDWAY, TAMESIDE, paper, sentence, voice
from typeset import block_with, shown
from wordfile import read_bytes

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

LEVELS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)"))


def _understood(word: Word) -> Document:
    buffer = BytesIO()
    word.save(buffer)
    document = understand(read_bytes(buffer.getvalue()))
    assert all(one.text == document.text[one.start : one.end] for one in passages(document))
    return document


def _with_list(word: Word) -> None:
    """A list of four levels as committee templates have it, as number 77."""
    made = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(LEVELS)
    )
    root = word.part.numbering_part.element
    xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{made}</w:abstractNum>'
    root.insert(0, parse_xml(xml))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _numbered(paragraph: Paragraph, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", 77)):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(value))
        numbering.append(element)
    properties.append(numbering)


def _table(word: Word, rows: list[tuple[str, ...]]) -> None:
    table = word.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            first, *rest = text.split("\n")
            cell.paragraphs[0].add_run(first)
            for more in rest:
                cell.add_paragraph(more)


@pytest.fixture(scope="module")
def report() -> Document:
    word = docx.Document()
    _with_list(word)
    word.sections[0].header.paragraphs[0].text = "OFFICIAL"
    word.sections[0].footer.paragraphs[0].text = "Page 1 of 9"
    word.add_heading("Children’s Services: Progress since the Ofsted Inspection", level=0)
    _table(
        word,
        [
            ("Report to:", "Cabinet"),
            ("Date:", "14 March 2019"),
            ("Portfolio Holder:", "Councillor Ann Marsh, Children and Young People"),
            ("Report of:", "Ruth Calder, Director of Children’s Services"),
            ("Report author:", "Owen Price, Improvement Manager\nowen.price@wakefield.gov.uk"),
            ("Contact officer:", "Lena Frost, 01924 000000"),
            ("Wards affected:", "All"),
        ],
    )
    texts = (
        (0, "Purpose of the report"),
        (1, "This report tells Cabinet what inspectors found in Wakefield and what the Council has done since."),
        (0, "Recommendations"),
        (1, "Cabinet is recommended to:"),
        (2, "note the findings of the inspection;"),
        (2, "agree the action plan, and in particular:"),
        (3, "the recruitment of twelve social workers; and"),
        (3, "the new front door."),
        (0, "Background"),
        (1, "The inspection took place from 4 June 2018 to 22 June 2018 and judged the services inadequate."),
        (1, "In their report inspectors said: “Too many children wait too long for a decision.”"),
        (1, "The Council accepts these findings in full."),
    )
    for level, text in texts:
        paragraph = word.add_paragraph(text)
        _numbered(paragraph, level)
        if level == 0:
            paragraph.runs[0].bold = True
    word.add_heading("Risk register", level=2)
    _table(
        word,
        [
            ("Risk", "Likelihood", "Impact", "Mitigation"),
            ("Social workers leave", "High", "High", "A retention payment was agreed in January."),
            ("Costs rise", "Medium", "High", "Monthly forecasts"),
        ],
    )
    word.add_heading("Action plan", level=2)
    _table(word, [("Action", "Owner", "Due", "RAG"), ("Open the front door", "Lena Frost", "May 2019", "Amber")])
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    word.add_heading("Appendix A: Letter of the improvement partner", level=1)
    word.add_paragraph("The partner visited in January.")
    word.add_paragraph("Yours sincerely")
    word.add_paragraph("Martin Hope\tGrace Lowe")
    word.add_paragraph("Chair of the Board\tVice Chair of the Board")
    return _understood(word)


def test_the_profile_of_a_report_is_that_of_its_front_sheet(report: Document) -> None:
    profile = report.profile
    assert (profile.authority, profile.kind) == ("Wakefield", DocumentKind.COUNCIL_REPORT)
    assert profile.title == "Children’s Services: Progress since the Ofsted Inspection"
    assert (profile.published, profile.meeting) == (date(2019, 3, 14), "Cabinet")
    assert (profile.visit_start, profile.visit_end) == (date(2018, 6, 4), date(2018, 6, 22))
    assert profile.warnings == ()
    people = [(one.role, one.name) for one in profile.people]
    assert people == [
        ("portfolio_holder", "Ann Marsh"),
        ("presenting_officer", "Ruth Calder"),
        ("director", "Ruth Calder"),
        ("author", "Owen Price"),
        ("contact", "Lena Frost"),
        ("signatory", "Martin Hope"),
        ("signatory", "Grace Lowe"),
    ]


def test_the_paragraphs_of_a_report_have_the_numbers_that_word_prints(report: Document) -> None:
    numbered = [(number, words[:24]) for _, number, words in shown(report) if number]
    assert [number for number, _ in numbered] == ["1", "1.1", "2", "2.1", "a", "b", "i", "ii", "3", "3.1", "3.2", "3.3"]
    index = report.blocks.index(block_with(report, "accepts these findings"))
    assert report.heading_path(index)[-1] == "Background"
    assert "OFFICIAL" not in report.text
    assert "Page 1" not in report.text


def test_rows_of_registers_and_plans_keep_together(report: Document) -> None:
    row = block_with(report, "Social workers leave")
    assert report.slice(row) == "Social workers leave\tHigh\tHigh\tA retention payment was agreed in January."
    assert report.heading_path(report.blocks.index(row))[-1] == "Risk register"
    assert "Open the front door\tLena Frost\tMay 2019\tAmber" in report.text


def test_the_voices_of_a_report_are_told_apart(report: Document) -> None:
    assert voice(report, "Too many children wait") == "ofsted"
    assert voice(report, "accepts these findings") == "council"
    reporting = next(one for one in report.sentences if "judged the services inadequate" in report.slice(one))
    assert not reporting.voice.first_hand


def test_minutes_are_understood() -> None:
    word = docx.Document()
    _with_list(word)
    for text in ("WAKEFIELD COUNCIL", "MINUTES OF A MEETING OF THE CHILDREN’S SCRUTINY PANEL", "12 May 2019"):
        word.add_paragraph().add_run(text).bold = True
    word.add_paragraph("Present:\tCouncillor Ann Marsh (Chair), Councillor Bill Nash")
    for head, text in (("Apologies", "There were none."), ("Ofsted update", "The Director presented the report.")):
        paragraph = word.add_paragraph()
        paragraph.add_run(head).bold = True
        _numbered(paragraph, 0)
        _numbered(word.add_paragraph(text), 1)
    last = word.add_paragraph()
    last.add_run("RESOLVED").bold = True
    last.add_run(" – That the report be noted.")
    document = _understood(word)
    assert (document.profile.kind, document.profile.authority) == (DocumentKind.MINUTES, "Wakefield")
    assert document.profile.published == date(2019, 5, 12)
    assert document.profile.meeting is not None
    assert "scrutiny panel" in document.profile.meeting.lower()
    assert document.profile.title.startswith("MINUTES OF A MEETING")
    assert [(kind, number) for kind, number, _ in shown(document)][4:] == [
        ("heading", "1"), ("paragraph", "1.1"), ("heading", "2"), ("paragraph", "2.1"), ("paragraph", None),
    ]  # fmt: skip
    assert sentence(document, "RESOLVED") == "RESOLVED – That the report be noted."


def test_a_letter_keeps_its_lines_and_styles() -> None:
    word = docx.Document()
    address = word.add_paragraph()
    for line in ("23 March 2017", "Mr Tony Hale", "Director of Children’s Services", "Dudley Council"):
        address.add_run(line)
        address.add_run().add_break(WD_BREAK.LINE)
    word.add_paragraph("Dear Mr Hale")
    subject = word.add_paragraph().add_run("Monitoring visit of Dudley children’s services")
    subject.bold, subject.font.size = True, Pt(14)
    word.add_paragraph("This letter summarises the findings of the visit on 22 and 23 February 2017.", style="Quote")
    word.add_paragraph("Staff morale is good.", style="List Bullet 2")
    word.add_paragraph("Yours sincerely")
    word.add_paragraph("Jane Dow\nHer Majesty’s Inspector")
    document = _understood(word)
    assert document.profile.kind is DocumentKind.MONITORING_VISIT_LETTER
    assert document.profile.published == date(2017, 3, 23)
    assert document.profile.title == "Monitoring visit of Dudley children’s services"
    assert [(one.role, one.name) for one in document.profile.people] == [
        ("addressee", "Tony Hale"),
        ("director", "Tony Hale"),
        ("signatory", "Jane Dow"),
    ]
    assert ("list_item", None, "Staff morale is good.") in shown(document)


def _as_word(name: str) -> Word:
    """A paper of corpus/ as a Word file: its paragraphs, its bold lines and its tables."""
    word = docx.Document()
    rows: list[tuple[str, ...]] = []
    for line in [*lines(decode((CORPUS / name).read_bytes())), None]:
        if line and CELL in line.text and not line.text[0].isdigit():
            rows.append(tuple(line.text.replace(CELL_PARAGRAPH, "\n").split(CELL)))
            continue
        if rows and (line is None or line.text):
            widest = max(map(len, rows))
            _table(word, [(*row, *[""] * (widest - len(row))) for row in rows])
            rows = []
        if line and line.text:
            word.add_paragraph().add_run(line.text).bold = line.bold or bool(line.heading) or None
    return word


@pytest.mark.parametrize("name", [DUDLEY_REPORT, DUDLEY_LETTER, ARTICLE, MEDWAY, TAMESIDE])
def test_a_paper_is_understood_from_word_as_from_text(name: str) -> None:
    document, text = _understood(_as_word(name)), paper(name)
    one, other = document.profile, text.profile
    assert (one.authority, one.kind, one.framework, one.title) == (
        other.authority, other.kind, other.framework, other.title
    )  # fmt: skip
    assert (one.published, one.visit_start, one.visit_end, one.meeting) == (
        other.published, other.visit_start, other.visit_end, other.meeting
    )  # fmt: skip
    assert {(each.role, each.name) for each in one.people} == {(each.role, each.name) for each in other.people}
    assert [each.grade for each in one.judgements] == [each.grade for each in other.judgements]
    found = {document.slice(each): each.voice for each in document.sentences}
    whole = [each for each in text.sentences if text.slice(each) in found]
    assert len(whole) >= 0.9 * len(text.sentences)
    assert all(found[text.slice(each)] == each.voice for each in whole)
