"""Says how much of a document is read out for a sentence that answers: what belongs to it, and no more.

A list or what introduces it, the row that heads a table's columns, a neighbour that it leans on, what takes it back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ofsted_qa.answering.evidence import Candidate, Features, lead_in, lead_place, role_spans
from ofsted_qa.answering.rows import head_of
from ofsted_qa.answering.wanted import EXACT, OPEN, Wanted
from ofsted_qa.passages import introduces_list
from ofsted_qa.values import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.values import Document, Sentence

_LONG_LIST = 400  # characters, more than half a minute
LONGEST_RUN = 1200  # characters, two minutes to read out: a longer list or table is read out only if a list is wanted
_DEPENDS = re.compile(
    r"(?:This|That|These|Those|It|They|He|She|Its|Their|The latter|The former|However|As a result|Therefore"
    r"|In addition|Additionally|Also|Such|Both|Consequently|Hence|Thus|Similarly|Instead|In response|In contrast"
    r"|(?:About|After|Because of|Before|Beyond|By|Despite|During|Following|For|From|In|Through|To|With|Without) this"
    r"|(?:All|Few|Many|Most|None|One|Several|Some) of (?:them|these|those|which))\b"
)
#: "The council disputes that figure.", "This was later corrected to 31.", "He withdrew the remark."
_TAKES_BACK = re.compile(
    r"(?<!not )(?<!n['’]t )(?<!never )\b(?:challenge[ds]?|contest(?:s|ed)?|den(?:y|ies|ied)|disput(?:e|es|ed)"
    r"|(?:did|do(?:es)?) not (?:accept|agree|recognise)|disagree[ds]?|quer(?:y|ied)|reject(?:s|ed)?|withdr(?:ew|awn)"
    r"|retract(?:s|ed)?) (?:with )?(?:both |all )?(?:it|this|that|the|these|those|its|his|her|their)\b"
    r"(?: (?:account|allegation|amount|assertion|claim|count|criticism|estimate|figure|finding|number|remark|statement"
    r"|suggestion|total|version|view)s?\b|[.;,]|$)"
    r"|^(?:It|That|The (?:claim|estimate|figure|number|total)|Th(?:at|is) (?:claim|estimate|figure|number|total)|This)"
    r" (?:is|was|has(?: since)? been|had been) (?:\w+ )?"
    r"(?:challenged|contested|corrected|denied|disputed|incorrect|mistaken|queried|rejected|retracted|withdrawn|wrong)\b"
)
#: A finite verb or a modal, by the closed classes and the past tense.
_VERB = re.compile(
    r"\b(?:are|can|could|did|do|does|had|has|have|is|may|must|no|not|should|that|was|were|will|would|\w{2,30}n['’]t)\b"
)
_CAPTION = re.compile(r"^(?:figure|table)\b|[(%]\W*(?:%|£|£?000)|£000|\bper ?cent", re.IGNORECASE)
_MOST_CAPTION_WORDS = 24
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION})
_MOST_LABEL_WORDS = 6
#: "The following points were made in discussion:", and words by which what is announced may be no plain statement.
_POINTS = re.compile(r"\b(?:comments|discussion|issues|matters|points|questions|responses)\b", re.IGNORECASE)
_TURNS = re.compile(
    r"\b(?:no|none|not|never|without|unless|if|whether|must|need\w*|should|would|could|may|might|will|fail\w*|lack\w*"
    r"|alleg\w+|claim\w+|recommend\w*|propos\w+|suggest\w*|expect\w*|hop\w+|\w{2,30}n['’]t)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with what is known of it and its score; `words` are the reader's answer within it, if any."""

    candidate: Candidate
    features: Features
    score: float
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A run of a document's text that answers, with the sentence for which it was chosen."""

    judged: Judged
    start: int
    end: int


def read_out(asked: Asked, picked: Sequence[Judged]) -> list[Chosen]:
    """The runs that are read out for sentences that answer, in their order, those that touch as one."""
    return _merged(
        [
            run
            for one in picked
            for run in (*_headed(one), *_introduced(asked, one), _extended(asked, one), *_taken_back(one))
        ]
    )


def _extended(asked: Asked, judged: Judged) -> Chosen:
    """A sentence with the list that it introduces, and with its neighbours that cannot be read without it."""
    document, sentences = judged.candidate.document, judged.candidate.document.sentences
    itself = judged.candidate.index, judged.candidate.index
    first, last = (
        _list_around(judged.candidate) if head_of(document, judged.candidate.sentence.block) is None else itself
    )
    if Wanted.LIST not in asked.wanted and (_stands_alone(judged.candidate) or _one_item(asked, judged.candidate)):
        first = last = judged.candidate.index
    if first > 0 and _leans(document, sentences[first - 1], sentences[first]):
        first -= 1
    for span in role_spans(document, asked.roles):
        holding = [index for index, one in enumerate(sentences) if one.start < span.end and span.start < one.end]
        if judged.candidate.index in holding:
            first, last = min(first, *holding), max(last, *holding)  # a signature is a name with its office
    explained = asked.wanted <= OPEN | {Wanted.LIST}
    if explained and last + 1 < len(sentences) and _leans(document, sentences[last], sentences[last + 1]):
        last += 1
    return Chosen(judged, sentences[first].start, sentences[last].end)


