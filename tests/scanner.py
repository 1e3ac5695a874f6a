"""A scanner for tests: pages set by hand become pictures of pages, straight or askew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader

from typeset import Typist

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

DPI = 150


def picture_of(typist: Typist, askew: float = 0.0) -> Image.Image:
    """The first page that was typed, as a grey picture; `askew` in degrees, anticlockwise."""
    with pdfium.PdfDocument(typist.data()) as document:
        picture: Image.Image = document[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    return picture.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=255)


def lay(picture: Image.Image) -> Typist:
    """A page that is a picture, on which one may go on typing."""

    def fill(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)

    return Typist().draw(fill)


def scan(typist: Typist, askew: float = 0.0) -> Typist:
    """The first page that was typed, scanned."""
    return lay(picture_of(typist, askew))
