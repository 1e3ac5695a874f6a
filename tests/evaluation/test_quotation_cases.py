"""The cases of evals/quotes.toml whose documents are in corpus/: the verdicts, held to the floors of the suite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_qa.evaluation.quote_runner import run_quotes
from ofsted_qa.evaluation.quote_suite import load_quotes
from ofsted_qa.quotes import QuoteChecker
from starter_papers import PAPERS, paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import Document, QuoteVerdict

SUITE = Path(__file__).parent.parent.parent / "evals" / "quotes.toml"


class _Starter:
    """Checks against the papers of corpus/."""

    def __init__(self) -> None:
        self._papers = [paper(name) for name in PAPERS]
        self._checker = QuoteChecker(self._papers)

    def documents(self) -> Sequence[Document]:
        return self._papers

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        return self._checker.check(quote, said_by)


def test_the_cases_of_the_starter_papers_reach_the_floors_of_their_suite() -> None:
    suite = load_quotes(SUITE)
    record = run_quotes(suite, _Starter())
    assert record.counts.run > 150
    assert not record.rejected
    assert {floor.name: (floor.value, floor.state) for floor in record.floors if floor.state != "reached"} == {}
    assert all(folded["bad_called_verbatim"].value == 0 for folded in record.folded.values())
