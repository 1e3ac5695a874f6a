"""Compares a document with what its pages say (evals/truth): fields of the profile, and where sentences stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ofsted_qa.values import Document

Pair = tuple[object, object]


def said(document: Document, fact: Mapping[str, Any]) -> dict[str, Pair]:
    """For each field what the pages say, and what was read; roles that neither names are left out."""
    profile = document.profile
    days = [profile.published, profile.visit_start, profile.visit_end]
    published, start, end = (day.isoformat() if day else None for day in days)
    fields: dict[str, Pair] = {
        "authority": (fact["authority"] or None, profile.authority),
        "kind": (fact["kind"], profile.kind.value),
        "framework": (fact["framework"], profile.framework.value),
        "title": (_plain(fact["title"]), _plain(profile.title)),
        "date": (fact.get("date"), published),
        "visit": ((fact.get("visit_start"), fact.get("visit_end")), (start, end)),
        "warned": (bool(fact["warnings"]), bool(profile.warnings)),
    }
    for name, given_here in (("given", True), ("reported", False)):
        stated = sorted((one["area"], one["grade"]) for one in fact["judgements"] if one["given_here"] is given_here)
        read = sorted((one.area.value, one.grade.value) for one in profile.judgements if one.given_here is given_here)
        fields[name] = (stated, read)
    for role in {one["role"] for one in fact["people"]} | {one.role for one in profile.people}:
        named = sorted(one["name"] for one in fact["people"] if one["role"] == role)
        fields[role] = (named, sorted(one.name for one in profile.people if one.role == role))
    return fields


def wrong(truth: Mapping[str, Mapping[str, Any]], documents: Mapping[str, Document], field: str) -> dict[str, Pair]:
    """By file name, what is said and what was read of a field, where they differ."""
    compared = {name: pair for name, fact in truth.items() if (pair := said(documents[name], fact).get(field))}
    return {name: pair for name, pair in compared.items() if pair[0] != pair[1]}


def share_right(truth: Mapping[str, Mapping[str, Any]], documents: Mapping[str, Document], field: str) -> float:
    """The share of the documents of which a field is wholly right, among those that have it."""
    having = sum(field in said(documents[name], fact) for name, fact in truth.items())
    return 1 - len(wrong(truth, documents, field)) / having


def misplaced(document: Document, fact: Mapping[str, Any]) -> list[tuple[str, object, object]]:
    """The sentences of the truth that are not where they should be: words, place stated, place found (None: nowhere).

    A place is page, printed page and paragraph; for a document without pages it is paragraph and heading.
    """
    found = []
    for sentence in fact["sentences"]:
        stated, read = _places(document, sentence)
        if stated != read:
            found.append((sentence["text"], stated, read))
    return found


def _places(document: Document, sentence: Mapping[str, Any]) -> Pair:
    match = re.search(r"\s+".join(map(re.escape, sentence["text"].split())), document.text)
    keys = ("page", "printed_page", "paragraph") if document.pages else ("paragraph", "heading")
    stated = tuple(sentence.get(key) for key in keys)
    if not match:
        return stated, None
    index = next((n for n, block in enumerate(document.blocks) if block.start <= match.start() < block.end), None)
    paragraph = None if index is None else document.blocks[index].number
    if not document.pages:
        path = () if index is None else document.heading_path(index)
        return stated, (paragraph, path[-1] if path else None)
    page = document.page_at(match.start())
    return stated, (page and page.number, page and page.printed, paragraph)


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
