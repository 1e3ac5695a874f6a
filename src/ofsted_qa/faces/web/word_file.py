"""A conversation as a Word file."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from ofsted_qa.faces.web.taking_away import Line, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters that XML 1.0 does not allow.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STYLES = {Part.TITLE: "Title", Part.QUESTION: "Heading 1", Part.QUOTATION: "Quote"}
_BOLD = frozenset({Part.STATUS, Part.WARNING})
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def as_word(file: Iterator[Line]) -> bytes:
    """The lines as a Word file (.docx); the passage that a reference names is a link."""
    import docx  # noqa: PLC0415 - a fifth of a second to import

    document = docx.Document()
    document.core_properties.title = "Questions and answers"
    document.core_properties.author = ""
    document.core_properties.language = "en-GB"
    for line in file:
        paragraph = document.add_paragraph(style=_STYLES.get(line.part))
        run = paragraph.add_run(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", line.text))
        run.bold = True if line.part in _BOLD else None
        if line.address:
            _add_link(paragraph, line.address)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_link(paragraph: Any, address: str) -> None:  # noqa: ANN401 (python-docx has no types for its elements)
    """Add a link to a paragraph, which python-docx reads but does not write (ISO/IEC 29500-1, 17.16.22)."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, _LINK, is_external=True))
    run = paragraph.add_run(" Open the passage")
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001
