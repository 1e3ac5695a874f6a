from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ofsted_qa.picturing import page_picture
from ofsted_qa.values import UnreadableDocumentError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stack


def test_a_file_that_is_no_pdf_has_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.4 and no more")
    with pytest.raises(UnreadableDocumentError, match="no picture of this page can be made"):
        page_picture(path, 1)