def _one_item(asked: Asked, candidate: Candidate) -> bool:
    """Whether an item, or a row, is read out without its list: one fact is asked for, or the list is long."""
    first, last = _list_around(candidate)
    length = candidate.document.sentences[last].end - candidate.document.sentences[first].start
    listed = candidate.kind is BlockKind.LIST_ITEM and bool(asked.wanted & set(EXACT) or length > _LONG_LIST)
    return length > LONGEST_RUN or (listed and lead_place(candidate) is not None)


def _introduced(asked: Asked, judged: Judged) -> list[Chosen]:
    """What introduces the list of an item that is read out without the others: "Inspectors saw no evidence that:"."""
    candidate = judged.candidate
    place = lead_place(candidate)
    if place is None or Wanted.LIST in asked.wanted or _stands_alone(candidate) or not _one_item(asked, candidate):
        return []
    sentence = candidate.document.sentences[place]
    if sentence.voice != candidate.sentence.voice:
        judged = replace(judged, candidate=replace(candidate, sentence=sentence, index=place))
    return [Chosen(judged, sentence.start, sentence.end)]


def _stands_alone(candidate: Candidate) -> bool:
    """Whether a sentence is an item of a list that can be read out without the others: a whole sentence.

    What introduces the list must be a bare label or only announce points that were made: "Inspectors saw no evidence
    that:" turns every item round.
    """
    words = candidate.text
    whole = candidate.kind is BlockKind.LIST_ITEM and words[:1].isupper() and words.endswith((".", "!"))
    above = lead_in(candidate)
    label = len(above.split()) <= _MOST_LABEL_WORDS and not _VERB.search(above)
    announced = bool(_POINTS.search(above)) and not _TURNS.search(above)
    return whole and (label or announced) and bool(_VERB.search(words))


def _taken_back(judged: Judged) -> list[Chosen]:
    """The sentence right after one that takes it back, whoever speaks: a disputed figure is not read out alone."""
    candidate = judged.candidate
    document, place = candidate.document, candidate.index + 1
    if place == len(document.sentences) or candidate.kind not in _PROSE:
        return []
    sentence = document.sentences[place]
    after = replace(judged, candidate=replace(candidate, sentence=sentence, index=place))
    disputes = after.candidate.kind in _PROSE and _TAKES_BACK.search(document.slice(sentence))
    return [Chosen(after, sentence.start, sentence.end)] if disputes else []


def _headed(judged: Judged) -> list[Chosen]:
    """The row that heads the columns of a table's row, with its caption: a figure alone says not what it counts."""
    candidate = judged.candidate
    document = candidate.document
    head = head_of(document, candidate.sentence.block)
    heading = [one for one in document.sentences if head and head.start <= one.start < head.end]
    if not heading or any(one.voice != candidate.sentence.voice for one in heading):
        return []
    above = [one for one in document.sentences if one.block == heading[0].block - 1]
    words = document.slice(document.blocks[heading[0].block - 1]) if above else ""
    captioned = _CAPTION.search(words) and len(words.split()) <= _MOST_CAPTION_WORDS
    own = captioned and all(one.voice == candidate.sentence.voice for one in above)
    return [Chosen(judged, (above if own else heading)[0].start, heading[-1].end)]


def _list_around(candidate: Candidate) -> tuple[int, int]:
    """The first and last sentence of the list or table that a sentence introduces or stands in; else itself twice."""
    document, sentences = candidate.document, candidate.document.sentences
    first = last = candidate.index
    while first > 0 and _listed(document, sentences[first]) and _continues(document, *sentences[first - 1 : first + 1]):
        first -= 1
    while last + 1 < len(sentences) and _continues(document, *sentences[last : last + 2]):
        last += 1
    return first, last


def _continues(document: Document, sentence: Sentence, following: Sentence) -> bool:
    """Whether what follows is an item of a list that a sentence introduces or is in, or a row of its table.

    Never in another voice: a citation is one speaker's words.
    """
    if (sentence.voice.role, sentence.voice.name) != (following.voice.role, following.voice.name):
        return False
    if _listed(document, following):
        return introduces_list(document, [sentence])
    return _wide(document, sentence) and _wide(document, following)


def _leans(document: Document, before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence cannot be understood without the one before it ("This is resulting in …")."""
    together = before.block == sentence.block and before.voice == sentence.voice
    return together and bool(_DEPENDS.match(document.slice(sentence)))


def _listed(document: Document, sentence: Sentence) -> bool:
    return document.blocks[sentence.block].kind is BlockKind.LIST_ITEM


def _wide(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is a row of a table with several columns."""
    return document.slice(sentence).count("\t") > 1


def _merged(chosen: list[Chosen]) -> list[Chosen]:
    """Runs of one document and voice that touch or overlap become one, in the place of the better."""
    merged: list[Chosen] = []
    for one in chosen:
        for place, other in enumerate(merged):
            if _touch(one, other):
                merged[place] = Chosen(other.judged, min(one.start, other.start), max(one.end, other.end))
                break
        else:
            merged.append(one)
    return merged


def _touch(one: Chosen, other: Chosen) -> bool:
    left, right = one.judged.candidate, other.judged.candidate
    return (
        left.document.id == right.document.id
        and left.sentence.voice == right.sentence.voice
        and one.start <= other.end + 1
        and other.start <= one.end + 1
    )
