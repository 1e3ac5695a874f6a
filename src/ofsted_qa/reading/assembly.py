"""Blocks → the text of a document: lays drafts out one after the other and says where each stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ofsted_qa.values import Block, BlockKind, Placement

_CLOSE = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before its place in the document's text is known; its placements count from its own beginning."""

    kind: BlockKind
    text: str
    number: str | None = None
    level: int = 0
    page: int | None = None
    placements: tuple[Placement, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembled:
    """The text of a document, its blocks, and where its words are printed."""

    text: str
    blocks: tuple[Block, ...]
    placements: tuple[Placement, ...]


def assembled(drafts: list[Draft]) -> Assembled:
    """Lay the blocks out as one text: a printed number stands before its block, a list's items close up."""
    parts: list[str] = []
    placed: list[Block] = []
    printed: list[Placement] = []
    length = 0
    before: Draft | None = None
    for draft in drafts:
        close = before is not None and before.kind is draft.kind and draft.kind in _CLOSE
        gap = "" if before is None else "\n" if close else "\n\n"
        number = f"{draft.number} " if draft.number else ""
        start = length + len(gap) + len(number)
        parts += [gap, number, draft.text]
        length = start + len(draft.text)
        placed.append(Block(draft.kind, start, length, draft.number, draft.level, draft.page))
        printed += [replace(run, start=run.start + start, end=run.end + start) for run in draft.placements]
        before = draft
    return Assembled("".join(parts), tuple(placed), tuple(printed))
