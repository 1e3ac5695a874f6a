"""How a served chat bears up: twenty people who ask at once with an ingest in the middle, and a fuzzer."""  # noqa: INP001

# python benchmarks/load.py --work DIR [--seconds 120] [--people 20] [--requests 10000]
# It makes an index of corpus/ in DIR, serves it, and prints two tables. Needs Linux (memory is read from /proc).

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import httpx

from ofsted_qa.faces.api import OPERATIONS, performed
from ofsted_qa.faces.web.access import Accounts
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
ASK = next(one for one in OPERATIONS if one.name == "ask")
QUESTIONS = (
    "Who signed the Ofsted letter to Dudley?",
    "What did Ofsted find about social workers in Dudley?",
    "Who chairs Medway's safeguarding children board?",
    "Who is the portfolio holder in the Tameside council paper?",
    "What did Ofsted say about youth justice in Medway?",
    "Which grade was Medway given for adoption?",
    "When was the Tameside monitoring visit?",
    "How did the newspaper report the Dudley inspection?",
    "What needs to improve in Tameside?",
    "How much money did Dudley set aside?",
)
_NEW = """Report to Cabinet

12 March 2019

Children's services in Dudley: progress since the monitoring visit

1. The council has appointed twelve more social workers since the letter of March 2017.

2. Caseloads have fallen to 15 for each social worker.
"""


@contextmanager
def served(index: Path, users: Path | None) -> Iterator[tuple[str, int]]:
    """A served chat: its address and the id of its process."""
    environment = os.environ | {"HF_HUB_OFFLINE": "1"} | ({"OFSTED_QA_USERS": str(users)} if users else {})
    command = [sys.executable, "-m", "ofsted_qa", "serve", "--json", "--port", "0", "--index", str(index)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603
    try:
        if process.stdout is None:
            raise OSError
        yield json.loads(process.stdout.readline())["address"], process.pid
    finally:
        process.terminate()
        process.wait()


def memory(process: int, field: str) -> int:
    """Megabytes of memory of a process: VmRSS is held now, VmHWM the most that was held."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1]) // 1024


def right_answers(index: Path) -> dict[str, Any]:
    """The answer to each question, by one thread that nobody disturbs."""
    library = Library.open(Settings(index=index))
    return {text: _timeless(performed(ASK, library, {"question": text})) for text in QUESTIONS}


def _timeless(answer: Any) -> Any:  # noqa: ANN401 (JSON)
    return json.loads(json.dumps({name: value for name, value in answer.items() if name != "seconds"}))


class Crowd:
    """People who ask one question after the other until the time is up, and what became of each."""

    def __init__(self, address: str, tokens: list[str], until: float) -> None:
        """Each person has a token."""
        self.answers: list[tuple[float, float, str, Any]] = []  # asked, answered, question, answer
        self.refused: Counter[int] = Counter()
        self.lost = 0
        self._address = address
        self._until = until
        self._lock = threading.Lock()
        self._people = [threading.Thread(target=self._ask, args=(one, token)) for one, token in enumerate(tokens)]

    def run(self) -> None:
        """Ask, and come back when everybody has their last answer."""
        for person in self._people:
            person.start()
        for person in self._people:
            person.join()

    def _ask(self, number: int, token: str) -> None:
        chosen = random.Random(number)
        headers = {"authorization": f"Bearer {token}"}
        with httpx.Client(base_url=self._address, headers=headers, timeout=300) as client:
            while monotonic() < self._until:
                self._ask_one(client, chosen.choice(QUESTIONS))

    def _ask_one(self, client: httpx.Client, question: str) -> None:
        """Ask until there is an answer: whoever is told to come again later does."""
        asked = monotonic()
        for _ in range(20):
            response = client.post("/api/ask", json={"question": question})
            if response.status_code == 200:  # noqa: PLR2004
                with self._lock:
                    self.answers.append((asked, monotonic(), question, _timeless(response.json())))
                return
            with self._lock:
                self.refused[response.status_code] += 1
            sleep(float(response.headers.get("retry-after", "1")))
        with self._lock:
            self.lost += 1


def load(work: Path, people: int, seconds: float) -> None:
    """Let people ask for some time, ingest a paper in the middle, and print what became of it."""
    index, users, papers = work / "index", work / "users.json", work / "new"
    papers.mkdir(exist_ok=True)
    (papers / "dudley-progress-2019-03-12.txt").write_text(_NEW, "utf-8")
    _ingest(index, CORPUS)
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "ofsted_qa", "remove", "dudley-progress-2019-03-12.txt", "--index", str(index)],
        check=False,
        stderr=subprocess.DEVNULL,
    )
    before = right_answers(index)
    accounts = Accounts(users)
    users.unlink(missing_ok=True)
    tokens = [accounts.add_token(f"person-{number}") for number in range(people)]
    with served(index, users) as (address, process):
        crowd = Crowd(address, tokens, monotonic() + seconds)
        asking = threading.Thread(target=crowd.run)
        asking.start()
        sleep(seconds / 2)
        begun = monotonic()
        _ingest(index, papers)
        ingested = monotonic()
        asking.join()
        most = memory(process, "VmHWM")
    after = right_answers(index)
    wrong = sum(
        answer != after[question] and (asked > ingested or answer != before[question])
        for asked, _, question, answer in crowd.answers
    )
    waits = sorted(answered - asked for asked, answered, _, _ in crowd.answers)
    new = sum(answer != before[question] for _, _, question, answer in crowd.answers)
    print(  # noqa: T201
        f"| people | seconds | answers | of the new index | wrong | lost | told to wait | median s | p95 s | longest s "
        f"| ingest s | most memory MB |\n| {people} | {seconds:.0f} | {len(waits)} | {new} | {wrong} | {crowd.lost} "
        f"| {sum(crowd.refused.values())} | {waits[len(waits) // 2]:.1f} | {waits[len(waits) * 95 // 100]:.1f} "
        f"| {waits[-1]:.1f} | {ingested - begun:.1f} | {most} |",
        flush=True,
    )


def _ingest(index: Path, papers: Path) -> None:
    command = [sys.executable, "-m", "ofsted_qa", "ingest", str(papers), "--index", str(index), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def fuzz(work: Path, requests: int) -> None:
    """Send a server what nobody should, and print the statuses and how its memory went."""
    with served(work / "index", None) as (address, process):
        statuses: Counter[int] = Counter()
        faults: list[str] = []
        sizes: list[int] = []
        lock = threading.Lock()

        def send(number: int) -> None:
            made = _request(random.Random(number))
            try:
                with httpx.Client(base_url=address, timeout=120) as client:
                    status = client.request(**made).status_code
            except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
                status = 0  # the connection was closed on what is no HTTP
            with lock:
                statuses[status] += 1
                if status == 500:  # noqa: PLR2004
                    faults.append(f"{made['method']} {made['url']}")
                if sum(statuses.values()) % max(requests // 5, 1) == 0:
                    sizes.append(memory(process, "VmRSS"))

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(send, range(requests)))
        alive = httpx.get(f"{address}/health").status_code
    listed = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    grown = " → ".join(map(str, sizes))
    print(f"{requests} requests; {listed}; health {alive}; memory MB {grown}", *faults, sep="\n")  # noqa: T201


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
    """Run both, or one where the other is set to nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--requests", type=int, default=10_000)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    if given.people:
        load(given.work, given.people, given.seconds)
    if given.requests:
        fuzz(given.work, given.requests)


if __name__ == "__main__":
    main()
