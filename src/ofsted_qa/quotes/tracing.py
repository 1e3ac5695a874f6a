"""Traces what a paper quotes or reports of an inspection back to the inspectors' own sentences."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from ofsted_qa.quotes.checking import is_own, voice_at
from ofsted_qa.quotes.differences import differences, in_words
from ofsted_qa.quotes.folding import fold
from ofsted_qa.quotes.grams import words_of
from ofsted_qa.quotes.meaning import kind_of, plain_words, quoted
from ofsted_qa.quotes.parts import bare
from ofsted_qa.quotes.traced_grades import GradeTold, grades_told
from ofsted_qa.understanding.quotations import OFSTED, REPORTING
from ofsted_qa.values import (
    BadInputError,
    ChangeKind,
    FindingKind,
    QuoteMatch,
    Span,
    Trace,
    TracedFinding,
    TraceOutcome,
    Voice,
    VoiceRole,
)
from ofsted_qa.words import STOP_WORDS, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ofsted_qa.quotes.checking import QuoteChecker
    from ofsted_qa.values import Change, Document, Sentence

#: Of a finding's weight of words; below, no sentence of the inspectors' is its source.
_SAME_FINDING = 0.5
_FEWEST_SHARED = 3  # content words that a finding and its source share
_SHARE, _CONTENT = 0.6, 0.5  # of a quotation's words, as for one that is altered
_WEAKENING = ("qualifier", "condition", "contrast")
_INSPECTORS = frozenset({VoiceRole.OFSTED, VoiceRole.INSPECTORATES})
_REPORTS = frozenset({VoiceRole.COUNCIL, VoiceRole.PRESS})
_MADE_CLEAR = re.compile(r"\bma[dk]e\w* (?:it )?clear\b|\b(?:felt|praised|criticised|acknowledged|commended|warned)\b")
#: "It noted that …" after a sentence that reports inspectors.
_GOES_ON = re.compile(rf"(?:It|They|He|She)\b(?: also| further| has| have)* {REPORTING.pattern}")
_MORE = re.compile(rf"\s(?P<more>and (?:also )?{REPORTING.pattern} that\b)")
_LEADS = (":", "-", "–")  # the ends of a sentence that only announces what follows


def trace(checker: QuoteChecker, document: Document) -> Trace:
    """Each quotation and reported finding of a paper beside the inspectors' own sentence.

    The sources are the inspectors' documents on the same council.

    Raises:
        BadInputError: the document is the inspectors' own.
    """
    if is_own(document):
        raise BadInputError(f"{document.source.name} is the inspectors' own: name a paper that reports on it")
    authority = document.profile.authority
    sources = [one for one in checker.corpus.documents if is_own(one) and one.profile.authority == authority]
    tracer = _Tracer(checker, document, sources if authority else [])
    return Trace(document, tuple(tracer.sources), tuple(tracer.findings()))


class _Tracer:
    """Holds a paper against its sources."""

    def __init__(self, checker: QuoteChecker, document: Document, sources: Sequence[Document]) -> None:
        self._checker = checker
        self._document = document
        self.sources = sources
        self._identities = {one.id for one in sources}
        self._sentences = [(one, sentence) for one in sources for sentence in one.sentences]
        self._stems = [_stems(one.slice(sentence)) for one, sentence in self._sentences]
        self._weights = _weights(self._stems)

    def findings(self) -> Iterator[TracedFinding]:
        """The findings of the paper in the order of its text."""
        utterances = self._checker.corpus.speech(self._document).utterances
        reported = False
        for sentence in self._document.sentences:
            text = self._document.slice(sentence)
            reported = _reports(sentence, text, before=reported)
            inside = [one for one in utterances if sentence.start <= one.start < sentence.end]
            said = [one for one in inside if one.voice.role in _INSPECTORS and not one.voice.first_hand]
            if reported and (told := grades_told(text, self.sources)):
                yield self._grade(self._said(Span(sentence.start, sentence.end), sentence.voice), told)
                continue
            yield from (self._quotation(self._said(Span(one.start, one.end), one.voice)) for one in said)
            left = sum(one.end - one.start for one in inside if one not in said)
            if reported and left > len(text) / 2 and not text.rstrip().endswith(_LEADS):
                yield from (self._finding(self._said(part, sentence.voice)) for part in _parts(sentence, text))

    def _said(self, span: Span, voice: Voice) -> QuoteMatch:
        return QuoteMatch.cut(self._document, span, voice)

    def _grade(self, said: QuoteMatch, told: list[GradeTold]) -> TracedFinding:
        wrong = [one for one in told if not one.agrees]
        shown = (wrong or told)[0]
        areas = ", ".join(one.judgement.area.value.replace("_", " ") for one in wrong or told)
        reason = f"The inspectors give {'another' if wrong else 'this'} grade for {areas}."
        outcome = TraceOutcome.ALTERED if wrong else TraceOutcome.EXACT
        return TracedFinding(FindingKind.CLAIM, outcome, reason, said, _own(shown.document, shown.judgement.span))

    def _quotation(self, said: QuoteMatch) -> TracedFinding:
        words = bare(said.text)
        exact = [place for place in self._checker.corpus.find(words) if place.document.id in self._identities]
        if exact:
            source = _own(exact[0].document, exact[0].span)
            reason = "The inspectors' own words."
            return TracedFinding(FindingKind.QUOTATION, TraceOutcome.EXACT, reason, said, source)
        near = self._checker.nearness.near(words, lambda one: one.id in self._identities)
        if not near or near[0].alignment.share < _SHARE or near[0].content < _CONTENT:
            return self._without(FindingKind.QUOTATION, said)
        place = near[0].place
        diff = differences(place.document.slice(place.span), words)
        source = _own(place.document, place.span, diff)
        return TracedFinding(FindingKind.QUOTATION, outcome_of(diff)[0], in_words(diff), said, source)

    def _finding(self, said: QuoteMatch) -> TracedFinding:
        """A finding in the paper's words beside the sentence that shares the most of its weightier words."""
        stems = _stems(said.text)
        total = sum(self._weights.get(one, self._weights[""]) for one in stems)
        best, score = None, 0.0
        for row, held in enumerate(self._stems):
            value = sum(self._weights[one] for one in stems & held)
            if len(stems & held) >= _FEWEST_SHARED and value > score:
                best, score = row, value
        if best is None or score < _SAME_FINDING * total:
            return self._without(FindingKind.CLAIM, said)
        document, sentence = self._sentences[best]
        span = Span(sentence.start, sentence.end)
        diff = differences(document.slice(span), said.text)
        outcome, reason = outcome_of(diff)
        own = _own(document, span, diff)
        return TracedFinding(FindingKind.CLAIM, outcome, reason or "Told in the paper's own words.", said, own)

    def _without(self, kind: FindingKind, said: QuoteMatch) -> TracedFinding:
        like = " in these words" if kind is FindingKind.QUOTATION else " in like words"
        reason = f"No sentence of the inspectors' documents in the index says this{like}."
        if not self.sources:
            reason = "The index holds no document of the inspectors' own on this council."
        return TracedFinding(kind, TraceOutcome.NO_SOURCE, reason, said, None)


