"""Holds documents against a truth file, and keeps the record: exactness by field, and what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

from ofsted_qa.evaluation.measures import Folded
from ofsted_qa.evaluation.run_comparison import Comparison
from ofsted_qa.evaluation.run_record import FloorRecord, Part, floor_record
from ofsted_qa.evaluation.runner import FloorResult
from ofsted_qa.evaluation.truth import Truth
from ofsted_qa.evaluation.truth_comparing import Compared, compared
from ofsted_qa.values import BadInputError, Document
from ofsted_qa.version import __version__


class TruthCounts(Part):
    """How many documents the file names, and what became of them; exact are those run without any fault."""

    documents: int
    run: int
    exact: int
    not_run: int


class WrongRecord(Part):
    """A field of a document that was read otherwise than it is stated."""

    document: str
    field: str
    stated: str
    read: str


class TruthRecord(Part):
    """A whole run of a truth file; `fields` gives for each field the share that is exact, and of how many."""

    format: Literal[1] = 1
    of: Literal["truth"] = "truth"
    suite: str
    title: str
    program: str
    when: datetime
    ok: bool
    counts: TruthCounts
    floors: tuple[FloorRecord, ...]
    fields: dict[str, Folded]
    wrong: tuple[WrongRecord, ...]
    not_run: tuple[str, ...]


def hold(truth: Truth, documents: Sequence[Document]) -> TruthRecord:
    """Compare those documents that the truth file names by content; the others it names are not run."""
    when = datetime.now(UTC).replace(microsecond=0)
    at_hand = {document.id: document for document in documents}
    found = {
        stated.file: tuple(compared(at_hand[stated.sha256], stated, truth.roles))
        for stated in truth.documents
        if stated.sha256 in at_hand
    }
    fields = _folded(one for several in found.values() for one in several)
    floors = [FloorResult(name, bound, fields.get(name)) for name, bound in truth.suite.floors.items()]
    return TruthRecord(
        suite=truth.suite.name,
        title=truth.suite.title,
        program=__version__,
        when=when,
        ok=all(floor.state != "failed" for floor in floors),
        counts=TruthCounts(
            documents=len(truth.documents),
            run=len(found),
            exact=sum(all(one.exact for one in several) for several in found.values()),
            not_run=len(truth.documents) - len(found),
        ),
        floors=tuple(map(floor_record, floors)),
        fields=fields,
        wrong=tuple(_wrong(found)),
        not_run=tuple(stated.file for stated in truth.documents if stated.file not in found),
    )


def compare_truth(earlier: TruthRecord, later: TruthRecord) -> Comparison:
    """What was wrong in one run of a truth file only: fields by "document: field (stated)".

    Raises:
        BadInputError: the runs are of different files.
    """
    if earlier.suite != later.suite:
        raise BadInputError(f"the earlier run is of the suite {earlier.suite}, not of {later.suite}")
    before, after = ({_name(one): None for one in record.wrong} for record in (earlier, later))
    better = tuple(name for name in before if name not in after)
    return Comparison(better, tuple(name for name in after if name not in before), (), (), ())


def _name(wrong: WrongRecord) -> str:
    return f"{wrong.document}: {wrong.field} ({wrong.stated})"


def _folded(comparisons: Iterable[Compared]) -> dict[str, Folded]:
    by_field: dict[str, list[bool]] = {}
    for one in comparisons:
        by_field.setdefault(one.field, []).append(one.exact)
    return {field: Folded(sum(exact) / len(exact), len(exact)) for field, exact in by_field.items()}


def _wrong(found: Mapping[str, Iterable[Compared]]) -> Iterable[WrongRecord]:
    for file, comparisons in found.items():
        for one in comparisons:
            if not one.exact:
                yield WrongRecord(document=file, field=one.field, stated=one.stated, read=one.read)
