"""Shows a run to a person: a table for the terminal, and a report in Markdown."""

import re
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ofsted_qa.evaluation.measures import MEASURES, Folded
from ofsted_qa.evaluation.quote_runner import QuoteRunRecord
from ofsted_qa.evaluation.run_comparison import Comparison
from ofsted_qa.evaluation.run_record import CaseRecord, FloorRecord, RunRecord
from ofsted_qa.evaluation.suite import Split

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")

#: The measures that the report shows for each kind of question.
_KIND_MEASURES = ("passed", "status_accuracy", "fact_recall", "citation_support", "recall@10")


def to_table(record: RunRecord, comparison: Comparison | None = None) -> RenderableType:
    """A run as tables for the terminal: measures by split, floors, what failed and what was answered."""
    # Text, never a string: rich takes the citation numbers in an answer for its own markup.
    parts: list[RenderableType] = [
        Text(f"{record.title} ({record.suite})", style="bold"),
        Text(counts_in_words(record)),
    ]
    parts.append(grid(("measure", "tune", "report", "what it says"), _measure_rows(record.folded)))
    if record.floors:
        parts.append(grid(("floor", "bound", "value", "state"), map(floor_row, record.floors)))
    failures = list(_failures(record))
    if failures:
        parts.append(grid(("case", "split", "faults", "answered"), map(_failure_row, failures), lines=True))
    parts.extend(Text(line) for line in (*left_out(record), *changes(comparison)))
    return Group(*parts)


def to_markdown(record: RunRecord, comparison: Comparison | None = None) -> str:
    """A run as a report in Markdown, with every answer that had a fault in full."""
    lines = [f"# {plain(record.title)}", ""]
    when = f"{record.when:%d %B %Y, %H:%M} UTC".lstrip("0")
    lines += [f"Suite `{record.suite}`, ofsted-qa {record.program}, {when}.", "", counts_in_words(record), ""]
    lines += ["## Measures", ""]
    lines += markdown_table(("measure", "tune", "report", "what it says"), _measure_rows(record.folded))
    if record.floors:
        lines += ["## Floors of the report split", ""]
        lines += markdown_table(("floor", "bound", "value", "state"), map(floor_row, record.floors))
    lines += ["## Kinds of question", ""]
    lines += markdown_table(("kind", *_KIND_MEASURES), _kind_rows(record))
    left = [*left_out(record), *changes(comparison)]
    if left:
        lines += ["## Left out, and changes", "", *(f"- {plain(line)}" for line in left), ""]
    failures = list(_failures(record))
    if failures:
        lines += ["## Answers with faults", ""]
    for case in failures:
        lines += [*_failure_section(case), ""]
    return "\n".join(lines).rstrip() + "\n"


def counts_in_words(record: RunRecord | QuoteRunRecord) -> str:
    """How many cases there were, and what became of them."""
    counts = record.counts
    said = (
        f"{counts.cases} cases: {counts.run} run, of which {counts.passed} passed and {counts.errors} ended "
        f"in an error; {counts.not_run} not run; {counts.rejected} rejected."
    )
    if record.other_documents:
        said += f" Documents in the index that the suite does not name: {record.other_documents}."
    return said


def _measure_rows(folded: Mapping[Split, Mapping[str, Folded]]) -> Iterator[tuple[str, ...]]:
    splits: tuple[Split, ...] = ("tune", "report")
    for measure in MEASURES:
        values = [folded.get(split, {}).get(measure.name) for split in splits]
        if any(values):
            yield (measure.name, *map(number, values), measure.meaning)


def _kind_rows(record: RunRecord) -> Iterator[tuple[str, ...]]:
    for kind, values in record.by_kind.items():
        yield (kind, *(number(values.get(name)) for name in _KIND_MEASURES))


def number(folded: Folded | None) -> str:
    """A folded value with the number of its cases."""
    return f"{folded.value:.3f} of {folded.cases}" if folded else "-"


def floor_row(floor: FloorRecord) -> tuple[str, ...]:
    """A floor as a row: name, bound, value, state."""
    value = "-" if floor.value is None else f"{floor.value:.3f}"
    return floor.name, f"{floor.bound:.3f}", value, floor.state.replace("_", " ")


def _failures(record: RunRecord) -> Iterator[CaseRecord]:
    return (case for case in record.cases if case.faults)


def _failure_row(case: CaseRecord) -> tuple[str, ...]:
    return f"{case.id}\n{case.question}", case.split, "\n".join(case.faults), f"{case.status}: {case.text}"


def _failure_section(case: CaseRecord) -> Iterator[str]:
    yield from (f"### {case.id}", "", f"{case.kind}, {case.split}. {plain(case.question)}", "")
    if case.history:
        yield from (f"After: {plain(' / '.join(case.history))}", "")
    yield from (f"- {plain(fault)}" for fault in case.faults)
    yield from ("", f"> {case.status}: {plain(case.text)}")
    for citation in case.citations:
        where = f"{citation.document}, {citation.voice}"
        yield from (">", f"> \\[{citation.number}\\] {plain(where)}: {plain(citation.quote)}")


def left_out(record: RunRecord | QuoteRunRecord) -> Iterator[str]:
    """A line for each case that does not fit its documents, and for those that lack the same documents."""
    yield from (f"rejected: {entry.id}: {entry.reason}" for entry in record.rejected)
    absent: dict[tuple[str, ...], list[str]] = {}
    for entry in record.not_run:
        absent.setdefault(entry.missing, []).append(entry.id)
    for files, cases in absent.items():
        yield f"not run, as the index lacks {', '.join(files)}: {', '.join(cases)}"


def changes(comparison: Comparison | None) -> Iterator[str]:
    """What a comparison says, a line each; nothing without one."""
    if comparison is None:
        return
    listed = {
        "better": comparison.better,
        "worse": comparison.worse,
        "only in the earlier run": comparison.only_earlier,
        "only in this run": comparison.only_later,
    }
    yield from (f"{what}: {', '.join(cases) or 'none'}" for what, cases in listed.items())
    for change in comparison.differences:
        earlier, later = ("-" if value is None else f"{value:.3f}" for value in (change.earlier, change.later))
        yield f"{change.split} {change.measure}: {earlier} → {later}"


def grid(headings: Iterable[str], rows: Iterable[tuple[str, ...]], *, lines: bool = False) -> Table:
    """A table for the terminal; cells are plain text."""
    table = Table(*headings, show_lines=lines)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def markdown_table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table in Markdown, line by line; cells are plain text."""
    yield f"| {' | '.join(headings)} |"
    yield f"|{' --- |' * len(headings)}"
    yield from (f"| {' | '.join(map(plain, row))} |" for row in rows)
    yield ""


def plain(text: str) -> str:
    """A text in one line whose characters are not Markdown: documents may hold any."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
