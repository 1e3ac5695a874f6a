"""Places a quotation with ellipses or square brackets in one paragraph, and says what they leave out or replace."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ofsted_qa.quotes.corpus import Place
from ofsted_qa.quotes.meaning import misplaced, needed, needed_sentence, quoted
from ofsted_qa.quotes.parts import EDGES, Part, PartKind
from ofsted_qa.values import Change, ChangeKind, Span, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ofsted_qa.quotes.corpus import Corpus
    from ofsted_qa.values import Document, Voice

_MOST_ANCHORS = 40  # places of the longest part that are tried
_MOST_TRIES = 4  # places of each next part
_MOST_REPLACED = 80  # characters that square brackets may stand for
_MOST_LINKS = 2  # words at the beginning of a sentence that only link it to the one before ("In addition, …")
_MOST_EDGE_WORDS = 4  # words before the first part of a sentence, or after the last, that brackets may stand for


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the parts of a quotation stand. `faults` says why they do not make one honest quotation."""

    place: Place
    verdict: Verdict
    faults: tuple[str, ...]
    diff: tuple[Change, ...]


def placed(corpus: Corpus, found: Sequence[Part]) -> list[Placement]:
    """Every way to place the parts of a quotation within one paragraph or running quotation, best first."""
    worded = [number for number, one in enumerate(found) if one.kind is PartKind.WORDS]
    if not worded:
        return []
    anchor = max(worded, key=lambda number: len(found[number].text))
    placements: list[Placement] = []
    for place in islice(corpus.find(found[anchor].text), _MOST_ANCHORS):
        region = corpus.folded_region(place, region_of(corpus, place))
        chains = _chains(corpus, found, anchor, place, region)
        placements += [_judged(corpus, found, worded, chain, region) for chain in chains]
    return sorted(placements, key=lambda one: (len(one.faults), one.place.end - one.place.start))


def region_of(corpus: Corpus, place: Place) -> Span:
    """The paragraph in which a place begins, or the whole quotation that runs over several."""
    document, start = place.document, place.span.start
    for span in corpus.speech(document).running:
        if span.start <= start < span.end:
            return span
    block = next((one for one in document.blocks if one.start <= start < one.end), None)
    return Span(block.start, block.end) if block else place.span


def _chains(
    corpus: Corpus, found: Sequence[Part], anchor: int, place: Place, region: tuple[int, int]
) -> Iterator[dict[int, Place]]:
    """Places for all parts that are words, by their number, around one place of the anchor."""
    if place.end > region[1]:
        return
    after = [number for number in range(anchor + 1, len(found)) if found[number].kind is PartKind.WORDS]
    before = [number for number in range(anchor - 1, -1, -1) if found[number].kind is PartKind.WORDS]
    for right in _onward(corpus, found, after, place, region, 1):
        for left in _onward(corpus, found, before, place, region, -1):
            yield {anchor: place, **right, **left}


def _onward(
    corpus: Corpus, found: Sequence[Part], numbers: list[int], last: Place, region: tuple[int, int], step: int
) -> Iterator[dict[int, Place]]:
    """Places of the parts that follow (step 1) or come before (-1), each beyond the last."""
    if not numbers:
        yield {}
        return
    number, *rest = numbers
    between = found[number - 1].kind if step > 0 else found[number + 1].kind
    low, high = (last.end, region[1]) if step > 0 else (region[0], last.start)
    candidates = list(corpus.find(found[number].text, low, high))
    candidates.sort(key=lambda one: abs(one.start - last.start))
    for one in candidates[:_MOST_TRIES]:
        gap = corpus.text[last.end : one.start] if step > 0 else corpus.text[one.end : last.start]
        if between is PartKind.CASE and gap.strip():
            continue
        if between is PartKind.BRACKET and len(gap) > _MOST_REPLACED:
            continue
        for more in _onward(corpus, found, rest, one, region, step):
            yield {number: one, **more}


def _judged(
    corpus: Corpus, found: Sequence[Part], worded: list[int], chain: dict[int, Place], region: tuple[int, int]
) -> Placement:
    first, last = chain[worded[0]], chain[worded[-1]]
    document = first.document
    faults: list[tuple[Verdict, str]] = []
    diff: list[Change] = []
    start, end = first.start, last.end
    if found[0].kind is PartKind.BRACKET:
        start = _edge(corpus, first, region, -1)
        faults += _replaced(corpus.text[start : first.start], found[0], diff)
    for before, after in zip([None, *worded], [*worded, None], strict=True):
        if before is not None and after is not None:
            gap = (chain[before].end, chain[after].start)
            middle = found[before + 1 : after]
            faults += _between(corpus, document, gap, found[before], middle, diff)
        if after is not None:
            words = document.slice(chain[after].span)
            diff.append(Change(ChangeKind.SAME, words, words))
    if found[-1].kind is PartKind.BRACKET:
        end = _edge(corpus, last, region, 1)
        faults += _replaced(corpus.text[last.end : end], found[-1], diff)
    stitched = any(verdict is Verdict.STITCHED for verdict, _ in faults)
    verdict = Verdict.STITCHED if stitched else Verdict.ALTERED if faults else Verdict.VERBATIM
    plain = all(one.kind is ChangeKind.SAME for one in diff)
    place = corpus.place(start, end)
    return Placement(place, verdict, tuple(text for _, text in faults), () if plain else tuple(diff))


