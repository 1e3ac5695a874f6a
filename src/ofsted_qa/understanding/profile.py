"""Who wrote a document about whom and when: the profile, read from the document itself."""

from __future__ import annotations

import re
from dataclasses import replace
from string import capwords
from typing import TYPE_CHECKING

from ofsted_qa.understanding.authorities import main_authority, mentions, names
from ofsted_qa.understanding.dates import DateMention, dates
from ofsted_qa.understanding.impossible_dates import date_warnings
from ofsted_qa.understanding.judgements import judgements
from ofsted_qa.understanding.kinds import kind_of
from ofsted_qa.understanding.people import people
from ofsted_qa.understanding.sentences import split
from ofsted_qa.values import Block, BlockKind, Document, DocumentKind, Person, Profile, Span

if TYPE_CHECKING:
    from datetime import date

_FRONT_BLOCKS = 20  # the front sheet or letterhead ends within these
_MOST_DATE_LINE_WORDS = 14
_LONGEST_LINE = 200  # characters; the name of a meeting or a council fills no more
_HEAD_BLOCKS = 4  # the council's own name stands within these
_VISIT = re.compile(r"\b(?:visit(?:ed)?|inspect(?:ion|ed))\b", re.IGNORECASE)
_TOOK_PLACE = re.compile(
    r"took place|carried out|\bundertook\b|\bconducted\b|\bof .{0,160}\bon\b|\bvisit(?:ed)? (?:.{0,60} )?on\b"
    r"|\bfrom\b|\bbetween\b|\binspection dates?\b|\b(?:visit|inspection) (?:of|on) (?=\d)",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:next|will|planned|expected|anticipated|due)\b", re.IGNORECASE)
