"""Judges how well a sentence holds the answer to a question: what is known of it, and a score out of that."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING

from ofsted_qa.answering import grade_questions, lexicon
from ofsted_qa.answering.rows import head_of
from ofsted_qa.answering.topical import aboutness, asks_about, says_what_was_covered
from ofsted_qa.answering.wanted import OPEN, PARTLY, Wanted, fits, grades_named, only_past, to_come
from ofsted_qa.passages import introduces_list
from ofsted_qa.understanding.dates import DateMention, dates
from ofsted_qa.understanding.people import names_in
from ofsted_qa.values import BlockKind, Document, JudgementArea, Passage, Person, Sentence, Span, VoiceRole
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.values import Judgement

_GLOSSARY_WORTH = 0.8  # of another name of a term, beside the term itself
_NEAR_WORTH = 0.85  # of a word of the same meaning, at most
#: Cosines of single words by the packaged model: unrelated words of one field reach 0.5 ("mood" and "morale" 0.53);
#: from 0.85 on they mean the same ("boss" and "bosses" 0.82).
LEAST_NEAR, SAME = 0.5, 0.85
#: Sharpens the shares: of 1, 1.5, 2 and 3 the best on the tuning questions.
_RETENTION_POWER = 2
#: What a paper says that it is for, and says nothing of it: "To update the Committee on …".
_TO_INFORM = re.compile(
    r"To (?:advise|inform|outline|set out|update)\b"
    r"|(?:The )?purpose of (?:the|this) (?:paper|report)\b"
    r"|This (?:paper|report) (?:informs|outlines|presents|provides|sets|updates)\b"
)
_QUESTION = re.compile(r"\?[\"”'’)\]]*$")
_WHO_ASKS = re.compile(
    r"\bwho(?:se)? (?:\w+ )?(?:asked|queried|question(?:ed)?|raised|wanted to know)\b|\bwhose question\b"
)
_MOSTLY = 0.6  # of what is asked about: such a question is the one that is meant
_PURPOSE = re.compile(r"\b(?:aims?|purpose|why)\b|\bfor\W*$", re.IGNORECASE)
_SENTENCES_BEFORE = 2
_SPEAKER_WITHIN = 40  # sentences before one in which its speaker is introduced
_OWN_DATES = 0.6  # how far a sentence is out of date that gives other dates than asked, in a document of the right one


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a sentence as an answer; every value lies between 0 and 1.

    `own`: the share of the question's terms, weighted by how rare they are, that the sentence holds, in its own
    words or near ones. `context`: the same over the sentence, its headings, the sentences before it and its
    speaker. `fits`: it holds words of the kind wanted. `role`: it names who or what holds the role that is asked
    for, or prints the grade of the area that is asked for. `out_of_date`: it is about other dates than the
    question. `other_voice`: it is somebody else's words. `answered`: the chance that a window with the sentence
    answers, by the reader. `surest`: in no other sentence is it surer of the words. `alone`: the chance that the
    sentence answers by itself; 0 but for the best. `about`: how far it is about the matter, where the question asks
    what is said about one.
    """

    own: float
    context: float
    fits: float
    role: float
    out_of_date: float
    other_voice: float
    answered: float
    surest: float
    alone: float
    about: float


#: Fitted on the `tune` questions of the suites in evals/ and, at half their worth, on those on papers that the reader
#: has not seen, by `python -m training.fit_answering` (a linear score, softmax over the sentences of a question and "no
#: answer"), doubled and rounded. `about` was chosen on them by hand, `role` so that whoever holds a role in the profile
#: comes before anybody of whom the reader is sure.
WEIGHTS = Features(
    own=1.0,
    context=2.8,
    fits=2.9,
    role=5.5,
    out_of_date=-3.8,
    other_voice=-0.3,
    answered=4.0,
    surest=3.1,
    alone=4.7,
    about=8.0,
)

_NAMES = tuple(field.name for field in fields(Features))


