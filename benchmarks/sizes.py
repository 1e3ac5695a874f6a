"""What a search, a build, memory and disk take at growing numbers of passages, in the folder and on a Chroma server."""  # noqa: INP001

# Run it with the Python of the environment, from the repository: python benchmarks/sizes.py --work DIR [COUNT …]
# The passages are the starter papers', repeated under other ids; their vectors are the real ones, each moved a
# little by seeded noise, so that a search has as many distinct neighbours as with real papers. Embedding is
# therefore not in the build times: it takes the same in both. Each row is a process of its own.

from __future__ import annotations

import argparse
import json
import resource
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import numpy as np

from ofsted_qa import Library, Settings
from ofsted_qa.index import ChromaServer, Entry, IndexStore
from ofsted_qa.values import Document, Passage, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

SEARCHES = 200
NOISE = 0.02  # of a vector of length one, in each dimension: cosines of about 0.93 to the passage it was made from
DOCUMENT = 100  # passages of one made document


class MadeVectors:
    """An embedder that gives the vectors of real passages, each moved a little."""

    name = "benchmark"

    def __init__(self, real: NDArray[np.float32]) -> None:
        """Take the real vectors, of shape (passages, dimensions)."""
        self._real = real
        self._random = np.random.default_rng(0)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length one for each text."""
        rows = self._real[self._random.integers(len(self._real), size=len(texts))]
        moved = rows + self._random.normal(scale=NOISE, size=rows.shape).astype(np.float32)
        unit: NDArray[np.float32] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
        return unit


def real_passages(work: Path) -> tuple[list[str], NDArray[np.float32]]:
    """The passages of the starter papers and their vectors."""
    library = Library.open(Settings(index=work / "starter"))
    library.add([Path("corpus")])
    generation = IndexStore(work / "starter").open(None)
    vectors = [generation.vectors(entry) for entry in generation.entries]
    return [passage.text for passage in generation.passages], np.concatenate([v for v in vectors if v is not None])


def made_entries(texts: Sequence[str], count: int) -> list[Entry]:
    """Documents of real passages, until there are `count`."""
    entries: list[Entry] = []
    for number, start in enumerate(range(0, count, DOCUMENT)):
        chosen = [texts[row % len(texts)] for row in range(start, min(count, start + DOCUMENT))]
        text = "\n".join(chosen)
        identity = f"{number:064x}"
        passages: list[Passage] = []
        at = 0
        for words in chosen:
            end = at + len(words)
            passages.append(Passage(f"{identity}:{at}-{end}", identity, at, end, words))
            at = end + 1
        document = Document(identity, Source(f"{number}.txt", f"{number}.txt", "."), text, (), ())
        entries.append(Entry(document, tuple(passages)))
    return entries


@contextmanager
def running_server(folder: Path) -> Iterator[tuple[str, int]]:
    """A Chroma server on loopback: its address and its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = str(Path(sys.executable).with_name("chroma"))
    command = [chroma, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(f"{address}/api/v2/heartbeat", timeout=5).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.kill()
        process.wait()


def peak_memory(process: int) -> int:
    """The most memory that a process has held, in bytes (Linux)."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024


def disk(folder: Path) -> int:
    """Bytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def row(work: Path, count: int, address: str | None) -> dict[str, float]:
    """Build an index and search it: seconds, milliseconds, bytes."""
    texts, real = real_passages(work)
    folder = work / f"{count}-{'served' if address else 'folder'}"
    store = IndexStore(folder, ChromaServer(address) if address else None)
    embedder = MadeVectors(real)
    entries = made_entries(texts, count)
    started = time.perf_counter()
    with store.lock():
        generation = store.write(entries, embedder)
    built = time.perf_counter() - started
    times: list[float] = []
    for probe in embedder.embed(["?"] * SEARCHES):
        started = time.perf_counter()
        generation.nearest(probe, 24)
        times.append(1000 * (time.perf_counter() - started))
    median, slow = np.percentile(times[1:], [50, 95])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"build": built, "first": times[0], "median": median, "p95": slow, "memory": memory, "disk": disk(folder)}


def main() -> None:
    """Measure each size in the folder and on a server, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--work", type=Path, required=True, help="a folder for the indexes, on the disk to measure")
    parser.add_argument("--row", nargs=2, help=argparse.SUPPRESS)  # one measurement, in a process of its own
    given = parser.parse_args()
    if given.row:
        count, address = int(given.row[0]), given.row[1]
        print(json.dumps(row(given.work, count, None if address == "folder" else address)))  # noqa: T201
        return
    given.work.mkdir(parents=True, exist_ok=True)
    real_passages(given.work)
    print("| passages | vectors | build s | search ms, first | p50 | p95 | memory MB | server MB | disk MB |")  # noqa: T201
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)  # noqa: T201
    for count in given.counts:
        for served in (False, True):
            measure(given.work, count, served=served)


def measure(work: Path, count: int, *, served: bool) -> None:
    """One line of the table."""
    command = [sys.executable, __file__, "--work", str(work), "--row", str(count)]
    data = work / f"server-{count}"
    if served:
        with running_server(data) as (address, process):
            done = subprocess.run([*command, address], check=True, capture_output=True, text=True)  # noqa: S603
            server_memory = peak_memory(process)
    else:
        done = subprocess.run([*command, "folder"], check=True, capture_output=True, text=True)  # noqa: S603
        server_memory = 0
    found = json.loads(done.stdout.splitlines()[-1])
    size = found["disk"] + (disk(data) if served else 0)
    print(  # noqa: T201
        f"| {count:,} | {'server' if served else 'folder'} | {found['build']:.1f} | {found['first']:.1f} "
        f"| {found['median']:.1f} | {found['p95']:.1f} | {found['memory'] / 1e6:.0f} | {server_memory / 1e6:.0f} "
        f"| {size / 1e6:.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
