"""Made-up papers for the tests of quotations: an inspectors' letter, a council's paper, an article, a joint letter."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ofsted_qa.quotes import QuoteChecker
from starter_papers import understood

if TYPE_CHECKING:
    from ofsted_qa.values import Document, QuoteVerdict

LETTER = """23 March 2017

Dear Mr Oakman

Monitoring visit of Dudley children's services

I am writing to report the findings of the monitoring visit.

Staff morale is good, and turnover has fallen in most teams. Caseloads are manageable. Supervision is poor.

Care plans do not always set out what must change. However, managers in 12 of 15 cases saw the plan. Social workers
visit children often, and they know them well. Some children wait for too long.

- audits are regular
- visits are timely

Young people told inspectors: ‘I would trust her with my life.’

Yours sincerely

Jenny Turnross

Her Majesty's Inspector
"""
PAPER = """Report to: Cabinet

Date: 27 June 2018

Report of: Ann Example, Director of Children's Services

Dudley Council: the visit of Ofsted

Purpose

This report tells Cabinet of the letter.

2.1 Ofsted said in its letter: "Staff morale is very good, and turnover has fallen in most teams."

2.2 Inspectors found that social workers visit children and know them well.

2.3 The council has spent £8.6m on the service. We are proud of our staff.
"""
ARTICLE = """Express & Star

Dudley children's services still have far to go

Published

Council bosses say that children are safe.

Jo Hale, the council's director for people, said: "We have spent more than ever before on our teams.

"We will go on doing so."

Ofsted inspectors rated the services as 'inadequate' in 2016.
"""
JOINT = """Dear local partnership

Joint targeted area inspection of Hull

Children in Hull wait for help from all the agencies.
"""


def document(text: str, name: str) -> Document:
    """A made-up paper, understood."""
    return understood(text, name)


@cache
def checker() -> QuoteChecker:
    """What checks quotations against the four papers."""
    papers = {"letter.txt": LETTER, "paper.txt": PAPER, "article.txt": ARTICLE, "joint.txt": JOINT}
    return QuoteChecker([document(text, name) for name, text in papers.items()])


def check(quote: str, said_by: str | None = None) -> QuoteVerdict:
    """The verdict on a quotation by the four papers."""
    return checker().check(quote, said_by)