def _edge(corpus: Corpus, place: Place, region: tuple[int, int], step: int) -> int:
    """How far the words reach that brackets at an end of a quotation stand for: to the end of the sentence.

    Nothing where that is far: then they stand for words that were left off, and nobody can tell which.
    """
    document, span = place.document, place.span
    sentence = next((one for one in document.sentences if one.start <= span.start < one.end), None)
    if sentence is None:
        return place.start if step < 0 else place.end
    bounds = corpus.folded_region(place, Span(sentence.start, sentence.end))
    low, high = (max(bounds[0], region[0]), place.start) if step < 0 else (place.end, min(bounds[1], region[1]))
    words = corpus.text[low:high].strip(EDGES)
    if low >= high or not words or len(words.split()) > _MOST_EDGE_WORDS:
        return place.start if step < 0 else place.end
    at = corpus.text.index(words, low, high)
    return at if step < 0 else at + len(words)


def _replaced(document: str, bracket: Part, diff: list[Change]) -> list[tuple[Verdict, str]]:
    """What brackets do in place of a run of the folded text; noted in the diff."""
    here = document.strip(EDGES)
    diff.append(Change(ChangeKind.REPLACED, here, bracket.text))
    fault = misplaced(here, bracket.text)
    return [(Verdict.ALTERED, fault)] if fault else []


def _between(
    corpus: Corpus, document: Document, gap: tuple[int, int], before: Part, middle: Sequence[Part], diff: list[Change]
) -> list[tuple[Verdict, str]]:
    """What stands between two parts in the document, and what the quotation makes of it."""
    folded = corpus.text[slice(*gap)]
    kinds = {one.kind for one in middle}
    if PartKind.GAP not in kinds:
        return [fault for one in middle if one.kind is PartKind.BRACKET for fault in _replaced(folded, one, diff)]
    faults = [
        (Verdict.ALTERED, fault)
        for one in middle
        if one.kind is PartKind.BRACKET and (fault := misplaced("", one.text))
    ]
    diff += [Change(ChangeKind.REPLACED, "", one.text) for one in middle if one.kind is PartKind.BRACKET]
    if not folded.strip(EDGES):
        return faults
    left = Span(*_originals(corpus, *gap))
    if _speaker_before(corpus, document, left.start) != _speaker_before(corpus, document, left.end + 1):
        faults.append((Verdict.STITCHED, "the ellipsis joins the words of one speaker to another's"))
    diff.append(Change(ChangeKind.LEFT_OUT, document.slice(left).strip(), ""))
    return faults + _left_out(document, left, stopped=before.stopped)


def _speaker_before(corpus: Corpus, document: Document, offset: int) -> Voice | None:
    """Who says the character before an offset."""
    utterances = corpus.speech(document).utterances
    return next((one.voice for one in utterances if one.start < offset <= one.end), None)


def _originals(corpus: Corpus, start: int, end: int) -> tuple[int, int]:
    place = corpus.place(start, end)
    return place.span.start, place.span.end


def _left_out(document: Document, left: Span, *, stopped: bool) -> list[tuple[Verdict, str]]:
    """Why an ellipsis may not leave a run out; `stopped` says that the quotation ends a sentence before it."""
    pieces = [
        (max(one.start, left.start), min(one.end, left.end), one)
        for one in document.sentences
        if one.start < left.end and left.start < one.end
    ]
    pieces = [piece for piece in pieces if document.text[piece[0] : piece[1]].strip(" .,;:?!'\"’‘“”-–—\n\t")]
    whole = [piece for piece in pieces if (piece[0], piece[1]) == (piece[2].start, piece[2].end)]
    parted = [piece for piece in pieces if piece not in whole]
    touched = [one for one in document.sentences if one.start <= left.end and left.start <= one.end]
    heads = [document.text[piece[0] : piece[1]] for piece in parted if piece[1] < piece[2].end]
    headless = bool(heads) and (len(heads[0].split()) > _MOST_LINKS)
    tailless = any(piece[0] > piece[2].start for piece in parted)
    if len(touched) > 1 and heads and (tailless or (headless and not stopped)):
        return [(Verdict.STITCHED, "the ellipsis joins the beginning of one sentence to the end of another")]
    text = document.text
    lost = [word for at, end, one in parted for word in needed(text[at:end], before=text[one.start : at])]
    lost += [word for at, end, _ in whole for word in needed_sentence(text[at:end])]
    return [(Verdict.ALTERED, f"the ellipsis leaves out words that change the meaning: {quoted(lost)}")] if lost else []