def score(features: Features) -> float:
    """The weighted sum of the features."""
    return float(sum(getattr(WEIGHTS, name) * getattr(features, name) for name in _NAMES))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a retrieved passage; `index` is its place in `document.sentences`."""

    document: Document
    passage: Passage
    sentence: Sentence
    index: int

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.document.slice(self.sentence)

    @property
    def kind(self) -> BlockKind:
        """The kind of the block that the sentence stands in."""
        return self.document.blocks[self.sentence.block].kind


class Judge:
    """Judges candidates for one question."""

    def __init__(self, asked: Asked, rarity: Mapping[str, float], near: Mapping[str, Mapping[str, float]]) -> None:
        """`rarity`: term → inverse document frequency; `near`: term → stems of the documents → cosine."""
        self._asked = asked
        self._weights = {term: rarity[term] * lexicon.retention(term) ** _RETENTION_POWER for term in asked.terms}
        self._near = near
        self._glossary = lexicon.glossary_stems(asked.terms)
        self._areas = _areas_asked(asked)
        self._grades = grades_named(asked.text.lower()) if Wanted.DATE in asked.wanted else frozenset[str]()
        self._people = [re.compile(rf"\b{re.escape(name)}\b") for name in _people_in(asked.text)]
        self._named: dict[str, frozenset[str]] = {}
        self._to_come = Wanted.DATE in asked.wanted and to_come(asked.text.lower())
        self._who_asks = bool(_WHO_ASKS.search(asked.text.lower()))
        self._no_purpose = asked.wanted <= OPEN and not _PURPOSE.search(asked.text)
        self._about = asked.wanted == {Wanted.STATEMENT} and asks_about(asked.text.lower())

    def features(self, candidate: Candidate) -> Features:
        """The features of a candidate, those by the reader left at 0."""
        around = self._around(candidate)
        own = frozenset(stems(candidate.text))
        # "Inspectors looked at supervision" says nothing about it.
        says = self._about and not any(map(says_what_was_covered, (lead_in(candidate), candidate.text)))
        return Features(
            own=self.coverage(own),
            context=self.coverage(own | frozenset(stems(around)) | self._people_of(candidate.document)),
            fits=self._fits(candidate) if says or not self._about else 0.0,
            role=float(self._role(candidate)),
            out_of_date=self._out_of_date(candidate, around),
            other_voice=self._other_voice(candidate),
            answered=0.0,
            surest=0.0,
            alone=0.0,
            about=self._aboutness(candidate, own) if says else 0.0,
        )

    def _aboutness(self, candidate: Candidate, own: frozenset[str]) -> float:
        """How far a sentence is about the matter; what its document calls itself goes without saying in it."""
        called = frozenset(stems(document_words(candidate.document)))
        matter = [term for term in self._asked.terms if term not in called]
        return self.coverage(own | called) ** 2 * aboutness(matter, candidate.text)

    def coverage(self, present: frozenset[str]) -> float:
        """The share of the question's terms that are present, weighted by rarity; 1 where it has none."""
        total = sum(self._weights.values())
        if not total:
            return 1.0
        return sum(weight * self._held(term, present) for term, weight in self._weights.items()) / total

    def _held(self, term: str, present: frozenset[str]) -> float:
        if term in present:
            return 1.0
        if any(name <= present for name in self._glossary.get(term, ())):
            return _GLOSSARY_WORTH
        nearest = max((self._near.get(term, {}).get(one, 0.0) for one in present), default=0.0)
        return _NEAR_WORTH * min(1.0, max(0.0, (nearest - LEAST_NEAR) / (SAME - LEAST_NEAR)))

    def _people_of(self, document: Document) -> frozenset[str]:
        """The stems of the people in the question whom a document names: like its council they tell which is meant."""
        if document.id not in self._named:
            found = [match.group() for one in self._people if (match := one.search(document.text))]
            self._named[document.id] = frozenset(stems(" ".join(found)))
        return self._named[document.id]

    @staticmethod
    def _around(candidate: Candidate) -> str:
        """What a reader of the sentence knows: its document, headings and columns, what stands before, who speaks."""
        document, passage = candidate.document, candidate.passage
        first = max(0, candidate.index - _SENTENCES_BEFORE)
        before = [one for one in document.sentences[first : candidate.index] if one.start >= passage.start]
        head = head_of(document, candidate.sentence.block)
        known = [document_words(document), passage.heading, document.slice(head) if head else ""]
        return "\n".join([*known, *_speaker(candidate), *map(document.slice, before)])

    def _fits(self, candidate: Candidate) -> float:
        asked, voice = self._asked, candidate.sentence.voice
        if Wanted.PERSON in asked.wanted and (
            voice.name or (asked.said and not asked.by_name and not voice.first_hand)
        ):
            return 1.0  # "who said …" is answered by whose words they are
        if self._to_come and _is_past(candidate):
            return 0.0
        if self._no_purpose and _TO_INFORM.match(candidate.text):
            return PARTLY
        listed = candidate.document.blocks[candidate.sentence.block].kind is BlockKind.LIST_ITEM
        return min(
            1.0 if kind is Wanted.LIST and listed else fits(kind, candidate.text, asked.counting)
            for kind in asked.wanted
        )

    def _role(self, candidate: Candidate) -> bool:
        document, sentence = candidate.document, candidate.sentence
        names_holder = any(_overlaps(span, sentence) for span in role_spans(document, self._asked.roles))
        if names_holder and (Wanted.CONTACT not in self._asked.wanted or self._fits(candidate)):
            return True  # their telephone number stands in no sentence that only names them
        if self._who_asks and sentence.voice.name and is_question(candidate.text):
            return self.coverage(frozenset(stems(candidate.text))) >= _MOSTLY
        return self.grade_printed(candidate) is not None

    def grade_printed(self, candidate: Candidate) -> Span | None:
        """The grade that is asked for, where a sentence prints it, by offsets."""
        document, sentence = candidate.document, candidate.sentence
        for one in document.profile.judgements:
            if one.area in self._areas and _overlaps(one.span, sentence) and self._meant(one):
                words = re.compile(rf"(?<!\w){re.escape(one.printed_grade)}(?!\w)")
                found = words.search(document.text, max(sentence.start, one.span.start), sentence.end)
                if found:
                    return Span(*found.span())
        return None

    def _meant(self, judgement: Judgement) -> bool:
        """Whether a grade may be of the dates asked, and is the one whose date is asked for."""
        if self._grades and judgement.grade.value.replace("_", " ") not in self._grades:
            return False
        first, last = judgement.inspection_start, judgement.inspection_end or judgement.inspection_start
        if not (first and last and self._asked.dates):
            return True
        own = DateMention(0, 0, first, last, has_day=True, month=first.month)
        return any(own.overlaps(one) for one in self._asked.dates)

    def _out_of_date(self, candidate: Candidate, around: str) -> float:
        """How far the sentence is about other dates than the question's.

        A date that the question names must be met by the sentence's own dates where it has any (1 if it is
        not, `_OWN_DATES` if the document's date or its context meets it), else by the context's or the document's.
        """
        asked = self._asked.dates
        if not asked:
            return 0.0
        profile = candidate.document.profile
        spans = [span for span in (profile.published_span, profile.visit_span) if span]
        own = dates(candidate.text)
        near = [
            *own,
            *dates(around),
            *(one for span in spans for one in dates(candidate.document.slice(span))),
        ]
        unmet = [not any(date.overlaps(other) for other in near) for date in asked]
        if len(self._asked.authorities) > 1:
            return float(all(unmet))  # "Medway in 2015 or Dudley in 2016": each council has its own date
        own_unmet = sum(1 for date in asked if own and not any(date.overlaps(other) for other in own))
        return max(sum(unmet), _OWN_DATES * own_unmet) / len(asked)

    def _other_voice(self, candidate: Candidate) -> float:
        speaker, voice = self._asked.speaker, candidate.sentence.voice
        if speaker is None or voice.role is speaker:
            return 0.0
        if speaker is VoiceRole.OFSTED:
            if voice.role is VoiceRole.INSPECTORATES:
                return 0.0
            return 0.25 if not voice.first_hand and voice.role is not VoiceRole.PERSON else 1.0
        if speaker is VoiceRole.PRESS:
            return float(candidate.document.profile.kind.value != "news")
        return 0.25 if speaker is VoiceRole.COUNCIL and voice.role in {VoiceRole.PERSON, VoiceRole.PRESS} else 1.0


