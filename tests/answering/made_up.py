"""Made-up papers, an index of them and questions about them, for the tests of the answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes import HashEmbedder
from ofsted_qa.answering.asked import Asked, analyse
from ofsted_qa.answering.evidence import Candidate, Features, score
from ofsted_qa.answering.extents import Judged
from ofsted_qa.index import Entry, Generation, IndexStore
from ofsted_qa.passages import passages
from starter_papers import understood

if TYPE_CHECKING:
    from pathlib import Path

    from ofsted_qa.values import Document

COUNCILS = frozenset({"Dudley", "Medway"})

LETTER = """Ofsted
Monitoring visit of Dudley children's services
14 March 2017

Dear Ms Brown

Following my visit to Dudley Council on 1 and 2 March 2017, I write to report the findings.

Staff morale is good. Caseloads have fallen.

The visit looked at:
- the quality of assessments
- the supervision of social workers

Yours sincerely

Ann Hill
Her Majesty's Inspector
"""

COUNCIL_PAPER = """Medway Council
Report to: Cabinet
Date: 3 June 2018
Portfolio Holder: Councillor Jane Smith
Report from: Director of Children's Services

1. Background

1.1 The council spent £2.5m on foster carers in Medway. Caseloads have risen.

1.2 Ofsted said: "Managers do not challenge delay in adoption."
"""


def letter() -> Document:
    """A letter on a visit to Dudley."""
    return understood(LETTER, "letter.txt")


def council_paper() -> Document:
    """A council's paper on Medway that quotes Ofsted."""
    return understood(COUNCIL_PAPER, "paper.txt")


def entries(*documents: Document) -> list[Entry]:
    """Documents with their passages."""
    return [Entry(document, passages(document)) for document in documents]


def generation(folder: Path, *documents: Document) -> Generation:
    """An index of documents, without a model."""
    store = IndexStore(folder)
    with store.lock():
        return store.write(entries(*documents), HashEmbedder())


def asked(text: str) -> Asked:
    """A question, analysed, where there are papers on Dudley and Medway."""
    return analyse(text, COUNCILS)


def candidate(document: Document, words: str) -> Candidate:
    """The sentence of a document that holds these words."""
    ((index, sentence),) = [
        (place, one) for place, one in enumerate(document.sentences) if words in document.slice(one)
    ]
    (passage,) = [one for one in passages(document) if one.start <= sentence.start and sentence.end <= one.end]
    return Candidate(document, passage, sentence, index)


def judged(document: Document, words: str, *, enough: bool = True, **known: float) -> Judged:
    """A sentence judged: an answer, or not near one, but for what is said to be known of it."""
    share = 1.0 if enough else 0.1
    features = Features(
        **{"own": share, "context": share, "fits": share}
        | {"role": 0.0, "out_of_date": 0.0, "other_voice": 0.0}
        | {"answered": share, "surest": float(enough), "alone": share, "about": 0.0}
        | known
    )
    return Judged(candidate(document, words), features, score(features))
