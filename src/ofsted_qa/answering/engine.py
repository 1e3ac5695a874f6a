"""Answers a question out of one generation of the index: the way from the question to the answer."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from ofsted_qa.answering import conversation, grade_questions, grades, listing, meetings, noting
from ofsted_qa.answering.asked import Asked, analyse, clean
from ofsted_qa.answering.composing import cite, cites, short, written
from ofsted_qa.answering.evidence import is_question
from ofsted_qa.answering.extents import Chosen
from ofsted_qa.answering.inspections import last_inspected
from ofsted_qa.answering.searching import Found, Searcher
from ofsted_qa.answering.sections import marked_rows, section
from ofsted_qa.answering.selecting import best_first, dated_differently, introductions
from ofsted_qa.answering.spelling import Correction, correct
from ofsted_qa.answering.wanted import Wanted
from ofsted_qa.retrieval import Retrieved
from ofsted_qa.values import (
    Answer,
    BadInputError,
    Filters,
    Nearest,
    Note,
    NoteKind,
    Question,
    Searched,
    Status,
)
from ofsted_qa.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.answering.grades import Graded
    from ofsted_qa.index import Entry, Generation
    from ofsted_qa.values import Embedder, SpanReader

#: Where one question ends and the next begins: after a question mark, or at "and when", "and who".
_PART = re.compile(
    r"(?<=\?)\s+(?=\w)|,?\s+and\s+(?=(?:for\s+)?(?:who|when|where|how|why|what|which|whose)\b)", re.IGNORECASE
)
_MOST_PARTS = 3
_MOST_EARLIER = 8  # questions; a follow-up of a follow-up is followed back no further


class AnswerEngine:
    """Answers questions out of one generation; holds no state of a conversation."""

    def __init__(self, generation: Generation, embedder: Embedder, reader: SpanReader, top_passages: int) -> None:
        """`top_passages`: how many passages are read for a question."""
        self.generation = generation
        self._searcher = Searcher(generation, embedder, reader, top_passages)
        named = (one.profile.authority for one in generation.documents)
        self._authorities = frozenset(name for name in named if name)

    def answer(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            BadInputError: the question is empty or too long.
        """
        started = perf_counter()
        question, asked, notes = self._read(question)
        answer = self._answered(question, asked, notes)
        return replace(answer, seconds=perf_counter() - started)

    def search(self, question: Question, limit: int) -> tuple[Retrieved, ...]:
        """The passages that a question is answered from, best first, at most `limit`, unjudged.

        Raises:
            BadInputError: the question is empty or too long.
        """
        question, asked, _ = self._read(question)
        targets = _targets(question.filters, asked, _filters(question.filters, asked))
        found = [one for target in targets for one in self._searcher.passages(asked, target, limit)]
        # Scores are of ranks, so those of two searches compare; equal ones keep the order of the searches.
        return tuple(sorted(found, key=lambda one: -one.score)[:limit])

    def examined(self, question: Question) -> tuple[Asked, list[Found]]:
        """A question analysed, and what each of its searches found: for fitting the weights of the answering.

        Raises:
            BadInputError: the question is empty or too long.
        """
        question, asked, _ = self._read(question)
        targets = _targets(question.filters, asked, _filters(question.filters, asked))
        return asked, [self._searcher.find(asked, target) for target in targets]

    def _read(self, question: Question) -> tuple[Question, Asked, list[Note]]:
        """A question with the history that can be read, analysed in its light, and the notes on how it was read."""
        asked, corrections = self._understood(question.text)
        notes = noting.spelling_notes(asked, corrections)
        question = replace(question, history=_readable(question.history))
        if question.history and conversation.follows(asked):
            asked = self._followed(asked, question)
            notes.append(Note(NoteKind.FOLLOW_UP, f"Read together with the question before: “{question.history[-1]}”"))
        return question, asked, notes

    def _understood(self, text: str) -> tuple[Asked, tuple[Correction, ...]]:
        """A question analysed, its misspelt words read as words of the documents."""
        cleaned = clean(text)
        councils = {one.misspelt for one in analyse(cleaned, self._authorities).misspelt}
        vocabulary = self.generation.vocabulary
        corrections = tuple(
            one
            for one in correct(cleaned, vocabulary.words, lambda word: vocabulary.holding(word) > 0)
            if one.written not in councils
        )
        for one in corrections:
            cleaned = re.sub(rf"\b{re.escape(one.written)}\b", one.read_as, cleaned)
        asked = analyse(cleaned, self._authorities)
        if not asked.misspelt:
            return asked, corrections
        mended = cleaned
        for slip in sorted(asked.misspelt, key=lambda slip: -slip.start):
            mended = mended[: slip.start] + slip.name + mended[slip.end :]
        return replace(analyse(mended, self._authorities), misspelt=asked.misspelt), corrections

    def _followed(self, asked: Asked, question: Question) -> Asked:
        """The question with what it leaves unsaid, found by answering the one before it."""
        earlier = Question(question.history[-1], question.history[:-1], question.filters)
        before, _ = self._understood(earlier.text)
        if earlier.history and conversation.follows(before):
            before = self._followed(before, earlier)
        documents: tuple[str, ...] = ()
        if conversation.means_documents(asked, before):
            answer = self._answered(earlier, before, [])
            documents = tuple(one.document_id for one in answer.citations[:1])
        return conversation.resolved(asked, before, documents)

    def _answered(self, question: Question, asked: Asked, notes: list[Note]) -> Answer:
        filters = _filters(question.filters, asked)
        targets = _targets(question.filters, asked, filters)
        searched = self._searcher.searched(filters) if targets else Searched(0, 0, filters)
        if searched.documents and conversation.unclear(asked, first=not question.history):
            return self._unclear(question, asked, notes)
        graded = [self._graded(asked, target) for target in targets]
        found = [self._found(asked, *each) for each in zip(targets, graded, strict=True)]
        if len(targets) == 1 and not (graded[0] and graded[0].lines):
            parts = [self._part(asked, part) for part in _parts(asked.text)]
            # "And who pays?" is asked of what the whole question found, and not of other papers.
            answering = dict.fromkeys(one.judged.candidate.document.id for one in found[0].chosen)
            target = replace(targets[0], documents=tuple(answering) or targets[0].documents)
            graded += [self._graded(part, target) for part in parts]
            found += [self._found(part, target, each) for part, each in zip(parts, graded[1:], strict=True)]
        known = [one for one in graded if one]
        empty = Answer(
            question=question.text,
            status=Status.NOT_IN_DOCUMENTS,
            text="",
            citations=(),
            notes=tuple(notes),
            nearest=None,
            searched=searched,
            retrieved=tuple(dict.fromkeys(one.passage.id for each in found for one in each.retrieved)),
        )
        chosen = _together(found)
        if not chosen:
            return self._refused(asked, empty, found, known)
        silent = [one.authorities for one, each in zip(targets, found, strict=False) if not each.chosen]
        missing = [name for names in silent for name in names] if len(targets) > 1 else []
        if any(one.lines for one in known):
            return self._of_grades(empty, chosen, known, missing)
        return self._composed(asked, empty, chosen, found[0], missing)

    def _graded(self, asked: Asked, target: Filters) -> Graded | None:
        """What the judgements answer, where a grade is asked for."""
        question = grade_questions.read(asked)
        admitted = [one for one in self.generation.entries if target.admits(one.document)] if question else []
        council = target.authorities[0] if len(target.authorities) == 1 else None
        return grades.answered(question, council, admitted) if question else None

    def _found(self, asked: Asked, target: Filters, graded: Graded | None) -> Found:
        """What answers within a target: the judgements, or the sentences that are found."""
        if graded and graded.lines:
            return _given([run for _, run in graded.lines])
        admitted = [one for one in self.generation.entries if target.admits(one.document)]
        if not graded and (whole := _whole(asked, admitted)):
            return _given(whole)
        found = self._searcher.find(asked, target)
        if Wanted.GRADE not in asked.wanted:
            return found
        stating = [one for one in found.chosen if grades.of_area(asked, one.judged)]
        if graded:
            stating = [one for one in stating if grades.may_state(one.judged.candidate.document)]
        return replace(found, chosen=stating)

    def _of_grades(
        self, empty: Answer, chosen: list[Chosen], graded: Sequence[Graded], missing: Sequence[str]
    ) -> Answer:
        """The answer out of judgements, and of what was found of councils whose judgements do not say."""
        beside = [run for one in graded for run in one.beside if not any(_overlap(run, each) for each in chosen)]
        citations = cite([*chosen, *beside], self.generation.passages)
        quoted = [one for one in citations if cites(one, chosen)]
        leads: dict[int, str] = {}
        for lead, run in (line for one in graded for line in one.lines):
            leads.setdefault(next(one.number for one in quoted if cites(one, [run])), lead)
        notes = [*empty.notes, *noting.silent(missing, self._authorities)]
        notes += [note for one in graded for note in grades.notes(one, citations)]
        if len({framework for one in graded for framework in one.frameworks}) > 1:
            notes.append(Note(NoteKind.FRAMEWORKS, noting.FRAMEWORKS))
        return replace(
            empty,
            status=Status.PARTIAL if missing or any(one.partial for one in graded) else Status.ANSWERED,
            text=written(quoted, leads),
            citations=citations,
            notes=tuple(notes),
        )

    def _composed(
        self, asked: Asked, empty: Answer, chosen: list[Chosen], first: Found, missing: Sequence[str]
    ) -> Answer:
        """The answer out of what was chosen, with its notes; `missing` are the councils that nothing was found of."""
        notes = [*empty.notes, *noting.silent(missing, self._authorities)]
        differing = dated_differently(asked, chosen, first.ranked)
        if differing and not any(_overlap(differing[1], one) for one in chosen):
            chosen = [*chosen, differing[1]]
        if Wanted.PERSON in asked.wanted:
            chosen = [*chosen, *introductions(chosen)]
        citations = cite(chosen, self.generation.passages)
        if differing:
            notes.append(noting.dated_differently([one for one in citations if cites(one, differing)]))
        notes += noting.impossible_dates(citations, self.generation.documents)
        notes += noting.read_by_machine(citations, self.generation.documents)
        notes += noting.wrong_premise(asked, citations)
        return replace(
            empty,
            status=Status.PARTIAL if missing else Status.ANSWERED,
            text=written(citations, {} if _parts(asked.text) else short(asked, chosen, citations)),
            citations=citations,
            notes=tuple(notes),
        )

    def _part(self, asked: Asked, part: str) -> Asked:
        """One of several questions in one, about what the whole is about ("and for how long?")."""
        own, _ = self._understood(part)
        return replace(own, authorities=asked.authorities, kinds=asked.kinds, documents=asked.documents)

    def _refused(self, asked: Asked, empty: Answer, found: Sequence[Found], graded: Sequence[Graded]) -> Answer:
        """The answer that the documents do not say, with the nearest thing that they do say set apart."""
        near = [one for each in found for one in each.ranked if one.features.context > 0]
        ranked = best_first([one for one in near if not is_question(one.candidate.text)])
        nearby = [Chosen(one, one.candidate.sentence.start, one.candidate.sentence.end) for one in ranked[:1]]
        citations = cite(nearby, self.generation.passages)
        notes = [*empty.notes, *noting.read_by_machine(citations, self.generation.documents)]
        notes += [note for one in graded for note in grades.notes(one, citations)]
        if noting.ungraded(asked) and not any(note.kind is NoteKind.NO_GRADE_GIVEN for note in notes):
            notes.append(Note(NoteKind.NO_GRADE_GIVEN, "A letter on a visit gives no grade."))
        text = (
            "The documents do not say."
            if empty.searched.documents
            else noting.nothing_searched(empty.searched.filters, self._authorities)
        )
        nearest = Nearest(written(citations), (1,)) if citations else None
        return replace(empty, text=text, citations=citations, notes=tuple(notes), nearest=nearest)

    def _unclear(self, question: Question, asked: Asked, notes: Sequence[Note]) -> Answer:
        """The question back, where there is nothing in it to look for."""
        if asked.authorities:
            text = f"What do you want to know about {noting.listed(asked.authorities)}?"
        else:
            text = "Which council or document do you mean, and what do you want to know of it?"
        if self._authorities:
            text += f" There are papers on {noting.listed(sorted(self._authorities))}."
        searched = Searched(0, 0, question.filters)
        return Answer(question.text, Status.NEEDS_CLARIFICATION, text, (), tuple(notes), None, searched)


