"""Finds who is named in a document in a role: who signed it, wrote it, answers for it, was written to."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from ofsted_qa.values import Block, BlockKind, Document, Person, Span

_UPPER, _LOWER = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_PART = rf"[{_UPPER}][{_LOWER}]*['’]?[{_UPPER}]?[{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)*"
_CAPITALISED = re.compile(rf"(?<!\w){_PART}(?:(?: [{_UPPER}]\.?)? {_PART})*(?!\w)")
_MOST_NAMES = 3  # parts of a person's name: "Mary Jane Smith"
#: Capitalised words that are no part of a person's name: titles, offices, bodies.
_NOT_NAMES = frozenset(
    """Academy Act Adoption Adult Adults Advisor Adviser Annual Appendix Area Assistant Authority Author
    Baroness Board Borough Business Cabinet Care Chair Chief Child Children City Cllr Commissioner Committee
    Community Contact Corporate Council Councillor County Court Dame Date Dear Department Deputy Director Dr
    Early Education Email Executive Families Family Finance Financial For Framework Government Group Head
    Health Help Her His Hospital House Hub Implications Improvement Independent Inspection Inspector
    Inspectors Interim Joint Lady Lead Leader Legal Letter Local Lord Majesty Manager Member Members
    Metropolitan Minister Miss Monitoring Mr Mrs Ms National Notice Officer Ofsted Operational Overview Partner
    Partnership Paper Papers People Performance Person Phone Plan Police Policy Portfolio Practice Principal
    Professor Programme Protection Public Purpose Quality Report Reporting Resources Review Risk Road
    Safeguarding School Schools Scrutiny Secretary Section Senior Service Services Single Sir Skills Social
    Solicitor State Strategic Strategy Street Summary Support Team Tel Telephone The Trust Update Visit Work
    Worker Workers Young Yours Youth""".split()
)

_CLOSE = re.compile(r"Yours (?:sincerely|faithfully)")
_OFFICE = re.compile(r"^(?:[A-Z][\w'’-]+ ){0,3}(?:Inspector|Director|Officer|Chief|Head|Manager|Solicitor)\b")


@cache
def role_labels() -> dict[str, str]:
    """The labels of front sheets, in lower case → the role (data/roles.json)."""
    roles = json.loads(files("ofsted_qa").joinpath("data/roles.json").read_text("utf-8"))
    return {label: role for role, entry in roles.items() for label in entry["labels"]}


def names_in(text: str) -> list[tuple[str, int, int]]:
    """The people's names of a text without their titles: (name, start, end).

    A name is two or three capitalised words, none of which is a title, an office or a body.
    """
    found: list[tuple[str, int, int]] = []
    for run in _CAPITALISED.finditer(text):
        words: list[tuple[int, int]] = []
        for word in [*re.finditer(r"[^ ]+", run.group()), None]:
            if word and word.group() not in _NOT_NAMES:
                words.append((run.start() + word.start(), run.start() + word.end()))
                continue
            if 1 < len(words) <= _MOST_NAMES:
                start, end = words[0][0], words[-1][1]
                found.append((text[start:end], start, end))
            words = []
    return found


def people(document: Document) -> tuple[Person, ...]:
    """Everybody named in a role, with the run of the text that says so, in the order of the text."""
    found: list[Person] = []
    blocks = document.blocks
    for index, block in enumerate(blocks):
        text = document.slice(block)
        if block.kind is BlockKind.TABLE_ROW:
            found += _of_row(text, block)
        elif block.kind is BlockKind.HEADING and index + 1 < len(blocks):
            found += _under_heading(document, block, blocks[index + 1])
        elif _CLOSE.match(text):
            found += _signatory(document, index)
        elif re.match(r"Dear\b", text):
            found += _addressee(document, index)
        elif names_in(text) == [(text, 0, len(text))]:
            found += _signed(document, index)
        else:
            found += _in_prose(text, block)
    return tuple(dict.fromkeys(found))


def _of_row(text: str, block: Block) -> list[Person]:
    """A front-sheet row; "Executive Member/Reporting Officer" names one person for each role."""
    label, _, value = text.partition(":" if ":" in text.partition("\t")[0] else "\t")
    parts = re.split(r"/| and | & ", re.sub(r"\(.*?\)", "", label).lower())
    roles = [role_labels()[part.strip()] for part in parts if part.strip() in role_labels()]
    named = names_in(value)
    if not roles or not named:
        return []
    span = Span(block.start, block.end)
    last = len(roles) - 1
    return [Person(roles[min(place, last)], name, span) for place, (name, _, _) in enumerate(named)]


def _under_heading(document: Document, heading: Block, below: Block) -> list[Person]:
    role = role_labels().get(document.slice(heading).lower().strip())
    if role is None or below.kind is BlockKind.HEADING:
        return []
    span = Span(below.start, below.end)
    return [Person(role, name, span) for name, _, _ in names_in(document.slice(below))[:1]]


def _signatory(document: Document, index: int) -> list[Person]:
    """The first name under the close of a letter; the span runs from the close to the name's office."""
    close, *below = document.blocks[index : index + 5]
    for block, after in zip(below[:3], [*below[1:], None], strict=False):
        named = names_in(document.slice(block))
        if named:
            last = after if after and _OFFICE.search(document.slice(after)) else block
            return [Person("signatory", named[0][0], Span(close.start, last.end))]
    return []


def _signed(document: Document, index: int) -> list[Person]:
    """A name alone on its line with an office on the next: who signed a paper that has no close."""
    earlier, (block, *after) = document.blocks[max(0, index - 3) : index], document.blocks[index : index + 2]
    if not after or any(_CLOSE.match(document.slice(one)) for one in earlier):
        return []
    below = after[0]
    if below.kind is BlockKind.TABLE_ROW or not _OFFICE.search(document.slice(below)):
        return []
    span = Span(block.start, below.end)
    return [Person(role, document.slice(block), span) for role in ("signatory", "presenting_officer")]


def _addressee(document: Document, index: int) -> list[Person]:
    """The block above the salutation that holds the surname of "Dear Mr …"."""
    surname = document.slice(document.blocks[index]).split()[-1].strip(",:")
    for block in reversed(document.blocks[max(0, index - 8) : index]):
        for name, _, _ in names_in(document.slice(block)):
            whole = name.split()
            if surname in whole:
                cut = " ".join(whole[: whole.index(surname) + 1])
                return [Person("addressee", cut, Span(block.start, block.end))]
    return []


_CARRIED_OUT = re.compile(
    r"(?:(?:carried out|led|undertaken|conducted) by|Inspectors (?:were|are)) (?P<who>[^.]*?)(?:[.]|$)"
)
_CHAIRED = re.compile(r"chaired by (?P<who>[^.,;)]*)")


def _in_prose(text: str, block: Block) -> list[Person]:
    found: list[Person] = []
    for pattern, role in ((_CARRIED_OUT, "inspector"), (_CHAIRED, "chair")):
        for match in pattern.finditer(text):
            if role == "inspector" and "Inspector" not in match.group():
                continue
            span = _sentence_around(text, match.start(), match.end(), block)
            found += [Person(role, name, span) for name, _, _ in names_in(match["who"])]
    return found


def _sentence_around(text: str, start: int, end: int, block: Block) -> Span:
    begin = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    stop = text.find(".", end - 1)
    return Span(block.start + begin, block.start + (stop + 1 if stop >= 0 else len(text)))
