"""How long the program takes to say its help and to answer a first question, beside an empty Python."""  # noqa: INP001

# Run it with the Python of the environment, in a folder with an index: python benchmarks/start_up.py
# Processor time is compared, since other work on the machine changes the time on the clock. The ratios to the
# empty Python can be compared between machines.

from __future__ import annotations

import os
import resource
import subprocess
import sys
from statistics import median
from time import perf_counter

ROUNDS = 5
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "ofsted-qa --help": ["-m", "ofsted_qa", "--help"],
    "ofsted-qa ask": ["-m", "ofsted_qa", "ask", "Who signed the letter?"],
}


def measured(arguments: list[str]) -> tuple[float, float]:
    """Seconds of processor time and on the clock that one run takes.

    Raises:
        CalledProcessError: the command fails.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    environment = os.environ | {"HF_HUB_OFFLINE": "1"}
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, ended - started


def main() -> None:
    """Measure the commands in turn, and print the median of each and its ratio to the empty Python."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, arguments in COMMANDS.items():
            runs[name].append(measured(arguments))
    empty = median(used for used, _ in runs["python -c pass"])
    for name, times in runs.items():
        used, clock = (median(column) for column in zip(*times, strict=True))
        print(f"{name:18} {used:6.3f} s processor  {clock:6.3f} s clock  {used / empty:6.1f} times")  # noqa: T201


if __name__ == "__main__":
    main()
