"""What kind of words would answer a question, and whether a sentence holds words of that kind."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from ofsted_qa.understanding.dates import dates
from ofsted_qa.understanding.people import names_in, surnames_in
from ofsted_qa.words import stem, stems, tokens

if TYPE_CHECKING:
    from collections.abc import Callable


class Wanted(StrEnum):
    """Kinds of words that answer."""

    PERSON = "person"
    DURATION = "duration"
    DATE = "date"
    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"
    FREQUENCY = "frequency"
    CONTACT = "contact"
    GRADE = "grade"
    LIST = "list"
    REASON = "reason"
    STATEMENT = "statement"


#: Kinds without whose words a sentence cannot answer, the strongest first.
EXACT = (
    Wanted.MONEY,
    Wanted.CONTACT,
    Wanted.SHARE,
    Wanted.NUMBER,
    Wanted.FREQUENCY,
    Wanted.DURATION,
    Wanted.DATE,
    Wanted.PERSON,
)

#: Kinds that a sentence of any words may answer.
OPEN = frozenset({Wanted.STATEMENT, Wanted.REASON})

#: "which senior officer", but not "what did officers find".
_ANY_BUT_A_VERB = r"(?:(?!(?:are|can|could|did|do|does|had|has|have|is|should|was|were|will|would)\b)\w+ )?"
#: "Parents who neglect their children" asks for nobody: it goes on to tell something of them. An office does ask.
_TOLD_OF = frozenset(
    """adopters adults anybody anyone babies boys carer carers child children dads everybody everyone families fathers
    girls inspectors kids leavers leaders managers men mothers mums nurses offenders officers ones parent parents
    partners people perpetrators professionals pupils refugees relatives residents seekers somebody someone staff
    students teachers teenagers teens those victims women worker workers young youngsters""".split()
)
#: After these "who" asks even within a question that another word has opened ("do we know who …", "and who …").
_ASKS_ON = frozenset(
    """and ask asked but by decide decided decides explain for from is know known knows mention of on or reveal said say
    says see show shows state tell to was with""".split()
)
_WHO = re.compile(r"(?:(?P<before>[\w'’-]+) )?\bwho(?:se|m)?\b")
_OFFICE = (
    r"(?:adviser|advisor|boss|chair|chairman|chief constable|chief executive|commissioner|councillor|director|head"
    r"|inspector|judge|lead|leader|manager|mayor|member|minister|nurse|officer|person)"
)
#: Without any of these a question is but words to search for.
_ASKING = r"(?:are|can|could|did|do|does|had|has|have|how|is|should|was|were|what|when|where|which|why|will|would)"
_ASKS: dict[Wanted, re.Pattern[str]] = {
    Wanted.MONEY: re.compile(
        r"(?<!by )\bhow much (?:money|funding|cash|(?:was|is|has|did|does|had|were|are|do|will)\b(?! progress))"
        r"|\bby how much\b.*\b(?:budget|costs?|funding|money|overspen[dt]|spend|spent)\b"
        r"|\bwhat (?:did|does|do|will|would|has|have)\b.*\bcosts?\b"
        r"|\bwhat (?:sum|amount)\b|\bhow many (?:pounds|million)\b"
        r"|\bwhat(?:'s| is| was) the (?:\w+ )?(?:budget|overspend|cost)\b|\bhow (?:large|big) (?:is|was)\b.*\bbudget\b"
        r"|\bhow far over budget\b|\bcosts?\b.*\bhow much\b"
    ),
    Wanted.CONTACT: re.compile(r"\b(?:phone|telephone|e-?mail|contact details?|ring|website|web address|dial)\b"),
    Wanted.SHARE: re.compile(
        r"\bwhat (?:proportion|percentage|per ?cent|share)\b|\bhow (?:big|large) a (?:share|part)\b"
    ),
    Wanted.NUMBER: re.compile(
        r"\bhow many\b|\bwhat number\b|\bby how much\b|\bhow (?:big|high|large|small) (?:are|is|was|were) (?:\w+ ){0,3}"
        r"(?:caseloads?|cut|decrease|drop|fall|gap|growth|increase|jump|reduction|rise|team)\b"
        r"|\bwhat(?:'s| are| is| was| were)(?: the| an?)? (?:\w+ ){0,2}(?:average|caseload|figure|ratio|size)\b"
        r"(?! like\b)"
    ),
    Wanted.FREQUENCY: re.compile(r"\bhow (?:often|frequently|regularly)\b"),
    Wanted.DURATION: re.compile(r"\bhow long\b(?! ago\b)"),
    Wanted.DATE: re.compile(
        r"^(?:and |so |but )?when\b|\b(?:,|and) when\b|\bwhen (?:is|was|were|did|does|will)\b"
        r"|\b(?:what|which) (?:dates?|years?|months?|days?)\b|\bhow long ago\b|\bdate (?:on|of|is|was)\b|\bhow soon\b"
    ),
    Wanted.PERSON: re.compile(
        r"\bwho(?:se|m)?\b"
        r"|^(?:please )?name the (?!document|grade|area|service)"
        rf"|\bname of (?:[\w'’-]+ ){{0,6}}?{_OFFICE}\b"
        r"|^(?:the )?(?:(?:boss|chair|director|head|leader) of|chief (?:constable|executive)"
        r"|lead (?:inspector|member))\b"
        rf"(?!.*\b{_ASKING}\b)"
        rf"|\b(?:which|what) {_ANY_BUT_A_VERB}(?:councillor|director|officer|inspectors?|person|member|manager)\b"
    ),
    Wanted.GRADE: re.compile(
        r"\b(?:(?:inspectors?|ofsted|they) rate|grade[ds]?|grading|ratings?|rated|judge?ments?|judged|outstanding"
        r"|inadequate|requires? improvement|overall)\b"
    ),
    Wanted.REASON: re.compile(
        r"\bwhy\b|\bhow come\b|\bwhat(?:'s| is| was| lies| lay) behind\b|\bwhat (?:cause[ds]?|led to|made|makes)\b"
        r"|\bwhat(?:'s| is| was| are| were) the (?:main )?(?:causes?|reasons?)\b|\breasons? (?:for|why)\b"
    ),
    Wanted.LIST: re.compile(
        rf"\blist\b|\bwhat are the\b|\b(?:which|what) {_ANY_BUT_A_VERB}(?:agencies|services|areas|documents|groups|laws"
        r"|acts|people|categories|partners|kinds|types|steps|duties|responsibilities|recommendations|evidence|sources"
        r"|risks|bodies|actions|measures|targets|objectives|priorities|milestones|indicators|items|projects)\b"
        r"|\bwhat (?:\w+ ){0,6}(?:should|must|have to|has to) (?:\w+ ){0,3}do\b"
    ),
}
_MONEY = re.compile(r"[£$€]\s?\d|\b\d[\d,.]*\s?(?:million|billion|pounds|thousand pounds)\b", re.IGNORECASE)
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand dozen half "
    "third quarter first second fourth fifth sixth seventh eighth ninth tenth no none"
).split()
_NUMBER = re.compile(r"(?<![£\d/.])\b(?:\d[\d,.]*%?|" + "|".join(_NUMBER_WORDS) + r")\b(?!/\d)", re.IGNORECASE)
#: A share of something: "92%", "two thirds", "35 of the 40", "one in five", "most".
_SHARE = re.compile(
    r"\d\s?%|\bper ?cent\b|\b(?:half|halves|(?:third|quarter|fifth|tenth)s?|majority|minority|most|all|none|few)\b"
    r"|\b(?:\d+|"
    + "|".join(_NUMBER_WORDS)
    + r") (?:out of|in|of) (?:every |the |these |those |its )?(?:\d+|"
    + "|".join(_NUMBER_WORDS)
    + r")\b",
    re.IGNORECASE,
)
_COUNTED_WITHIN = 6  # words between a number and what it counts ("six Ofsted monitoring visits")
_CONTACT = re.compile(r"\b0\d[\d ]{7,}\d\b|[\w.]+@[\w.]+|https?://|www\.", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:early|late|mid)[ -]\d{4}|\b(?:new|next|last|this|same|previous) (?:year|month|week|spring|summer|autumn"
    r"|winter|day)\b|\b\w+ (?:years?|months?|weeks?|days?) (?:ago|time|later|period)\b|\btoday\b",
    re.IGNORECASE,
)
#: A grade, and words that show it is given and is not an ordinary adjective ("staff morale is good").
GRADE = re.compile(
    r"\b(?:outstanding|good|inadequate|adequate|requir(?:es|e|ing|ed) (?:further )?improvement)\b",
    re.IGNORECASE,
)
_GRADING = re.compile(
    r"\b(?:judg\w+|rat(?:ed|es|ings?)|grad(?:ed|es?|ing)|assess(?:ed|es|ing)|overall)\b"
    r"|['‘\"“](?:outstanding|good|inadequate|adequate|requir\w+)",
    re.IGNORECASE,
)
#: Words that show a grade is hoped for, possible or to come, and not given.
_NOT_GIVEN = re.compile(
    r"\b(?:ambition|ambitious|aim(?:ing|s)?|hop(?:e|es|ing)|categories|next|can|could|will|would|should|towards"
    r"|become|becoming)\b",
    re.IGNORECASE,
)
#: "Audits graded 70% of practice as good": a grade of single cases, by the council's own checks.
_OF_CASES = re.compile(
    r"\b(?:audits?|auditors|moderators?) (?:graded|judged|rated)\b"
    r"|\d ?(?:%|per cent) (?:of )?(?:\w+ ){0,4}(?:as|were|was) (?:good|outstanding|inadequate|requir)",
    re.IGNORECASE,
)
#: Bodies and groups of people that can be the answer to "who".
_BODY = re.compile(
    r"\b(?:[A-Z]\w+ (?:for|of) [A-Z]\w+|Ofsted|DfE|LGIU|CQC|Police|\w*[Bb]oard|[Aa]gencies|[Pp]artners|[Ss]taff"
    r"|[Ii]nspectors?|[Mm]anagers|[Ll]eaders|[Ff]amilies|[Pp]arents|[Cc]ouncillors|[Oo]fficers|[Ww]orkers"
    r"|[Cc]ommissioner|[Aa]dvis[eo]rs?|[Mm]inister|[Mm]embers|[Tt]eams?)\b"
)
_ENUMERATES = re.compile(r",[^,]+(?:,| and )|;|\t|:\s*-?$")
PARTLY = 0.5
_DURATION = re.compile(
    r"\b(?:\d+|an?|" + "|".join(_NUMBER_WORDS) + r")[ -](?:\w+ )?(?:minute|hour|day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
#: Words that say how long without a number.
_LASTING = re.compile(
    r"\b(?:long(?:er|est)?|lengthy|short(?:er|est)?|brief|quick(?:ly)?|prompt(?:ly)?|swift(?:ly)?|timely|timeliness"
    r"|delay(?:s|ed)?|(?:dai|week|fortnight|month|quarter|year)ly|until|since|(?:several|many|few) \w+s)\b",
    re.IGNORECASE,
)
_REGULARLY = re.compile(
    r"\b(?:(?:bi)?annual(?:ly)?|always|(?:in)?frequen(?:t(?:ly)?|cy)|(?:dai|week|fortnight|month|quarter|year)ly|each|every"
    r"|intervals?|never|occasional(?:ly)?|often|once|rarely|(?:ir)?regular(?:ly|ity)?|routine(?:ly)?|seldom|sometimes"
    r"|sporadic(?:ally)?|times|twice|usually)\b",
    re.IGNORECASE,
)
#: Words that give a reason, a cause or a purpose.
_REASON = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a (?:consequence|result)|result(?:s|ed|ing)? (?:from|of)|reasons?"
    r"|cause[ds]?|explain(?:s|ed)|attribut\w+|driven by|stem(?:s|med)? from|reflect(?:s|ed|ing)|given that|in order to"
    r"|so that|so as to|in response to|aim(?:s|ed)? (?:of|to)|purpose|intended to|designed to|since|following"
    r"|means that)\b",
    re.IGNORECASE,
)
#: "When will …", "when is the next …": a time to come.
_TO_COME = re.compile(
    r"\bwhen (?:will|shall)\b"
    r"|\b(?:when|(?:what|which) (?:date|day|month|year)s?) (?:is|are|will)\b"
    r"[^?]*\b(?:again|due|going to|next|to be|will)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|has been|have been|took place|last|previous(?:ly)?|earlier|held)\b")
_AHEAD = re.compile(
    r"\b(?:will|shall|would|should|must|to be|due|next|by|from|until|before|within|future|later|plan(?:s|ned|ning)?"
    r"|expect(?:s|ed)?|intend(?:s|ed)?|schedul\w+|propos\w+|aim(?:s|ed)?|hop(?:es|ed)|target|timetabled?|aspir\w+"
    r"|forecast|anticipat\w+|going to|set for|begins?|starts?|opens?|return)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\b(?:how many|number of)\s+(?P<noun>(?:\w+\s+){0,3}\w+)", re.IGNORECASE)


def wanted(question: str) -> frozenset[Wanted]:
    """The kinds of words that a lower-case question wants; of the exact kinds only the strongest."""
    asking = _WHO.sub(lambda who: (who["before"] or "") if _tells(question, who) else who.group(), question)
    found = {kind for kind, pattern in _ASKS.items() if pattern.search(asking)}
    for kind in EXACT:
        if kind in found:
            return frozenset({kind} | (found & {Wanted.LIST}))
    if Wanted.GRADE in found:
        found.discard(Wanted.REASON)  # the reasons for a grade are many, and few sentences say that they are its
    return frozenset(found or {Wanted.STATEMENT})


def _tells(question: str, who: re.Match[str]) -> bool:
    """Whether a "who" goes on to tell something of the people named before it, and asks for nobody."""
    if who["before"] is None or who["before"] in _TOLD_OF:
        return who["before"] is not None
    opened = re.match(rf"{_ASKING}\b[^,;:?]*$", question[: who.start()])
    return opened is not None and who["before"] not in _ASKS_ON


def to_come(question: str) -> bool:
    """Whether a lower-case question asks for a time to come."""
    return bool(_TO_COME.search(question))


def only_past(sentence: str) -> bool:
    """Whether a sentence tells of the past and of nothing that is planned or to come."""
    return bool(_PAST.search(sentence)) and not _AHEAD.search(sentence)


def counted(question: str) -> frozenset[str]:
    """The stems that stand right after "how many": what is counted."""
    match = _HOW_MANY.search(question)
    return frozenset(stems(match["noun"])[:2]) if match else frozenset()


def fits(kind: Wanted, sentence: str, counting: frozenset[str] = frozenset()) -> float:
    """How far a sentence holds words of a kind: 1 if it does, 0 if not, between where it may.

    A number that counts something else than what is asked, where that is known, half answers (its words may be
    others than the question's); so does a body or a group "who", "three years" "when", "too long" "how long", and
    "why" any sentence without a word for a reason. A share is a part of a whole ("92%", "one in five", "most"):
    "level 3" is none.
    """
    if kind is Wanted.NUMBER:
        return _counts(_without_dates(sentence), counting)
    return _FITS[kind](sentence)


_FITS: dict[Wanted, Callable[[str], float]] = {
    Wanted.MONEY: lambda sentence: float(bool(_MONEY.search(sentence))),
    Wanted.CONTACT: lambda sentence: float(bool(_CONTACT.search(sentence))),
    Wanted.SHARE: lambda sentence: float(bool(_SHARE.search(sentence))),
    Wanted.FREQUENCY: lambda sentence: float(bool(_REGULARLY.search(sentence))),
    Wanted.DURATION: lambda sentence: 1.0 if _DURATION.search(sentence) else PARTLY if _lasts(sentence) else 0.0,
    Wanted.DATE: lambda sentence: 1.0 if dates(sentence) else PARTLY if _spans_time(sentence) else 0.0,
    Wanted.PERSON: lambda sentence: 1.0 if _names(sentence) else PARTLY if _BODY.search(sentence) else 0.0,
    Wanted.GRADE: lambda sentence: float(_gives_grade(sentence)),
    Wanted.LIST: lambda sentence: 1.0 if _ENUMERATES.search(sentence) else PARTLY,
    Wanted.REASON: lambda sentence: 1.0 if _REASON.search(sentence) else PARTLY,
    Wanted.STATEMENT: lambda _: 1.0,
}


def _gives_grade(sentence: str) -> bool:
    given = bool(GRADE.search(sentence)) and bool(_GRADING.search(sentence))
    return given and not _NOT_GIVEN.search(sentence) and not _OF_CASES.search(sentence)


def grades_named(text: str) -> frozenset[str]:
    """The grades that a text names, each in one form ("requires improvement")."""
    found = {match.group().lower() for match in GRADE.finditer(text)}
    return frozenset("requires improvement" if grade.startswith("requir") else grade for grade in found)


def _names(sentence: str) -> bool:
    return bool(names_in(sentence) or surnames_in(sentence))


def _lasts(sentence: str) -> bool:
    return bool(_LASTING.search(sentence) or dates(sentence))


def _spans_time(sentence: str) -> bool:
    return bool(_TIME.search(sentence) or _DURATION.search(sentence))


def _counts(sentence: str, counting: frozenset[str]) -> float:
    numbers = [match.end() for match in _NUMBER.finditer(sentence)]
    if not counting or not numbers:
        return float(bool(numbers))
    return max(1.0 if _counted_after(sentence, end, counting) else PARTLY for end in numbers)


def counts_first(text: str, counting: frozenset[str]) -> float:
    """How far the first number of a text counts what is asked: 1 if it does, half if it may; 1 where there is none."""
    first = _NUMBER.search(text)
    return 1.0 if first is None or _counted_after(text, first.end(), counting) else PARTLY


def _counted_after(text: str, end: int, counting: frozenset[str]) -> bool:
    return bool(counting & {stem(word) for word, _, _ in tokens(text[end:])[:_COUNTED_WITHIN]})


def _without_dates(sentence: str) -> str:
    """A sentence with its dates blanked out: a day or a year is no count."""
    for mention in reversed(dates(sentence)):
        sentence = sentence[: mention.start] + " " * (mention.end - mention.start) + sentence[mention.end :]
    return sentence
