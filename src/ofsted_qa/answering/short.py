"""The short answer: the reader's words within the sentence that proves it, never cut from what governs them.

"Not yet consistently good" is never "consistently good", "up to 25" never "25". Where a negation, a hedge or a
condition stands in the same clause, the short answer reaches to it; where it would have to reach over much of the
sentence, there is none, and the sentence speaks for itself.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ofsted_qa.answering.wanted import EXACT, Wanted
from ofsted_qa.understanding.dates import dates
from ofsted_qa.understanding.people import names_in
from ofsted_qa.values import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Collection

    from ofsted_qa.values import Document, Sentence

#: Words, at most, of a short answer, and its share of the sentence's: a longer one is no shorter than its proof.
_MOST_WORDS, _MOST_SHARE = 14, 0.6
_CLAUSE_ENDS = re.compile(r"[;:\t\n(–—]|,\s+(?=(?:and|but|which|who|while|although|so)\b)")
_WORD = re.compile(r"[\w’'£%][\w’'£%.,/-]*[\w’'%]|[\w£%]")
#: A word with its hyphens: "thirty-one" is never "one".
_HYPHENATED = re.compile(r"\w+(?:-\w+)*")
#: A sum, a count or a date; what stands right before one ("up to", "by the end of") belongs to it.
_FIGURE = re.compile(
    r"[£\d]|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_BESIDE = 20  # characters
#: Between such a word and a figure: it belongs to another ("for those under 18 is 94 weeks").
_OTHERS = re.compile(r"\b(?:are|is|was|were)\b")
_LOOKS_AFTER = re.compile(r"\blook(?:s|ed|ing)? after$", re.IGNORECASE)
_MARK = re.compile(r"[“”\"]|(?<!\w)['‘]|['’](?!\w)")
_EDGES = " \t\n,;:.!?“”\"‘’'()[]–—-"
#: Kinds of question that a few words can answer; all others are answered by whole sentences.
BRIEF = frozenset({*EXACT, Wanted.GRADE})


def short_answer(document: Document, sentence: Sentence, words: Span | None, wanted: Collection[Wanted]) -> Span | None:
    """The run of a sentence to read out first, or None where the sentence should be read out whole.

    `words` is the reader's span in the document's text.
    """
    if words is None or not BRIEF & set(wanted) or Wanted.LIST in wanted:
        return None
    if document.blocks[sentence.block].kind is BlockKind.HEADING:
        return None
    start, end = max(words.start, sentence.start), min(words.end, sentence.end)
    text = document.slice(sentence)
    widened = _with_whole_names(text, start - sentence.start, end - sentence.start)
    if Wanted.DATE in wanted:
        widened = _only_date(text, *widened)
    found = _governed(text, *widened, dated=Wanted.DATE in wanted) if start < end else None
    if found is None:
        return None
    begin, stop = _whole_words(text, *found)
    length, whole = len(_WORD.findall(text[begin:stop])), len(_WORD.findall(text))
    if _MARK.search(text[begin:stop]) or "\t" in text[begin:stop]:
        return None  # it would begin or end within somebody's quotation, or in another column
    if not 0 < length <= min(_MOST_WORDS, _MOST_SHARE * whole):
        return None
    return Span(sentence.start + begin, sentence.start + stop)


def _with_whole_names(text: str, start: int, end: int) -> tuple[int, int]:
    """A run of a sentence that cuts no person's name and no date in two."""
    whole = [(first, last) for _, first, last in names_in(text)] + [(one.start, one.end) for one in dates(text)]
    cut = [(first, last) for first, last in whole if first < end and start < last]
    return min([start, *(first for first, _ in cut)]), max([end, *(last for _, last in cut)])


def _only_date(text: str, start: int, end: int) -> tuple[int, int]:
    """The one date of a run, where it has one: "will go live in May 2025"; else the run."""
    inside = [one for one in dates(text) if start <= one.start and one.end <= end]
    return (inside[0].start, inside[0].end) if len(inside) == 1 else (start, end)


def _governed(text: str, start: int, end: int, *, dated: bool) -> tuple[int, int] | None:
    """A run of a sentence with what governs it in its clause; None where something behind it takes it back.

    A date that is asked for (`dated`) is to come whether or not "will take place in" stands before it.
    """
    clause = max((match.end() for match in _CLAUSE_ENDS.finditer(text) if match.end() <= start), default=0)
    hedging = _hedges("before").finditer(text, clause, start)
    governing = [match.start() for match in hedging if not (dated and match.group().lower() == "will")]
    if _FIGURE.match(text, start):
        near = max(clause, start - _BESIDE)
        hedges = _hedges("before_figures").finditer(text, near, start)
        governing += [
            match.start()
            for match in hedges
            if not (_LOOKS_AFTER.search(text, 0, match.end()) or _OTHERS.search(text, match.end(), start))
        ]
    if _hedges("after").search(text, end):
        return None
    return min([start, *governing]), end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A run that begins and ends with whole words, without the marks around it."""
    word = next((one for one in _HYPHENATED.finditer(text) if one.start() < start < one.end()), None)
    start = word.start() if word else start
    word = next((one for one in _HYPHENATED.finditer(text) if one.start() < end < one.end()), None)
    end = word.end() if word else end
    while start < end and text[start] in _EDGES and text[start] != "£":
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if text[start:end].count("(") > text[start:end].count(")"):
        closed = text.find(")", end)  # "428 (42%)"
        end = (
            closed + 1
            if 0 <= closed - end <= _BESIDE
            else start + len(text[start : text.rindex("(", start, end)].rstrip())
        )
    return start, end


@cache
def _hedges(where: str) -> re.Pattern[str]:
    words = json.loads(files("ofsted_qa").joinpath("data/hedges.json").read_text("utf-8"))[where]
    longest_first = sorted(words, key=len, reverse=True)
    negated = r"|\w+n['’]t" if where == "before" else ""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))}{negated})\b", re.IGNORECASE)
