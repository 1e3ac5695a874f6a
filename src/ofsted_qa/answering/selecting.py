"""Selects the sentences that answer, out of judged ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_qa.answering.evidence import is_question
from ofsted_qa.answering.extents import Chosen, read_out
from ofsted_qa.answering.lexicon import also_called
from ofsted_qa.answering.rows import told_by
from ofsted_qa.answering.wanted import EXACT, OPEN, Wanted
from ofsted_qa.understanding.authorities import mentions
from ofsted_qa.understanding.dates import DateMention, dates
from ofsted_qa.understanding.people import names_in
from ofsted_qa.values import BlockKind
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.answering.evidence import Candidate
    from ofsted_qa.answering.extents import Judged
    from ofsted_qa.values import Document

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
_PRONOUN = re.compile(r"(?:He|His|Her|She|They|Their)\b")
_SAME_EVENT_DAYS = 92  # an inspection or its publication spans weeks; dates further apart are other events


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
    row = judged.candidate.kind is BlockKind.TABLE_ROW  # its columns say what it counts
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
        around |= also_called(asked.terms, around)
        named = re.search(rf"\b{re.escape(surname)}\b", known, re.IGNORECASE)
        return named is None or (bool(asked.matter) and asked.matter.isdisjoint(around))
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
    return read_out(asked, picked)


def _adds(asked: Asked, picked: Sequence[Judged], other: Judged) -> bool:
    """Whether another sentence says something that those picked do not.

    A question for one date, sum or name is answered once; by another document too where it differs.
    """
    few = len(stems(other.candidate.text)) < _FEWEST_STEMS and other.candidate.kind is BlockKind.PARAGRAPH
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
