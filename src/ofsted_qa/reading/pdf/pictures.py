"""A page of a PDF as it looks: a picture in the PNG format (ISO/IEC 15948), written without another library."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from ofsted_qa.reading.pdf.glyphs import opened
from ofsted_qa.values import UnreadableDocumentError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LONGEST_SIDE = 1_400  # pixels: a page of A4 is read without effort, and no page fills the memory
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TRUE_COLOUR = 2  # three samples to the pixel


def page_png(data: bytes, number: int) -> bytes:
    """The page `number` (from 1) of a PDF, its longest side 1,400 pixels.

    Raises:
        UnreadableDocumentError: the file is locked or damaged, or has no such page.
    """
    document = opened(data)
    try:
        if not 1 <= number <= len(document):
            raise UnreadableDocumentError(f"it has no page {number}")
        page = document[number - 1]
        bitmap = page.render(scale=_LONGEST_SIDE / max(1.0, *page.get_size()), rev_byteorder=True)
        pixels: NDArray[np.uint8] = bitmap.to_numpy()[:, :, :3].copy()
    finally:
        document.close()
    return _png(pixels)


def _png(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG of pixels of shape (height, width, 3); each row begins with its filter, 0 for none."""
    height, width, _ = pixels.shape
    rows = b"".join(b"\x00" + row.tobytes() for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, _TRUE_COLOUR, 0, 0, 0)
    return b"".join((_SIGNATURE, _chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b"")))


def _chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)
