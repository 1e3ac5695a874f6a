"""The measures: each gives a number for one answer, or none where it does not apply, and is then folded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import fmean

from ofsted_qa.evaluation.matching import without_citation_marks
from ofsted_qa.evaluation.observation import Observation


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its printable name, what it says in one line, and its value for one answer."""

    name: str
    meaning: str
    value: Callable[[Observation], float | None]

    def __str__(self) -> str:
        """The name, as floors, JSON and reports have it."""
        return self.name


@dataclass(frozen=True, slots=True)
class Folded:
    """The mean of a measure over the questions to which it applies, and how many these are."""

    value: float
    cases: int


def values_of(observation: Observation) -> dict[str, float]:
    """The value of every measure that applies to an answer, by its name."""
    values = {measure.name: measure.value(observation) for measure in MEASURES}
    return {name: value for name, value in values.items() if value is not None}


def fold(values: Iterable[Mapping[str, float]]) -> dict[str, Folded]:
    """The mean of every measure over the questions to which it applies; one that applies to none is left out.

    First a value for each question, then means over them: after ir_measures, where a question without
    a result scores zero and never disappears.
    """
    by_question = list(values)
    folded = {}
    for measure in MEASURES:
        applying = [given[measure.name] for given in by_question if measure.name in given]
        if applying:
            folded[measure.name] = Folded(fmean(applying), len(applying))
    return folded


def _passed(observation: Observation) -> float:
    return float(not any(observation.faults()))


def _status_accuracy(observation: Observation) -> float:
    return float(observation.accepted)


def _fact_recall(observation: Observation) -> float | None:
    due = observation.facts_due
    return len(observation.facts_stated) / len(due) if due else None


def _wrong_fact_rate(observation: Observation) -> float | None:
    return float(bool(observation.wrong_wordings)) if observation.case.wrong else None


def _refusal_precision(observation: Observation) -> float | None:
    case = observation.case
    decided = case.must_refuse or case.must_answer
    return float(case.must_refuse) if observation.refused and decided else None


def _refusal_recall(observation: Observation) -> float | None:
    return float(observation.refused) if observation.case.must_refuse else None


def _answerable_refused(observation: Observation) -> float | None:
    return float(observation.refused) if observation.case.must_answer else None


def _citation_validity(observation: Observation) -> float | None:
    if observation.failed:
        return 0.0
    return float(not observation.invalid_citations) if observation.answer.citations else None


def _citation_support(observation: Observation) -> float | None:
    if not observation.facts_due:
        return None
    if observation.voice_missing:
        return 0.0
    # Nothing stated is nothing supported: a missing answer must not raise the mean by leaving it.
    return len(observation.facts_supported) / max(1, len(observation.facts_stated))


def _note_recall(observation: Observation) -> float | None:
    asked = observation.case.notes
    return 1 - len(observation.missing_notes) / len(asked) if asked else None


def _ranks(observation: Observation) -> list[int | None] | None:
    """For each source the rank, from 1, of the first passage retrieved that holds any part of it."""
    if observation.case.must_refuse or not observation.evidence:
        return None
    passages = [observation.passages.get(passage_id) for passage_id in observation.answer.retrieved]
    return [
        next((rank for rank, passage in enumerate(passages, 1) if passage and evidence.meets(passage)), None)
        for evidence in observation.evidence
    ]


def _recall(depth: int, observation: Observation) -> float | None:
    ranks = _ranks(observation)
    return fmean(rank is not None and rank <= depth for rank in ranks) if ranks else None


def _reciprocal_rank(observation: Observation) -> float | None:
    ranks = _ranks(observation)
    return max(1 / rank if rank else 0.0 for rank in ranks) if ranks else None


def _words(observation: Observation) -> float | None:
    return float(len(without_citation_marks(observation.answer.text).split())) if observation.given else None


def _seconds(observation: Observation) -> float:
    return observation.answer.seconds


#: Every measure, in the order in which reports show them. No threshold stands here: suites state floors.
MEASURES = (
    Measure("passed", "answers without any fault", _passed),
    Measure("status_accuracy", "answers with an acceptable status", _status_accuracy),
    Measure("fact_recall", "facts stated, of the facts that had to be", _fact_recall),
    Measure("wrong_fact_rate", "answers with a wrong wording", _wrong_fact_rate),
    Measure("refusal_precision", "refusals that were right", _refusal_precision),
    Measure("refusal_recall", "questions without an answer that were refused", _refusal_recall),
    Measure("answerable_refused", "questions with an answer that were refused", _answerable_refused),
    Measure("citation_validity", "answers whose every citation is a slice", _citation_validity),
    Measure("citation_support", "stated facts that a quotation holds", _citation_support),
    Measure("note_recall", "notes given, of the notes that had to be", _note_recall),
    Measure("recall@5", "sources among the first 5 passages", partial(_recall, 5)),
    Measure("recall@10", "sources among the first 10 passages", partial(_recall, 10)),
    Measure("MRR", "one over the rank of the first source", _reciprocal_rank),
    Measure("words", "words in an answer", _words),
    Measure("seconds", "seconds to an answer", _seconds),
)
