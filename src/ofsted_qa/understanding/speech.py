"""Says who speaks in each run of a document, the words between marks inside a sentence told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ofsted_qa.understanding.quotations import Quotation, quotations
from ofsted_qa.understanding.voices import QUOTING, base_voice
from ofsted_qa.values import Span, Voice, VoiceRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ofsted_qa.values import Document, Sentence

#: Words between single marks; an apostrophe inside a word is none.
_SINGLE = re.compile(r"(?<!\w)['‘](?P<words>\w[^'’\n]*(?:['’]\w[^'’\n]*)*)['’](?!\w)")
_MARKED = re.compile(rf"[\"“](?P<double>[^\"“”\n]+)[\"”]|{_SINGLE.pattern}")
_OF_ONESELF = re.compile(r"\b(?:I|I['’]\w+|me)\b")
#: "One young person told inspectors: ‘…": the people whom inspectors speak with, and what announces their words.
_INTRODUCED = re.compile(
    r"\b(?P<who>care leavers?|young (?:person|people)|child(?:ren)?|parents?|(?:foster )?carers?|adopters?"
    r"|famil(?:y|ies)|social workers?|staff|members?|head ?teachers?|managers?|leaders?)\b[^.?!]{0,100}?"
    r"\b(?:said|says?|saying|told|stated?|reported|summ\w+|describ\w+|comment\w*|explain\w*|put it|wrote|added)\b"
    r"[^.?!]{0,60}(?:[^.?!]{0,100}\. For (?:example|instance),? )?$",
    re.IGNORECASE,
)
_FEWEST_SPACES = 2


@dataclass(frozen=True, slots=True)
class Utterance:
    """A run `start:end` of a document that one voice says; `sentence` is the voice of the sentence around it."""

    start: int
    end: int
    voice: Voice
    sentence: Voice


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks where in a document.

    `utterances` stand in the order of the text and do not overlap. `running` holds quotations that run over
    several blocks, each as one span; `marks` are the places of the marks that only open such a quotation
    again at the beginning of a block.
    """

    utterances: tuple[Utterance, ...]
    running: tuple[Span, ...]
    marks: frozenset[int]


def speech_of(document: Document) -> Speech:
    """Who speaks where in a document that has been understood."""
    base = base_voice(document, document.profile.kind)
    quoted = quotations(document, base) if base.role in QUOTING else _told(document)
    chains = _chains(document, quoted)
    return Speech(
        tuple(one for sentence in document.sentences for one in _utterances(document, sentence, quoted, base)),
        tuple(Span(chain[0].start, chain[-1].end) for chain in chains),
        frozenset(one.start - 1 for chain in chains for one in chain[1:]),
    )


def _chains(document: Document, quoted: Sequence[Quotation]) -> list[list[Quotation]]:
    """Quotations that go on in the next block, which opens with a mark again."""
    following = {before.end: after.start for before, after in pairwise(document.blocks)}
    chains: list[list[Quotation]] = []
    for before, after in pairwise(quoted):
        if following.get(before.end) == after.start - 1 and before.voice == after.voice:
            if chains and chains[-1][-1] is before:
                chains[-1].append(after)
            else:
                chains.append([before, after])
    return chains


def _utterances(
    document: Document, sentence: Sentence, quoted: Sequence[Quotation], base: Voice
) -> Iterator[Utterance]:
    said = [(one.start, one.end, one.voice) for one in quoted if one.start < sentence.end and sentence.start < one.end]
    own = base if any(sentence.voice == voice for _, _, voice in said) else sentence.voice
    if not said and not sentence.voice.first_hand and sentence.voice.role in QUOTING:
        said = _phrases(document, sentence)
    at = sentence.start
    for start, end, voice in said:
        if at < start:
            yield Utterance(at, start, own, sentence.voice)
        yield Utterance(max(start, sentence.start), min(end, sentence.end), voice, sentence.voice)
        at = min(end, sentence.end)
    if at < sentence.end:
        yield Utterance(at, sentence.end, own, sentence.voice)


def _told(document: Document) -> list[Quotation]:
    """What inspectors quote of people whom they spoke with: words between marks that those people say.

    The voice has the name of their kind ("young person"), where the words before the marks give it.
    """
    found: list[Quotation] = []
    for block in document.blocks:
        for match in _MARKED.finditer(document.text, block.start, block.end):
            kind = "words" if match["words"] else "double"
            introduced = _INTRODUCED.search(document.text[block.start : match.start()])
            if match[kind].count(" ") >= _FEWEST_SPACES and (introduced or _OF_ONESELF.search(match[kind])):
                name = introduced["who"].lower() if introduced else None
                voice = Voice(VoiceRole.PERSON, name, "words of somebody whom the inspectors quote", first_hand=False)
                found.append(Quotation(*match.span(kind), voice, whole=True))
    return found


def _phrases(document: Document, sentence: Sentence) -> list[tuple[int, int, Voice]]:
    """Phrases between single marks in a sentence that reports inspectors: "rated as 'inadequate'"."""
    voice = Voice(
        VoiceRole.OFSTED, None, "phrase between marks in a sentence that reports inspectors", first_hand=False
    )
    return [(*match.span("words"), voice) for match in _SINGLE.finditer(document.text, sentence.start, sentence.end)]
