"""Made-up papers of other councils, inspectors and newspapers."""

LEEDS = """Report author: Karen O’Neill
Tel: 0113 378 1234

Report of the Director of Children and Families

Report to Scrutiny Board (Children and Families)

Date: 12 September 2019

Subject: Ofsted focused visit: outcome and next steps

1. Purpose of this report

1.1 This report tells the Scrutiny Board the outcome of the Ofsted focused visit on 9 and 10 July 2019.

2. Background information

2.1 Ofsted last inspected Leeds in October 2018. Our strategy is called "Child Friendly Leeds: the best city for
children to grow up in". Ofsted will return in 2021.

2.2 Inspectors said that "social workers know their children well and visit them often". The board welcomed this.

3. Recommendations

3.1 Scrutiny Board notes the outcome of the visit
3.2 Scrutiny Board asks for a further report in March 2020
"""

NORFOLK = """# Norfolk County Council: Children's Services Improvement Plan

Updated 5 November 2015

| Action | Owner | Due | RAG |
|---|---|---|---|
| Recruit 20 social workers | Jane Marsh | March 2016 | Amber |
"""

HARTLEPOOL = """HARTLEPOOL BOROUGH COUNCIL

CHILDREN'S SERVICES COMMITTEE

Minutes of the meeting held on Tuesday, 14 January 2020

Present: Councillor Brenda Loynes (Chair), Councillor Stephen Thomas

12. Ofsted inspection

The Director reported that inspectors had visited. Members asked about caseloads.

RESOLVED -

(1) That the report be noted.
(2) That a further report be brought to the Committee in March.
"""

RUTLAND = """Rutland County Council

Inspection of local authority children’s services

Inspection dates: 24 September to 5 October 2018

Lead inspector: Anne Waterman
Her Majesty’s Inspector

Judgement	Grade
The impact of leaders on social work practice with children and families	Good

Services for children in Rutland have improved since the last inspection in 2016.

What needs to improve

- The quality of return home interviews.
"""

PORTSMOUTH = """Piccadilly Gate
Store Street
Manchester

19 June 2019

Ms Alison Jeffery
Director of Children’s Services
Portsmouth City Council

Dear Ms Jeffery

Focused visit to Portsmouth City Council children’s services

This letter summarises the findings of a focused visit to Portsmouth children’s services on 21 and 22 May 2019.

Yours sincerely

Steve Lowe
Her Majesty’s Inspector
"""

WORCESTERSHIRE = """Children’s services ‘turned a corner’ say inspectors

Published 4 March 2021

Services for vulnerable children in Worcestershire have improved, inspectors said.

“Leaders have worked hard to improve services,” the Ofsted report said. “Too many children still wait for help.”

“We are delighted with this result,” said Catherine Driscoll, director of children’s services. “It is our staff.”

Mrs Driscoll added: “There is more to do.”

She said: “We will not stand still.”

A council spokesman said: “Recruitment remains hard.”

Parents were not told. “Nobody rang us at all about any of it,” one mother claimed.
"""
