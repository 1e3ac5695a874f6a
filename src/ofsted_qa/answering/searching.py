"""Searches the documents for one analysed question: retrieves passages and judges their sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ofsted_qa.answering.closely import Closely, Place, read_again, read_closely
from ofsted_qa.answering.evidence import (
    LEAST_NEAR,
    Candidate,
    Features,
    Judge,
    holder_named,
    is_question,
    rarity,
    score,
)
from ofsted_qa.answering.extents import Chosen, Judged
from ofsted_qa.answering.lexicon import glossary_stems
from ofsted_qa.answering.rows import cell_of, told_by
from ofsted_qa.answering.selecting import best_first, select
from ofsted_qa.answering.wanted import PARTLY, Wanted, counts_first, grades_named
from ofsted_qa.retrieval import HybridRetriever, Retrieved
from ofsted_qa.values import Searched, Span
from ofsted_qa.words import stem, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.index import Generation
    from ofsted_qa.values import Embedder, Filters, Passage, SpanReader

#: What the reader is taken to say, at least, of a sentence that names who holds the role asked for: the document's
#: profile knows that, and a signature is no sentence to read.
_KNOWN = 0.65
#: How sure the reader must be of words that are read out by themselves: more likely than no answer.
_LEAST_SURE = 0.5
_ALL_OF_IT = 0.95  # of the question's terms, by their weights
#: What it is taken to say of a table's row where the question names both the row and the column.
_TOLD = 0.95
#: What another name of a term is worth in a search, beside the term. Of 0.5 and 0.8 the better on the tuning questions.
_NAMED = 0.5
_READ_AGAIN = 8  # sentences; of 4, 6 and 10 the more did better, by little, on papers not seen
_CLOSELY_READ = 24  # sentences that look most like an answer: the windows that hold them are read closely


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the runs that answer, all judged sentences best first, and the passages read."""

    chosen: list[Chosen]
    ranked: list[Judged]
    retrieved: list[Retrieved]


