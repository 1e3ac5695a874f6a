"""Example questions for the chat: only such as the documents present really answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ofsted_qa.values import DocumentKind, Question, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofsted_qa.faces.web.answerer import Answerer
    from ofsted_qa.values import Document

MOST_EXAMPLES = 4
_TRIES = 3  # documents that a question is tried on, so that a large index does not hold up the chat
_LETTERS = (DocumentKind.MONITORING_VISIT_LETTER, DocumentKind.FOCUSED_VISIT_LETTER)
_REPORTS = (DocumentKind.ILACS_REPORT, DocumentKind.SIF_REPORT, DocumentKind.OTHER_INSPECTION_REPORT)

#: What may be asked of a document of these kinds that names a person in this role.
_ROLE_QUESTIONS = (
    (_LETTERS, "signatory", "Who signed the Ofsted letter to {authority}?"),
    (_REPORTS, "inspector", "Who inspected {authority}?"),
    (
        (DocumentKind.COUNCIL_REPORT,),
        "contact",
        "Who is the contact officer for the {authority} council paper?",
    ),
    (
        (DocumentKind.COUNCIL_REPORT,),
        "portfolio_holder",
        "Who is the portfolio holder in the {authority} council paper?",
    ),
)
#: What nearly every paper says something about.
_GENERAL_QUESTION = "What did Ofsted find about social workers in {authority}?"


def example_questions(answerer: Answerer) -> list[str]:
    """At most four questions, each asked once to see that it is answered, and rightly where that is known.

    Raises:
        OfstedQaError: the index cannot be used.
    """
    shown: dict[str, str] = {}
    tried: Counter[str] = Counter()
    for template, question, name in _candidates(answerer):
        if len(shown) == MOST_EXAMPLES:
            break
        if template not in shown and tried[template] < _TRIES:
            tried[template] += 1
            answer = answerer.extractive(Question(question))
            if answer.status is Status.ANSWERED and name in answer.text:
                shown[template] = question
    return list(shown.values())


def _candidates(answerer: Answerer) -> Iterator[tuple[str, str, str]]:
    """Templates, questions made of them, and the name that must stand in the answer, if any."""
    documents = [document for document in answerer.documents() if document.profile.authority]
    for kinds, role, template in _ROLE_QUESTIONS:
        for document in documents:
            for person in document.profile.people:
                if document.profile.kind in kinds and person.role == role:
                    yield template, _filled(template, document), person.name
    for document in documents:
        yield _GENERAL_QUESTION, _filled(_GENERAL_QUESTION, document), ""


def _filled(template: str, document: Document) -> str:
    return template.format(authority=document.profile.authority)
