"""Checks a quotation against all documents: is it there, word for word, and are the words whose they are said to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ofsted_qa.quotes.corpus import Corpus, Place
from ofsted_qa.quotes.differences import differences, in_words
from ofsted_qa.quotes.grams import words_of
from ofsted_qa.quotes.nearing import Near, Nearness
from ofsted_qa.quotes.parts import PartKind, bare, flat, parts, readings
from ofsted_qa.quotes.placing import placed
from ofsted_qa.quotes.speakers import Known, Speaker, is_theirs, speaker
from ofsted_qa.values import (
    BadInputError,
    Change,
    ChangeKind,
    QuoteMatch,
    QuoteVerdict,
    Verdict,
    Voice,
    VoiceRole,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.quotes.placing import Placement
    from ofsted_qa.values import Document

LONGEST_QUOTATION = 20_000  # characters; a longer text is checked as a whole text
MOST_MATCHES = 10
_MOST_PLACES = 1_000
_FEW_WORDS = 2  # words that prove little wherever they stand
_OVERRIDES = "\u202d\u202e"
_INSPECTORS = frozenset({VoiceRole.OFSTED, VoiceRole.INSPECTORATES})
#: From these shares of words on, chosen on the tune cases of evals/quotes.toml: below, a quotation is not found.
_ALTERED, _ALTERED_CONTENT, _ALTERED_WORDS = 0.6, 0.5, 3
#: The inspectors' own sentence decides over a paper that quotes it from this share of the words on.
_SAME_SENTENCE, _SAME_SENTENCE_WORDS = 0.75, 5
#: Runs that stand somewhere must cover this share of a quotation that is called stitched, and so many words more than
#: the one place that comes nearest; fewer will do where the quotation holds several sentences.
_COVERED, _ELSEWHERE, _ELSEWHERE_SENTENCE = 0.85, 4, 3
_STOPPED = re.compile(r"[.?!] ")


@dataclass(frozen=True, slots=True)
class _Said:
    """A place of a quotation, with the voice that speaks there. `theirs`: whether it is whoever is meant."""

    place: Place
    voice: Voice
    theirs: bool
    mixed: bool
    diff: tuple[Change, ...] = ()

    def match(self) -> QuoteMatch:
        return QuoteMatch.cut(self.place.document, self.place.span, self.voice, self.diff)


class QuoteChecker:
    """Checks quotations against documents. May be used from several threads."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Check against these documents, which have been understood."""
        self.corpus = Corpus(documents)
        self.nearness = Nearness(self.corpus)

    def check(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        """The verdict on a quotation; `said_by` names whose words they are said to be, in free text.

        Raises:
            BadInputError: the quotation holds no words, is too long, or holds characters that reorder what is shown.
        """
        _refuse(quote)
        meant = speaker(self.corpus, said_by) if said_by and said_by.strip() else None
        for reading in readings(quote):
            places = list(islice(self.corpus.find(bare(reading)), _MOST_PLACES)) if bare(reading) else []
            if places:
                return self._found(quote, meant, [self._said(place, meant) for place in places])
        placements = [one for reading in readings(quote) for one in self._placements(reading)]
        honest = [one for one in placements if one.verdict is Verdict.VERBATIM]
        if honest:
            return self._found(quote, meant, [self._said(one.place, meant, one.diff) for one in honest])
        if placements:
            return self._faulty(quote, meant, min(placements, key=lambda one: len(one.faults)))
        return self._torn(quote, meant) or self._otherwise(quote, meant)

    def _placements(self, reading: str) -> list[Placement]:
        found = parts(reading)
        return placed(self.corpus, found) if flat(found) != bare(reading) else []

    def _said(self, place: Place, meant: Speaker | None, diff: tuple[Change, ...] = ()) -> _Said:
        """Who speaks at a place. Words over a border of voices are those of whoever quotes the other."""
        document, span = place.document, place.span
        spoken = [
            one
            for one in self.corpus.speech(document).utterances
            if one.start < span.end
            and span.start < one.end
            and any(map(str.isalnum, document.text[max(one.start, span.start) : min(one.end, span.end)]))
        ]
        voices = list(dict.fromkeys(one.voice for one in spoken))
        own = [one.voice for one in spoken if one.voice == one.sentence or one.voice.first_hand]
        voice = (own if len(voices) > 1 and own else voices or [document.sentences[0].voice])[0]
        theirs = meant is not None and is_theirs(meant, document, voice)
        return _Said(place, voice, theirs, len(voices) > 1, diff)

    def _found(self, quote: str, meant: Speaker | None, said: list[_Said]) -> QuoteVerdict:
        """The verdict where the words stand somewhere."""
        said.sort(key=_rank)
        theirs = [one for one in said if one.theirs]
        counted = theirs if meant and theirs else said
        if not any(one.voice.first_hand and one.voice.role in _INSPECTORS for one in counted):
            decided = self._decided(quote, meant, counted)
            if decided:
                return decided
        wrong = meant is not None and not theirs
        verdict = Verdict.WRONG_VOICE if wrong else Verdict.VERBATIM
        reason = " ".join(filter(None, [_verdict_reason(verdict, meant, said), *self._remarks(quote, meant, said)]))
        matches = [one.match() for one in said[:MOST_MATCHES]]
        if verdict is Verdict.VERBATIM:
            matches += self._beside(quote, said)
        return QuoteVerdict(quote, _written(meant), verdict, reason, tuple(matches[:MOST_MATCHES]), len(said))

    def _remarks(self, quote: str, meant: Speaker | None, said: list[_Said]) -> list[str]:
        """What a person must know beside the verdict."""
        best = said[0]
        remarks: list[str] = []
        if meant and meant.known is Known.NOBODY and not best.theirs:
            remarks.append(
                f"Who is meant by “{meant.written}” is not known here: no document gives words to that name."
            )
        left_out = [one.document for one in best.diff if one.kind is ChangeKind.LEFT_OUT]
        if left_out:
            remarks.append(f"Its ellipsis leaves out: {'; '.join(f'“{words}”' for words in left_out)}.")
        replaced = [one for one in best.diff if one.kind is ChangeKind.REPLACED and one.document != one.quote]
        remarks += [f"Its brackets put “{one.quote}” for “{one.document}”." for one in replaced if one.document]
        if best.mixed:
            remarks.append("It runs over the words of more than one speaker: keep the marks that tell them apart.")
        if len(words_of(quote)) <= _FEW_WORDS:
            count = (
                f"{len(said):,}{' or more' if len(said) == _MOST_PLACES else ''} place{'s' if len(said) > 1 else ''}"
            )
            documents = len({one.place.document.id for one in said})
            remarks.append(f"So few words prove little: they stand in {count} of {documents} document(s).")
        return remarks

    def _decided(self, quote: str, meant: Speaker | None, said: list[_Said]) -> QuoteVerdict | None:
        """The verdict by the inspectors' own document, where these are words that a paper quotes or reports of it."""
        reported = [one for one in said if not one.voice.first_hand and not is_own(one.place.document)]
        asked = meant is None or bool(meant.roles & _INSPECTORS)
        if not reported or not asked or len(words_of(quote)) < _SAME_SENTENCE_WORDS:
            return None
        about = {one.place.document.profile.authority for one in reported}
        for near in self.nearness.near(
            quote, lambda document: document.profile.authority in about and is_own(document)
        ):
            if near.alignment.share >= _SAME_SENTENCE:
                own = self._differing(quote, near, meant)
                reason = f"A paper has these words; the inspectors' own document has others. {in_words(own.diff)}"
                matches = (own.match(), *(one.match() for one in reported[: MOST_MATCHES - 1]))
                return QuoteVerdict(quote, _written(meant), Verdict.ALTERED, reason, matches, 1 + len(reported))
        return None

    def _beside(self, quote: str, said: list[_Said]) -> list[QuoteMatch]:
        """Papers on the same council that quote the inspectors' words otherwise than they are."""
        about = {one.place.document.profile.authority for one in said if one.voice.role in _INSPECTORS}
        here = {one.place.document.id for one in said}
        papers = [one for one in self.corpus.documents if one.profile.authority in about and one.id not in here]
        papers = [one for one in papers if not is_own(one)]
        if not papers or len(words_of(quote)) < _SAME_SENTENCE_WORDS:
            return []
        identities = {one.id for one in papers}
        nears = self.nearness.near(quote, lambda document: document.id in identities)
        close = [near for near in nears if near.alignment.share >= _SAME_SENTENCE]
        return [
            self._differing(quote, near, None).match()
            for near in close
            if not self._said(near.place, None).voice.first_hand
        ]

    def _differing(self, quote: str, near: Near, meant: Speaker | None) -> _Said:
        """What comes near a quotation, with the difference."""
        place = near.place
        words = flat(parts(quote)) or quote
        said = self._said(place, meant)
        return _Said(place, said.voice, said.theirs, said.mixed, differences(place.document.slice(place.span), words))

    def _faulty(self, quote: str, meant: Speaker | None, placement: Placement) -> QuoteVerdict:
        """The verdict where an ellipsis or brackets change what was said."""
        said = self._said(placement.place, meant, placement.diff)
        faults = "; ".join(placement.faults)
        reason = f"{faults[:1].upper()}{faults[1:]}."
        return QuoteVerdict(
            quote, _written(meant), placement.verdict, _with_voice(reason, meant, said), (said.match(),), 1
        )

    def _torn(self, quote: str, meant: Speaker | None) -> QuoteVerdict | None:
        """The verdict where the parts of a quotation stand in different places only."""
        found = parts(quote)
        worded = [one for one in found if one.kind is PartKind.WORDS]
        if not any(one.kind is PartKind.GAP for one in found) or len(worded) != sum(
            one.kind is not PartKind.GAP for one in found
        ):
            return None
        places = [next(self.corpus.find(one.text), None) for one in worded]
        if any(place is None for place in places):
            return None
        said = [self._said(place, meant) for place in places if place]
        reason = "The ellipsis joins words that do not stand in one paragraph."
        matches = tuple(one.match() for one in said[:MOST_MATCHES])
        return QuoteVerdict(quote, _written(meant), Verdict.STITCHED, reason, matches, len(said))

    def _otherwise(self, quote: str, meant: Speaker | None) -> QuoteVerdict:
        """The verdict where the words stand nowhere: altered, stitched, or not found with what is nearest."""
        words = flat(parts(quote))
        nears = self.nearness.near(words)
        runs, covered = self.nearness.runs(words)
        best = max(nears, key=lambda near: self._preference(near, meant), default=None)
        share = best.alignment.share if best else 0.0
        spliced = best is not None and share >= _COVERED and self.nearness.is_spliced(best)
        elsewhere = (covered - share) * len(words_of(words))
        if spliced or (
            len(runs) > 1
            and covered >= _COVERED
            and elsewhere >= (_ELSEWHERE_SENTENCE if _STOPPED.search(words) else _ELSEWHERE)
        ):
            said = [self._said(place, meant) for _, place in runs] or []
            if said:
                reason = "It joins words of different places as if they were one."
                matches = tuple(one.match() for one in said[:MOST_MATCHES])
                return QuoteVerdict(quote, _written(meant), Verdict.STITCHED, reason, matches, len(said))
        if best is None:
            return QuoteVerdict(quote, _written(meant), Verdict.NOT_FOUND, "The documents hold nothing like it.")
        said_best = self._differing(quote, best, meant)
        if share >= _ALTERED and best.content >= _ALTERED_CONTENT and best.alignment.matched >= _ALTERED_WORDS:
            reason = _with_voice(in_words(said_best.diff), meant, said_best)
            return QuoteVerdict(quote, _written(meant), Verdict.ALTERED, reason, (said_best.match(),), 1)
        reason = "The documents do not hold it. What is nearest is not the quotation."
        return QuoteVerdict(quote, _written(meant), Verdict.NOT_FOUND, reason, nearest=said_best.match())

    def _preference(self, near: Near, meant: Speaker | None) -> tuple[float, bool, bool]:
        """How well something near serves: by its nearness to a twentieth, then by who speaks there."""
        said = self._said(near.place, meant)
        return round(near.score * 20), said.theirs, said.voice.first_hand


def _refuse(quote: str) -> None:
    if len(quote) > LONGEST_QUOTATION:
        length = f"a quotation may have up to {LONGEST_QUOTATION:,} characters, this one has {len(quote):,}"
        raise BadInputError(f"{length}: check it as a whole text")
    if any(mark in quote for mark in _OVERRIDES):
        raise BadInputError("the quotation holds characters that reorder what is shown: type it anew")
    if not any(letter.isalnum() for letter in flat(parts(quote)) or bare(quote)):
        raise BadInputError("the quotation holds no words")


def _rank(said: _Said) -> tuple[bool, bool, bool, int]:
    """Best first: theirs, at first hand, the inspectors', the latest."""
    published = said.place.document.profile.published
    return (
        not said.theirs,
        not said.voice.first_hand,
        said.voice.role not in _INSPECTORS,
        -(published.toordinal() if published else 0),
    )


def is_own(document: Document) -> bool:
    """Whether a document is the inspectors' own."""
    return any(one.voice.role in _INSPECTORS and one.voice.first_hand for one in document.sentences[:1])


def voice_at(document: Document, offset: int) -> Voice:
    """The voice of the sentence at an offset of a document; that of the sentence before it between two."""
    before = [one.voice for one in document.sentences if one.start <= offset]
    return (before or [document.sentences[0].voice])[-1]


def _written(meant: Speaker | None) -> str | None:
    return meant.written if meant else None


def _verdict_reason(verdict: Verdict, meant: Speaker | None, said: Sequence[_Said]) -> str:
    if verdict is Verdict.WRONG_VOICE and meant:
        joint = VoiceRole.OFSTED in meant.roles and said[0].voice.role is VoiceRole.INSPECTORATES
        together = " The inspectorates said it together, and not Ofsted alone." if joint else ""
        return f"The words are there, but the documents do not give them to {meant.written}.{together}"
    quoted = not any(one.voice.first_hand for one in said)
    return "The words stand there word for word" + (", as another's words that the paper reports." if quoted else ".")


def _with_voice(reason: str, meant: Speaker | None, said: _Said) -> str:
    if meant and not said.theirs:
        return f"{reason} The words that come near are not those of {meant.written}."
    return reason
