"""Finds who is named in a document in a role: who signed it, wrote it, answers for it, was written to."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from ofsted_qa.understanding.authorities import mentions, names
from ofsted_qa.values import Block, BlockKind, Document, Person, Span
from ofsted_qa.words import folded

_UPPER, _LOWER = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_PART = rf"[{_UPPER}][{_LOWER}]*['’]?[{_UPPER}]?[{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)*"
_CAPITALISED = re.compile(rf"(?<!\w){_PART}(?:(?: [{_UPPER}]\.?)? {_PART})*(?!\w)")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lady|Lord|Judge|Professor|Cllr|Councillor|Sergeant)\.?"
    rf" (?:[{_UPPER}]\.? )?(?P<surname>{_PART})(?!\w)"
)
_MOST_NAMES = 3  # parts of a person's name: "Mary Jane Smith"
#: Capitalised words that are no part of a person's name: titles, offices, bodies.
_NOT_NAMES = frozenset(
    """Academy Act Adoption Adult Adults Adviser Advisor Annual Appendix Area Assistant Author Authority Baroness
    Board Borough BSc Business Cabinet Care Chair Chief Child Children City Clinical Cllr Collaborative Commission
    Commissioner Commissioning Committee Community Constabulary Contact Corporate Council Councillor County Court
    Dame Date Dear Department Deputy Director Dr Early Education Email Executive Families Family Finance Financial
    Fire For Foundation Framework Government Group Head Health Help Her His Hospital House Hub Implications
    Improvement Independent Inspection Inspector Inspectorate Inspectors Interim Joint Lady Lead Leader Legal
    Letter Local Lord Majesty Manager Member Members Metropolitan Minister Miss Monitoring
    MPhil Mr Mrs Ms MSc National Notice Officer Ofsted Operational Overview Paper Papers Partner Partnership
    People Performance Person PhD Phone Plan Police Policy Portfolio Practice Principal Probation Professor
    Programme Protection Public Purpose Quality Regional Report Reporting Rescue Resources Review Risk Road
    Safeguarding School Schools Scrutiny Secretary Section Senior Service Services Single Sir Skills Social
    Solicitor State Strategic Strategy Street Summary Support Team Tel Telephone The Trust Update Visit Work
    Under Worker Workers Parliamentary Young Yours Youth""".split()
)

_POSSESSIVE = re.compile(r"['’]s$")
_OFFICES = """CEO Chair Chief Clerk Commissioner Constable Director Executive Head Lead Leader Manager Mayor Nurse
    Officer Scrutineer""".split()
_TEAM = re.compile(
    r"^(?!.*\b(?:chief|director|national|deputy)\b)(?:.*?\W)?(?P<lead>\blead\s+)?\b(?:inspector|HMI)\W*"
    r"(?:(?:Ofsted|CQC)\W*)?$",
    re.IGNORECASE,
)
_MOST_TEAM_WORDS = 14
_CLOSE = re.compile(r"Yours (?:sincerely|faithfully)")
_SALUTATION = re.compile(r"Dear\b")
_MOST_GREETED = 8
_AND = re.compile(r",\s+|\s+(?:and|&)\s+|^Dear\b", re.IGNORECASE)
_TO_ALL = re.compile(r"\b(?:partners?(?:hip)?|all|colleagues|leaders)\b", re.IGNORECASE)
TITLES = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Sir|Dame|Lady|Lord|Professor|Prof|Cllr|Councillor)\.? )*")
#: After a name, its letters and the office: "QPM, Chief Constable", ", Executive Lead", ", CEO".
_WITH_OFFICE = re.compile(r"(?: [A-Z]{2,4})?, (?:[A-Z][\w’']+ ){0,4}(?:" + "|".join(_OFFICES) + r")\b")
_COPIES = re.compile(r"(?:cc\b|copied|copy)", re.IGNORECASE)
#: A line without a colon: "Report of Ann Example, Director of Children's Services".
_REPORT_OF = re.compile(r"(?P<label>report (?:of|from|by)) (?P<who>[^:.\n\t]+)$", re.IGNORECASE)
_ADDRESS_BLOCKS = 24
_SIGNATURE_BLOCKS = 14
_SIGNATURE_REACH = 3  # blocks below the close within which the first name stands
_MOST_SIGNATURE_WORDS = 40
_OFFICE = re.compile(r"^(?:[A-Z][\w'’-]+ ){0,3}(?:Inspector|Director|Officer|Chief|Head|Manager|Solicitor)\b")


@cache
def role_labels() -> dict[str, str]:
    """The labels of front sheets, in lower case → the role (data/roles.json)."""
    roles = json.loads(files("ofsted_qa").joinpath("data/roles.json").read_text("utf-8"))
    return {label: role for role, entry in roles.items() for label in entry["labels"]}


def names_in(text: str) -> list[tuple[str, int, int]]:
    """The people's names of a text without their titles: (name, start, end).

    A name is two or three capitalised words, none of which is a title, an office or a body, and which are no authority.
    """
    found: list[tuple[str, int, int]] = []
    for run in _CAPITALISED.finditer(text):
        words: list[tuple[int, int]] = []
        for word in [*re.finditer(r"[^ ]+", run.group()), None]:
            if word and _POSSESSIVE.sub("", word.group()) not in _NOT_NAMES:
                words.append((run.start() + word.start(), run.start() + word.end()))
                continue
            if 1 < len(words) <= _MOST_NAMES:
                start, end = words[0][0], words[-1][1]
                end -= len(text[start:end]) - len(_POSSESSIVE.sub("", text[start:end]))
                if folded(text[start:end]) not in names():
                    found.append((text[start:end], start, end))
            words = []
    return found


def surnames_in(text: str) -> list[str]:
    """The surnames behind titles: "Councillor Hext said"."""
    return [match["surname"] for match in _TITLED.finditer(text) if match["surname"] not in _NOT_NAMES]


def people(document: Document) -> tuple[Person, ...]:
    """Everybody named in a role, with the run of the text that says so first, in the order of the text."""
    found: list[Person] = []
    blocks = document.blocks
    for index, block in enumerate(blocks):
        text = document.slice(block)
        if block.kind is BlockKind.TABLE_ROW or _is_labelled(text):
            found += _of_row(text, block) or _of_team(text, block)
            found += _in_prose(text, block)
        elif block.kind is BlockKind.HEADING and index + 1 < len(blocks):
            found += _under_heading(document, block, blocks[index + 1])
        elif _CLOSE.match(text):
            found += _signatories(document, index)
        elif _SALUTATION.match(text):
            found += _addressee(document, index)
        elif names_in(text) == [(text, 0, len(text))]:
            found += _signed(document, index)
        else:
            found += _of_team(text, block) or _after_label(text, block) or _in_prose(text, block)
    first: dict[tuple[str, str], Person] = {}
    for one in found:
        first.setdefault((one.role, one.name), one)
    return tuple(first.values())


def _is_labelled(text: str) -> bool:
    """Whether a line is one of a list such as an inspection team: "Team inspectors: Ann Example, Bo Sample"."""
    label, colon, _ = text.partition(":")
    return bool(colon and label.strip().lower() in role_labels()) or _REPORT_OF.match(text) is not None


def _of_team(text: str, block: Block) -> list[Person]:
    """Lines or cells such as "Ann Example, HMI, Ofsted Lead inspector"; two may stand side by side in one."""
    found: list[Person] = []
    for cell in re.split(r"[\t\n]", text):
        named = names_in(cell)
        if not named or named[0][1] != 0:
            continue
        starts = [start for _, start, _ in named] + [len(cell)]
        members = [(one[0], cell[one[1] : end]) for one, end in zip(named, starts[1:], strict=True)]
        matches = [_TEAM.search(words) for _, words in members]
        if not all(matches) or any(len(words.split()) > _MOST_TEAM_WORDS for _, words in members):
            continue
        roles = ["lead_inspector" if match and match["lead"] else "inspector" for match in matches]
        span = Span(block.start, block.end)
        found += [Person(role, name, span) for role, (name, _) in zip(roles, members, strict=True)]
    return found


def _of_row(text: str, block: Block) -> list[Person]:
    """A front-sheet row; "Executive Member/Reporting Officer" names one person for each role."""
    stated = _REPORT_OF.match(text)
    label, _, value = text.partition(":" if ":" in text.partition("\t")[0] else "\t")
    if stated and value == "":
        label, value = stated["label"], stated["who"]
    parts = re.split(r"/| and | & ", re.sub(r"\(.*?\)", "", label).lower())
    roles = [role_labels()[part.strip()] for part in parts if part.strip() in role_labels()]
    # What is printed in capitals throughout names its person before the first comma.
    named = names_in(value.partition(",")[0].title() if value.isupper() else value)
    if not roles or not named:
        return []
    span = Span(block.start, block.end)
    last = len(roles) - 1
    return [Person(roles[min(place, last)], name, span) for place, (name, _, _) in enumerate(named)]


def _under_heading(document: Document, heading: Block, below: Block) -> list[Person]:
    text = document.slice(heading)
    role = role_labels().get(text.lower().strip())
    if role is None:
        return _after_label(text, heading)
    if below.kind is BlockKind.HEADING:
        return []
    span = Span(below.start, below.end)
    return [Person(role, name, span) for name, _, _ in names_in(document.slice(below))[:1]]


def _after_label(text: str, block: Block) -> list[Person]:
    """A short line such as "Reporting inspector Ann Example HMI"."""
    named = names_in(text)[:1]
    role = role_labels().get(text[: named[0][1]].lower().strip()) if named else None
    if role is None or len(text.split()) > _MOST_TEAM_WORDS:
        return []
    return [Person(role, name, Span(block.start, block.end)) for name, _, _ in named]


def _signatories(document: Document, index: int) -> list[Person]:
    """Who signs below the close of a letter: the first name, and those that head a cell or line beside or below it.

    The span runs from the close to the first name's office.
    """
    close, *below = document.blocks[index : index + 1 + _SIGNATURE_BLOCKS]
    found: list[Person] = []
    for block, after in zip(below, [*below[1:], None], strict=False):
        text = document.slice(block)
        if found and (_COPIES.match(text) or len(text.split()) > _MOST_SIGNATURE_WORDS):
            break
        named = names_in(text)
        if named and not found:
            if below.index(block) >= _SIGNATURE_REACH:
                break
            last = after if after and _OFFICE.search(document.slice(after)) else block
            found.append(Person("signatory", named[0][0], Span(close.start, last.end)))
            named = named[1:]
        for name, start, _ in named:
            heads = TITLES.fullmatch(re.split(r"[\t\n]", text[:start])[-1])
            if heads and name not in {one.name for one in found}:
                found.append(Person("signatory", name, Span(block.start, block.end)))
    return found


def _signed(document: Document, index: int) -> list[Person]:
    """A name alone on its line with an office on the next: who signed a paper that has no close."""
    earlier, (block, *after) = document.blocks[max(0, index - 3) : index], document.blocks[index : index + 2]
    if not after or any(_CLOSE.match(document.slice(one)) for one in earlier):
        return []
    below = after[0]
    if below.kind is BlockKind.TABLE_ROW or not _OFFICE.search(document.slice(below)):
        return []
    later = document.blocks[index : index + _ADDRESS_BLOCKS]
    if any(_SALUTATION.match(document.slice(one)) for one in later):
        return []  # whom a letter is addressed to
    span = Span(block.start, below.end)
    return [Person(role, document.slice(block), span) for role in ("signatory", "presenting_officer")]


def _addressee(document: Document, index: int) -> list[Person]:
    """The blocks above the salutation that hold the surnames of "Dear Mr … and Ms …".

    Above a salutation to all ("Dear local partnership") every line that begins with a name is addressed.
    """
    salutation = document.slice(document.blocks[index])
    above = document.blocks[max(0, index - _ADDRESS_BLOCKS) : index]
    parts = [part.strip(" ,:") for part in _AND.split(salutation)]
    greeted = [part.split()[-1] for part in parts if part and folded(part) not in names()]  # "Dear Merton, …"
    named = [one for surname in greeted[:_MOST_GREETED] for one in _surnamed(document, index, surname)]
    if named or not _TO_ALL.search(salutation):
        return named
    found: list[Person] = []
    for block in above:
        text = document.slice(block)
        for place, (name, start, end) in enumerate(names_in(text)):
            # A line that reaches the margin runs on into the next: "…, Example Council Ann Sample, Chief Nurse".
            if (place == 0 and TITLES.fullmatch(text[:start])) or (place and _WITH_OFFICE.match(text, end)):
                found.append(Person("addressee", _without_place(name), Span(block.start, block.end)))
    return found


def _surnamed(document: Document, index: int, surname: str) -> list[Person]:
    """Whom a salutation greets by a surname: the last name with it above, and the office that stands beside it."""
    for place, block in reversed(list(enumerate(document.blocks[:index]))[-_ADDRESS_BLOCKS:]):
        for name, _, _ in names_in(document.slice(block)):
            whole = name.split()
            if surname in whole:
                # "Dear Ms Hale" leaves out what stands behind the surname; "Dear Jo" is a first name.
                cut = name if surname == whole[0] else " ".join(whole[: whole.index(surname) + 1])
                return [Person("addressee", cut, Span(block.start, block.end)), *_directing(document, place, cut)]
    return []


def _directing(document: Document, place: int, name: str) -> list[Person]:
    """An addressee as the director of children's services, if the office stands on the line of the name or below it."""
    block, below = document.blocks[place : place + 2]
    for office in (block, below):
        words = document.slice(office)
        directs = _DIRECTS.search(words)
        other = office is below and names_in(words)
        if directs and not other and not _LESSER.search(words[: directs.start()]):
            return [Person("director", name, Span(block.start, office.end))]
    return []


