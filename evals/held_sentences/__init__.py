"""Sentences that a language model might write, with the words that they cite, and whether those hold them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ofsted_qa.rewording.evidence import Evidence
from ofsted_qa.rewording.holding import judged
from ofsted_qa.rewording.sentences import told
from ofsted_qa.values import Citation, DocumentKind, Voice, VoiceRole

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its numbers, the cited words, and whether they hold it; `fault` says why not."""

    sentence: str
    evidence: tuple[Evidence, ...]
    held: bool
    fault: str | None

    @property
    def found(self) -> str | None:
        """The fault that is found in it, None where it is held."""
        return judged(told(self.sentence), self.evidence)


def cases(path: Path) -> list[Case]:
    """The cases of a file: `[evidence.NAME]` tables, and `[[case]]` with `cites`, `sentence`, `held` and `fault`."""
    read: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return [
        Case(
            one["sentence"],
            tuple(Evidence(citation(number, **read["evidence"][name])) for number, name in enumerate(one["cites"], 1)),
            one["held"],
            one.get("fault"),
        )
        for one in read["case"]
    ]


def citation(number: int, *, quote: str, voice: str, **known: Any) -> Citation:  # noqa: ANN401 - what a file holds
    """A citation of words that stand in no document."""
    return Citation(
        number=number,
        passage_id="",
        document_id=known.get("document", "paper"),
        document="paper.txt",
        title="",
        authority=known.get("authority"),
        kind=DocumentKind(known.get("kind", "other")),
        date=known.get("date"),
        voice=Voice(VoiceRole(voice), known.get("speaker"), "as the case says", known.get("first_hand", True)),
        page=None,
        printed_page=None,
        paragraph=None,
        heading=known.get("heading", ""),
        quote=quote,
        start=0,
        end=len(quote),
    )