def _own(document: Document, span: Span, diff: tuple[Change, ...] = ()) -> QuoteMatch:
    return QuoteMatch.cut(document, span, voice_at(document, span.start), diff)


def outcome_of(diff: Sequence[Change]) -> tuple[TraceOutcome, str]:
    """Whether words that differ are altered, softened (qualifiers added) or hardened (qualifiers lost), and which.

    Words of the document before the first and after the last that both have are left off, and do not count.
    """
    rows = [number for number, one in enumerate(diff) if one.kind is ChangeKind.SAME]
    inner = diff[rows[0] : rows[-1] + 1] if rows else diff
    changed = [one for one in inner if one.kind is not ChangeKind.SAME]
    before = [word for one in changed for word in plain_words(one.document) if kind_of(word) in _WEAKENING]
    after = [word for one in changed for word in plain_words(one.quote) if kind_of(word) in _WEAKENING]
    lost = [word for word in before if word not in after]
    gained = [word for word in after if word not in before]
    if len(lost) > len(gained):
        return TraceOutcome.HARDENED, f"Qualifiers were lost: {quoted(lost)}."
    if len(gained) > len(lost):
        return TraceOutcome.SOFTENED, f"Qualifiers were added: {quoted(gained)}."
    return TraceOutcome.ALTERED, ""


def _reports(sentence: Sentence, text: str, *, before: bool) -> bool:
    """Whether a sentence reports inspectors in the paper's own words; `before`: whether the one before it does."""
    if sentence.voice.role not in _REPORTS:
        return False
    if not sentence.voice.first_hand or (OFSTED.search(text) and _MADE_CLEAR.search(text)):
        return True
    return before and bool(_GOES_ON.match(text))


def _parts(sentence: Sentence, text: str) -> Iterator[Span]:
    """The parts of a sentence that report one thing each: "finds that … and highlights that …"."""
    cuts = [0, *(match.start("more") for match in _MORE.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        yield Span(sentence.start + start, sentence.start + end)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word, _, _ in words_of(fold(text).text) if word not in STOP_WORDS)


def _weights(sentences: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each stem tells of which sentence is meant: its inverse document frequency; "" is any unknown stem."""
    counts = Counter(one for held in sentences for one in held)
    total = len(sentences) + 1
    return {one: log(total / (1 + count)) + 1 for one, count in counts.items()} | {"": log(total) + 1}
