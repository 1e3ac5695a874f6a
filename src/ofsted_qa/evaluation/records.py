"""The records of runs as JSON and back: suites of questions and suites of quotations in one array."""

from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError

from ofsted_qa.evaluation.quote_runner import QuoteRunRecord
from ofsted_qa.evaluation.run_record import RunRecord
from ofsted_qa.values import BadInputError

AnyRecord = RunRecord | QuoteRunRecord

_RUNS = TypeAdapter(tuple[AnyRecord, ...])


def to_json(records: Sequence[AnyRecord]) -> str:
    """The records of runs as one JSON array, a run for each suite."""
    return _RUNS.dump_json(tuple(records), indent=2).decode()


def from_json(text: str) -> tuple[AnyRecord, ...]:
    """The records in a JSON array that `to_json` wrote.

    Raises:
        BadInputError: the text is not such an array, or its format is of another version.
    """
    try:
        return _RUNS.validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise BadInputError(f"not the record of an evaluation run: {where} {fault['msg']}") from error