def _without_place(name: str) -> str:
    """A name without the authority that the line before ended with: "Leeds Ann Example"."""
    place = next((one for one in mentions(name) if one.start == 0), None)
    rest = name[place.end :].strip() if place else ""
    return rest if " " in rest else name


_CARRIED_OUT = re.compile(
    r"(?:(?:carried out|led|undertaken|conducted) by|[Ii]nspectors (?:were|are)) (?P<who>[^.]*?)(?:[.]|$)"
)
_INSPECTORATE = re.compile(r"\bInspector|\bHMI\b")
_CHAIRED = re.compile(r"chaired by (?P<who>[^.,;)]*)")
_WRITTEN_BY = re.compile(r"\breport(?:'s|’s)? (?:writer|author),? (?P<who>[^.,;:)\t\n]*)", re.IGNORECASE)
#: The office that answers for a council's children's services (Children Act 2004, section 18).
_DIRECTS = re.compile(
    r"\bdirector (?:of|for) (?:children|people)\b|\bDCS\b|\bdirector\b.{0,20}\bchildren\b", re.IGNORECASE
)
_DIRECTOR = (
    r"(?P<office>[Dd]irector (?:of|for) [Cc]hildren(?:['’]?s)?(?: [Ss]ervices)?"
    r"(?:,? (?:and|&) (?:Adults?|Communities|Education|Families|Family|Learning|Skills|Young)[\w’' ]{0,30}?)?|DCS)"
)
#: Not the office itself, or not its holder now.
_LESSER = re.compile(
    r"\b(?:assistant|associate|deputy|ex|former|previous|regional|then)\b[\w ,-]{0,20}$", re.IGNORECASE
)
_DIRECTED_BY = re.compile(rf"\b{_DIRECTOR}(?:, | \(| )(?P<who>[^.,;()]{{3,60}})")
_WHO_DIRECTS = re.compile(
    r"(?<![\w'’-])(?P<who>[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’.-]{0,30}){1,3}), (?:(?:the|our|its|[Aa]cting|[Cc]orporate"
    rf"|[Ee]xecutive|[Ii]nterim|[Nn]ew|[Ss]tatutory|[Ss]trategic) )*{_DIRECTOR}\b"
)
_IN_THE_CHAIR = re.compile(r"\((?:in the )?chair(?:man|woman|person)?\)", re.IGNORECASE)


