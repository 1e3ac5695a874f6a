"""Selects the spans of text that answer, out of judged sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ofsted_qa.answering.evidence import Candidate, Features, is_question, lead_in, lead_place, role_spans
from ofsted_qa.answering.lexicon import glossary_stems
from ofsted_qa.answering.rows import head_of, told_by
from ofsted_qa.answering.wanted import EXACT, OPEN, Wanted
from ofsted_qa.passages import introduces_list
from ofsted_qa.understanding.authorities import mentions
from ofsted_qa.understanding.dates import DateMention, dates
from ofsted_qa.understanding.people import names_in
from ofsted_qa.values import BlockKind, Span
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.values import Document, Sentence

#: Below this score the documents do not say. Chosen on the questions that the weights were fitted on.
LEAST_SCORE = 11.7
#: A question for one of these is not answered without it; "who" may be answered by a body or a group.
_NEEDED = frozenset({*EXACT, Wanted.GRADE} - {Wanted.PERSON})
_CLOSE = 3.5  # score; how far behind the best another sentence may stand and still be read out
#: Of the tuning questions for a statement that came to less, four were answered wrongly and one rightly.
_LEAST_CONTEXT = 0.05
_MOST_SENTENCES = 3
_SAME_WORDS = 0.8  # share of stems in common from which two sentences say the same
_FEWEST_STEMS = 2  # of a sentence beside the best: "Caseloads." before a paragraph is its heading
_OF_ASKING = re.compile(
    r"(?:and |but |so )?(?:how|wh(?:at|ich|o|ose))\b.*"
    r"\b(?:ask\w*|quer(?:y|ied)|question\w*|raise[ds]?|want(?:s|ed)? to know|wonder\w*)\b",
    re.IGNORECASE,
)
_DEPENDS = re.compile(
    r"(?:This|That|These|Those|It|They|He|She|Its|Their|The latter|The former|However|As a result|Therefore"
    r"|In addition|Additionally|Also|Such|Both|Consequently|Hence|Thus|Similarly|Instead|In response|In contrast"
    r"|(?:About|After|Because of|Before|Beyond|By|Despite|During|Following|For|From|In|Through|To|With|Without) this"
    r"|(?:All|Few|Many|Most|None|One|Several|Some) of (?:them|these|those|which))\b"
)
_PRONOUN = re.compile(r"(?:He|His|Her|She|They|Their)\b")
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
_LONG_LIST = 400  # characters, more than half a minute
LONGEST_RUN = 1200  # characters, two minutes to read out: a longer list or table is read out only if a list is wanted
_SAME_EVENT_DAYS = 92  # an inspection or its publication spans weeks; dates further apart are other events


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


def best_first(judged: Sequence[Judged]) -> list[Judged]:
    """Judged sentences by score; of equal ones the earlier."""
    return sorted(judged, key=lambda one: -one.score)


def answers(asked: Asked, judged: Judged) -> bool:
    """Whether a sentence answers: its score reaches the least, and it holds what the question wants exactly.

    What Ofsted said is never answered in the council's words, nor what was found in 2015 by a sentence on 2013.
    """
    features = judged.features
    if is_question(judged.candidate.text) and not _OF_ASKING.match(asked.text):
        return False
    nameless = asked.by_name and Wanted.PERSON in asked.wanted and features.fits < 1.0
    if (nameless or (asked.wanted & _NEEDED and not features.fits)) and not features.role:
        return False
    if asked.terms and asked.wanted <= OPEN and features.context < _LEAST_CONTEXT:
        return False  # the reader alone would have it so: nothing that is asked about stands there
    row = _kind(judged.candidate) is BlockKind.TABLE_ROW  # its columns say what it counts
    if asked.counting and features.fits < 1.0 and not features.own and not row:
        return False  # a number in a sentence about something else
    if asked.roles and not asked.terms and not judged.features.role:
        return False  # nothing else was asked for
    wrong = judged.features.out_of_date >= 1.0 or judged.features.other_voice >= 1.0
    return judged.score >= LEAST_SCORE and not (wrong or _of_others(asked, judged.candidate))


def _of_others(asked: Asked, candidate: Candidate) -> bool:
    """Whether a sentence tells what another than the person asked about says, or names another council's person.

    What somebody says about a matter names it, or stands behind what does, or under its heading.
    """
    if asked.sayer and (" " not in asked.sayer or _speaks(candidate.document, asked.sayer)):
        surname = asked.sayer.split()[-1]
        before = _before(candidate)
        voice = candidate.sentence.voice.name or ""
        known = f"{candidate.text} {voice} {before if _PRONOUN.match(candidate.text) else ''}"
        around = set(stems(f"{candidate.text} {before} {candidate.passage.heading}"))
        named = re.search(rf"\b{re.escape(surname)}\b", known, re.IGNORECASE)
        return named is None or (bool(asked.matter) and asked.matter.isdisjoint(around | _also_called(asked, around)))
    if Wanted.PERSON not in asked.wanted:
        return False
    text = candidate.text
    for name, start, end in names_in(text):  # Ann Sutton is of no council of that name
        text = text[:start] + " " * len(name) + text[end:]
    councils = {one.name for one in mentions(text)}
    return bool(asked.authorities and councils) and councils.isdisjoint(asked.authorities)


def _speaks(document: Document, name: str) -> bool:
    """Whether a name is a person's in a document, who speaks there or holds a role."""
    return any(one.voice.name == name for one in document.sentences) or any(
        one.name == name for one in document.profile.people
    )


