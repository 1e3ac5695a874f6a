from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from ofsted_qa.reading.pdf import page_png
from ofsted_qa.values import UnreadableDocumentError
from typeset import Typist

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def _red(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 300, 300, fill=1)


def _page() -> bytes:
    typist = Typist().draw(_red)
    typist.canvas.save()
    return typist.buffer.getvalue()


def test_a_page_is_pictured_in_its_colours_and_shape() -> None:
    picture = Image.open(BytesIO(page_png(_page(), 1)))
    assert (picture.width, picture.height) == (990, 1400)
    pixels = np.asarray(picture)
    assert tuple(pixels[-10, 10]) == (255, 0, 0), "the lower left corner"
    assert tuple(pixels[10, 10]) == (255, 255, 255)


def test_a_page_that_is_not_there_is_refused() -> None:
    for number in (0, 2):
        with pytest.raises(UnreadableDocumentError, match=f"no page {number}"):
            page_png(_page(), number)
