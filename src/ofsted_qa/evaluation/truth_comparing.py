"""Compares a document as it was read with what a truth file states of it, field by field."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ofsted_qa.evaluation.matching import places
from ofsted_qa.evaluation.truth import DocumentTruth, StatedJudgement, StatedSentence
from ofsted_qa.understanding import NO_DATE_PRINTED
from ofsted_qa.values import Document, Judgement, Sentence, Span, VoiceRole

#: Those whose sentences may be labelled Ofsted's, alone or with others.
_INSPECTORS = frozenset({VoiceRole.OFSTED.value, VoiceRole.INSPECTORATES.value})


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison: the field, what is stated and what was read, in words, and whether they are the same."""

    field: str
    stated: str
    read: str
    exact: bool


def compared(document: Document, truth: DocumentTruth, roles: Iterable[str]) -> Iterator[Compared]:
    """Every comparison that a truth allows.

    One for each field of the profile, each of the `roles` of people that either side names, each sentence's words and
    place, and each sentence's voice.
    """
    if truth.kind is not None:
        yield from _of_profile(document, truth)
    if truth.people is not None:
        yield from _of_people(document, truth, roles)
    if truth.judgements is not None:
        yield from _of_judgements(document, truth)
    for sentence in truth.sentences:
        yield from _of_sentence(document, sentence)
    if truth.voices:
        yield from _of_voices(document, truth)


def _same(field: str, stated: object, read: object) -> Compared:
    return Compared(field, _in_words(stated), _in_words(read), stated == read)


def _in_words(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_in_words, value)) or "none"
    return "none" if value is None or value == "" else str(value)


def _of_profile(document: Document, truth: DocumentTruth) -> Iterator[Compared]:
    profile = document.profile
    yield _same("authority", truth.authority, profile.authority or "")
    yield _same("kind", truth.kind, profile.kind)
    yield _same("framework", truth.framework, profile.framework)
    if truth.title:
        titles = {_folded(truth.title), _folded(truth.subtitle)} - {""}
        yield Compared("title", truth.subtitle or truth.title, profile.title, _folded(profile.title) in titles)
    yield _same("date", truth.date, profile.published)
    yield _same("visit", (truth.visit_start, truth.visit_end), (profile.visit_start, profile.visit_end))
    if truth.warnings is not None:
        read = [warning for warning in profile.warnings if warning != NO_DATE_PRINTED]
        stated, warned = _in_words(truth.warnings), _in_words(read)
        yield Compared("warnings", stated, warned, len(truth.warnings) == len(read))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _of_people(document: Document, truth: DocumentTruth, roles: Iterable[str]) -> Iterator[Compared]:
    for role in sorted(roles):
        stated = sorted(person.name for person in truth.people or () if person.role == role)
        read = sorted(person.name for person in document.profile.people if person.role == role)
        if stated or read:
            yield _same(role, stated, read)


def _of_judgements(document: Document, truth: DocumentTruth) -> Iterator[Compared]:
    for field, given_here in (("given", True), ("reported", False)):
        stated = [one for one in truth.judgements or () if one.given_here is given_here]
        read = [one for one in document.profile.judgements if one.given_here is given_here]
        yield _same(
            field,
            sorted(f"{one.area} {one.grade}" for one in stated),
            sorted(f"{one.area} {one.grade}" for one in read),
        )
        yield from _of_evidence(document, stated, read)


def _of_evidence(
    document: Document, stated: Iterable[StatedJudgement], read: Iterable[Judgement]
) -> Iterator[Compared]:
    """For each grade that both know: its printed words, and the page on which they stand."""
    for one in stated:
        alike = [other for other in read if (other.area, other.grade) == (one.area, one.grade)]
        if not alike or one.page is None:
            continue
        found = [(_folded(other.printed_grade), _page_number(document, other.span)) for other in alike]
        expected = (_folded(one.printed_grade), one.page)
        yield Compared("grade_evidence", f"{one.area}: {_in_words(expected)}", _in_words(found), expected in found)


def _of_sentence(document: Document, sentence: StatedSentence) -> Iterator[Compared]:
    """The words, then the place: the page and its printed number, and the paragraph or, without pages, the heading."""
    found = places(sentence.text, document.text)
    yield Compared("sentence", sentence.text, "found" if found else "not found", bool(found))
    for field, stated, read in _PLACES:
        expected = stated(sentence)
        if field == "sentence_page" and not document.pages:
            continue
        if field == "sentence_heading" and sentence.heading is None:
            continue
        at = [read(document, span) for span in found]
        yield Compared(
            field, f"{_in_words(expected)}: {sentence.text}", _in_words(at[0] if at else None), expected in at
        )


def _page(document: Document, span: Span) -> object:
    page = document.page_at(span.start)
    return (page.number, page.printed) if page else None


def _page_number(document: Document, span: Span) -> int | None:
    page = document.page_at(span.start)
    return page.number if page else None


def _block(document: Document, span: Span) -> int | None:
    return next((n for n, block in enumerate(document.blocks) if block.start <= span.start < block.end), None)


def _paragraph(document: Document, span: Span) -> object:
    block = _block(document, span)
    return None if block is None else document.blocks[block].number


def _heading(document: Document, span: Span) -> object:
    block = _block(document, span)
    path = () if block is None else document.heading_path(block)
    return path[-1] if path else None


_Stated = Callable[[StatedSentence], object]
_Read = Callable[[Document, Span], object]
_PLACES: tuple[tuple[str, _Stated, _Read], ...] = (
    ("sentence_page", lambda sentence: (sentence.page, sentence.printed_page), _page),
    ("sentence_paragraph", lambda sentence: sentence.paragraph, _paragraph),
    ("sentence_heading", lambda sentence: sentence.heading, _heading),
)


def _of_voices(document: Document, truth: DocumentTruth) -> Iterator[Compared]:
    """Each sentence in its order: whether it begins with the words stated, its voice, and none of others' Ofsted's."""
    labelled = [(run.voice, words) for run in truth.voices for words in run.sentences]
    yield _same("voice_sentences", len(labelled), len(document.sentences))
    # Aligned by opening words, so that one sentence split otherwise costs one comparison, not all that follow.
    after = 0
    for voice, words in labelled:
        place = next((n for n in range(after, len(document.sentences)) if _begins(document, n, words)), None)
        one = None if place is None else document.sentences[place]
        after = after if place is None else place + 1
        read = "not found" if one is None else _said(one)
        role = voice.partition(" / ")[0]
        yield Compared(f"voice_{role}", f"{voice}: {words}", read, voice == read)
        if role not in _INSPECTORS:
            apart = one is None or one.voice.role.value not in _INSPECTORS
            yield Compared("voice_not_ofsteds", f"{voice}: {words}", read, apart)


def _begins(document: Document, place: int, words: str) -> bool:
    return " ".join(document.slice(document.sentences[place]).split()).startswith(words)


def _said(sentence: Sentence) -> str:
    voice = sentence.voice
    return " / ".join(part for part in (voice.role.value, voice.name, "" if voice.first_hand else "reported") if part)
