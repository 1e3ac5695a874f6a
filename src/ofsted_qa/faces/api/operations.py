"""Operations: what other programs may have of the library, each once, for HTTP and for the Model Context Protocol."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from pydantic import BaseModel, ValidationError

from ofsted_qa.faces.api import requests, shapes
from ofsted_qa.faces.naming import authority_named
from ofsted_qa.faces.rendering import (
    JsonObject,
    answer_object,
    document_object,
    judgement_object,
    passage_object,
    verdict_object,
)
from ofsted_qa.values import BadInputError, Filters, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.retrieval import Retrieved
    from ofsted_qa.values import Answer, Document, Judgement, QuoteVerdict

Result: TypeAlias = JsonObject | list[JsonObject]

_VERBATIM = (
    "Every quotation is a slice of a stored document: give it verbatim, between quotation marks, with its reference "
    "(who says it, document, date, page or paragraph). Never reword one, join two, or complete one."
)


class Queried(Protocol):
    """What the operations ask of a library; it is called from several threads at once."""

    def documents(self) -> Sequence[Document]:
        """Every document."""
        ...

    def document(self, document_id: str) -> Document:
        """One document."""
        ...

    def judgements(self, authority: str | None = None) -> Sequence[tuple[Document, Judgement]]:
        """Every judgement with its document, of one authority where one is given."""
        ...

    def search(self, question: Question, limit: int | None = None) -> Sequence[Retrieved]:
        """The passages that a question is answered from, best first."""
        ...

    def ask(self, question: Question) -> Answer:
        """Answer a question."""
        ...

    def check_quote(self, quote: str, said_by: str | None = None) -> QuoteVerdict:
        """The verdict on a quotation."""
        ...


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a program may ask for: how it is called, what it takes, what it gives, and how it is done.

    `shape` describes the result, or one entry of it where `many` is true. `in_address` says that it takes little
    enough, and nothing that could be about a person, to stand in an address.
    """

    name: str
    summary: str
    description: str
    request: type[requests.Request]
    shape: type[BaseModel]
    run: Callable[[Queried, Any], Result]
    many: bool = False
    in_address: bool = False

    def read(self, given: bytes) -> requests.Request:
        """A request out of JSON.

        Raises:
            BadInputError: it is not JSON, or not such a request; the message repeats no value that was sent.
        """
        try:
            return self.request.model_validate_json(given)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
            field = ".".join(map(str, fault["loc"]))
            raise BadInputError(f"{field}: {fault['msg']}" if field else fault["msg"]) from error


def _documents(library: Queried, _request: requests.DocumentsRequest) -> Result:
    return [document_object(document) for document in library.documents()]


def _judgements(library: Queried, request: requests.JudgementsRequest) -> Result:
    named = authority_named(library.documents(), request.authority) if request.authority else None
    return [judgement_object(*pair) for pair in library.judgements(named)]


def _ask(library: Queried, request: requests.AskRequest) -> Result:
    return answer_object(library.ask(_question(library, request)))


def _passages(library: Queried, request: requests.PassagesRequest) -> Result:
    found = library.search(_question(library, request), request.limit)
    return [passage_object(library.document(one.passage.document_id), one) for one in found]


def _check_quote(library: Queried, request: requests.CheckQuoteRequest) -> Result:
    return verdict_object(library.check_quote(request.quote, request.said_by))


def _question(library: Queried, request: requests.AskRequest) -> Question:
    if request.since and request.until and request.since > request.until:
        raise BadInputError(f"no paper is dated {request.since} or later and also {request.until} or earlier")
    named = (authority_named(library.documents(), written) for written in request.authorities)
    filters = Filters(tuple(dict.fromkeys(named)), tuple(dict.fromkeys(request.kinds)), request.since, request.until)
    return Question(request.question, request.history, filters)


OPERATIONS = (
    Operation(
        "documents",
        "Every document, with what is known of it",
        "The catalogue: authority, kind, dates, people named, and warnings that a reader must know.",
        requests.DocumentsRequest,
        shapes.DocumentShape,
        _documents,
        many=True,
        in_address=True,
    ),
    Operation(
        "judgements",
        "Every grade given or reported, oldest inspection first",
        "Grades with the words that state them. Where given_here is false the document only reports a grade that was "
        f"given elsewhere or earlier. {_VERBATIM}",
        requests.JudgementsRequest,
        shapes.JudgementShape,
        _judgements,
        many=True,
        in_address=True,
    ),
    Operation(
        "ask",
        "Answer a question with quotations out of the documents",
        f"{_VERBATIM} Pass on the notes. The status not_in_documents means that the documents do not state the fact: "
        "say so, and do not answer from elsewhere; nearest is not an answer.",
        requests.AskRequest,
        shapes.AnswerShape,
        _ask,
    ),
    Operation(
        "passages",
        "Find the passages that bear on a question",
        f"Passages as they stand, best first; nothing is judged, and none may answer. {_VERBATIM} voice says for each "
        "sentence who is speaking: never give a council's words as Ofsted's.",
        requests.PassagesRequest,
        shapes.PassageShape,
        _passages,
        many=True,
    ),
    Operation(
        "check-quote",
        "Say whether the documents hold a quotation word for word, and whose words it is",
        "The verdict is verbatim, altered (diff shows how), stitched, wrong_voice or not_found. Only a verbatim "
        f"quotation may be passed on as it is; nearest is not the quotation. {_VERBATIM}",
        requests.CheckQuoteRequest,
        shapes.VerdictShape,
        _check_quote,
    ),
)


def performed(operation: Operation, library: Queried, arguments: Any) -> Result:  # noqa: ANN401 (what JSON holds)
    """The result of an operation with arguments that have been parsed already.

    Raises:
        BadInputError: the arguments cannot be used.
        OfstedQaError: the library cannot be used.
    """
    given = json.dumps(arguments).encode()
    return operation.run(library, cast("Any", operation.read(given)))
