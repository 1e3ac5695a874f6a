"""What is printed where on a page, and what of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset import BOLD, HEIGHT, Typist, block_with, shown

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PROSE = ("Leaders know the strengths of their services well and have", "acted on what inspectors found two years ago.")
WHOLE = " ".join(PROSE)


def test_a_paragraph_is_read_whole_and_every_character_is_placed() -> None:
    document = Typist().lines(PROSE).read()
    assert document.text == WHOLE
    assert [(run.page, document.text[run.start : run.end]) for run in document.placements] == [
        (1, PROSE[0]),
        (1, PROSE[1]),
    ]
    first = document.placements[0]
    assert len(first.edges) == first.end - first.start + 1
    assert first.edges[0] == 720
    assert list(first.edges) == sorted(first.edges)
    # The base line stands 152 points from the top; the letters reach up from it.
    assert first.top < 1520 < first.bottom


def test_headings_numbers_and_bullets() -> None:
    typist = Typist().line("Children in need", font=("Helvetica-Bold", 16.0), gap=10)
    typist.line("What needs to improve", font=BOLD, gap=10)
    typist.line("2.1", gap=10).at(108, typist.y, "Plans are timely and most of them are clear about who does")
    typist.line("what, and by when.", x=108)
    typist.line("3. Supervision is regular.", gap=10)
    typist.line("(a) It is recorded.", gap=10)
    typist.line("•", gap=10).at(90, typist.y, "Visits are on time.")
    document = typist.lines(PROSE).lines(PROSE).read()
    assert shown(document)[:6] == [
        ("heading", None, "Children in need"),
        ("heading", None, "What needs to improve"),
        ("paragraph", "2.1", "Plans are timely and most of them are clear about who does what, and by when."),
        ("paragraph", "3", "Supervision is regular."),
        ("list_item", "a", "It is recorded."),
        ("list_item", None, "Visits are on time."),
    ]
    assert [block.level for block in document.blocks[:2]] == [1, 2]


def test_a_number_alone_on_its_line_belongs_to_the_paragraph_below() -> None:
    document = Typist().line("2.4").line("Plans are timely and most of them are clear.", x=108).lines(PROSE).read()
    assert shown(document)[0] == ("paragraph", "2.4", "Plans are timely and most of them are clear.")


def test_a_ruled_table_keeps_the_cells_of_a_row_together() -> None:
    typist = Typist().lines(PROSE)
    top = typist.y - 20

    def grid(canvas: Canvas) -> None:
        canvas.grid([72, 300, 480], [top, top - 40, top - 80])

    typist.draw(grid)
    typist.at(78, top - 15, "The impact of leaders on social").at(78, top - 29, "work practice").at(
        306, top - 15, "Good"
    )
    typist.at(78, top - 55, "Overall effectiveness").at(306, top - 55, "Requires improvement")
    typist.at(306, top - 69, "to be good")
    typist.y = top - 90
    document = typist.lines(PROSE).read()
    assert shown(document) == [
        ("paragraph", None, WHOLE),
        ("table_row", None, "The impact of leaders on social work practice\tGood"),
        ("table_row", None, "Overall effectiveness\tRequires improvement to be good"),
        ("paragraph", None, WHOLE),
    ]


def test_a_frame_around_text_is_no_table() -> None:
    typist = Typist().draw(lambda canvas: canvas.rect(60, HEIGHT - 200, 400, 80))
    assert shown(typist.lines(PROSE).read()) == [("paragraph", None, WHOLE)]


def test_labels_and_values_that_stand_side_by_side_are_rows() -> None:
    typist = Typist()
    for label, value in (("Report to:", "Cabinet"), ("Date:", "4 March 2024"), ("Author:", "Ann Example")):
        typist.line(label, gap=6).at(220, typist.y, value)
    document = typist.lines(PROSE).read()
    assert [block[2] for block in shown(document)] == [
        "Report to:\tCabinet",
        "Date:\t4 March 2024",
        "Author:\tAnn Example",
        WHOLE,
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    typist = Typist()
    left = [f"left column line {number} of the story which" for number in range(1, 8)]
    right = [f"right column line {number} of the story as" for number in range(1, 8)]
    for one, other in zip(left, right, strict=True):
        typist.line(one).at(320, typist.y, other)
    assert typist.read().text == " ".join(left + right)


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    typist = Typist()
    typist.canvas.setPageRotation(90)

    def turned(canvas: Canvas) -> None:
        canvas.translate(100, 100)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(0, 0, "Landscape words.")

    document = typist.draw(turned).read()
    assert document.text == "Landscape words."
    (run,) = document.placements
    assert list(run.edges) == sorted(run.edges)
    assert run.bottom - run.top < 200


def test_what_cannot_be_seen_is_left_out_and_counted() -> None:
    def hide(canvas: Canvas) -> None:
        text = canvas.beginText(72, 300)
        text.setFont("Helvetica", 11)
        text.setTextRenderMode(3)
        text.textLine("Unpainted words.")
        canvas.drawText(text)
        canvas.setFont("Helvetica", 11)
        canvas.setFillGray(1)
        canvas.drawString(72, 260, "White on white.")
        canvas.setFillGray(0)
        canvas.drawString(72, 220, "Covered words.")
        canvas.rect(60, 210, 200, 30, fill=1)
        canvas.drawString(72, 2000, "Beyond the paper.")
        canvas.setFont("Helvetica", 0.5)
        canvas.drawString(72, 180, "Too small to read.")

    document = Typist().lines(PROSE).draw(hide).read()
    assert document.text == WHOLE
    assert any("cannot be seen" in warning for warning in document.profile.warnings)


def test_white_words_on_a_dark_ground_are_seen() -> None:
    def dark(canvas: Canvas) -> None:
        canvas.rect(60, 290, 300, 30, fill=1)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(72, 300, "Seen words")

    document = Typist().lines(PROSE).draw(dark).read()
    assert block_with(document, "Seen words")
    assert not document.profile.warnings


def test_raised_marks_are_taken_out_and_raised_letters_stay() -> None:
    typist = Typist().line("A residential school")
    end = 72 + typist.canvas.stringWidth("A residential school", "Helvetica", 11)
    typist.at(end, typist.y + 4, "3", ("Helvetica", 6)).at(end + 4, typist.y, ", which is far away, took in the 21")
    more = end + 4 + typist.canvas.stringWidth(", which is far away, took in the 21", "Helvetica", 11)
    typist.at(more, typist.y + 4, "st", ("Helvetica", 6)).at(more + 8, typist.y, "child.")
    assert typist.read().text == "A residential school, which is far away, took in the 21st child."
