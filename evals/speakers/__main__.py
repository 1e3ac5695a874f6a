"""Compares whose words sentences are with what is stated of them: `python -m evals.speakers [--show]`.

A sentence is right if its role is, and of a person's words the name (by the surname), too; nobody's name is right where
the truth has none. It is grave if words are given to Ofsted that are not Ofsted's, if Ofsted's words are given as the
paper's own, or if somebody else is named.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ofsted_qa.parsing import parsed
from ofsted_qa.values import Document, Voice, VoiceRole

_HERE = Path(__file__).resolve().parent
_PAPERS = _HERE / "papers"
#: An organisation's words may be a partner's or be left the paper's: they are nobody else's.
_OF_OTHERS = frozenset({VoiceRole.PARTNER, VoiceRole.PRESS, VoiceRole.UNKNOWN})
_INSPECTORS = frozenset({VoiceRole.OFSTED, VoiceRole.INSPECTORATES})


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, whose words it is by the truth (a role, or "other" for an organisation), and by the program."""

    file: str
    sentence: str
    role: str
    name: str | None
    voice: Voice

    @property
    def verdict(self) -> str:
        """`right`, `grave` or `wrong`."""
        others = self.voice.name if self.role != "person" or not _same(self.name, self.voice.name) else None
        fits = self.voice.role in _OF_OTHERS if self.role == "other" else self.voice.role.value == self.role
        if fits and not others and (self.role != "person" or self.name is None or self.voice.name):
            return "right"
        of_ofsted, for_ofsted = self.role == "ofsted", self.voice.role in _INSPECTORS
        grave = (for_ofsted and not of_ofsted) or (of_ofsted and not for_ofsted and self.voice.first_hand) or others
        return "grave" if grave else "wrong"


def _same(stated: str | None, read: str | None) -> bool:
    return bool(read is None or (stated and stated.split()[-1] == read.split()[-1]))


def compared() -> list[Said]:
    """Every sentence that is stated, with the voice that it has.

    Raises:
        ValueError: a sentence does not stand in its paper.
    """
    files = [(path, _PAPERS) for path in sorted(_PAPERS.glob("*.txt"))]
    documents = {one.source.name: one for one in parsed(files) if isinstance(one, Document)}
    found = []
    for line in (_HERE / "sentences.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        voice = _voice(documents[row["file"]], row["sentence"])
        if voice is None:
            raise ValueError(f"{row['file']}: {row['sentence']!r} does not stand there")
        found.append(Said(row["file"], row["sentence"], row["role"], row["name"], voice))
    return found


def _voice(document: Document, words: str) -> Voice | None:
    """The voice of the longest sentence that is, or is part of, the words."""
    held = [(" ".join(document.slice(one).split()), one.voice) for one in document.sentences]
    near = [(len(text), voice) for text, voice in held if text and (text in words or words in text)]
    return max(near, key=lambda pair: pair[0])[1] if near else None


def main() -> None:
    """Print the numbers for each set of papers (its first letter)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="every sentence that is not right")
    show = parser.parse_args().show
    found = compared()
    for letter in sorted({one.file[0] for one in found}):
        counts = Counter(one.verdict for one in found if one.file[0] == letter)
        print(f"{letter}: {dict(counts)}")  # noqa: T201 (a program that prints)
    for one in found:
        if show and one.verdict != "right":
            told = f"{one.role} {one.name or ''}, not {one.voice.role.value} {one.voice.name or ''}"
            print(f"{one.verdict}: {one.file}: {told}: {one.sentence}")  # noqa: T201


if __name__ == "__main__":
    main()