def _in_prose(text: str, block: Block) -> list[Person]:
    found: list[Person] = []
    for pattern, role in ((_CARRIED_OUT, "inspector"), (_CHAIRED, "chair"), (_WRITTEN_BY, "author")):
        for match in pattern.finditer(text):
            if role == "inspector" and not _INSPECTORATE.search(match.group()):
                continue
            span = _sentence_around(text, match.start(), match.end(), block)
            found += [Person(role, name, span) for name, _, _ in names_in(match["who"])]
    found += _directors(text, block)
    for match in _IN_THE_CHAIR.finditer(text):  # "Councillors present: Ann Example (Chair), Bo Sample"
        before = [name for name, _, end in names_in(text[: match.start()]) if not text[end : match.start()].strip()]
        titled = [one for one in _TITLED.finditer(text) if one.end() <= match.start() <= one.end() + 1]
        named = before or [one.group() for one in titled[-1:]]
        found += [Person("chair", name, Span(block.start, block.end)) for name in named]
    return found


def _directors(text: str, block: Block) -> list[Person]:
    """Who directs the council's children's services, as a sentence names them beside the office; no other council's."""
    found: list[Person] = []
    for match in (*_DIRECTED_BY.finditer(text), *_WHO_DIRECTS.finditer(text)):
        ahead = text[: match.start("office")]
        elsewhere = re.match(r" (?:at|for|in|of) (?:[A-Z])", text[match.end() :])
        beside = [name for name, start, _ in names_in(match["who"]) if TITLES.fullmatch(match["who"][:start])]
        if beside and not _LESSER.search(ahead[-40:]) and not (elsewhere and match.re is _WHO_DIRECTS):
            found.append(Person("director", beside[0], _sentence_around(text, match.start(), match.end(), block)))
    return found


def _sentence_around(text: str, start: int, end: int, block: Block) -> Span:
    begin = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    stop = text.find(".", end - 1)
    return Span(block.start + begin, block.start + (stop + 1 if stop >= 0 else len(text)))
