"""`python -m evals.twin CORPUS SUITE OUT --seed N` writes the twin of a suite's papers, and the twin of the suite."""

from __future__ import annotations

import argparse
import sys
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

from evals.toml_writing import value, written
from evals.twin.swaps import Swaps, decide

PAPERS = "papers"
_KEPT = frozenset(
    {"name", "id", "kind", "status", "voice", "notes", "document"}
)  # what a case is called, and closed lists


def write(corpus: Path, suite: Path, out: Path, seed: int) -> Path:
    """Write `out/papers/` and the twin suite, and say where it is.

    The twin suite has the cases of the suite under their own ids, so that they stand in the same halves.

    Raises:
        OSError: a file cannot be read or written.
        ValueError: the suite is not TOML, or its days leave no room (`decide`).
    """
    data = tomllib.loads(suite.read_text("utf-8"))
    papers = {one["file"]: (corpus / one["file"]).read_text("utf-8") for one in data["documents"]}
    swaps = decide([*papers.values(), suite.read_text("utf-8")], seed)
    (out / PAPERS).mkdir(parents=True, exist_ok=True)
    for document in data["documents"]:
        twin = swaps.apply(papers[document["file"]]).encode()
        document |= {"file": swaps.apply(document["file"]), "sha256": sha256(twin).hexdigest()}
        (out / PAPERS / document["file"]).write_bytes(twin)
    path = out / suite.name
    path.write_text(_suite(data, swaps), "utf-8")
    return path


def _suite(data: dict[str, Any], swaps: Swaps) -> str:
    head = _swapped(data["suite"], swaps)
    floors = head.pop("floors", {})
    parts = [f"[suite]\n{written(head)}\n[suite.floors]\n"]
    parts += [f"{value(name)} = {value(bound)}\n" for name, bound in floors.items()]
    parts += [f"\n[[documents]]\n{written(document)}" for document in data["documents"]]
    parts += [f"\n[[cases]]\n{written(_swapped(case, swaps))}" for case in data["cases"]]
    return "".join(parts)


def _swapped(entry: Any, swaps: Swaps) -> Any:  # noqa: ANN401 (whatever TOML holds)
    """A case with everything swapped in its words."""
    match entry:
        case str():
            return swaps.apply(entry)
        case list():
            return [_swapped(one, swaps) for one in entry]
        case dict():
            return {key: one if key in _KEPT else _swapped(one, swaps) for key, one in entry.items()}
    return entry


def main() -> int:
    """Write the twins; exit code 2 and one line where that cannot be."""
    parser = argparse.ArgumentParser(prog="python -m evals.twin", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("suite", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    try:
        write(asked.corpus, asked.suite, asked.out, asked.seed)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
