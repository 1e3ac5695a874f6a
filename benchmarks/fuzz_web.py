"""What a served chat does with requests that nobody should send: statuses, faults, and how its memory goes."""  # noqa: INP001

# python benchmarks/fuzz_web.py --work DIR [--requests 10000] [--rounds 5]
# It makes an index of corpus/ in DIR and serves it without a sign-in. Needs Linux (memory is read from /proc).

from __future__ import annotations

import argparse
import json
import random
import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
from load import CORPUS, QUESTIONS, ingest, memory, served


def fuzz(work: Path, requests: int, rounds: int) -> None:
    """Send a server what nobody should, and print the statuses and the memory of each round, which differ in all."""
    with served(work / "index") as (address, process):
        print(f"at its start: memory {memory(process, 'VmRSS')} MB", flush=True)  # noqa: T201
        for number in range(rounds):
            statuses, faults = _round(address, range(number * requests, (number + 1) * requests))
            listed = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
            alive = httpx.get(f"{address}/health").status_code
            held = memory(process, "VmRSS")
            line = f"{requests} requests; {listed}; health {alive}; memory {held} MB"
            print(line, *faults, sep="\n", flush=True)  # noqa: T201


def _round(address: str, seeds: range) -> tuple[Counter[int], list[str]]:
    """How often each status came, and which requests were a fault of the program; one request for each seed."""
    statuses: Counter[int] = Counter()
    faults: list[str] = []
    lock = threading.Lock()

    def send(seed: int) -> None:
        made = _request(random.Random(seed))
        try:
            # A connection for each; no certificates are read, since there is no TLS.
            with httpx.Client(base_url=address, timeout=120, verify=False) as client:  # noqa: S501
                status = client.request(**made).status_code
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            status = 0  # the connection was closed on what is no HTTP
        with lock:
            statuses[status] += 1
            if status == 500:  # noqa: PLR2004
                faults.append(f"{made['method']} {made['url']}")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(send, seeds))
    return statuses, faults


def _request(chosen: random.Random) -> dict[str, Any]:
    """A request: often nearly right, sometimes nothing like it."""
    path = chosen.choice(_PATHS).replace("{}", _junk(chosen, 12, "abcdef0123456789-./%"))
    headers = {} if chosen.random() < 0.8 else {"origin": chosen.choice(["null", "https://evil.example", ""])}  # noqa: PLR2004
    if chosen.random() < 0.1:  # noqa: PLR2004
        headers["content-type"] = _junk(chosen, 10, "abc/;=")
    method = "POST" if re.search("ask|passages|check|quot|join|sign", path) else "GET"
    if chosen.random() < 0.1:  # noqa: PLR2004
        method = chosen.choice(["GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS"])
    made: dict[str, Any] = {"method": method, "url": path, "headers": headers}
    kind = chosen.random()
    if kind < 0.6:  # noqa: PLR2004
        made["content"] = _mutated(chosen, json.dumps(_body(chosen)).encode())
        headers.setdefault("content-type", "application/json")
    elif kind < 0.8:  # noqa: PLR2004
        made["data"] = {"quote": _junk(chosen, 40), "said_by": _junk(chosen, 10), "what": chosen.choice(["text", ""])}
    elif kind < 0.9:  # noqa: PLR2004
        made["files"] = {"file": (_junk(chosen, 8, "abc./\\"), _junk(chosen, 300).encode("utf-8", "replace"))}
    return made


_PATHS = (
    "/api/ask /api/passages /api/check-quote /api/documents /api/judgements?authority={} /api/{} /quotations "
    "/documents /documents/{} /documents/{}/0-10 /documents/{}/sources /health /sign-in /account / /config "
    "/gradio_api/queue/join /gradio_api/queue/join /gradio_api/upload /gradio_api/{} /gradio_api/file={} /assets/{} "
    "/static/{} /{} /gradio_api/call/{} /theme.css /manifest.json /gradio_api/run/predict /gradio_api/api/{}"
).split()


def _body(chosen: random.Random) -> dict[str, Any]:
    """The arguments of an operation or of the chat's queue, with values of any type."""
    values: list[Any] = [_junk(chosen, 60), chosen.choice(QUESTIONS), None, 7, 1e400, [], {}, True, "x" * 3_000]
    names = ("question", "history", "since", "limit", "quote", "said_by", "kinds", "authorities", "data", "fn_index")
    body = {name: chosen.choice(values) for name in chosen.sample(names, chosen.randint(0, 4))}
    if chosen.random() < 0.3:  # noqa: PLR2004
        body |= {"data": [chosen.choice(values), None], "fn_index": chosen.randint(-1, 12)}
        body |= {"session_hash": _junk(chosen, 8, "abcdef")}
    elif chosen.random() < 0.5:  # noqa: PLR2004
        body = {"question": _junk(chosen, 60)} if chosen.random() < 0.5 else {"quote": _junk(chosen, 60)}  # noqa: PLR2004
    return body


def _mutated(chosen: random.Random, data: bytes) -> bytes:
    if chosen.random() < 0.7 or not data:  # noqa: PLR2004
        return data
    place = chosen.randrange(len(data))
    return data[:place] + chosen.randbytes(chosen.randint(0, 4)) + data[place + chosen.randint(0, 3) :]


def _junk(chosen: random.Random, longest: int, letters: str = "") -> str:
    """Characters of any script, controls and marks that reverse what is shown among them, no halves of pairs."""
    if letters:
        return "".join(chosen.choice(letters) for _ in range(chosen.randint(0, longest)))
    ranges = (
        (32, 126),
        (32, 126),
        (32, 126),
        (0, 31),
        (0xA0, 0x2FF),
        (0x2000, 0x206F),
        (0x4E00, 0x4FFF),
        (0x1F300, 0x1F5FF),
    )
    return "".join(chr(chosen.randint(*chosen.choice(ranges))) for _ in range(chosen.randint(0, longest)))


def main() -> None:
    """Make an index, serve it, and fuzz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    ingest(given.work / "index", CORPUS)
    fuzz(given.work, given.requests, given.rounds)


if __name__ == "__main__":
    main()
