"""Says how many sentences of a file of cases are judged right: honest ones held, lies dropped. No model takes part.

`python -m evals.held_sentences evals/held_sentences/apart.toml`; with `--misses` also which are not.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from evals.held_sentences import cases


def main() -> None:
    """Judge every case of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="name the cases that are judged wrong")
    given = parser.parse_args()
    judgements = [(case, case.found) for case in cases(given.file)]
    for held, name in ((True, "honest sentences held"), (False, "lies dropped")):
        right = [(fault is None) is held for case, fault in judgements if case.held is held]
        print(f"{name}: {sum(right)} of {len(right)}")  # noqa: T201
    for case, fault in judgements:
        if given.misses and (fault is None) is not case.held:
            print(f"  {'lost' if case.held else 'let through'} ({fault or 'held'}): {case.sentence}")  # noqa: T201


if __name__ == "__main__":
    main()
