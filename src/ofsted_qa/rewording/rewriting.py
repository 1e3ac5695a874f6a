"""Puts an answer into a language model's words, as far as the evidence holds them; else leaves it as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING

from ofsted_qa.answering.lexicon import topics_asked
from ofsted_qa.rewording.evidence import evidence_of
from ofsted_qa.rewording.holding import judged
from ofsted_qa.rewording.prompt import INSTRUCTIONS, material
from ofsted_qa.rewording.reference import shared_stem
from ofsted_qa.rewording.sentences import SentenceStream, Told
from ofsted_qa.values import ModelError, Note, NoteKind, Reworded, Status
from ofsted_qa.words import STOP_WORDS, folded, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ofsted_qa.rewording.evidence import Evidence
    from ofsted_qa.values import Answer, Llm

_SPEAKER = re.compile(r"[^:\n]+:$")  # at the end of a lead
_LONGEST = 4_000  # characters; six sentences are a quarter of it, and what writes on and on is not to be trusted


@dataclass(slots=True)
class _Draft:
    """The sentences that are held so far, and how many were not."""

    kept: list[Told] = field(default_factory=list)
    left_out: int = 0


def reword(llm: Llm, answer: Answer, said: Callable[[str], None] | None = None) -> Answer:
    """An answer in the words of a language model, or as it was.

    Only an answer with the status `answered` goes to the model. `said` is given each sentence that the evidence
    holds as soon as it is complete; the answer that comes back counts, and where it is not in the model's words it
    takes their place. A fault of the model is a note, never an error.
    """
    evidence = evidence_of(answer)
    if answer.status is not Status.ANSWERED or not evidence:
        return answer
    started = perf_counter()
    draft = _Draft()
    fault: str | None = None
    try:
        for sentence in _written(llm, answer.question, evidence):
            if sentence in draft.kept:
                continue
            if judged(sentence, evidence) is not None:
                draft.left_out += 1
                continue
            draft.kept.append(sentence)
            if said:
                said(sentence.text)
    except ModelError as error:
        fault = str(error)
    fault = fault or _lacking(draft.kept, evidence, answer)
    known = Reworded(llm.name, len(draft.kept), draft.left_out, used=fault is None, fault=fault)
    text = answer.text if fault else " ".join(one.text for one in draft.kept)
    seconds = answer.seconds + perf_counter() - started
    return replace(answer, text=text, notes=(*answer.notes, _note(known)), reworded=known, seconds=seconds)


def _written(llm: Llm, question: str, evidence: Sequence[Evidence]) -> Iterator[Told]:
    """The sentences of the model as they are completed.

    Raises:
        ModelError: the model fails, or writes too much.
    """
    stream, length = SentenceStream(), 0
    for piece in llm.stream(INSTRUCTIONS, material(question, evidence)):
        length += len(piece)
        if length > _LONGEST:
            raise ModelError("it wrote far more than was asked for")
        yield from stream.add(piece)
    yield from stream.rest()


def _lacking(kept: Sequence[Told], evidence: Sequence[Evidence], answer: Answer) -> str | None:
    """What is lacking in the sentences that are left, as a phrase that goes on "it …"; None where they answer.

    They must hold what the answer itself says before its quotations (the short answer, a grade and its inspection),
    hear every document that it quotes, and of a list give every item.
    """
    if not kept:
        return "it wrote no sentence that the evidence holds"
    cited = {number for one in kept for number in one.numbers}
    if topics_asked(folded(answer.question)) and not cited >= {one.citation.number for one in evidence}:
        return "it left an item of the list out"
    heard = {one.citation.document_id for one in evidence if one.citation.number in cited}
    if heard != {one.citation.document_id for one in evidence}:
        return "it left a document out that the answer rests on"
    said = {shared_stem(word) for one in kept for word, _, _ in tokens(one.words)}
    needed = {
        shared_stem(word)
        for one in evidence
        for word, _, _ in tokens(_SPEAKER.sub("", one.lead))
        if word not in STOP_WORDS
    }
    return None if needed <= said else "it left the short answer out"


def _note(known: Reworded) -> Note:
    count = f"{known.left_out} sentence{'' if known.left_out == 1 else 's'}"
    if known.used:
        left = f" {count} that the evidence does not hold {'was' if known.left_out == 1 else 'were'} left out."
        text = (
            f"In the words of the language model {known.model}; each sentence was held against the quotation it cites."
        )
        return Note(NoteKind.LANGUAGE_MODEL, text + (left if known.left_out else ""))
    left = f" ({count} left out)" if known.left_out else ""
    unused = f"The language model {known.model} was not used: {known.fault}{left}."
    return Note(NoteKind.LANGUAGE_MODEL, f"The answer is in the documents' own words. {unused}")
