"""Writes what is true of the invented papers, in the shape of `evals/truth`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evals.invented.content import Marked, Paper, marked
from evals.toml_writing import written

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = """\
# What the invented papers say: written by `python -m evals.invented OUT` from evals/invented/papers and, for the
# pages, from where the typesetter put each sentence. README.md beside this file says what the keys mean.

[suite]
name = "invented-papers"
title = "Fourteen invented papers"
description = "What council papers, minutes, plans and visit letters that nobody ever issued say of themselves."
"""
_KEYS = "authority kind framework title date visit_start visit_end".split()


def truth(paper: Paper, sha256: str, pages: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """What is true of a paper whose bytes have this SHA-256.

    `pages` are those on which its marked sentences begin and end; Word files have none.

    Raises:
        ValueError: a grade says that it stands in a marked sentence, and none holds it.
    """
    sentences = marked(paper)
    if pages and len(pages) != len(sentences):
        raise ValueError(f"{paper.file}: {len(sentences)} sentences, and pages for {len(pages)}")
    fact: dict[str, Any] = {"file": paper.file, "sha256": sha256}
    fact |= {key: paper.about[key] for key in _KEYS if key in paper.about}
    fact |= {"people": paper.about["people"], "warnings": paper.about["warnings"]}
    fact["judgements"] = [_judgement(one, sentences, pages, paper) for one in paper.about["judgements"]]
    fact["sentences"] = [
        _sentence(paper, sentence, pages[n] if pages else None) for n, sentence in enumerate(sentences)
    ]
    if "doubtful" in paper.about:
        fact["doubtful"] = paper.about["doubtful"]
    return fact


def _judgement(
    stated: dict[str, str], sentences: Sequence[Marked], pages: Sequence[tuple[int, int]], paper: Paper
) -> dict[str, Any]:
    """A grade with its page; all are reported, since no invented paper is an inspection report."""
    places = [n for n, sentence in enumerate(sentences) if stated["within"] in sentence.words]
    if not places or stated["printed_grade"] not in sentences[places[0]].words:
        raise ValueError(f"{paper.file}: no marked sentence gives {stated}")
    given: dict[str, Any] = {key: stated[key] for key in ("area", "grade", "printed_grade")} | {"given_here": False}
    if pages:
        given["page"] = pages[places[0]][0]
    return given | ({"date": stated["date"]} if "date" in stated else {})


def _sentence(paper: Paper, sentence: Marked, pages: tuple[int, int] | None) -> dict[str, Any]:
    found: dict[str, Any] = {"text": sentence.words}
    if pages:
        found["page"] = pages[0]
        if printed := paper.layout.printed(pages[0]):
            found["printed_page"] = printed
        if pages[1] != pages[0]:
            found["ends_on"] = pages[1]
    if sentence.paragraph:
        found["paragraph"] = sentence.paragraph
    if sentence.heading and not pages:
        found["heading"] = sentence.heading
    return found


def toml(facts: Sequence[dict[str, Any]]) -> str:
    """The facts as a TOML file: one table for each document."""
    return HEAD + "".join(f"\n[[documents]]\n{written(fact)}" for fact in facts)
