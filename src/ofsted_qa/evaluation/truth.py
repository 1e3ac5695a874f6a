"""Loads a truth file: what documents say of themselves, written down by looking at their pages."""

from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from ofsted_qa.evaluation.suite_file import Part, Sha256, SuiteHead, Words, checked, refuse_repeated, tables
from ofsted_qa.values import DocumentKind, Framework, Grade, JudgementArea

_Day = date  # the fields below are called after the dates that they hold

#: What is compared besides the roles of people and the voices that a file states: the names that floors may have.
_FIELDS = frozenset(
    """authority kind framework title date visit warnings given reported grade_evidence
    sentence sentence_page sentence_paragraph sentence_heading voice_sentences voice_not_ofsteds""".split()
)


class StatedPerson(Part):
    """Somebody whom a document names in a role."""

    role: Words
    name: Words


class StatedJudgement(Part):
    """A grade that a document gives or reports; `date` is the day, month or year of an earlier inspection."""

    area: JudgementArea
    grade: Grade
    printed_grade: Words
    given_here: bool
    page: int | None = None
    date: str | None = None


class StatedSentence(Part):
    """A run of words and the page on which it begins, the number printed there, its paragraph, its heading.

    `ends_on` is for people: the page on which a sentence ends that runs over the end of one.
    """

    text: Words
    page: int | None = None
    printed_page: str | None = None
    paragraph: str | None = None
    heading: str | None = None
    ends_on: int | None = None


class StatedVoice(Part):
    """A run of sentences of one voice, each by its opening words.

    `voice` is the role, the name of the speaker where there is one, and "reported" where the words are at second
    hand, joined by " / ".
    """

    voice: Words
    sentences: Annotated[tuple[Words, ...], Field(min_length=1)]


class DocumentTruth(Part):
    """What is stated of one document; what is None was not looked at.

    `kind` says that the whole profile was: a date that is left out is then one that is not printed. `voices` label
    every sentence of the document, in order. `subtitle` and `doubtful` are for people, but a title may be either line.
    """

    file: Words
    sha256: Sha256
    kind: DocumentKind | None = None
    authority: str = ""
    framework: Framework = Framework.NONE
    title: str = ""
    subtitle: str = ""
    date: _Day | None = None
    visit_start: _Day | None = None
    visit_end: _Day | None = None
    people: tuple[StatedPerson, ...] | None = None
    judgements: tuple[StatedJudgement, ...] | None = None
    warnings: tuple[Words, ...] | None = None
    sentences: tuple[StatedSentence, ...] = ()
    voices: tuple[StatedVoice, ...] = ()
    doubtful: str = ""


class Truth(Part):
    """A whole truth file: its head and its documents."""

    suite: SuiteHead
    documents: Annotated[tuple[DocumentTruth, ...], Field(min_length=1)]

    @property
    def roles(self) -> frozenset[str]:
        """The roles of people that the file speaks of; others are not compared."""
        return frozenset(person.role for document in self.documents for person in document.people or ())

    @model_validator(mode="after")
    def _check(self) -> Self:
        refuse_repeated("document", (document.file for document in self.documents))
        voices = {f"voice_{run.voice.partition(' / ')[0]}" for document in self.documents for run in document.voices}
        for floor in self.suite.floors.keys() - _FIELDS - self.roles - voices:
            raise ValueError(f"floor {floor} is not the name of a field")
        return self


def load_truth(path: Path) -> Truth:
    """Load a truth file.

    Raises:
        SuiteError: the file cannot be read, or is not well formed; the one line names the document.
    """
    return checked(Truth, path, tables(path))