def is_question(sentence: str) -> bool:
    """Whether a sentence asks: it repeats the words of a question and answers none, but "What did … ask?"."""
    return bool(_QUESTION.search(sentence))


def _people_in(question: str) -> list[str]:
    """The people whom a question names, the word that opens it left out ("Did Jo Hale …")."""
    return [name for text in (question, question.partition(" ")[2]) for name, _, _ in names_in(text)]


def _areas_asked(asked: Asked) -> frozenset[JudgementArea]:
    """The areas whose grade a question asks for: the whole where it names none; none where it asks for reasons."""
    if Wanted.DATE in asked.wanted and grades_named(asked.text.lower()):
        return frozenset({JudgementArea.OVERALL_EFFECTIVENESS})  # "When was Dudley found inadequate?"
    question = grade_questions.read(asked)
    if question is None or question.why:
        return frozenset()
    return frozenset(area for areas in question.areas for area in areas) or frozenset(
        {JudgementArea.OVERALL_EFFECTIVENESS}
    )


def _is_past(candidate: Candidate) -> bool:
    """Whether a sentence tells of the past alone, or gives no date after its document's own."""
    written = candidate.document.profile.published
    days = [one.last for one in dates(candidate.text) if one.last]
    return only_past(candidate.text) or bool(written and days and max(days) <= written)


