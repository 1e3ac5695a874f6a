"""Draft cases of a suite out of what people said of answers, for a person to check and to finish."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ofsted_qa.values import BadInputError

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = """# Drafts out of what people said of answers. Nothing here is known to be right before somebody has read the
# documents: set status, facts and wrong, name the kind, and give each case an id that says what it asks.
# evals/README.md explains every field.

[suite]
name = "feedback"
title = "What people said of answers"
description = "Drafts: check every case against its documents."
"""
_ANSWERED = ("answered", "partial")
_ANY = ("answered", "partial", "not_in_documents")


def drafts(path: Path) -> str:
    """A suite of questions in TOML, a case for each line of a file of feedback.

    Where the answer was found right, its status and its quotations are the draft's; where it was not, every status is
    acceptable, and what the person wrote stands in `why`.

    Raises:
        BadInputError: the file cannot be read, a line is no feedback, or no answer cites a document.
    """
    entries = _entries(path)
    documents = {one["document_id"]: one["document"] for entry in entries for one in entry["answer"]["citations"]}
    if not documents:
        raise BadInputError(f"no answer in {path} cites a document, and a suite needs one")
    keys = {identity: f"{name.rpartition('.')[0] or name}-{identity[:8]}" for identity, name in documents.items()}
    parts = [_HEAD]
    for identity, name in documents.items():
        head = {"key": keys[identity], "file": name, "sha256": identity}
        parts.append("[[documents]]\n" + "".join(f"{key} = {_value(one)}\n" for key, one in head.items()))
    for number, entry in enumerate(entries, start=1):
        case = _case(entry, number, keys)
        parts.append("[[cases]]\n" + "".join(f"{key} = {_value(one)}\n" for key, one in case.items()))
    return "\n".join(parts)


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} cannot be read") from error
    entries: list[dict[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            _check(entry)
        except (ValueError, TypeError, KeyError) as error:
            raise BadInputError(f"{path}: line {number} is no feedback") from error
        entries.append(entry)
    return entries


def _check(entry: dict[str, Any]) -> None:
    """See that what is used of a line is there.

    Raises:
        KeyError, TypeError: it is not.
    """
    answer = entry["answer"]
    words = (entry["time"], entry["comment"], answer["question"], answer["status"], *entry["history"])
    words += tuple(one[key] for one in answer["citations"] for key in ("document", "document_id", "quote", "voice"))
    if not all(isinstance(one, str) for one in words) or not isinstance(entry["helped"], bool):
        raise TypeError
    if answer["nearest"] is not None:
        answer["nearest"]["citations"]


def _case(entry: dict[str, Any], number: int, keys: dict[str, str]) -> dict[str, Any]:
    answer = entry["answer"]
    aside = answer["nearest"]["citations"] if answer["nearest"] else []
    cited = [one for one in answer["citations"] if one["number"] not in aside]
    right = entry["helped"] and answer["status"] in _ANY
    given = right and answer["status"] in _ANSWERED
    kind = "unanswerable" if right and not given else "follow_up" if entry["history"] else "single_fact"
    said = f"{'Found right' if entry['helped'] else 'Found wrong or lacking'} on {entry['time'][:10]}."
    return {
        "id": f"feedback-{number}",
        "kind": kind,
        "question": answer["question"],
        "history": entry["history"],
        "status": [answer["status"]] if right else list(_ANY),
        "facts": [[" ".join(one["quote"].split())] for one in cited] if given else [],
        "wrong": [],
        "sources": [
            {"document": keys[one["document_id"]], "sentence": " ".join(one["quote"].split())} for one in cited
        ],
        "why": f"To be checked. {said} {entry['comment']}".strip(),
    }


def _value(entry: object) -> str:
    """A string, list or table as TOML on one line; a JSON string is a TOML string, but for the character 7F."""
    if isinstance(entry, list):
        return "[" + ", ".join(map(_value, entry)) + "]"
    if isinstance(entry, dict):
        return "{" + ", ".join(f"{key} = {_value(one)}" for key, one in entry.items()) + "}"
    text = str(entry).encode("utf-8", "replace").decode()
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
