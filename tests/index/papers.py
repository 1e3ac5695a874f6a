"""Small entries for the tests of the index."""

from __future__ import annotations

import hashlib
import re

from ofsted_qa.index import Entry
from ofsted_qa.values import (
    Block,
    BlockKind,
    Document,
    Page,
    Passage,
    Profile,
    Sentence,
    Source,
    Voice,
    VoiceRole,
)

DUDLEY = """Social workers now have manageable caseloads.
Staff morale is good and turnover has fallen.
Too many care leavers live in unsuitable accommodation."""

TAMESIDE = """The pace of change has been too slow.
Managers do not challenge delay in adoption."""


def entry(name: str, text: str, profile: Profile | None = None) -> Entry:
    """A document of one page, with a block, a sentence and a passage for each line of the text."""
    identity = hashlib.sha256(text.encode()).hexdigest()
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    voice = Voice(VoiceRole.OFSTED, None, "letter")
    document = Document(
        id=identity,
        source=Source(name, f"papers/{name}", "papers"),
        text=text,
        pages=(Page(1, None, 0, len(text)),),
        blocks=tuple(
            Block(BlockKind.PARAGRAPH, *line, number=f"2.{number}", page=1) for number, line in enumerate(lines)
        ),
        sentences=tuple(Sentence(*line, voice, number) for number, line in enumerate(lines)),
        profile=profile or Profile(),
    )
    passages = tuple(
        Passage(f"{identity}:{start}-{end}", identity, start, end, text[start:end], "Findings") for start, end in lines
    )
    return Entry(document, passages)


def two_papers() -> tuple[Entry, Entry]:
    """Five passages in two documents."""
    return entry("dudley.txt", DUDLEY), entry("tameside.txt", TAMESIDE)
