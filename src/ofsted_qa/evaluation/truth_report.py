"""Shows a run of a truth file to a person: a table for the terminal, and a report in Markdown."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from ofsted_qa.evaluation.report import changes, floor_row, grid, markdown_table, plain
from ofsted_qa.evaluation.run_comparison import Comparison
from ofsted_qa.evaluation.truth_run import TruthRecord

_FIELD_HEADINGS = ("field", "exact", "of", "share")
_WRONG_HEADINGS = ("document", "field", "stated", "read")
_FLOOR_HEADINGS = ("floor", "bound", "value", "state")


def truth_table(record: TruthRecord, comparison: Comparison | None = None) -> RenderableType:
    """A run as tables for the terminal: exactness by field, floors, and everything that is wrong."""
    parts: list[RenderableType] = [
        Text(f"{record.title} ({record.suite})", style="bold"),
        Text(_counts(record)),
        grid(_FIELD_HEADINGS, _field_rows(record)),
    ]
    if record.floors:
        parts.append(grid(_FLOOR_HEADINGS, map(floor_row, record.floors)))
    if record.wrong:
        parts.append(grid(_WRONG_HEADINGS, _wrong_rows(record), lines=True))
    parts.extend(Text(line) for line in (*_left_out(record), *changes(comparison)))
    return Group(*parts)


def truth_markdown(record: TruthRecord, comparison: Comparison | None = None) -> str:
    """A run as a report in Markdown."""
    when = f"{record.when:%d %B %Y, %H:%M} UTC".lstrip("0")
    lines = [f"# {plain(record.title)}", "", f"Suite `{record.suite}`, ofsted-qa {record.program}, {when}.", ""]
    lines += [_counts(record), "", "## Exactness by field", ""]
    lines += markdown_table(_FIELD_HEADINGS, _field_rows(record))
    if record.floors:
        lines += ["## Floors", "", *markdown_table(_FLOOR_HEADINGS, map(floor_row, record.floors))]
    if record.wrong:
        lines += ["## What is wrong", "", *markdown_table(_WRONG_HEADINGS, _wrong_rows(record))]
    left = [*_left_out(record), *changes(comparison)]
    if left:
        lines += ["## Left out, and changes", "", *(f"- {plain(line)}" for line in left)]
    return "\n".join(lines).rstrip() + "\n"


def _counts(record: TruthRecord) -> str:
    counts = record.counts
    return (
        f"{counts.documents} documents: {counts.run} run, of which {counts.exact} are exact in every field; "
        f"{counts.not_run} not run."
    )


def _field_rows(record: TruthRecord) -> Iterator[tuple[str, ...]]:
    for field, folded in record.fields.items():
        yield field, str(round(folded.value * folded.cases)), str(folded.cases), f"{folded.value:.3f}"


def _wrong_rows(record: TruthRecord) -> Iterator[tuple[str, ...]]:
    return ((one.document, one.field, one.stated, one.read) for one in record.wrong)


def _left_out(record: TruthRecord) -> Iterator[str]:
    if record.not_run:
        yield f"not run, as the index lacks them: {', '.join(record.not_run)}"
