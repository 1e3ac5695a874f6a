"""Judges whether cited words hold a sentence that a language model wrote: the reason why the model may be let in.

Nothing here understands English. Each rule is one that a lie breaks: a name, a figure, a grade, a speaker, a word in
marks, a direction, a negation, hedge or condition, or too many words that are not the document's. A sentence that
breaks none can still mislead by what it leaves out; the quotations stand beside it for that.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from ofsted_qa.answering.lexicon import glossary_stems
from ofsted_qa.quotes.folding import fold
from ofsted_qa.rewording.attributing import attributed_rightly
from ofsted_qa.rewording.evidence import units
from ofsted_qa.rewording.figures import counts_another, dates_held, figures, numbers_held, without_dates
from ofsted_qa.rewording.governing import clauses, is_content, keeps_what_governs
from ofsted_qa.rewording.naming import names_held
from ofsted_qa.rewording.reference import data, directions, neutral_stems, shared_stem
from ofsted_qa.understanding.authorities import mentions
from ofsted_qa.understanding.grade_words import named_areas, named_grades, phrases
from ofsted_qa.values import JudgementArea
from ofsted_qa.words import folded, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofsted_qa.rewording.evidence import Evidence, Unit
    from ofsted_qa.rewording.sentences import Told

_MOST_PARTS = 6  # of a sentence that is judged part by part
_FEWEST_SHARED = 2  # content words of a sentence that are the cited words' own
#: Whoever speaks; `attributing` judges whether they do.
_BODIES = "ofsted inspector inspectors hmi inspectorates dfe adviser commissioner department education"
_OF_ANY_AREA = frozenset(map(shared_stem, ("children", "services", "of", "and", "the")))
_MARKED = re.compile(r"[“\"]([^“”\"]+)[”\"]|(?<!\w)[‘']([^‘’']+(?:['’]\w[^‘’']*)*)[’'](?!\w)")


class Fault(StrEnum):
    """Why a sentence is not held."""

    NO_CITATION = "no_citation"
    RUBBISH = "rubbish"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    GRADE = "grade"
    QUOTATION = "quotation"
    SPEAKER = "speaker"
    DIRECTION = "direction"
    GOVERNING = "governing"
    WORDS = "words"


def fault_in(said: str, units: Sequence[Unit]) -> tuple[Fault | None, frozenset[int]]:
    """Why no sentence of the cited words holds what is said (None where one does), and the numbers that hold it.

    `said` is a sentence without its citation numbers, or the part of one that carries them. Where no sentence holds
    all of it, each of its clauses must be held by one; the fault told is the one beside the likest sentence.
    """
    faults = [(_fault(said, unit), unit) for unit in units]
    holding = frozenset(unit.citation.number for fault, unit in faults if fault is None)
    if holding or not faults:
        return (None, holding) if holding else (Fault.NO_CITATION, frozenset())
    parts = clauses(said)
    if 1 < len(parts) <= _MOST_PARTS:
        held = [[unit.citation.number for unit in units if _fault(part, unit) is None] for part in parts]
        if all(held):
            return None, frozenset(number for numbers in held for number in numbers)
    words = {shared_stem(word) for word, _, _ in tokens(said)}
    closest, _ = max(faults, key=lambda one: len(words & {shared_stem(word) for word, _, _ in tokens(one[1].text)}))
    return closest, frozenset()


def _fault(said: str, unit: Unit) -> Fault | None:
    """Why one cited sentence does not hold what is said, None where it does."""
    cited, lead = unit.text, unit.lead
    all_cited = f"{cited}\n{lead}"
    holds: dict[Fault, Callable[[], bool]] = {
        Fault.NAME: lambda: names_held(said, unit),
        Fault.NUMBER: lambda: numbers_held(said, cited, lead) and not counts_another(said, cited),
        Fault.DATE: lambda: dates_held(said, cited, lead, unit.citation.date),
        Fault.GRADE: lambda: _grades_held(said, all_cited, unit.citation.heading),
        Fault.QUOTATION: lambda: _marked_held(said, unit.citation.quote),
        Fault.SPEAKER: lambda: attributed_rightly(said, unit),
        Fault.DIRECTION: lambda: _directions_held(said, all_cited),
        Fault.GOVERNING: lambda: keeps_what_governs(said, cited),
        Fault.WORDS: lambda: _words_held(said, unit),
    }
    return next((fault for fault, held in holds.items() if not held()), None)


def _grades_held(said: str, cited: str, heading: str) -> bool:
    """Whether every grade that is said is the cited words' own, and is said of the areas that they give it for.

    Overall effectiveness need not be named: a grade of "children's services" is that.
    """
    grades = set(named_grades(said))
    if not grades:
        return True
    giving = [text for text in clauses(cited) if grades & set(named_grades(text))]
    named = set(named_areas(said))
    return (
        grades <= set(named_grades(cited))
        and named <= set(named_areas(f"{cited} {heading}"))
        and all(_names_area(said, text, area) for text in giving for area in set(named_areas(text)) - named)
    )


def _names_area(said: str, giving: str, area: JudgementArea) -> bool:
    """Whether a sentence has a word for the area that a clause gives a grade for ("the board"), or needs none."""
    if area is JudgementArea.OVERALL_EFFECTIVENESS:
        return True
    names = [phrase for phrase, named in phrases("areas").items() if named == area and phrase in folded(giving)]
    there = {shared_stem(word) for name in names for word, _, _ in tokens(name)} - _OF_ANY_AREA
    return bool(there & {shared_stem(word) for word, _, _ in tokens(said)})


def _marked_held(said: str, quote: str) -> bool:
    """Whether words between quotation marks stand in the cited words as they are."""
    there = fold(quote).text.lower()
    marked = (match[1] or match[2] for match in _MARKED.finditer(said))
    return all(fold(words).text.strip(" .,;:").lower() in there for words in marked)


def _directions_held(said: str, cited: str) -> bool:
    """Whether every word for which way a thing goes, or how good it is, has its like in the cited words."""
    known = directions()
    there = {known[word] for word, _, _ in tokens(cited) if word in known}
    return all(known[word] in there for word, _, _ in tokens(said) if word in known)


def _words_held(said: str, unit: Unit) -> bool:
    """Whether every content word is the document's, or is used for one of its.

    No share of others is let in: one word in seven is enough to turn "chronology" into "falsified chronology"
    (docs/language-model.md says what was measured).
    """
    own = {shared_stem(word) for word, _, _ in tokens(f"{unit.text} {unit.lead}")}
    beside = neutral_stems() | {shared_stem(word) for word, _, _ in tokens(_beside(unit))}
    words = [word for word, _, _ in _plain_words(said)]
    others = glossary_stems(tuple(map(shared_stem, words)))
    alike = {part for part, names in others.items() if any(name <= own for name in names)}
    shared = {found for word in words if (found := shared_stem(word)) in own | alike or word in directions()}
    new = {found for word in words if (found := shared_stem(word)) not in shared | beside}
    return not new and len(shared) >= min(_FEWEST_SHARED, len(own))


def _plain_words(said: str) -> list[tuple[str, int, int]]:
    """The content words that no other rule judges: neither figures nor councils' names."""
    taken = [(one.start, one.end) for one in figures(said)] + [(one.start, one.end) for one in mentions(said)]
    return [
        one
        for one in tokens(folded(without_dates(said)))
        if is_content(one[0]) and not any(start < one[2] and one[1] < end for start, end in taken)
    ]


def _beside(unit: Unit) -> str:
    """What is known with a citation, in words: its council, its speaker, its kind of document; and who inspects."""
    citation = unit.citation
    kind = data("rewording")["kinds"][citation.kind.value]
    return f"{citation.authority or ''} {citation.voice.name or ''} {kind} {_BODIES}"


def judged(sentence: Told, evidence: Sequence[Evidence]) -> Fault | None:
    """Why a sentence is not held by the words that it cites, None where it is.

    A sentence that carries one run of numbers must be held by what they cite; one that carries several, part by part,
    each part by its own. Every number must be needed: a citation that does not hold is none.
    """
    known = {one.citation.number: list(units(one)) for one in evidence}
    if not sentence.numbers or not sentence.numbers <= known.keys():
        return Fault.NO_CITATION
    if sentence.is_rubbish:
        return Fault.RUBBISH
    for words, numbers in sentence.parts:
        fault, holding = fault_in(words, [unit for number in sorted(numbers) for unit in known[number]])
        if fault is None and holding != numbers:
            fault = Fault.NO_CITATION
        if fault:
            return fault
    return None
