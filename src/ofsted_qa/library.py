"""The library: one object that reads documents in, answers questions, and knows what it holds."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Self

from ofsted_qa import models
from ofsted_qa.answering import AnswerEngine
from ofsted_qa.event_log import EventLog
from ofsted_qa.index import ChromaServer, IndexStore
from ofsted_qa.ingesting import Remark, plan
from ofsted_qa.parsing import parsed
from ofsted_qa.quotes import QuoteChecker, check_text, trace
from ofsted_qa.settings import Settings
from ofsted_qa.values import BadInputError, NoIndexError, UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ofsted_qa.index import Entry, Generation, Survivors
    from ofsted_qa.ingesting import IngestReport, Plan
    from ofsted_qa.retrieval import Retrieved
    from ofsted_qa.values import (
        Answer,
        Document,
        Embedder,
        Finding,
        Judgement,
        Passage,
        Question,
        QuoteVerdict,
        SpanReader,
        Trace,
    )

_SHORTEST_ID = 8  # characters of a document's id that name it


class Library:
    """Documents in an index folder, and the answers that they hold.

    Example::

        library = Library.open()
        library.add([Path("corpus")])
        answer = library.ask(Question("Who signed the letter?"))
    """

    def __init__(
        self, store: IndexStore, settings: Settings, embedder: Embedder, reader: SpanReader, log: EventLog | None = None
    ) -> None:
        """Put a library together; `Library.open` does it from settings."""
        self._reader = reader
        self._log = log or EventLog()
        self._store = store
        self._settings = settings
        self._embedder = embedder
        self._engine: AnswerEngine | None = None
        self._generation: Generation | None = None
        self._checker: tuple[Generation, QuoteChecker] | None = None

    @classmethod
    def open(cls, settings: Settings | None = None) -> Self:
        """A library by settings (the defaults, the settings file and the environment where None is given).

        Nothing is read yet: an index that is missing is said when something is asked of it.

        Raises:
            BadInputError: the log that the settings name cannot be written to, or the address of the Chroma
                server is none.
            ModelError: the settings name a model by path whose files cannot be read.
        """
        settings = settings or Settings()
        log = EventLog(settings.log, questions=settings.log_questions, days=settings.log_days)
        server = ChromaServer(settings.chroma) if settings.chroma else None
        embedder, reader = models.question_embedder(settings), models.span_reader(settings)
        return cls(IndexStore(settings.index, server), settings, embedder, reader, log)

    @property
    def is_empty(self) -> bool:
        """Whether there is no index yet."""
        return self._store.current_name() is None

    def add(self, paths: Sequence[Path], progress: Callable[[str, int, int], None] | None = None) -> IngestReport:
        """Read files and folders into the index; only what has changed is worked on again.

        `progress` is told what is being done ("reading" or "embedding"), how much is done, and of how much.

        A damaged index, or one of another version of this program, is built anew: what cannot be taken out of
        it is read again from the files that it was read from, and the report says so.

        Raises:
            BadInputError: a path does not exist.
            IndexLockedError: somebody else is writing to the index.
            OfstedQaError: the index cannot be written.
        """
        started = perf_counter()
        with self._log.errors("ingest"), self._store.lock():
            self._log.write("ingest_started", paths=len(paths))
            held = self._store.survivors()
            planned = plan(_with_files(paths, held), held.entries, _step(progress, "reading"))
            if held.damage or planned.changed or self.is_empty or self._differently_made():
                embedder = models.ingest_embedder(self._settings)
                self._store.write(planned.entries, embedder, _step(progress, "embedding"))
            report = _with_damage(planned, held, self._settings.index)
            self._log.write(
                "ingest_finished",
                **_counts(report),
                documents=len(planned.entries),
                passages=sum(len(entry.passages) for entry in planned.entries),
                generation=self._store.current_name(),
                seconds=_since(started),
            )
        return report

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        """Take documents out of the index, by file name, path or id (at least eight characters of it).

        Gives the paths of what was removed.

        Raises:
            BadInputError: a name fits no document or more than one; then nothing is removed.
        """
        started = perf_counter()
        with self._log.errors("remove"), self._store.lock():
            entries = self._entries()
            gone = {_one(entries, name).document.id for name in names}
            kept = [entry for entry in entries if entry.document.id not in gone]
            embedder = models.ingest_embedder(self._settings)
            self._store.write(kept, embedder)
            self._log.write(
                "documents_removed",
                documents=sorted(gone),
                generation=self._store.current_name(),
                seconds=_since(started),
            )
        return tuple(entry.document.source.path for entry in entries if entry.document.id in gone)

    def documents(self) -> tuple[Document, ...]:
        """Every document in the index.

        Raises:
            NoIndexError: there is no index yet.
        """
        return self._current().documents

    def judgements(self, authority: str | None = None) -> tuple[tuple[Document, Judgement], ...]:
        """Every judgement that the documents state, with its document, oldest inspection first; undated ones last.

        Of one authority alone where its own name is given, as `Profile.authority` has it.

        Raises:
            NoIndexError: there is no index yet.
        """
        found = [
            (document, judgement)
            for document in self.documents()
            if authority in (None, document.profile.authority)
            for judgement in document.profile.judgements
        ]
        return tuple(sorted(found, key=lambda pair: pair[1].inspection_start or date.max))

    def document(self, document_id: str) -> Document:
        """The document of this id.

        Raises:
            BadInputError: the index has no such document.
        """
        return self._current().document(document_id)

    def passage(self, passage_id: str) -> Passage:
        """The passage of this id.

        Raises:
            BadInputError: the index has no such passage.
        """
        return self._current().passage(passage_id)

    def passages(self) -> tuple[Passage, ...]:
        """Every passage in the index, document by document.

        Raises:
            NoIndexError: there is no index yet.
        """
        return self._current().passages

    def search(self, question: Question, limit: int | None = None) -> tuple[Retrieved, ...]:
        """The passages that a question is answered from, best first, with their scores; nothing is judged.

        At most `limit` (the setting `top_passages` where None is given). What the question names, a council
        or a kind of document, restricts the search as it does that of `ask`; none may be admitted.

        Raises:
            BadInputError: the question is empty or too long, or the limit is less than one.
            NoIndexError: there is no index yet.
            IndexMismatchError: the index was made by another embedder or version.
        """
        limit = self._settings.top_passages if limit is None else limit
        if limit < 1:
            raise BadInputError(f"a search gives one passage or more, not {limit}")
        started = perf_counter()
        with self._log.errors("search"):
            found = self._answering().search(question, limit)
        self._log.write(
            "passages_searched",
            passages=len(found),
            documents=_distinct(one.passage.document_id for one in found),
            seconds=_since(started),
            **self._log.question(question.text),
        )
        return found

    def ask(self, question: Question) -> Answer:
        """Answer a question out of the documents.

        Raises:
            BadInputError: the question is empty, too long, or a filter names what is not there.
            NoIndexError: there is no index yet.
            IndexMismatchError: the index was made by another embedder or version.
        """
        started = perf_counter()
        with self._log.errors("ask"):
            answer = self._answering().answer(question)
        self._log.write(
            "question_answered",
            status=answer.status.value,
            citations=len(answer.citations),
            documents=_distinct(citation.document_id for citation in answer.citations),
            searched=answer.searched.documents,
            seconds=_since(started),
            **self._log.question(question.text),
        )
        return answer

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        """Whether the documents hold a quotation word for word, and whether the words are those of `said_by`.

        `said_by` is free text such as "Ofsted", "the council" or a name; None asks for the words alone. No model
        is needed, and no vectors are read.

        Raises:
            BadInputError: the quotation holds no words, or is too long.
            NoIndexError: there is no index yet.
        """
        started = perf_counter()
        with self._log.errors("check_quote"):
            verdict = self._quotes().check(quote, said_by)
        self._log.write(
            "quotation_checked",
            verdict=verdict.verdict.value,
            documents=_distinct(match.document_id for match in verdict.matches),
            seconds=_since(started),
            **self._log.question(quote),
        )
        return verdict

    def check_text(self, text: str) -> tuple[Finding, ...]:
        """The quotations of a text and what it claims that inspectors found, each with the verdict on it.

        `start` and `end` of a finding are offsets into the text.

        Raises:
            BadInputError: the text holds no words, or is too long.
            NoIndexError: there is no index yet.
        """
        started = perf_counter()
        with self._log.errors("check_text"):
            findings = check_text(self._quotes(), text)
        verdicts = Counter(finding.verdict.verdict.value for finding in findings)
        self._log.write("text_checked", characters=len(text), verdicts=verdicts, seconds=_since(started))
        return findings

    def check_file(self, path: Path) -> tuple[Document, tuple[Finding, ...]]:
        """A file read as a document, and what `check_text` finds in its text; nothing is added to the index.

        Raises:
            BadInputError: the file cannot be read, or holds no words.
            NoIndexError: there is no index yet.
        """
        self._current()  # without an index nothing can be checked: say so first
        with closing(parsed([(path, path)])) as read:
            document = next(read)
        if isinstance(document, UnreadableDocumentError):
            raise BadInputError(f"{path.name} cannot be read: {document}")
        return document, self.check_text(document.text)

    def trace(self, name: str) -> Trace:
        """What a paper in the index quotes or reports of inspectors, beside the inspectors' own sentences.

        `name` is the document's file name, path or id (at least eight characters of it). Sources are the
        inspectors' documents in the index on the same council.

        Raises:
            BadInputError: the name fits no document or more than one, or the document is the inspectors' own.
            NoIndexError: there is no index yet.
        """
        started = perf_counter()
        with self._log.errors("trace"):
            document = _one(self._current().entries, name).document
            traced = trace(self._quotes(), document)
        outcomes = Counter(finding.outcome.value for finding in traced.findings)
        self._log.write("paper_traced", documents=[document.id], outcomes=outcomes, seconds=_since(started))
        return traced

    def _quotes(self) -> QuoteChecker:
        """What checks quotations against the current generation."""
        generation = self._current()
        held = self._checker
        if held is None or held[0] is not generation:
            held = self._checker = (generation, QuoteChecker(generation.documents))
        return held[1]

    def _answering(self) -> AnswerEngine:
        """The engine of the current generation."""
        generation = self._current(for_questions=True)
        engine = self._engine
        if engine is None or engine.generation is not generation:
            engine = self._engine = AnswerEngine(generation, self._embedder, self._reader, self._settings.top_passages)
        return engine

    def _current(self, *, for_questions: bool = False) -> Generation:
        """The current generation; a library that stays open adopts a new one when there is one."""
        name = self._store.current_name()
        if self._generation is None or self._generation.name != name:
            self._generation = self._store.open(None)
        made_by = self._generation.manifest.embedder
        if for_questions and made_by != self._embedder.name:
            self._generation = self._store.open(self._embedder.name)
        return self._generation

    def _entries(self) -> tuple[Entry, ...]:
        try:
            return self._store.open(None).entries
        except NoIndexError:
            return ()

    def _differently_made(self) -> bool:
        """Whether the settings name another embedder, or another place for the vectors, than the index has."""
        manifest = self._store.open(None).manifest
        return manifest.embedder != self._embedder.name or manifest.served != bool(self._settings.chroma)


def _counts(report: IngestReport) -> dict[str, int]:
    """How many files an ingest did what with."""
    return {field.name: len(getattr(report, field.name)) for field in fields(report)}


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _since(started: float) -> float:
    """Seconds since a moment of `perf_counter`, to the millisecond."""
    return round(perf_counter() - started, 3)


def _step(progress: Callable[[str, int, int], None] | None, what: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(what, done, total)


def _with_files(paths: Sequence[Path], held: Survivors) -> list[Path]:
    """What was named, and the files of damaged records that it does not hold."""
    named = [path.resolve() for path in paths if path.exists()]
    return [*paths, *(file for file in held.files if not any(file.is_relative_to(path) for path in named))]


def _with_damage(planned: Plan, held: Survivors, index: Path) -> IngestReport:
    """The report of a plan, with what had happened to the index."""
    report = planned.report
    if held.damage is None:
        return report
    there = {name for entry in planned.entries for name in (entry.document.id, entry.document.source.name)}
    reason = "was in the damaged index alone: its file is not where it was"
    lost = tuple(
        Remark(path, reason) for identity, path in held.lost if identity not in there and Path(path).name not in there
    )
    anew = Remark(str(index), f"it was built anew, for {held.damage.partition(': run `')[0]}")
    return replace(report, failed=report.failed + lost, warnings=(*report.warnings, anew))


def _one(entries: Sequence[Entry], name: str) -> Entry:
    """The one entry that a file name, a path or the beginning of an id fits."""
    found = [
        entry
        for entry in entries
        if any(
            name == file.name or str(Path(name).resolve()) == file.path
            for file in (entry.document.source, *entry.document.copies)
        )
        or (len(name) >= _SHORTEST_ID and entry.document.id.startswith(name))
    ]
    if not found:
        raise BadInputError(f"there is no document {name} in the index")
    if len(found) > 1:
        paths = ", ".join(entry.document.source.path for entry in found)
        raise BadInputError(f"{name} fits more than one document: {paths}")
    return found[0]
