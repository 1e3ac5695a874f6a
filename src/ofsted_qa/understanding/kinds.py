"""Says what kind of document a document is, by the marks that its kind carries."""

from __future__ import annotations

import re

from ofsted_qa.values import Document, DocumentKind, Framework, Span

_OPENING = 4000  # characters; the marks of a kind stand on its first pages

#: A line of a council's front sheet. First of all: a council's paper may speak of any inspection, and its
#: words must never be taken for the inspectors'.
_FRONT_SHEET = (
    r"^(?:report (?:to|from|by|author)|meeting of)\b"
    r"|^report of(?: (?:the )?(?:\w+ )*(?:director|chief|head|cabinet|leader|portfolio)\b|\s*:)"
    r"|^(?:portfolio holder|cabinet member|executive member|lead officer|reporting officer|contact officers?"
    r"|author)\b[^.\n]*[:\t]"
)
#: What stands at the front of an inspection report itself, and of no paper about one.
_INSPECTION_FRONT = (
    r"^(?:lead inspector|inspection (?:dates?|team|number)|dates? of (?:the )?inspection|report published)\b"
)
#: Ofsted's name alone above a title, at most with a date between. A council's page on its inspection says "our".
_HEADED_OFSTED = (
    r"\A(?![\s\S]*\b(?:our inspection|we are proud|council welcom))\s*Ofsted *\n{1,3}(?:\d[^\n]{0,30}\n{1,3})?"
)
#: Ofsted's head above a salutation, where no council, ministry or list of recipients stands before it.
_LETTERHEAD = (
    r"\A(?:(?!^Dear\b|council|department|^(?:to|cc)\b)[\s\S]){0,400}?"
    r"(?:^Ofsted$|\bwww\.(?:gov\.uk/)?ofsted|\benquiries@ofsted\.gov\.uk)"
)
_BY_LINE = r"^by (?-i:[A-Z][\w'’-]+ [A-Z][\w'’-]+)"
_UNSAID = r"\A(?![\s\S]*[,\"”] ?(?:said|added|told)\b)"
_COUNCILS_NAME = r"(?:the )?(?:[\w.'&-]{1,30} ){1,6}council"
#: Each kind with the marks of which all must stand in the opening; the first kind that fits is taken.
_MARKS: tuple[tuple[DocumentKind, Framework, tuple[str, ...]], ...] = (
    (DocumentKind.MINUTES, Framework.NONE, (r"^minutes\b|minutes of (?:the|a) meeting", r"\bresolved\b|present\s*:")),
    (DocumentKind.COUNCIL_REPORT, Framework.NONE, (_FRONT_SHEET,)),
    # "Children's Select Committee: minutes of 3 May", on a line of the head.
    (
        DocumentKind.MINUTES,
        Framework.NONE,
        (
            (
                r"\A(?![\s\S]*^Dear\b)(?:[^\n]*\n+){0,5}?[^\n.]{0,120}"
                r"(?<!\d )\bminutes\b(?! of (?:the )?(?:last|previous)\b)(?:[^\n]{0,119}[^.\n])?$"
            ),
            (
                r"\bresolved\b|^[^\n.]{0,40}\b(?:present|attendance)\b[^\n.]{0,40}(?:[:,]|$)"
                r"|\bapologies (?:for absence )?(?:came|were)\b"
            ),
        ),
    ),
    # Members' questions with their answers.
    (
        DocumentKind.MINUTES,
        Framework.NONE,
        (
            r"^(?:written )?question (?:\d+ )?(?:by|from) [^\n]{3,200}$",
            r"^(?:(?:oral|written) )?(?:answer|reply|response)\b|\breplied\b",
            r"\bcouncillor\b|\bcllr\b",
        ),
    ),
    (DocumentKind.JTAI_LETTER, Framework.JTAI, (r"joint targeted area inspection", r"^Dear\b")),
    (DocumentKind.MONITORING_VISIT_LETTER, Framework.NONE, (r"^Dear\b", r"monitoring visit (?:of|to)\b")),
    (DocumentKind.FOCUSED_VISIT_LETTER, Framework.ILACS, (r"^Dear\b", r"focused visit (?:of|to)\b")),
    (DocumentKind.AREA_SEND_REPORT, Framework.AREA_SEND, (r"area send inspection", _INSPECTION_FRONT)),
    # Until 2022 they were letters, also on a second visit.
    (
        DocumentKind.AREA_SEND_REPORT,
        Framework.AREA_SEND,
        (r"^joint (?:local )?area send (?:inspection|revisit)|joint inspection of the local area of", r"^Dear\b"),
    ),
    (
        DocumentKind.SIF_REPORT,
        Framework.SIF,
        (r"inspection of services for children in need of help and protection", _INSPECTION_FRONT),
    ),
    (
        DocumentKind.ILACS_REPORT,
        Framework.ILACS,
        (
            r"inspection of (?:.{3,80})?children.s (?:social care )?services",
            r"the impact of leaders",
            _INSPECTION_FRONT,
        ),
    ),
    (
        DocumentKind.OTHER_INSPECTION_REPORT,
        Framework.EARLIER,
        (
            r"^inspection of (?:local authority arrangements|safeguarding|(?:services for )?looked after)",
            _INSPECTION_FRONT,
        ),
    ),
    # A reporter's line. What inspectors write has none, and a council's paper has a front sheet.
    (
        DocumentKind.NEWS,
        Framework.NONE,
        (rf"{_BY_LINE}[^.\n]*\n*[^.\n]{{0,80}}?\b(?:reporter|correspondent|editor|journalist)\b",),
    ),
    (
        DocumentKind.NEWS,
        Framework.NONE,
        (
            rf"\A(?:[^\n]*\n+){{0,5}}?{_BY_LINE} *$",
            r"[\"”] ?(?:\w+ ){0,3}?(?:said|says|added)\b",
        ),
    ),
    # With Ofsted's name alone above it a paper is what its title says, also without the marks of printed reports.
    *(
        (kind, framework, (_HEADED_OFSTED + title,))
        for kind, framework, title in (
            (
                DocumentKind.AREA_SEND_REPORT,
                Framework.AREA_SEND,
                r"(?:joint )?(?:local )?area send inspection (?:of|in)\b",
            ),
            (DocumentKind.JTAI_LETTER, Framework.JTAI, r"joint targeted area inspection (?:of|in)\b"),
            (DocumentKind.MONITORING_VISIT_LETTER, Framework.NONE, r"[^\n.]{0,60}\bmonitoring visit (?:of|to)\b"),
            (DocumentKind.FOCUSED_VISIT_LETTER, Framework.ILACS, r"[^\n.]{0,60}\bfocused visit (?:of|to)\b"),
            (
                DocumentKind.OTHER_INSPECTION_REPORT,
                Framework.NONE,
                r"[^\n]{0,120}\b(?:inspection (?:of|in|report)|ILACS)\b",
            ),
        )
    ),
    # Any other letter with Ofsted's own head above its salutation (an assurance visit, an annual conversation).
    (
        DocumentKind.OTHER_INSPECTION_REPORT,
        Framework.NONE,
        (_LETTERHEAD, r"^Dear\b", r"\b(?:HMI|inspectors?|Regional Director)\b"),
    ),
    (
        DocumentKind.PLAN,
        Framework.NONE,
        (r"\b(?:action|improvement|delivery) plan\b|\brisk register\b", r"\bRAG\b|^(?:action|owner|risk)\b"),
    ),
    # The council's name and its committee's, each on a line of its own, with no more of a front sheet.
    (
        DocumentKind.COUNCIL_REPORT,
        Framework.NONE,
        (
            rf"\A(?![\s\S]*^Dear\b)[\s\S]*?^{_COUNCILS_NAME}$",
            r"^(?:[\w'&,-]+ ){0,9}(?:committee|panel|cabinet)$",
        ),
    ),
    # A council's name first of all with a row of a front sheet below; with no such row nobody is quoted as the press
    # does it. What a council tells the press are its own words too.
    (
        DocumentKind.COUNCIL_REPORT,
        Framework.NONE,
        (
            (
                rf"\A\s*{_COUNCILS_NAME}\s*$(?![\s\S]*^Dear\b)(?![\s\S]*{_INSPECTION_FRONT})"
                r"(?!(?:[^\n]*\n+){0,6}?[^\n]{0,60}\b(?:inspection of|visit (?:of|to))\b)"
            ),
            rf"\A\s*{_COUNCILS_NAME}\s*\n(?:[^\n]*\n+){{0,5}}?(?:date|meeting|purpose|subject|title|ward)[^\n.]{{0,30}}[:\t]",
        ),
    ),
    (
        DocumentKind.COUNCIL_REPORT,
        Framework.NONE,
        (
            rf"\A\s*{_COUNCILS_NAME}\s*$(?![\s\S]*^(?:Dear\b|[^\n.]*\b(?:inspection|(?:focused|monitoring) visit)\b))",
            _UNSAID,
        ),
    ),
    (
        DocumentKind.COUNCIL_REPORT,
        Framework.NONE,
        (
            rf"\A(?![\s\S]{{0,400}}(?:\bOfsted:|Department for|GOV\.UK))[\s\S]{{0,300}}?{_COUNCILS_NAME}\b",
            (
                r"^(?:[\w.'&-]{1,30} ){0,7}(?:press|news|media) (?:release|statement)[^\n.]{0,60}$"
                r"|^notes? (?:to|for) editors"
            ),
        ),
    ),
)
#: What a site answers in place of a document that it does not have.
_NO_PAGE = re.compile(
    r"(?:[^\n]*\n+){0,3}?(?:error\s+)?"
    r"(?:404\b|(?:report|page|document|file)\s+(?:was\s+|could\s+)?not\s+(?:be\s+)?found|access denied)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"^Dear\b", re.MULTILINE)
_SHORT_PAGE = 250  # words
_SAID = re.compile(
    r"[,\"”] ?(?:said|added|told)\b|[\"”'’] ?(?:he|she|they) (?:said|added|told)\b"
    r"|\b(?:said|added|told \w+)\s*:\s*[\"“]"
)


def kind_of(document: Document) -> tuple[DocumentKind, Framework, Span | None]:
    """The kind of a document, the framework of its inspection, and the first of the words that say so."""
    opening = document.text[:_OPENING].replace("’", "'")
    no_page = _NO_PAGE.match(opening) if len(document.text.split()) < _SHORT_PAGE else None
    if no_page:
        return DocumentKind.NOT_A_DOCUMENT, Framework.NONE, Span(*no_page.span())
    for kind, framework, marks in _MARKS:
        found = [re.search(mark, opening, re.IGNORECASE | re.MULTILINE) for mark in marks]
        if found[0] and all(found):
            return kind, framework, Span(*found[0].span())
    said = _SAID.search(document.text)
    if said and not any(block.number for block in document.blocks) and not _LETTER.search(opening):
        return DocumentKind.NEWS, Framework.NONE, Span(*said.span())
    return DocumentKind.OTHER, Framework.NONE, None
