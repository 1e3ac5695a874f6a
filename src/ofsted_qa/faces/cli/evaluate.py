"""The command eval: runs suites, writes what they gave, and says whether they reached their floors."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ofsted_qa.evaluation import (
    AnyRecord,
    AnySuite,
    Comparison,
    as_markdown,
    as_table,
    changes_since,
    drafts,
    from_json,
    load,
    record,
    to_json,
)
from ofsted_qa.faces.cli.options import AsJson, Index, open_library
from ofsted_qa.faces.cli.printing import note, show
from ofsted_qa.faces.cli.progress import Step, progress
from ofsted_qa.library import Library
from ofsted_qa.values import BadInputError, SuiteError

_SUITES = (Path("evals"), Path("evals/truth"))  # where suites are looked for if none is named


def evaluate(
    suites: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SUITE", help="Suites; without any, evals/*.toml and evals/truth/*.toml."),
    ] = None,
    *,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Where run.json and a report on each suite are written.")
    ] = Path("eval-results"),
    earlier: Annotated[
        Path | None,
        typer.Option("--compare", metavar="RUN.json", help="An earlier run.json to compare this run with."),
    ] = None,
    feedback: Annotated[
        Path | None,
        typer.Option(
            "--from-feedback", metavar="FILE", help="Run nothing; print draft cases from what people said of answers."
        ),
    ] = None,
    as_json: AsJson = False,
    index: Index = None,
) -> int:
    """Run evaluation suites on the documents in the index.

    A suite asks questions with known facts, checks quotations with known verdicts, or states facts of
    documents that are then compared with what was read. The exit code is 1 if a suite does not reach a
    floor that it states, if a case does not fit its documents, or if no case of any suite could be run
    because the index lacks their documents.
    """
    if feedback is not None:
        print(drafts(feedback), end="")  # noqa: T201 - the result
        return 0
    loaded = _load(suites or [path for folder in _SUITES for path in sorted(folder.glob("*.toml"))])
    before = _earlier(earlier, [suite.suite.name for suite in loaded])
    library = open_library(index)
    with progress() as step:
        records = [_run(suite, library, step) for suite in loaded]
    comparisons = {made.suite: changes_since(before[made.suite], made) for made in records if made.suite in before}
    _write(output, records, comparisons)
    if as_json:
        print(to_json(records))  # noqa: T201 - the result
    else:
        show(*(as_table(made, comparisons.get(made.suite)) for made in records))
    some = any(made.counts.run for made in records)
    if not some:
        note("No case was run: the index does not hold the documents of the suites.")
    return 0 if some and all(made.ok for made in records) else 1


def _load(paths: Sequence[Path]) -> list[AnySuite]:
    """The suites, each once.

    Raises:
        BadInputError: there is none.
        SuiteError: one is not well formed, or two have the same name.
    """
    if not paths:
        raise BadInputError(f"there is no suite in {_SUITES[0]}: name one")
    loaded: dict[str, AnySuite] = {}
    for path in paths:
        suite = load(path)
        if suite.suite.name in loaded:
            raise SuiteError(f"{path}: another suite is called {suite.suite.name} too")
        loaded[suite.suite.name] = suite
    return list(loaded.values())


def _earlier(path: Path | None, names: Sequence[str]) -> dict[str, AnyRecord]:
    """The earlier records of these suites.

    Raises:
        BadInputError: the file cannot be read, or holds no run of any of them.
    """
    if path is None:
        return {}
    try:
        records = {made.suite: made for made in from_json(path.read_text("utf-8"))}
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} cannot be read") from error
    if not records.keys() & set(names):
        raise BadInputError(f"{path} holds no run of {', '.join(names)}")
    return records


def _run(suite: AnySuite, library: Library, step: Step) -> AnyRecord:
    name = suite.suite.name
    return record(suite, library, lambda done, total: step(name, done, total))


def _write(folder: Path, records: Sequence[AnyRecord], comparisons: Mapping[str, Comparison]) -> None:
    """Write the record of the run, and a report on each suite.

    Raises:
        BadInputError: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "run.json").write_text(to_json(records) + "\n", "utf-8")
        for made in records:
            report = as_markdown(made, comparisons.get(made.suite))
            (folder / f"{made.suite}.md").write_text(report, "utf-8")
    except OSError as error:
        raise BadInputError(f"{folder} cannot be written to ({error.strerror})") from error
    note(f"Written to {folder}: run.json and {', '.join(f'{made.suite}.md' for made in records)}")
