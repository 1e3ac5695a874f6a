"""Scanned pages: which are read by machine, what becomes of the words, and what is said of those that are not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from ofsted_qa.reading import VERSION, read_document
from ofsted_qa.reading.pdf import UNFINISHED, PdfReader, ocr, scans
from ofsted_qa.reading.pdf.ocr import ReadLine
from ofsted_qa.values import Document, Source, UnreadableDocumentError
from scanner import lay, picture_of, scan
from typeset import BOLD, HEIGHT, Typist, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from reportlab.pdfgen.canvas import Canvas

PROSE = ("Leaders know the strengths of their services well and have", "acted on what inspectors found two years ago.")
WHOLE = " ".join(PROSE)
CHECK = "read by machine (OCR): check the words against the page"

needs_the_extra = pytest.mark.skipif(
    not ocr.installed(), reason="the extra ocr is not installed: pip install 'ofsted-qa[ocr]'"
)


def _letter() -> Typist:
    typist = Typist().line("What needs to improve", font=("Helvetica-Bold", 16.0), gap=10)
    typist.lines(PROSE).line("Children in need", font=BOLD, gap=12)
    typist.line("2.1", gap=10).at(108, typist.y, "Plans are timely and most of them are clear about who does")
    typist.line("what, and by when.", x=108)
    typist.line("•", gap=10).at(90, typist.y, "Visits are on time.")
    typist.line("•", gap=4).at(90, typist.y, "Supervision is regular.")
    return typist.lines(PROSE)


@pytest.mark.stack
@needs_the_extra
@pytest.mark.parametrize("askew", [0.0, 0.8, -1.4])
def test_a_scanned_letter_is_read_with_its_blocks(askew: float) -> None:
    document = scan(_letter(), askew).read()
    assert shown(document) == [
        ("heading", None, "What needs to improve"),
        ("paragraph", None, WHOLE),
        ("heading", None, "Children in need"),
        ("paragraph", "2.1", "Plans are timely and most of them are clear about who does what, and by when."),
        ("list_item", None, "Visits are on time."),
        ("list_item", None, "Supervision is regular."),
        ("paragraph", None, WHOLE),
    ]
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2]
    assert document.profile.warnings == (f"page 1 was {CHECK}",)
    assert [page.machine_read for page in document.pages] == [True]


@pytest.mark.stack
@needs_the_extra
def test_what_a_machine_read_is_placed_where_it_is_printed() -> None:
    printed = _letter().read()
    read = scan(_letter()).read()
    assert read.text == printed.text
    for one, other in zip(printed.placements, read.placements, strict=True):
        assert abs(one.edges[0] - other.edges[0]) < 60
        assert abs(one.edges[-1] - other.edges[-1]) < 60
        assert abs(one.top - other.top) < 30
        assert abs(one.bottom - other.bottom) < 30


class Machine:
    """Stands for the machine: reads the same lines on every page, and counts the pages."""

    def __init__(self, *texts: str, confidence: float = 0.99) -> None:
        self.pages = 0
        self._texts = texts
        self._confidence = confidence

    def __call__(self, picture: NDArray[np.uint8]) -> list[ReadLine]:
        self.pages += 1
        height, width = picture.shape
        lines: list[ReadLine] = []
        for row, text in enumerate(self._texts):
            edges = tuple((0.12 * width + 0.01 * width * np.arange(len(text) + 1)).tolist())
            top = height * (0.2 + 0.1 * row)
            lines.append(ReadLine(text, self._confidence, edges, top, top + 0.02 * height))
        return lines


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Machine]:
    def put(*texts: str, confidence: float = 0.99) -> Machine:
        one = Machine(*texts, confidence=confidence)
        monkeypatch.setattr(ocr, "read_lines", one)
        monkeypatch.setattr(ocr, "installed", lambda: True)
        return one

    return put


def _typed_and_scanned() -> Typist:
    """A page of text, a scan, another, and a page of text."""
    picture = picture_of(Typist().lines(PROSE))
    typist = Typist().lines(PROSE)
    for _ in range(2):
        typist.page().draw(lambda canvas: canvas.drawInlineImage(picture, 0, 0, 595, 842))
    return typist.page().line("The end.")


def test_without_the_extra_a_scan_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: False)
    with pytest.raises(UnreadableDocumentError, match=r"^it is a scan: `pip install 'ofsted-qa\[ocr\]'` installs what"):
        scan(Typist().lines(PROSE)).read()


def test_without_the_extra_pages_of_text_are_read_and_the_others_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, machine: Callable[..., Machine]
) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: False)
    path = tmp_path / "a.pdf"
    path.write_bytes(_typed_and_scanned().data())
    document = read_document(path, tmp_path)
    assert document.text == f"{WHOLE}\n\nThe end."
    assert document.profile.warnings == (
        "pages 2 to 3 were not read: `pip install 'ofsted-qa[ocr]'` installs what reads scans",
    )
    assert document.reader_version == UNFINISHED  # so the next ingest reads it again
    machine("Words that a machine read.")
    assert read_document(path, tmp_path).reader_version == VERSION


def test_pages_of_text_and_pages_of_pictures_are_read_in_their_order(machine: Callable[..., Machine]) -> None:
    reading = machine("Words that a machine read.")
    told: list[None] = []
    document = PdfReader(lambda: told.append(None)).read(_typed_and_scanned().data(), Source("a", "a", "."))
    assert document.text == f"{WHOLE}\n\nWords that a machine read.\n\nWords that a machine read.\n\nThe end."
    assert [page.machine_read for page in document.pages] == [False, True, True, False]
    assert document.profile.warnings == (f"pages 2 to 3 were {CHECK}",)
    assert reading.pages == len(told) == 2


def test_words_that_a_machine_doubts_are_kept_out_and_reported(machine: Callable[..., Machine]) -> None:
    machine("Wrods taht a mahcine raed.", confidence=0.9)
    document = _typed_and_scanned().read()
    assert document.text == f"{WHOLE}\n\nThe end."
    assert document.profile.warnings == ("pages 2 to 3 were not read: the scan is too poor to be trusted",)
    with pytest.raises(UnreadableDocumentError, match="too poor"):
        scan(Typist().lines(PROSE)).read()


def test_a_scribble_is_left_out_and_reported(monkeypatch: pytest.MonkeyPatch, machine: Callable[..., Machine]) -> None:
    machine("Yours sincerely")
    sure = ocr.read_lines

    def read(picture: NDArray[np.uint8]) -> list[ReadLine]:
        return [*sure(picture), ReadLine("~lw", 0.3, (200.0, 220.0, 240.0, 260.0), 900.0, 940.0)]

    monkeypatch.setattr(ocr, "read_lines", read)
    document = scan(Typist().lines(PROSE)).read()
    assert document.text == "Yours sincerely"
    assert document.profile.warnings[1].startswith("page 1 holds a line that could not be read by machine")


def test_a_blank_page_is_neither_read_nor_warned_of(machine: Callable[..., Machine]) -> None:
    reading = machine("Ghosts.")
    noise = np.random.default_rng(0).normal(235, 3, (1200, 900)).clip(0, 255).astype(np.uint8)
    typist = lay(Image.fromarray(noise)).page().page().lines(PROSE)
    typist.page().draw(lambda canvas: canvas.line(72, 400, 500, 400))
    document = typist.read()
    assert (document.text, document.profile.warnings, reading.pages) == (WHOLE, (), 0)


def test_a_picture_without_words_is_said(machine: Callable[..., Machine]) -> None:
    machine()
    document = _typed_and_scanned().read()
    assert document.profile.warnings == ("pages 2 to 3 were not read: no words were found on the picture",)
    with pytest.raises(UnreadableDocumentError, match="no words were found"):
        scan(Typist().lines(PROSE)).read()


def test_a_page_number_stamped_on_a_scan_stays_as_it_is_printed(machine: Callable[..., Machine]) -> None:
    machine("Words that a machine read.", "More words.")
    # The stamp stands where the machine reads its second line.
    document = scan(Typist().lines(PROSE)).at(100, HEIGHT * 0.69, "Appendix B").read()
    assert document.text == "Words that a machine read.\n\nAppendix B"


def test_no_more_pages_are_read_than_the_limit(
    monkeypatch: pytest.MonkeyPatch, machine: Callable[..., Machine]
) -> None:
    reading = machine("Words that a machine read.")
    monkeypatch.setattr(scans, "MOST_SCANS", 1)
    document = _typed_and_scanned().read()
    assert reading.pages == 1
    assert document.profile.warnings[1].startswith("page 3 was not read: no more than")


def _layered(over: Callable[[Canvas], None], *, under: bool = False) -> Document:
    """A scan with a layer of text, as scanners make it: unpainted over the picture, or under it."""
    picture = picture_of(Typist().lines(PROSE))
    drawings = [lambda canvas: canvas.drawInlineImage(picture, 0, 0, 595, 842), over]
    typist = Typist()
    for drawing in reversed(drawings) if under else drawings:
        typist.draw(drawing)
    return typist.read()


def _words(mode: int) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, HEIGHT - 152)
        text.setFont("Helvetica", 11)
        text.setTextRenderMode(mode)
        text.textLines("\n".join(PROSE))
        canvas.drawText(text)

    return draw


def test_the_text_layer_of_a_scanner_is_kept_and_marked(machine: Callable[..., Machine]) -> None:
    reading = machine("Ghosts.")
    for document in (_layered(_words(3)), _layered(_words(0), under=True)):
        assert document.text == WHOLE
        assert document.pages[0].machine_read
        assert document.profile.warnings == (f"page 1 was {CHECK}",)
    assert reading.pages == 0


def test_unpainted_words_over_printed_ones_are_left_out() -> None:
    """Ink stands there, but it is not theirs."""
    typist = Typist().lines(["Printed words, and nothing else, are what stands here on the page."]).draw(_words(3))
    document = typist.read()
    assert document.text.startswith("Printed words")
    assert "Leaders" not in document.text
    assert "cannot be seen" in document.profile.warnings[0]
