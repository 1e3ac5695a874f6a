"""How fast a folder of PDFs is read, beside pypdfium2's bare text, and in what memory, once and five times over."""  # noqa: INP001

# Run it with the Python of the environment: python benchmarks/reading.py FOLDER
# Every figure is a process of its own. The copies have other names and a comment at their end, so that they are other
# documents; they lie in a temporary folder. Processor time is given beside the clock's, which other work on the machine
# changes. Memory is the most that the process held which plans the index, and with
# it all documents, and the most that one reading child held.

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2 as pdfium

from ofsted_qa.ingesting import plan

COPIES = 5


def bare(folder: Path) -> dict[str, float]:
    """Seconds that pypdfium2 takes for the text of all pages, in one process, and how many pages there are."""
    pages = 0
    started = time.perf_counter()
    for path in sorted(folder.glob("*.pdf")):
        if not path.read_bytes().startswith(b"%PDF-"):
            continue
        with pdfium.PdfDocument(path) as document:
            for page in document:
                page.get_textpage().get_text_range()
                pages += 1
    return {"seconds": time.perf_counter() - started, "used": used(), "pages": pages}


def used() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def speed(found: dict[str, float]) -> str:
    """Pages a second in words."""
    pages, clock, processor = found["pages"], found["seconds"], found["used"]
    return f"{pages} pages, {pages / clock:.1f} a second, {pages / processor:.1f} a second of processor time"


def read(folder: Path, cores: int) -> dict[str, float]:
    """Seconds, pages, documents, and the most bytes held by this process and by a child, for planning an index."""
    os.cpu_count = lambda: cores
    started = time.perf_counter()
    made = plan([folder], ())
    seconds = time.perf_counter() - started
    held, child = (resource.getrusage(who).ru_maxrss * 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    pages = sum(len(entry.document.pages) for entry in made.entries)
    documents = len(made.entries)
    return {"seconds": seconds, "used": used(), "pages": pages, "documents": documents, "held": held, "child": child}


def row(folder: Path, cores: int) -> dict[str, float]:
    """One measurement, in a process of its own; no cores means pypdfium2 alone."""
    command = [sys.executable, __file__, str(folder), "--row", str(cores)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def copied(folder: Path, target: Path) -> None:
    """The files of a folder, several times over, each another document."""
    for path in sorted(folder.glob("*.pdf")):
        for number in range(COPIES):
            (target / f"{number}-{path.name}").write_bytes(path.read_bytes() + b"\n%% %d\n" % number)


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--row", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.row is not None:
        print(json.dumps(read(given.folder, given.row) if given.row else bare(given.folder)))  # noqa: T201
        return
    print(f"pypdfium2 alone: {speed(row(given.folder, 0))}", flush=True)  # noqa: T201
    once: dict[str, float] = {}
    for cores in (1, 2):
        once = row(given.folder, cores)
        print(f"read on {cores}: {speed(once)}", flush=True)  # noqa: T201
    with tempfile.TemporaryDirectory() as place:
        copied(given.folder, Path(place))
        often = row(Path(place), 2)
    for found in (once, often):
        print(  # noqa: T201
            f"{found['documents']:.0f} documents, {found['pages']} pages: {found['held'] / 1e6:.0f} MB held, "
            f"{found['child'] / 1e6:.0f} MB in a child"
        )
    growth = (often["held"] - once["held"]) / (often["documents"] - once["documents"])
    print(f"{growth / 1e3:.0f} kB more for each document")  # noqa: T201


if __name__ == "__main__":
    main()
