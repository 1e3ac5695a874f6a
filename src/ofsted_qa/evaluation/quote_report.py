"""Shows a run of a suite of quotations to a person: tables for the terminal, and a report in Markdown."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from ofsted_qa.evaluation.quote_runner import QUOTE_MEASURES, QuoteCaseRecord, QuoteRunRecord
from ofsted_qa.evaluation.report import (
    changes,
    counts_in_words,
    floor_row,
    grid,
    left_out,
    markdown_table,
    number,
    plain,
)
from ofsted_qa.evaluation.run_comparison import Comparison
from ofsted_qa.evaluation.suite import Split
from ofsted_qa.values import Verdict

_SPLITS: tuple[Split, ...] = ("tune", "report")
_GOT = [verdict for verdict in Verdict if verdict is not Verdict.ERROR]


def quotes_to_table(record: QuoteRunRecord, comparison: Comparison | None = None) -> RenderableType:
    """A run as tables: measures and confusion by split, floors, and the cases with another verdict."""
    parts: list[RenderableType] = [
        Text(f"{record.title} ({record.suite})", style="bold"),
        Text(counts_in_words(record)),
    ]
    parts.append(grid(("measure", *_SPLITS, "what it says"), _measure_rows(record)))
    parts += [grid((f"{name}: expected", *_GOT), _confusion_rows(record, name)) for name in _SPLITS]
    if record.floors:
        parts.append(grid(("floor", "bound", "value", "state"), map(floor_row, record.floors)))
    if failures := list(_failures(record)):
        parts.append(grid(("case", "split", "expected", "verdict"), map(_failure_row, failures), lines=True))
    parts.extend(Text(line) for line in (*left_out(record), *changes(comparison)))
    return Group(*parts)


def quotes_to_markdown(record: QuoteRunRecord, comparison: Comparison | None = None) -> str:
    """A run as a report in Markdown, with every case that got another verdict in full."""
    when = f"{record.when:%d %B %Y, %H:%M} UTC".lstrip("0")
    lines = [f"# {plain(record.title)}", "", f"Suite `{record.suite}`, ofsted-qa {record.program}, {when}.", ""]
    lines += [counts_in_words(record), "", "## Measures", ""]
    lines += markdown_table(("measure", *_SPLITS, "what it says"), _measure_rows(record))
    for name in _SPLITS:
        lines += [f"## Verdicts of the {name} split", ""]
        lines += markdown_table(("expected", *_GOT), _confusion_rows(record, name))
    if record.floors:
        lines += ["## Floors of the report split", ""]
        lines += markdown_table(("floor", "bound", "value", "state"), map(floor_row, record.floors))
    if left := [*left_out(record), *changes(comparison)]:
        lines += ["## Left out, and changes", "", *(f"- {plain(line)}" for line in left), ""]
    if failures := list(_failures(record)):
        lines += ["## Other verdicts than expected", ""]
    for case in failures:
        lines += [f"### {case.id}", "", f"{case.split}. Expected {case.expected}, got {case.verdict}.", ""]
        lines += [f"> {plain(case.quote)}", "", plain(case.reason), ""]
    return "\n".join(lines).rstrip() + "\n"


def _measure_rows(record: QuoteRunRecord) -> Iterator[tuple[str, ...]]:
    for name, meaning in QUOTE_MEASURES.items():
        yield (name, *(number(record.folded.get(split, {}).get(name)) for split in _SPLITS), meaning)


def _confusion_rows(record: QuoteRunRecord, name: Split) -> Iterator[tuple[str, ...]]:
    for expected, got in record.confusion.get(name, {}).items():
        yield (expected, *(str(got.get(verdict, 0)) for verdict in _GOT))


def _failures(record: QuoteRunRecord) -> Iterator[QuoteCaseRecord]:
    return (case for case in record.cases if case.verdict is not case.expected)


def _failure_row(case: QuoteCaseRecord) -> tuple[str, ...]:
    return f"{case.id}\n{case.quote}", case.split, case.expected, f"{case.verdict}: {case.reason}"
