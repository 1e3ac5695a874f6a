"""Made-up inspection reports and letters of several frameworks, for the tests of questions for a grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.index import Entry
from ofsted_qa.passages import passages
from starter_papers import understood

if TYPE_CHECKING:
    from ofsted_qa.values import Document

_ILACS_AREAS = {
    "leaders": "The impact of leaders on social work practice with children and families",
    "help": "The experiences and progress of children who need help and protection",
    "care": "The experiences and progress of children in care",
    "both": "The experiences and progress of children in care and care leavers",
    "leavers": "The experiences and progress of care leavers",
    "overall": "Overall effectiveness",
}


def ilacs(council: str, days: str, since: str = "", leaders: str = "Good", **grades: str) -> Document:
    """An ILACS report; `since` is a sentence on the inspection before it."""
    rows = "\n".join(f"{_ILACS_AREAS[area]}\t{grade}" for area, grade in {"leaders": leaders, **grades}.items())
    text = f"""{council} Council

Inspection of local authority children’s services

Inspection dates: {days}

Lead inspector: Anne Waterman
His Majesty’s Inspector

Judgement\tGrade
{rows}

{since or "Children in care are listened to."}

What needs to improve

- The quality of return home interviews.
"""
    return understood(text, f"{council}-{days[-4:]}.txt")


def sif(council: str, days: str, published: str, overall: str, *rows: str, board: str = "good") -> Document:
    """A report under the single inspection framework; a row is an area, a tab and its grade."""
    table = "\n".join(rows)
    text = f"""{council} Council

Inspection of services for children in need of help and protection, children looked after and care leavers

and

Review of the effectiveness of the Local Safeguarding Children Board

Inspection date: {days}

Report published: {published}

Children’s services in {council} {overall}

{table}

The Local Safeguarding Children Board is {board}

The board meets every month and knows its area well. Its partners attend.
"""
    return understood(text, f"{council}-sif.txt")


def area_send(council: str, days: str) -> Document:
    """A report on an area's services for special educational needs."""
    text = f"""Area SEND inspection of {council} Local Area Partnership

Inspection dates: {days}

Inspection outcome

The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children and young people \
with special educational needs and/or disabilities (SEND). The local area partnership must work jointly to improve.
"""
    return understood(text, f"{council}-send.txt")


def joint_letter(council: str, days: str, *, says_so: bool = False) -> Document:
    """A letter on a joint targeted area inspection; `says_so`: it says that it gives no grade."""
    none = "Joint targeted area inspections do not result in graded judgements.\n" if says_so else ""
    text = f"""12 September 2024

Dear {council} Local Safeguarding Partnership

Joint targeted area inspection of {council}

This letter outlines the findings of the joint targeted area inspection of {council}, which took place from {days}. \
Ofsted, the Care Quality Commission and HMICFRS carried it out.

Partners share what they know about children.
{none}
Yours sincerely
"""
    return understood(text, f"{council}-jtai.txt")


def entries(*documents: Document) -> list[Entry]:
    """Documents with their passages."""
    return [Entry(document, passages(document)) for document in documents]