def _whole(asked: Asked, entries: Sequence[Entry]) -> list[Chosen]:
    """What the structure of the documents answers: a list, a section, rows of a table, a resolution, days."""
    return (
        last_inspected(asked, entries)
        or meetings.resolved(asked, entries)
        or meetings.attended(asked, entries)
        or listing.listed(asked, entries)
        or section(asked, entries)
        or marked_rows(asked, entries)
    )


def _given(runs: list[Chosen]) -> Found:
    """Runs that the structure of the documents gives, as if they had been searched for."""
    passages = dict.fromkeys(one.judged.candidate.passage for one in runs)
    return Found(runs, [one.judged for one in runs], [Retrieved(one, 0.0, 0.0) for one in passages])


def _readable(history: Sequence[str]) -> tuple[str, ...]:
    """The last questions of a conversation that were questions."""
    found: list[str] = []
    for text in history[-_MOST_EARLIER:]:
        with suppress(BadInputError):
            found.append(clean(text))
    return tuple(found)


def _filters(given: Filters, asked: Asked) -> Filters:
    """The user's filters, and what the question itself settles."""
    days = [day for one in asked.paper_dates for day in (one.first, one.last) if day]
    return replace(
        given,
        authorities=given.authorities or asked.authorities,
        kinds=given.kinds or tuple(sorted(asked.kinds)),
        since=given.since or min(days, default=None),
        until=given.until or max(days, default=None),
        documents=given.documents or asked.documents,
    )


def _targets(given: Filters, asked: Asked, filters: Filters) -> list[Filters]:
    """What is searched one after the other: each council that the question names, or all that is admitted.

    Nothing where the user's filter leaves out every council named: another's papers never answer.
    """
    named = [name for name in asked.authorities if name in (given.authorities or asked.authorities)]
    if asked.authorities:
        return [replace(filters, authorities=(name,)) for name in named]
    return [filters]


def _parts(text: str) -> list[str]:
    """The questions that are asked in one breath, at most `_MOST_PARTS`; none where it is one question."""
    parts = [part.strip() for part in _PART.split(text) if part and stems(part)]
    return parts[:_MOST_PARTS] if len(parts) > 1 else []


def _together(found: Sequence[Found]) -> list[Chosen]:
    """The runs chosen by all searches, each once."""
    chosen: list[Chosen] = []
    for each in found:
        for one in each.chosen:
            if not any(_overlap(one, other) for other in chosen):
                chosen.append(one)
    return chosen


def _overlap(one: Chosen, other: Chosen) -> bool:
    same = one.judged.candidate.document.id == other.judged.candidate.document.id
    return same and one.start < other.end and other.start < one.end
