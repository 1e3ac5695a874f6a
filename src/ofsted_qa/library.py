"""The library: one object that reads documents in, answers questions, and knows what it holds."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Self

from ofsted_qa import models
from ofsted_qa.answering import AnswerEngine
from ofsted_qa.catalogue import distinct, entry_named, since
from ofsted_qa.event_log import EventLog
from ofsted_qa.index import ChromaServer, IndexStore
from ofsted_qa.ingesting import Remark, plan
from ofsted_qa.quotation_checks import QuotationChecks
from ofsted_qa.rewording import reword
from ofsted_qa.settings import Settings
from ofsted_qa.values import BadInputError, NoIndexError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofsted_qa.index import Entry, Generation, Survivors
    from ofsted_qa.ingesting import IngestReport, Plan
    from ofsted_qa.retrieval import Retrieved
    from ofsted_qa.values import (
        Answer,
        Document,
        Embedder,
        Judgement,
        Llm,
        Passage,
        Question,
        SpanReader,
    )


class Library(QuotationChecks):
    """Documents in an index folder, and the answers that they hold.

    Example::

        library = Library.open()
        library.add([Path("corpus")])
        answer = library.ask(Question("Who signed the letter?"))
    """

    def __init__(
        self,
        store: IndexStore,
        settings: Settings,
        embedder: Embedder,
        reader: SpanReader,
        log: EventLog | None = None,
        llm: Llm | None = None,
    ) -> None:
        """Put a library together; `Library.open` does it from settings."""
        self._reader = reader
        self._llm = llm
        self._log = log or EventLog()
        self._store = store
        self._settings = settings
        self._embedder = embedder
        self._engine: AnswerEngine | None = None
        self._generation: Generation | None = None

    @classmethod
    def open(cls, settings: Settings | None = None, *, llm: Any = None) -> Self:  # noqa: ANN401 - not typed there
        """A library by settings (the defaults, the settings file and the environment where None is given).

        Nothing is read yet: an index that is missing is said when something is asked of it. `llm` is a llama-index
        LLM that puts answers into words; it takes the place of the one that the settings name.

        Raises:
            BadInputError: the log that the settings name cannot be written to, or the address of the Chroma
                server is none.
            ModelError: the settings name a model by path whose files cannot be read, or a language model that is
                not known or not installed.
        """
        settings = settings or Settings()
        log = EventLog(settings.log, questions=settings.log_questions, days=settings.log_days)
        server = ChromaServer(settings.chroma) if settings.chroma else None
        embedder, reader = models.question_embedder(settings), models.span_reader(settings)
        model = models.wrapped_llm(llm) if llm is not None else models.llm(settings)
        return cls(IndexStore(settings.index, server), settings, embedder, reader, log, model)

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
                seconds=since(started),
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
            gone = {entry_named(entries, name).document.id for name in names}
            kept = [entry for entry in entries if entry.document.id not in gone]
            embedder = models.ingest_embedder(self._settings)
            self._store.write(kept, embedder)
            self._log.write(
                "documents_removed",
                documents=sorted(gone),
                generation=self._store.current_name(),
                seconds=since(started),
            )
        return tuple(entry.document.source.path for entry in entries if entry.document.id in gone)

    def ready(self) -> None:
        """Open the index for questions, so that what is wrong with it is said before one is asked.

        Raises:
            NoIndexError: there is no index yet.
            IndexMismatchError: the index was made by another embedder or version.
        """
        self._answering()

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
            documents=distinct(one.passage.document_id for one in found),
            seconds=since(started),
            **self._log.question(question.text),
        )
        return found

    def ask(self, question: Question, said: Callable[[str], None] | None = None) -> Answer:
        """Answer a question out of the documents, in the words of the language model where there is one.

        `said` is given each sentence of the language model that the evidence holds, as soon as it is complete. The
        answer that comes back counts: where the model is not used after all, it takes the place of what was said.

        Raises:
            BadInputError: the question is empty, too long, or a filter names what is not there.
            NoIndexError: there is no index yet.
            IndexMismatchError: the index was made by another embedder or version.
        """
        started = perf_counter()
        with self._log.errors("ask"):
            answer = self.extractive(question)
            if self._llm is not None:
                answer = reword(self._llm, answer, said)
        self._log.write(
            "question_answered",
            status=answer.status.value,
            citations=len(answer.citations),
            documents=distinct(citation.document_id for citation in answer.citations),
            searched=answer.searched.documents,
            seconds=since(started),
            **({"reworded": asdict(answer.reworded)} if answer.reworded else {}),
            **self._log.question(question.text),
        )
        return answer

    def extractive(self, question: Question) -> Answer:
        """Answer a question in the documents' own words, as `ask` does without a language model; nothing is logged.

        For whoever only wants to know whether there is an answer.

        Raises:
            BadInputError: the question is empty, too long, or a filter names what is not there.
            NoIndexError: there is no index yet.
            IndexMismatchError: the index was made by another embedder or version.
        """
        return self._answering().answer(question)

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
