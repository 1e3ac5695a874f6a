"""A made-up letter on two pages, read as it should be, and a truth file on it."""

from dataclasses import replace
from datetime import date

from ofsted_qa.values import (
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Grade,
    Judgement,
    JudgementArea,
    Page,
    Person,
    Profile,
    Sentence,
    Source,
    Span,
    Voice,
    VoiceRole,
)

WORDS = ("Leaders were judged inadequate.", "The council says it is better.", "Ann Example")
TEXT = "\n\n".join(WORDS)
IDENTITY = "a" * 64
_SPANS = [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in WORDS]
_VOICES = (Voice(VoiceRole.OFSTED, None, "quotation", first_hand=False), Voice(VoiceRole.COUNCIL, "Bo Sample", "body"))

LETTER = Document(
    IDENTITY,
    Source("letter.pdf", "letter.pdf", "."),
    TEXT,
    pages=(Page(1, None, 0, _SPANS[1].start), Page(2, "2", _SPANS[1].start, len(TEXT))),
    blocks=tuple(
        Block(BlockKind.PARAGRAPH, span.start, span.end, number)
        for span, number in zip(_SPANS, ("1", "2.1", None), strict=True)
    ),
    sentences=tuple(
        Sentence(span.start, span.end, voice, n)
        for n, (span, voice) in enumerate(zip(_SPANS[:2], _VOICES, strict=True))
    ),
    profile=Profile(
        authority="Hull",
        kind=DocumentKind.MONITORING_VISIT_LETTER,
        title="Monitoring visit to Hull",
        published=date(2018, 3, 2),
        people=(Person("signatory", "Ann Example", _SPANS[2]), Person("chair", "Jo Hale", _SPANS[2])),
        judgements=(
            Judgement(
                JudgementArea.LEADERS, Grade.INADEQUATE, "inadequate", None, None, given_here=False, span=_SPANS[0]
            ),
        ),
    ),
)


def profiled(**changes: object) -> Document:
    """The letter with another profile."""
    return replace(LETTER, profile=replace(LETTER.profile, **changes))  # type: ignore[arg-type]


TRUTH = f"""
[suite]
name = "letters"
title = "A letter"
description = "What it says."

[suite.floors]
authority = 1.0

[[documents]]
file = "letter.pdf"
sha256 = "{IDENTITY}"
authority = "Hull"
kind = "monitoring_visit_letter"
framework = "none"
title = "Hull"
subtitle = "Monitoring visit to  Hull"
date = "2018-03-02"
people = [{{role = "signatory", name = "Ann Example"}}]
judgements = [{{area = "leaders", grade = "inadequate", printed_grade = "inadequate", given_here = false, page = 1}}]
warnings = []
sentences = [{{text = "The council says it is better.", page = 2, printed_page = "2", paragraph = "2.1"}}]

[[documents.voices]]
voice = "ofsted / reported"
sentences = ["Leaders were"]

[[documents.voices]]
voice = "council / Bo Sample"
sentences = ["The council says"]
"""