class Searcher:
    """Searches one generation of the index."""

    def __init__(self, generation: Generation, embedder: Embedder, reader: SpanReader, top_passages: int) -> None:
        """`top_passages`: how many passages are read for a question."""
        self._generation = generation
        self._embedder = embedder
        self._reader = reader
        self._retriever = HybridRetriever(generation)
        self._top = top_passages

    def find(self, asked: Asked, filters: Filters) -> Found:
        """The sentences that answer, within the filters."""
        vector = self._embedder.embed([asked.text])[0]
        retrieved = self._retriever.retrieve(_ways(asked.terms), vector, filters, self._top)
        ranked = best_first(self._judged(asked, retrieved))
        return Found(select(asked, ranked), ranked, retrieved)

    def passages(self, asked: Asked, filters: Filters, limit: int) -> list[Retrieved]:
        """The passages for a question within the filters, best first, at most `limit`."""
        vector = self._embedder.embed([asked.text])[0]
        return self._retriever.retrieve(_ways(asked.terms), vector, filters, limit)

    def searched(self, filters: Filters) -> Searched:
        """How much a search within the filters covers."""
        documents = {one.id for one in self._retriever.admitted(filters)}
        passages = sum(1 for one in self._generation.passages if one.document_id in documents)
        return Searched(len(documents), passages, filters)

    def _judged(self, asked: Asked, retrieved: Sequence[Retrieved]) -> list[Judged]:
        judge = self._judge(asked)
        passages = [self._sentences(one.passage) for one in retrieved]
        # A first look without what the models say of a sentence, which takes the time.
        first_look = best_first([_judged(one, judge.features(one)) for found in passages for one in found])
        if not first_look:
            return []
        likely = [one.candidate for one in first_look[:_CLOSELY_READ]]
        read = read_closely(asked.text, self._reader, likely, passages)
        surest = max(found.span for found in read.values())
        judged = [
            self._closely_judged(asked, judge, one, found, surest)
            for one in first_look
            if (found := read.get(_place(one.candidate)))
        ]
        return judged if Wanted.GRADE in asked.wanted else self._judged_again(asked, best_first(judged))

    def _judged_again(self, asked: Asked, ranked: Sequence[Judged]) -> list[Judged]:
        """Judged sentences, the best of them read once more, each by itself."""
        best = ranked[:_READ_AGAIN]
        again = read_again(asked.text, self._reader, [one.candidate for one in best])
        judged = []
        for one in best:
            alone = max(one.features.alone, again[_place(one.candidate)])
            judged.append(_judged(one.candidate, replace(one.features, alone=alone), one.words))
        return [*judged, *ranked[_READ_AGAIN:]]

    @staticmethod
    def _closely_judged(asked: Asked, judge: Judge, one: Judged, found: Closely, surest: float) -> Judged:
        """A sentence with what the reader found in it, or what the profile or a table's row knows to be the answer."""
        candidate, features = one.candidate, one.features
        cell = told_by(asked, candidate.document, candidate.sentence)
        if cell:
            found, features = Closely(_TOLD, surest), replace(features, alone=_TOLD, fits=1.0)
        else:
            cell = cell_of(asked, candidate.document, candidate.sentence)
        if asked.counting and found.words:
            # Of several numbers in a sentence the one that was found must count what is asked.
            told = candidate.document.text[found.words.start : candidate.sentence.end]
            features = replace(features, fits=min(features.fits, counts_first(told, asked.counting)))
        roles = asked.roles if Wanted.PERSON in asked.wanted else frozenset[str]()
        # Of two grades in a sentence the reader tells which is asked for.
        one_grade = Wanted.GRADE in asked.wanted and len(grades_named(candidate.text)) == 1
        known = judge.grade_printed(candidate) if one_grade else None
        known = known or holder_named(candidate.document, roles, candidate.sentence)
        sure = max(found.span, _least(asked, features)) >= _LEAST_SURE
        asks = bool(candidate.sentence.voice.name) and is_question(
            candidate.text
        )  # whoever asks stands in no words of it
        words = cell or known or (found.words if sure and not asks else None)
        return _judged(candidate, _with(asked, features, found, surest), words)

    def _judge(self, asked: Asked) -> Judge:
        vocabulary = self._generation.vocabulary
        total = len(self._generation.passages)
        rarities = {term: rarity(total, vocabulary.holding(term)) for term in asked.terms}
        return Judge(asked, rarities, self._near(asked))

    def _near(self, asked: Asked) -> dict[str, Mapping[str, float]]:
        """For each term the documents' stems that mean nearly the same, by the embedding of the single words."""
        surfaces = {stem(word): word for word, _, _ in tokens(asked.text)}
        terms = [term for term in asked.terms if term in surfaces and surfaces[term].isalpha()]
        if not terms:
            return {}
        vectors = self._embedder.embed([surfaces[term] for term in terms])
        vocabulary = self._generation.vocabulary
        return {term: vocabulary.near(vector, LEAST_NEAR) for term, vector in zip(terms, vectors, strict=True)}

    def _sentences(self, passage: Passage) -> list[Candidate]:
        document = self._generation.document(passage.document_id)
        return [
            Candidate(document, passage, sentence, index)
            for index, sentence in enumerate(document.sentences)
            if passage.start <= sentence.start and sentence.end <= passage.end
        ]


def _ways(terms: Sequence[str]) -> list[dict[frozenset[str], float]]:
    """For each term what a passage may say for it: itself, or what else it is called."""
    named = glossary_stems(tuple(terms))
    return [{**dict.fromkeys(named.get(term, ()), _NAMED), frozenset({term}): 1.0} for term in terms]


def _judged(candidate: Candidate, features: Features, words: Span | None = None) -> Judged:
    return Judged(candidate, features, score(features), words)


def _place(candidate: Candidate) -> Place:
    return candidate.document.id, candidate.index


def _least(asked: Asked, features: Features) -> float:
    """What the reader is taken to say at least of a sentence, by what is known of it without reading.

    A grade is never the reader's to choose: those of other areas and years are worded alike. Nor is a telephone
    number or an address, which stands beside its name and in no sentence.
    """
    return _KNOWN * max(
        features.role,
        float(Wanted.GRADE in asked.wanted),
        features.fits if Wanted.CONTACT in asked.wanted else 0.0,
        # A date in a sentence that holds every word of the question ("which month of 2016 was it inspected in?").
        float(Wanted.DATE in asked.wanted and features.fits == 1.0 and features.own >= _ALL_OF_IT),
    )


def _with(asked: Asked, features: Features, found: Closely, surest: float) -> Features:
    """Features with what the reader found in a sentence; `surest` is how sure it is of any sentence's words."""
    least = _least(asked, features)
    read = Closely() if Wanted.GRADE in asked.wanted else found
    best = float(read.span == surest)
    # "Who" may be answered by any group ("children leaving care"): the reader tells, no list of words does.
    group = PARTLY if found.words and Wanted.PERSON in asked.wanted else 0.0
    known = features.role if Wanted.PERSON in asked.wanted else 0.0  # the profile names the person
    return replace(
        features,
        fits=max(features.fits, known, group),
        answered=max(read.answered, least),
        surest=max(best, least),
        alone=max(features.alone, least),
    )
