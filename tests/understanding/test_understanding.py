from __future__ import annotations

from ofsted_qa.reading import read_document
from ofsted_qa.understanding import understand
from ofsted_qa.values import DocumentKind
from starter_papers import CORPUS, MEDWAY, read


def test_the_text_and_the_blocks_stay() -> None:
    document = read_document(CORPUS / MEDWAY, CORPUS)
    known = understand(document)
    assert (known.text, known.blocks, known.id) == (document.text, document.blocks, document.id)
    assert known.profile.kind is DocumentKind.COUNCIL_REPORT
    assert len(known.sentences) >= len(known.blocks)


def test_understanding_again_changes_nothing() -> None:
    known = understand(read("Report to: Cabinet\n\nOfsted found much. It said so."))
    assert understand(known) == known
