"""Understanding: `Document` → who wrote it about whom and when, and who is speaking in each sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ofsted_qa.understanding.impossible_dates import NO_DATE_PRINTED
from ofsted_qa.understanding.profile import profile_of
from ofsted_qa.understanding.voices import voiced_sentences

if TYPE_CHECKING:
    from ofsted_qa.values import Document

__all__ = ["NO_DATE_PRINTED", "understand"]


def understand(document: Document) -> Document:
    """The same document with its profile and its sentences; the text and the blocks stay as they are."""
    profile = profile_of(document)
    return replace(document, profile=profile, sentences=voiced_sentences(document, profile.kind))