def _before(candidate: Candidate) -> str:
    """The two sentences before one."""
    sentences = candidate.document.sentences[max(0, candidate.index - 2) : candidate.index]
    return " ".join(map(candidate.document.slice, sentences))


def _also_called(asked: Asked, stems_held: set[str]) -> set[str]:
    """The terms of a question of which another name is held."""
    called = glossary_stems(asked.terms)
    return {term for term in asked.terms if any(name <= stems_held for name in called.get(term, ()))}


def _kind(candidate: Candidate) -> BlockKind:
    return candidate.document.blocks[candidate.sentence.block].kind


def select(asked: Asked, ranked: Sequence[Judged]) -> list[Chosen]:
    """The runs that answer, the best first; none where no sentence answers."""
    good = [one for one in ranked if answers(asked, one)]
    if not good:
        return []
    best = good[0]
    picked = [best]
    others = [] if told_by(asked, best.candidate.document, best.candidate.sentence) else good[1:]
    for other in others:
        if len(picked) == _MOST_SENTENCES:
            break
        if best.score - other.score <= _CLOSE and _adds(asked, picked, other):
            picked.append(other)
    runs = [
        run
        for one in picked
        for run in (*_headed(one), *_introduced(asked, one), _extended(asked, one), *_taken_back(one))
    ]
    return _merged(runs)


def _adds(asked: Asked, picked: Sequence[Judged], other: Judged) -> bool:
    """Whether another sentence says something that those picked do not.

    A question for one date, sum or name is answered once; by another document too where it differs.
    """
    few = len(stems(other.candidate.text)) < _FEWEST_STEMS and _kind(other.candidate) is BlockKind.PARAGRAPH
    if few or any(_alike(one.candidate.text, other.candidate.text) for one in picked):
        return False
    if Wanted.LIST in asked.wanted or not asked.wanted & set(EXACT):
        return True
    if asked.roles:
        return bool(other.features.role) and not picked[0].features.role - other.features.role
    return all(one.candidate.document.id != other.candidate.document.id for one in picked)


def _alike(one: str, other: str) -> bool:
    left, right = set(stems(one)), set(stems(other))
    return bool(left and right) and len(left & right) >= _SAME_WORDS * min(len(left), len(right))


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
    listed = _kind(candidate) is BlockKind.LIST_ITEM and bool(asked.wanted & set(EXACT) or length > _LONG_LIST)
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
    whole = _kind(candidate) is BlockKind.LIST_ITEM and words[:1].isupper() and words.endswith((".", "!"))
    above = lead_in(candidate)
    label = len(above.split()) <= _MOST_LABEL_WORDS and not _VERB.search(above)
    announced = bool(_POINTS.search(above)) and not _TURNS.search(above)
    return whole and (label or announced) and bool(_VERB.search(words))


def _taken_back(judged: Judged) -> list[Chosen]:
    """The sentence right after one that takes it back, whoever speaks: a disputed figure is not read out alone."""
    candidate = judged.candidate
    document, place = candidate.document, candidate.index + 1
    if place == len(document.sentences) or _kind(candidate) not in _PROSE:
        return []
    sentence = document.sentences[place]
    after = replace(judged, candidate=replace(candidate, sentence=sentence, index=place))
    disputes = _kind(after.candidate) in _PROSE and _TAKES_BACK.search(document.slice(sentence))
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


def introductions(chosen: Sequence[Chosen]) -> list[Chosen]:
    """For quotations that do not name their speakers, the sentences before them that do: "who said it" is shown."""
    found = [_introduction(one) for one in chosen]
    return list(dict.fromkeys(one for one in found if one))


def _introduction(one: Chosen) -> Chosen | None:
    candidate = one.judged.candidate
    document, voice = candidate.document, candidate.sentence.voice
    if not voice.name or voice.name in document.text[one.start : one.end]:
        return None
    for sentence in reversed(document.sentences[: candidate.index]):
        if sentence.voice == voice and voice.name in document.slice(sentence):
            return Chosen(one.judged, sentence.start, sentence.end)
    return None


def dated_differently(asked: Asked, chosen: Sequence[Chosen], ranked: Sequence[Judged]) -> tuple[Chosen, Chosen] | None:
    """The first run chosen that gives a date, and a sentence of another document that dates the same event differently.

    The same event: it holds as much of what was asked, and its date lies within three months. Both dates
    can be right of an inspection that spans weeks, so neither is picked. None where there is no such pair.
    """
    dated = (
        one
        for one in chosen
        if _whole(dates(one.judged.candidate.text)) and not (asked.roles and one.judged.features.role)
    )
    first = next(dated, None)
    if Wanted.DATE not in asked.wanted or first is None:
        return None
    for other in ranked:
        another = other.candidate.document.id != first.judged.candidate.document.id
        as_much = other.features.context >= first.judged.features.context and not (asked.roles and other.features.role)
        if another and as_much and answers(asked, other) and _differ(first.judged.candidate, other.candidate):
            return first, Chosen(other, other.candidate.sentence.start, other.candidate.sentence.end)
    return None


def _differ(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences give dates that cannot mean the same day and lie near each other."""
    pairs = [(mine, theirs) for mine in _whole(dates(one.text)) for theirs in _whole(dates(other.text))]
    same = any(mine.overlaps(theirs) for mine, theirs in pairs)
    return not same and any(_near(mine, theirs) for mine, theirs in pairs)


def _whole(mentions: Sequence[DateMention]) -> list[DateMention]:
    return [mention for mention in mentions if mention.first and mention.month]


def _near(one: DateMention, other: DateMention) -> bool:
    if not (one.first and other.first):
        return False
    return abs((one.first - other.first).days) <= _SAME_EVENT_DAYS
