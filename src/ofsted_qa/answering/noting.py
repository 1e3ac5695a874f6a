"""The notes beside an answer: what a careful officer would add to the words quoted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ofsted_qa.answering.inspections import UNGRADED
from ofsted_qa.answering.wanted import Wanted, grades_named
from ofsted_qa.values import DocumentKind, Note, NoteKind, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.answering.spelling import Correction
    from ofsted_qa.values import Citation, Document, Filters

#: What is known of a grade only because another document reports it.
ONLY_REPORTED = "The report that gave this grade is not among the documents; a later one says so of it."
OUTCOME_NO_GRADE = "An area SEND inspection gives an outcome, no grade."
NOT_JUDGED = "The report gives no grade for this."
#: SIF and ILACS areas differ; so do those of the inspections before them.
FRAMEWORKS = "These inspections were made under different frameworks, whose areas differ: compare the grades with care."

_WITHOUT_GRADE = {
    DocumentKind.MONITORING_VISIT_LETTER: "A monitoring visit gives no grade.",
    DocumentKind.FOCUSED_VISIT_LETTER: "A focused visit gives no grade.",
    DocumentKind.JTAI_LETTER: "A joint targeted area inspection gives no grade.",
    DocumentKind.AREA_SEND_REPORT: OUTCOME_NO_GRADE,
}


def spelling_notes(asked: Asked, corrections: Sequence[Correction]) -> list[Note]:
    """How misspelt words were read."""
    read = [(mention.misspelt, mention.name) for mention in asked.misspelt if mention.misspelt]
    read += [(one.written, one.read_as) for one in corrections]
    if not read:
        return []
    words = ", ".join(f"“{written}” as “{name}”" for written, name in read)
    return [Note(NoteKind.SPELLING, f"Read {words}.")]


def listed(names: Sequence[str]) -> str:
    """Names, at least one, as a person lists them: "Dudley, Medway and Tameside"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def nothing_searched(filters: Filters, known: Collection[str]) -> str:
    """Why there was nothing to search: no papers on a council, or none of the kind or date asked for."""
    strange = [name for name in filters.authorities if name not in known]
    if strange:
        return f"There are no documents on {listed(strange)} to search."
    return "There are no such documents to search."


def silent(missing: Sequence[str], known: Collection[str]) -> list[Note]:
    """Of which of several councils nothing was found; `known` are those with documents."""
    return [
        Note(
            NoteKind.NOT_FOUND,
            f"The documents on {name} do not say." if name in known else f"There are no documents on {name}.",
        )
        for name in missing
    ]


def impossible_dates(citations: Sequence[Citation], documents: Sequence[Document]) -> list[Note]:
    """A printed date that cannot be right, for each document cited."""
    notes: list[Note] = []
    for document in documents:
        numbers = tuple(one.number for one in citations if one.document_id == document.id)
        profile = document.profile
        impossible = profile.published and profile.visit_start and profile.published < profile.visit_start
        if numbers and impossible:
            warning = next((one for one in profile.warnings if "cannot be right" in one), "")
            notes.append(Note(NoteKind.IMPOSSIBLE_DATE, f"{profile.title}: {warning}.", numbers))
    return notes


def read_by_machine(citations: Sequence[Citation], documents: Sequence[Document]) -> list[Note]:
    """That words cited were read off a picture, for each document cited."""
    notes: list[Note] = []
    for document in documents:
        pages: dict[int, None] = {}
        numbers: list[int] = []
        for one in citations:
            read = document.machine_read(Span(one.start, one.end)) if one.document_id == document.id else ()
            pages |= dict.fromkeys(page.number for page in read)
            numbers += [one.number] if read else []
        if numbers:
            which = listed([str(page) for page in sorted(pages)])
            text = f"Page {which} was" if len(pages) == 1 else f"Pages {which} were"
            text += f" read by machine (OCR) in {document.source.name}: check the words against the page."
            notes.append(Note(NoteKind.READ_BY_MACHINE, text, tuple(numbers)))
    return notes


def dated_differently(citations: Sequence[Citation]) -> Note:
    """That the documents cited date one event differently."""
    text = "The documents date this differently; both are shown."
    return Note(NoteKind.DISAGREEMENT, text, tuple(one.number for one in citations))


def wrong_premise(asked: Asked, citations: Sequence[Citation]) -> list[Note]:
    """The question takes a grade for granted that the words found do not give, where they give another."""
    named = grades_named(asked.text)
    if Wanted.GRADE not in asked.wanted or not named or not citations:
        return []
    given = grades_named(citations[0].quote)
    if given and not given & named:
        return [Note(NoteKind.WRONG_PREMISE, other_grade(named), (citations[0].number,))]
    return []


def other_grade(named: Collection[str]) -> str:
    """That the grades that a question names are not those given."""
    words = " and ".join(sorted(name.replace("_", " ") for name in named))
    return f"The question speaks of “{words}”; the words found give another grade."


def days(first: date, last: date) -> str:
    """The days of an inspection as a person says them; a whole month or year by its name ("February 2016")."""
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and first.month == last.month and (last + timedelta(days=1)).day == 1:
        return f"{first:%B %Y}"
    if first == last:
        return f"{first.day} {first:%B %Y}"
    day, month, year = str(first.day), f" {first:%B}", f" {first.year}"
    start = day + (month if first.month != last.month or first.year != last.year else "")
    return f"{start}{year if first.year != last.year else ''} to {last.day} {last:%B %Y}"


def of_document(document: Document) -> str:
    """Whose inspection or visit a document reports, and when: "Leeds, 21 February to 4 March 2022"."""
    profile = document.profile
    first = profile.visit_start or profile.published
    when = days(first, profile.visit_end or first) if first else ""
    return ", ".join(part for part in (profile.authority, when) if part)


def inspection(document: Document, first: date, last: date, *, given_here: bool) -> str:
    """Whose inspection, and when: "Leeds, inspection of 21 February to 4 March 2022".

    Without the word where a document only reports it: the month that it names may be that of the judgement.
    """
    what = "inspection of " if given_here else ""
    return f"{document.profile.authority or 'No council named'}, {what}{days(first, last)}"


def superseded(when: str, printed_grade: str | None, *, same: bool) -> str:
    """That a later inspection replaced the grades given, and what it gave for the same area, if that is one grade.

    `same` tells whether it graded the same area at all.
    """
    if not same:
        return f"A later inspection ({when}) replaced this one; it gave no grade for the same area."
    given = f": {printed_grade.strip(' .')}" if printed_grade else ""
    return f"A later inspection ({when}) replaced {'this grade' if given else 'these grades'}{given}."


def no_overall_grade(since: date) -> str:
    """That inspections give no overall grade from a day on."""
    return f"Inspections of children's services since {since:%B %Y} give no overall grade."


def kinds_without_grade(kinds: Collection[DocumentKind]) -> str:
    """That these kinds of visit give no grade."""
    return " ".join(dict.fromkeys(_WITHOUT_GRADE[kind] for kind in sorted(kinds) if kind in _WITHOUT_GRADE))


_GRADED_REPORTS = frozenset({DocumentKind.ILACS_REPORT, DocumentKind.SIF_REPORT})


def ungraded(asked: Asked) -> bool:
    """Whether the question asks a kind of document for a grade that never gives one."""
    return Wanted.GRADE in asked.wanted and bool(asked.kinds & UNGRADED) and not asked.kinds & _GRADED_REPORTS
