"""Kills an ingest, and a first start, at random moments and looks at what the next command finds."""  # noqa: INP001

# Run it with the Python of the environment: python benchmarks/kill.py --ingests 100 --starts 10 --seed 1
# Every other kill falls after the building of the new generation has begun, else a small part of the time.

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from ofsted_qa.index import Entry, Generation, IndexStore, invariant
from ofsted_qa.passages import passages
from ofsted_qa.values import OfstedQaError

if TYPE_CHECKING:
    from collections.abc import Sequence

ENVIRONMENT = os.environ | {"HF_HUB_OFFLINE": "1"}
LETTER = "Ofsted\n\nMonitoring visit of Medway Council\n\n14 May 2019\n\nCaseloads are {}.\n"
STATES = (
    {"letter.txt": LETTER.format("now manageable"), "minutes.txt": "Minutes of Dudley Council.\n"},
    {"letter.txt": LETTER.format("still too high"), "plan.txt": "Plan of Kent County Council.\n"},
)
IDS = tuple(frozenset(hashlib.sha256(text.encode()).hexdigest() for text in state.values()) for state in STATES)
PLAIN = ("reading ", "embedding ", "Starting the chat", "There is no index in ")  # what may stand on standard error
NO_INDEX = "ofsted-qa: there is no index in index: run `ofsted-qa ingest` first"
BUILD = 0.8  # of the time of an ingest, at most, goes by after its building has begun
START = 1.5  # times the time of an ingest, at most: a first start reads the papers and then starts the chat


@dataclass(frozen=True)
class Found:
    """What the next command finds: the ids of the documents, None where there is no index; and the faults."""

    ids: frozenset[str] | None
    faults: tuple[str, ...] = ()


class Place:
    """A folder of papers, an index of them, and the program run in it."""

    def __init__(self, folder: Path, program: Sequence[str]) -> None:
        """Use a new folder; `program` are the words of the command that runs `ofsted-qa`."""
        self.folder = folder
        self._program = [sys.executable, *program]
        self._papers = folder / "papers"
        self._papers.mkdir(parents=True)

    def put(self, state: int) -> None:
        """Write the papers of a state in place of those that are there."""
        for old in self._papers.iterdir():
            old.unlink()
        for name, text in STATES[state].items():
            (self._papers / name).write_text(text, encoding="utf-8")

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own; what it says goes into a file."""
        with (self.folder / "said").open("wb") as said:
            return subprocess.Popen(  # noqa: S603 - our own program
                [*self._program, *arguments],
                cwd=self.folder,
                env=ENVIRONMENT | {"OFSTED_QA_CORPUS": "papers"},
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )

    def ingest(self) -> float:
        """Ingest without a kill; gives the seconds that it takes."""
        started = monotonic()
        with self.start("ingest", "papers") as process:
            process.wait()
        return monotonic() - started

    def kill(self, arguments: Sequence[str], seconds: float, *, building: bool) -> bool:
        """Kill a command after so many seconds, of its building if that is meant; whether it was still running."""
        before = self._generations()
        with self.start(*arguments) as process:
            while building and self._generations() <= before and process.poll() is None:
                sleep(0.002)
            with suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
            running = process.poll() is None
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        return running

    def found(self) -> Found:
        """What the next command finds, and what of it is not whole or not plainly said."""
        said = (self.folder / "said").read_text("utf-8", "replace").splitlines()
        faults = tuple(f"the killed command said: {line}" for line in said if not line.startswith(PLAIN))
        listed = subprocess.run(  # noqa: S603 - our own program
            [*self._program, "documents", "--json"],
            cwd=self.folder,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
        if listed.stderr.strip() == NO_INDEX and not (self.folder / "index" / "current").exists():
            return Found(None, faults)
        if listed.returncode or listed.stderr:
            return Found(None, (*faults, f"documents ended with {listed.returncode}: {listed.stderr.strip()}"))
        ids = frozenset(one["document_id"] for one in json.loads(listed.stdout))
        try:
            faults += tuple(_faults(IndexStore(self.folder / "index").open(None), ids))
        except OfstedQaError as error:
            faults += (str(error),)
        return Found(ids, faults)

    def _generations(self) -> set[str]:
        return {path.name for path in (self.folder / "index" / "generations").glob("*")}


def _faults(generation: Generation, ids: frozenset[str]) -> list[str]:
    """What of a generation is not whole: files, offsets, catalogue, passages, vectors in Chroma."""
    generation.check()
    invariant.check(generation.entries)
    faults = []
    if ids != {document.id for document in generation.documents} or len(ids) != generation.manifest.documents:
        faults.append("the catalogue does not hold the documents")
    for entry in generation.entries:
        if entry != Entry(entry.document, passages(entry.document)):
            faults.append("the passages are not those of the document")
        rows = generation.vectors(entry)
        if rows is None or len(rows) != len(entry.passages):
            faults.append("there is not a vector for each passage")
        elif any(len(generation.nearest(row, 1_000)) != generation.manifest.passages for row in rows):
            faults.append("Chroma does not hold every passage")
    return faults


def kill_ingests(place: Place, count: int, chance: random.Random) -> list[str]:
    """Kill ingests that change the papers back and forth; gives the faults."""
    place.put(0)
    place.ingest()
    place.put(1)
    seconds = place.ingest()
    faults: list[str] = []
    state, killed, swapped = 1, 0, 0
    for number in range(count):
        place.put(1 - state)
        building = bool(number % 2)
        moment = chance.uniform(0, seconds * (BUILD if building else 1))
        killed += place.kill(("ingest", "papers"), moment, building=building)
        found = place.found()
        print(f"ingest {number + 1}: {len(found.faults)} faults", file=sys.stderr)  # noqa: T201
        faults += [f"ingest {number}: {fault}" for fault in found.faults]
        if found.ids not in IDS:
            faults.append(f"ingest {number}: neither the old state nor the new one was found")
        elif found.ids == IDS[1 - state]:
            state, swapped = 1 - state, swapped + 1
    print(f"{count} ingests, {killed} killed before their end, the new state found {swapped} times")  # noqa: T201
    return faults


def kill_starts(folder: Path, program: Sequence[str], count: int, chance: random.Random) -> list[str]:
    """Kill first starts of the chat, each with no index before, and let an ingest end what they began."""
    faults: list[str] = []
    killed = whole = 0
    seconds = 0.0
    for number in range(count):
        place = Place(folder / str(number), program)
        place.put(0)
        building = bool(seconds) and bool(number % 2)
        moment = chance.uniform(0, (seconds or 5.0) * (BUILD if building else START))
        killed += place.kill(("serve", "--port", "0"), moment, building=building)
        found = place.found()
        whole += found.ids == IDS[0]
        faults += [f"start {number}: {fault}" for fault in found.faults]
        seconds = place.ingest()
        if place.found() != Found(IDS[0]):
            faults.append(f"start {number}: an ingest did not end what was begun")
    print(f"{count} first starts, {killed} killed, a whole index found {whole} times")  # noqa: T201
    return faults


def main() -> int:
    """Kill, look, and print the faults; the exit code is 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ingests", type=int, default=100)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", nargs="+", default=["-m", "ofsted_qa"], help="what Python runs as ofsted-qa")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = [str(Path(word).resolve()) if word.endswith(".py") else word for word in given.program]
        faults = kill_ingests(Place(folder / "ingests", program), given.ingests, chance) if given.ingests else []
        faults += kill_starts(folder / "starts", program, given.starts, chance)
    print(*faults, f"{len(faults)} faults", sep="\n")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
