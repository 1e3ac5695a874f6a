"""The sentences of a table, each with the words that it cites: honest ones are held, lies are dropped and why."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evals.held_sentences import Case, cases

FOLDER = Path(__file__).resolve().parents[2] / "evals" / "held_sentences"
TABLE = cases(FOLDER / "rules.toml")
APART = cases(FOLDER / "apart.toml")


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.sentence)
def test_a_sentence_is_judged(case: Case) -> None:
    assert case.found == case.fault


def test_the_table_holds_both_kinds() -> None:
    assert len(TABLE) > 60
    assert min(Counter(case.held for case in TABLE).values()) >= 30
    assert sum(case.fault is not None for case in TABLE if case.held) <= 4  # honest, and lost all the same
    assert all(case.fault for case in TABLE if not case.held)


def test_the_cases_kept_apart_are_judged_as_the_docs_say() -> None:
    """docs/language-model.md gives these counts; no rule is made on these cases."""
    right = Counter(case.held for case in APART if (case.found is None) is case.held)
    assert right[False] == 20
    assert right[True] >= 15
