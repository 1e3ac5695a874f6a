"""The notes beside an answer: what a careful officer would add to the words quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.answering.wanted import Wanted, grades_named
from ofsted_qa.values import DocumentKind, Note, NoteKind, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ofsted_qa.answering.asked import Asked
    from ofsted_qa.answering.spelling import Correction
    from ofsted_qa.values import Citation, Document, Filters

#: Kinds of document that never give a grade (monitoring and focused visits update progress, never grades).
UNGRADED = frozenset(
    {DocumentKind.MONITORING_VISIT_LETTER, DocumentKind.FOCUSED_VISIT_LETTER, DocumentKind.JTAI_LETTER}
)


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
        words = " and ".join(sorted(named))
        text = f"The question speaks of “{words}”; the words found give another grade."
        return [Note(NoteKind.WRONG_PREMISE, text, (citations[0].number,))]
    return []


def ungraded(asked: Asked) -> bool:
    """Whether the question asks a kind of document for a grade that never gives one."""
    return Wanted.GRADE in asked.wanted and bool(asked.kinds) and asked.kinds <= UNGRADED
