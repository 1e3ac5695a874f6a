"""One answer beside the case that asked for it: what it got right, and its faults in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ofsted_qa.evaluation.fitting import Evidence
from ofsted_qa.evaluation.matching import says, without_citation_marks
from ofsted_qa.evaluation.suite import GIVEN, REFUSED, Case
from ofsted_qa.values import Answer, Citation, Document, NoteKind, Passage, Status

#: The acceptable wordings of one fact.
Fact = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """An answer and what is needed to judge it.

    `documents` and `passages` are by their ids; an id that is in neither is unknown to the system.
    """

    case: Case
    answer: Answer
    evidence: tuple[Evidence, ...]
    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]

    @property
    def failed(self) -> bool:
        """Whether there is no answer but an error."""
        return self.answer.status is Status.ERROR

    @property
    def given(self) -> bool:
        """Whether something was answered, at least in part."""
        return self.answer.status in GIVEN

    @property
    def refused(self) -> bool:
        """Whether the answer says that it gives nothing."""
        return self.answer.status in REFUSED

    @property
    def accepted(self) -> bool:
        """Whether the status is one that the case accepts."""
        return self.answer.status in self.case.status

    @property
    def facts_due(self) -> tuple[Fact, ...]:
        """The facts that the answer has to state: none after a refusal that the case accepts."""
        return () if self.refused and self.accepted else self.case.facts

    @property
    def facts_stated(self) -> tuple[Fact, ...]:
        """The facts in the text of the answer, if it is one."""
        return tuple(fact for fact in self.facts_due if any(map(self.states, fact)))

    @property
    def facts_supported(self) -> tuple[Fact, ...]:
        """The stated facts that also stand in a quotation."""
        return tuple(fact for fact in self.facts_stated if any(self._supporting(fact)))

    @property
    def voice_missing(self) -> bool:
        """Whether stated facts are supported, but by no quotation in the voice that the case asks for."""
        voices = {c.voice.role for fact in self.facts_stated for c in self._supporting(fact)}
        return bool(voices) and self.case.voice not in {None, *voices}

    @property
    def wrong_wordings(self) -> tuple[str, ...]:
        """The wordings in the text of the answer that make it wrong."""
        return tuple(filter(self.states, self.case.wrong))

    @property
    def invalid_citations(self) -> tuple[Citation, ...]:
        """The citations that are not a slice of a known document within their own passage."""
        return tuple(citation for citation in self.answer.citations if not self._is_slice(citation))

    @property
    def missing_notes(self) -> tuple[NoteKind, ...]:
        """The kinds of notes that should stand beside the answer and do not."""
        there = {note.kind for note in self.answer.notes}
        return tuple(kind for kind in self.case.notes if kind not in there)

    def states(self, wording: str) -> bool:
        """Whether an answer was given and holds a wording."""
        return self.given and says(without_citation_marks(self.answer.text), wording)

    def faults(self) -> Iterator[str]:
        """Everything that is wrong with the answer, one plain line each; none if it is wholly right."""
        if not self.accepted:
            yield f"status {self.answer.status}, accepted: {', '.join(self.case.status)}"
        for fact in self.facts_due:
            if fact not in self.facts_stated:
                yield f"fact missing: {' / '.join(fact)}"
            elif fact not in self.facts_supported:
                yield f"fact not in a quotation: {' / '.join(fact)}"
        if self.voice_missing:
            yield f"no quotation of {self.case.voice} supports a fact"
        for wording in self.wrong_wordings:
            yield f"wrong: {wording}"
        for citation in self.invalid_citations:
            yield f"citation {citation.number} is not a slice of its document and passage"
        for kind in self.missing_notes:
            yield f"note missing: {kind}"

    def _supporting(self, fact: Fact) -> Iterator[Citation]:
        """The citations whose quotation holds a fact."""
        return (c for c in self.answer.citations if any(says(c.quote, wording) for wording in fact))

    def _is_slice(self, citation: Citation) -> bool:
        document = self.documents.get(citation.document_id)
        passage = self.passages.get(citation.passage_id)
        if document is None or passage is None or passage.document_id != document.id:
            return False
        within = passage.start <= citation.start < citation.end <= passage.end
        return within and document.text[citation.start : citation.end] == citation.quote