def _speaker(candidate: Candidate) -> list[str]:
    """Who speaks, and the sentence that says who that is ("Councillor Hale, who leads the opposition, said …")."""
    document, name = candidate.document, candidate.sentence.voice.name
    if not name:
        return []
    before = document.sentences[max(0, candidate.index - _SPEAKER_WITHIN) : candidate.index]
    naming = (words for one in reversed(before) if name in (words := document.slice(one)))
    return [name, *islice(naming, 1)]


def lead_in(candidate: Candidate) -> str:
    """The sentence that introduces the list in which a sentence is an item; empty where there is none."""
    place = lead_place(candidate)
    return "" if place is None else candidate.document.slice(candidate.document.sentences[place])


def lead_place(candidate: Candidate) -> int | None:
    """The place of the sentence that introduces the list in which a sentence is an item; None where there is none."""
    document, place = candidate.document, candidate.index
    while place >= 0 and document.blocks[document.sentences[place].block].kind is BlockKind.LIST_ITEM:
        place -= 1
    if not 0 <= place < candidate.index or not introduces_list(document, [document.sentences[place]]):
        return None
    return place


def document_words(document: Document) -> str:
    """What a document calls itself: its first line, title and meeting, the words for its kind, its file's name."""
    profile = document.profile
    first = document.slice(document.blocks[0]) if document.blocks else ""
    name = re.sub(r"\W|_", " ", document.source.name)
    return "\n".join([first, profile.title, profile.meeting or "", profile.kind.value.replace("_", " "), name])


def holders(document: Document, roles: frozenset[str]) -> list[Person]:
    """The people who hold any of the roles; a letter's author is who signs it."""
    people = document.profile.people
    if "author" in roles and all(person.role != "author" for person in people):
        roles |= {"signatory"}
    return [person for person in people if person.role in roles]


def holder_named(document: Document, roles: frozenset[str], sentence: Sentence) -> Span | None:
    """The name of the first holder of any of the roles whom a sentence names, by offsets."""
    for person in holders(document, roles):
        start = document.text.find(person.name, person.span.start, person.span.end)
        if sentence.start <= start and start + len(person.name) <= sentence.end:
            return Span(start, start + len(person.name))
    return None


def role_spans(document: Document, roles: frozenset[str]) -> list[Span]:
    """The runs of a document that say who or what holds any of the roles."""
    profile = document.profile
    spans = [person.span for person in holders(document, roles)]
    spans += [profile.published_span] if "published" in roles and profile.published_span else []
    spans += [profile.visit_span] if "visit" in roles and profile.visit_span else []
    return spans


def _overlaps(span: Span, sentence: Sentence) -> bool:
    return span.start < sentence.end and sentence.start < span.end


def rarity(passages: int, holding: int) -> float:
    """Inverse document frequency of a stem that `holding` of `passages` hold (as in BM25, never negative)."""
    return math.log(1.0 + (passages - holding + 0.5) / (holding + 0.5))