#: Words just before a date that make it another event's: an earlier visit's, or the report's publication.
_OTHER_EVENT = re.compile(r"\b(?:previous|last|earlier|than it was|published|publication)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\bpublish|\bpublication\b|\breport date\b|^date\b(?!\W*s?\W* of (?:the )?(?:previous|last|inspection))",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:(?:executive )?cabinet|executive|(?:(?!(?:for|from|on|to)\b)[\w&'’]+,? ){0,8}(?:committee|panel|board)"
    r"|full council)\b",
    re.IGNORECASE,
)
_NO_MEETING = re.compile(r"^(?:(?:report|summary|minutes|meeting|to|by|for|from|of|the|a)\b\s*)+", re.IGNORECASE)
_HELD = re.compile(
    r"(?:(?:minutes of )?(?:(?:a|the) )?(?:[\w'’&-]+ ){0,8}?meeting (?:of [^.\n]{0,80}? )?)?held (?:at|on)\b",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"Dear\b")
_MOST_BEFORE_SALUTATION = 40  # blocks
_TITLE_LABEL = re.compile(r"(?:subject|title|report title|(?:title|name) of (?:the )?report)\s*[:\t]", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:meeting|minutes|report|date|agenda|item|to|from|by|part|open|public|present|dear"
    r"|foreword|introduction|background|purpose of|question (?:by|from|\d))\b|\b(?:department|directorate)$|[:.]$| > "
    r"|^\d+ .*\b(?:avenue|gate|house|lane|place|road|square|street|way)$",
    re.IGNORECASE,
)
#: A newspaper's own name: capitals and small joining words alone. British headlines are sentences.
_CAPITAL = r"(?:the|and|of|&|[A-Z][\w'’-]*)"
_MASTHEAD = re.compile(rf"{_CAPITAL}(?: {_CAPITAL})*")
_FEWEST_TITLE_WORDS = 4
_TITLE_BLOCKS = 6  # a title stands within these
_FEWEST_HEADED = 2  # headings below one that is over all others
_OF_MEETINGS = frozenset({DocumentKind.COUNCIL_REPORT, DocumentKind.MINUTES})
_COUNCIL = re.compile(
    r"\W*(?:the )?(?:city|county|(?:london |metropolitan |royal )?borough|unitary|district)?(?: of)?\W*"
    r"(?:(?:city|county|(?:metropolitan )?borough|metropolitan|district) )?(?:council)?\W*",
    re.IGNORECASE,
)
#: Kinds whose subject line names the inspection or visit.
_INSPECTORS = frozenset(
    {
        DocumentKind.ILACS_REPORT,
        DocumentKind.SIF_REPORT,
        DocumentKind.OTHER_INSPECTION_REPORT,
        DocumentKind.MONITORING_VISIT_LETTER,
        DocumentKind.FOCUSED_VISIT_LETTER,
        DocumentKind.JTAI_LETTER,
        DocumentKind.AREA_SEND_REPORT,
    }
)


def profile_of(document: Document) -> Profile:
    """Read the profile of a document; what it does not say stays empty."""
    kind, framework, kind_span = kind_of(document)
    named = people(document)
    meeting, meeting_span = _meeting(document) if kind in _OF_MEETINGS else (None, None)
    title = _title(document, kind, meeting_span)
    authority = _authority(document, kind, title, named)
    published, published_span = _published(document, kind)
    visit, visit_span = _visit(document)
    visit_words = document.slice(visit_span)[visit.start : visit.end] if visit and visit_span else ""
    # The reader's warnings come first.
    warnings = [*document.profile.warnings, *date_warnings(published, visit, visit_words, document.pages)]
    return Profile(
        authority=authority[0] if authority else None,
        authority_span=authority[1] if authority else None,
        kind=kind,
        kind_span=kind_span,
        framework=framework,
        title=" ".join(document.slice(title).split()) if title else document.source.name,
        title_span=title,
        published=published,
        published_basis="printed" if published else "none",
        published_span=published_span,
        visit_start=visit.first if visit else None,
        visit_end=visit.last if visit else None,
        visit_span=visit_span,
        meeting=meeting,
        meeting_span=meeting_span,
        people=named,
        judgements=judgements(document, kind, (visit.first, visit.last) if visit else (None, None)),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _authority(
    document: Document, kind: DocumentKind, title: Span | None, people_named: tuple[Person, ...]
) -> tuple[str, Span] | None:
    """The authority that the subject line of an inspectorate's letter or report names, or the main one.

    A joint letter is addressed to leaders of other areas too; its subject line names the area that was inspected.
    A council's own paper is that of the council whose name stands alone on a line of its front.
    """
    named = mentions(document.slice(title)) if title and kind in _INSPECTORS else []
    if title and len({one.name for one in named}) == 1:
        return named[0].name, Span(title.start + named[0].start, title.start + named[0].end)
    if kind in _OF_MEETINGS and (head := _letterhead(document)):
        return head
    main = main_authority(_without_names(document, people_named))
    return (main.name, Span(main.start, main.end)) if main else None


def _letterhead(document: Document) -> tuple[str, Span] | None:
    """The one council whose name alone fills a line of the front."""
    heads = [
        (named[0].name, Span(block.start + named[0].start, block.start + named[0].end))
        for block in _front(document)[:_HEAD_BLOCKS]
        if block.end - block.start <= _LONGEST_LINE
        and len(named := mentions(document.slice(block))) == 1
        and "council" in document.slice(block).lower()
        and _COUNCIL.fullmatch(_but(document.slice(block), named[0].start, named[0].end))
    ]
    return heads[0] if len({name for name, _ in heads}) == 1 else None


def _but(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{text[end:]}"


def _without_names(document: Document, named: tuple[Person, ...]) -> str:
    """The text with spaces for people's names: Ms Sutton's paper is not Sutton's."""
    text = document.text
    for name in {one.name for one in named if one.name.lower() not in names()}:
        text = text.replace(name, " " * len(name))
    return text


def _front(document: Document) -> list[Block]:
    """The blocks before the first numbered paragraph, at most `_FRONT_BLOCKS`."""
    front: list[Block] = []
    for block in document.blocks[:_FRONT_BLOCKS]:
        if block.number:
            break
        front.append(block)
    return front


def _published(document: Document, kind: DocumentKind) -> tuple[date | None, Span | None]:
    """The date printed on the front: a whole date on a short line of its own, or in a row that names it."""
    for block in _front(document):
        text = document.slice(block)
        if len(text.split()) > _MOST_DATE_LINE_WORDS and not _HELD.match(text):
            continue
        if kind is DocumentKind.NEWS and not re.match(r"\W*(?:published|updated|\d)", text, re.IGNORECASE):
            continue
        if _VISIT.search(text) and not _PUBLISHED.search(text):
            continue  # "Inspection dates: 4 March to 15 March 2024", "Date of previous inspection: 5 May 2016"
        for mention in dates(text):
            if mention.has_day and mention.first:
                return mention.first, Span(block.start, block.end)
    return None, None


def _visit(document: Document) -> tuple[DateMention | None, Span | None]:
    """The visit or inspection that the document reports: the first whole date that a sentence gives it.

    The span is the sentence's; the date's own offsets count from its beginning.
    """
    for block in document.blocks:
        text = document.slice(block)
        for start, end in split(text, block.kind):
            sentence = text[start:end]
            if not _VISIT.search(sentence) or not _TOOK_PLACE.search(sentence) or _TO_COME.search(sentence):
                continue
            for mention in dates(sentence):
                before = sentence[max(0, mention.start - 60) : mention.start]
                if mention.has_day and mention.first and not _OTHER_EVENT.search(before):
                    return _with_second_visit(sentence, mention), Span(block.start + start, block.start + end)
    return None, None


def _with_second_visit(sentence: str, first: DateMention) -> DateMention:
    """An inspection in two visits, joined by "and", from the first day of the one to the last of the other."""
    for mention in dates(sentence):
        follows = mention.has_day and mention.first and first.last and mention.first > first.last
        if follows and re.fullmatch(r",?\s+and\s+", sentence[first.end : mention.start]):
            return replace(first, end=mention.end, last=mention.last)
    return first


def _meeting(document: Document) -> tuple[str | None, Span | None]:
    for block in _front(document):
        text = document.slice(block)
        short = len(text) <= _LONGEST_LINE and len(text.split()) <= _MOST_DATE_LINE_WORDS
        match = _MEETING.search(text) if short and not _TITLE_LABEL.match(text) else None
        if match:
            name = _NO_MEETING.sub("", match.group())
            return capwords(name), Span(block.start + match.end() - len(name), block.start + match.end())
    return None, None


def _title(document: Document, kind: DocumentKind, meeting: Span | None) -> Span | None:
    """The subject line: a row that names it, what names the visit or meeting, a heading, a line that can be one.

    Minutes that say no more than "Minutes" are called by the name of their meeting.
    """
    front = _front(document)
    for block in front:
        label = _TITLE_LABEL.match(document.slice(block))
        if label:
            return _trimmed(document, block.start + label.end(), block.end)
    minutes = _minutes_title(front, document, meeting) if kind is DocumentKind.MINUTES else None
    named = _over_all(document) or minutes or _subject(document)
    if named:
        return named
    lines = _lines(front)
    largest = 1 if kind is DocumentKind.COUNCIL_REPORT else 9  # further down they head a council paper's sections
    headings = [block for block in front if block.kind is BlockKind.HEADING and block.level <= largest]
    lines = [
        block
        for block in lines
        if block.end - block.start > _LONGEST_LINE or not _MEETING.fullmatch(_NO_MEETING.sub("", document.slice(block)))
    ]
    if kind in _INSPECTORS:
        headings = [block for block in lines if _VISIT.search(document.slice(block))] + headings
    if kind is DocumentKind.NEWS and lines and _MASTHEAD.fullmatch(document.slice(lines[0])):
        headings = [one for one in [*headings, *lines] if one is not lines[0]]
    for block in [*headings, *lines]:
        words = document.slice(block)
        day = any(mention.has_day for mention in dates(words))  # a year may belong to a title: "in 2018/19"
        ordinary = not _NO_TITLE.search(words) and not day
        if ordinary and _FEWEST_TITLE_WORDS <= len(words.split()) <= 2 * _MOST_DATE_LINE_WORDS:
            return Span(block.start, _title_end(document, block))
    return None


def _lines(front: list[Block]) -> list[Block]:
    return [block for block in front if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}]


def _minutes_title(front: list[Block], document: Document, meeting: Span | None) -> Span | None:
    """The line that says of which meeting minutes are, or the meeting's name."""
    named = [block for block in _lines(front) if document.slice(block).lower().startswith("minutes")]
    long = next((block for block in named if len(document.slice(block).split()) > 1), None)
    return Span(long.start, long.end) if long else meeting or next((Span(one.start, one.end) for one in named), None)


def _subject(document: Document) -> Span | None:
    """The subject line of a letter: the short line right below its salutation."""
    blocks = document.blocks[:_MOST_BEFORE_SALUTATION]
    greeting = next((place for place, one in enumerate(blocks) if _SALUTATION.match(document.slice(one))), None)
    below = document.blocks[greeting + 1] if greeting is not None and greeting + 1 < len(document.blocks) else None
    words = document.slice(below) if below else ""
    short = _FEWEST_TITLE_WORDS <= len(words.split()) <= _MOST_DATE_LINE_WORDS and "\t" not in words
    return Span(below.start, below.end) if below and short and not words.endswith((".", ",", ":", ";")) else None


def _over_all(document: Document) -> Span | None:
    """The heading on the front under which all other headings stand, where there is one; whose paper it is, is none."""
    headings = [one for one in document.blocks if one.kind is BlockKind.HEADING]
    if headings and headings[0] is document.blocks[0] and _short(document, headings[0]):
        headings = headings[1:]
    highest = [one for one in headings if one.level == min(each.level for each in headings)]
    alone = len(highest) == 1 and len(headings) > _FEWEST_HEADED and highest[0] in _front(document)[:_TITLE_BLOCKS]
    return Span(highest[0].start, highest[0].end) if alone and not _short(document, highest[0]) else None


def _short(document: Document, block: Block) -> bool:
    return len(document.slice(block).split()) < _FEWEST_TITLE_WORDS


def _title_end(document: Document, block: Block) -> int:
    """The end of a title whose heading is followed by a line "and" and another heading, or of the heading alone."""
    after = document.blocks[document.blocks.index(block) + 1 :][:2]
    joined = [block, *after]
    whole = all(one.kind is BlockKind.HEADING for one in joined) and len(after) == 2  # noqa: PLR2004 (and, heading)
    return after[1].end if whole and document.slice(after[0]).lower() == "and" else block.end


def _trimmed(document: Document, start: int, end: int) -> Span | None:
    """A run without the white space around it; None if there is nothing else."""
    words = document.text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, begin + len(words.strip())) if words.strip() else None
