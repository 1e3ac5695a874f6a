"""A tiny document, a suite on it, and a system that gives the answers it is told to give."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from ofsted_qa.evaluation.fitting import Evidence
from ofsted_qa.evaluation.matching import places
from ofsted_qa.evaluation.observation import Observation
from ofsted_qa.evaluation.suite import Case
from ofsted_qa.values import (
    Answer,
    BadInputError,
    Citation,
    Document,
    Filters,
    Note,
    NoteKind,
    OfstedQaError,
    Passage,
    Question,
    QuoteVerdict,
    Searched,
    Source,
    Status,
    Verdict,
    Voice,
    VoiceRole,
)

TEXT = (
    "The visit was carried out by Jenny Turnross and\nPauline Higham.\n\n"
    "Staff morale is \u2018good\u2019 \u2013 and 3.5 posts were filled.\n\n"
    "The council spent \u00a38.6m on agency staff.\n\n"
    "Yours sincerely\nJenny Turnross"
)
DOCUMENT = Document(
    id=sha256(TEXT.encode()).hexdigest(),
    source=Source("letter.txt", "letter.txt", "letter.txt"),
    text=TEXT,
    pages=(),
    blocks=(),
)


def _passages() -> dict[str, Passage]:
    passages = {}
    for paragraph in TEXT.split("\n\n"):
        start = TEXT.index(paragraph)
        end = start + len(paragraph)
        passage_id = f"{DOCUMENT.id}:{start}-{end}"
        passages[passage_id] = Passage(passage_id, DOCUMENT.id, start, end, paragraph)
    return passages


PASSAGES = _passages()
VISIT, MORALE, MONEY, SIGNATURE = PASSAGES.values()


def citation(number: int, passage: Passage, voice: VoiceRole = VoiceRole.OFSTED) -> Citation:
    """A citation of a whole passage."""
    return Citation.cut(number, DOCUMENT, passage, passage.start, passage.end, Voice(voice, None, "told by a test"))


def answer(
    *cited: Passage,
    status: Status = Status.ANSWERED,
    voice: VoiceRole = VoiceRole.OFSTED,
    notes: Sequence[NoteKind] = (),
    text: str | None = None,
    retrieved: Sequence[Passage] = (),
) -> Answer:
    """An answer made of whole passages with their citation numbers, unless its text is given."""
    return Answer(
        question="a question",
        status=status,
        text=" ".join(f"{p.text} [{n}]" for n, p in enumerate(cited, 1)) if text is None else text,
        citations=tuple(citation(number, passage, voice) for number, passage in enumerate(cited, 1)),
        notes=tuple(Note(kind, "a note") for kind in notes),
        nearest=None,
        searched=Searched(1, len(PASSAGES), Filters()),
        seconds=0.5,
        retrieved=tuple(passage.id for passage in retrieved),
    )


def refusal(text: str = "The documents do not say.") -> Answer:
    """An answer that gives nothing."""
    return answer(status=Status.NOT_IN_DOCUMENTS, text=text)


def failure() -> Answer:
    """What a run makes of a question that ended in an error."""
    return answer(status=Status.ERROR, text="Jenny Turnross, Jane Doe")


def case(**fields: object) -> Case:
    """A case that must be answered with Jenny Turnross, unless its fields say otherwise."""
    usual: dict[str, object] = {
        "id": "letter-signatory",
        "kind": "single_fact",
        "question": "Who signed the letter?",
        "status": ["answered"],
        "facts": [["Jenny Turnross"]],
        "sources": [{"document": "letter", "sentence": "Yours sincerely Jenny Turnross"}],
    }
    return Case.model_validate(usual | fields)


def unanswerable(**fields: object) -> Case:
    """A case that must be refused."""
    usual: dict[str, object] = {
        "kind": "unanswerable",
        "status": ["not_in_documents"],
        "facts": [],
        "sources": [],
    }
    return case(**(usual | fields))


def observe(asked: Case, given: Answer) -> Observation:
    """An observation over the tiny document."""
    evidence = tuple(Evidence(DOCUMENT.id, places(source.sentence, TEXT)) for source in asked.sources)
    return Observation(asked, given, evidence, {DOCUMENT.id: DOCUMENT}, PASSAGES)


class FakeAnswerer:
    """Answers each question as it is told to, and remembers what it was asked; it finds no quotation."""

    def __init__(
        self, answers: Mapping[str, Answer | OfstedQaError], documents: Sequence[Document] = (DOCUMENT,)
    ) -> None:
        self.answers = answers
        self.asked: list[Question] = []
        self._documents = documents

    def documents(self) -> Sequence[Document]:
        return self._documents

    def passage(self, passage_id: str) -> Passage:
        if passage_id not in PASSAGES:
            raise BadInputError(f"no passage {passage_id}")
        return PASSAGES[passage_id]

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        told = self.answers[question.text]
        if isinstance(told, OfstedQaError):
            raise told
        return replace(told, question=question.text)

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        return QuoteVerdict(quote, said_by, Verdict.NOT_FOUND, "told by a test")


QUOTATIONS = f"""
[suite]
name = "quotations"
title = "Quotations"
description = "One that stands in the letter, and one that nobody wrote."

[[documents]]
key = "letter"
file = "letter.txt"
sha256 = "{DOCUMENT.id}"

[[cases]]
id = "carried-out"
quote = "carried out by Jenny Turnross"
verdict = "verbatim"
source = {{document = "letter", text = "carried out by Jenny Turnross"}}
reason = "It stands there."

[[cases]]
id = "nobodys"
quote = "nobody wrote this"
verdict = "not_found"
reason = "It does not stand there."
"""

#: By their ids morale and letter-grade are of the tune split, signatory and money of the report split.
SUITE = f"""
[suite]
name = "letter"
title = "The letter"
description = "Four questions on one letter."

[suite.floors]
fact_recall = 0.5

[[documents]]
key = "letter"
file = "letter.txt"
sha256 = "{DOCUMENT.id}"

[[cases]]
id = "signatory"
kind = "single_fact"
question = "Who signed?"
status = ["answered"]
facts = [["Jenny Turnross"]]
voice = "ofsted"
sources = [{{document = "letter", sentence = "Yours sincerely Jenny Turnross"}}]

[[cases]]
id = "morale"
kind = "follow_up"
question = "And morale?"
history = ["Who signed?"]
status = ["answered", "partial"]
facts = [["good"]]
sources = [{{document = "letter", sentence = "Staff morale is 'good' - and 3.5 posts"}}]

[[cases]]
id = "letter-grade"
kind = "unanswerable"
question = "Which grade?"
status = ["not_in_documents"]
wrong = ["good"]
why = "The letter says good of staff morale alone."

[[cases]]
id = "money"
kind = "money"
question = "How much?"
status = ["answered"]
facts = [["\u00a38.6m", "8.6 million"]]
sources = [{{document = "letter", sentence = "The council spent \u00a38.6m"}}]
"""
