"""How a served chat bears up: people who ask at once, through /api and the chat, with an ingest in the middle."""  # noqa: INP001

# python benchmarks/load.py --work DIR [--seconds 120] [--people 20]
# It makes an index of corpus/ in DIR, serves it, and prints a table: people who ask as programs do and at pages.
# Needs Linux (memory is read from /proc).

from __future__ import annotations

import argparse
import json
import os
import random
import re
import secrets
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import httpx

from ofsted_qa.faces.rendering import answer_object
from ofsted_qa.faces.web.messages import answer_messages, question_message, report_message
from ofsted_qa.faces.web.taking_away import report_address
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofsted_qa.values import Answer

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
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
_NEW_NAME = "dudley-progress-2019-03-12.txt"
_NEW = """Report to Cabinet

12 March 2019

Children's services in Dudley: progress since the monitoring visit

1. The council has appointed twelve more social workers since the letter of March 2017.

2. Caseloads have fallen to 15 for each social worker.
"""
#: In place of a reverse proxy that has signed people in.
_USER = "X-Load-User"
#: The key of a conversation in the address where one can say how good an answer was.
_KEY = re.compile(r"(?<=/conversations/)[^/]+")
_SECONDS_TO_WAIT = 5.0


@contextmanager
def served(index: Path, *, signed_in: bool = False) -> Iterator[tuple[str, int]]:
    """A served chat: its address and the id of its process. `signed_in`: whether a header names each user."""
    environment = os.environ | {"HF_HUB_OFFLINE": "1"} | ({"OFSTED_QA_SIGN_IN_HEADER": _USER} if signed_in else {})
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


class Program:
    """Somebody who asks through /api."""

    def __init__(self, client: httpx.Client) -> None:
        """`client` knows the address, and who is asking."""
        self._client = client

    def ask(self, question: str) -> tuple[Any, float]:
        """The answer as it is given; None, and for how many seconds to wait, where it is refused."""
        response = self._client.post("/api/ask", json={"question": question})
        if response.status_code == 200:  # noqa: PLR2004
            return _timeless(response.json()), 0.0
        return None, float(response.headers.get("retry-after", "1"))

    @staticmethod
    def right(answer: Answer) -> Any:  # noqa: ANN401 (JSON)
        """What must be given for an answer."""
        return _timeless(answer_object(answer))


class Page:
    """Somebody who asks in the chat, by the addresses that its page calls."""

    def __init__(self, client: httpx.Client) -> None:
        """`client` knows the address, and who is asking; the page is loaded."""
        self._client = client
        found = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.DOTALL)
        config = json.loads(found[1] if found else "")
        box = next(one["id"] for one in config["components"] if one["props"].get("elem_id") == "question")
        submitted = [box, "submit"]
        self._function = next(
            one["id"] for one in config["dependencies"] if submitted in [list(target) for target in one["targets"]]
        )

    def ask(self, question: str) -> tuple[Any, float]:
        """The messages that are shown in the end; None, and for how many seconds to wait, where they ask for that."""
        session = secrets.token_hex(8)
        data: list[object] = [question, None, [], [], "", ""]
        body = {"data": data, "fn_index": self._function, "session_hash": session}
        response = self._client.post("/gradio_api/queue/join", json=body)
        if response.status_code != 200:  # noqa: PLR2004
            return None, float(response.headers.get("retry-after", "1"))
        shown = self._shown(session)
        busy = not shown or shown[-1].startswith('<p class="line"')
        return (None, _SECONDS_TO_WAIT) if busy else (shown, 0.0)

    def _shown(self, session: str) -> list[str]:
        """The messages of the last event; none where the stream ends without it."""
        with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
            for line in events.iter_lines():
                event = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if event.get("msg") == "process_completed" and event["success"]:
                    messages = event["output"]["data"][1]
                    return [_KEY.sub("", part["text"]) for message in messages for part in message["content"]]
        return []

    @staticmethod
    def right(answer: Answer) -> Any:  # noqa: ANN401 (as `ask`)
        """What must be shown for an answer."""
        short, evidence = answer_messages(answer)
        report = report_message(report_address("", 0))
        return [question_message(answer.question), short, evidence + report]


def right_answers(index: Path, kind: type[Program | Page]) -> dict[str, Any]:
    """What must come of each question, by one thread that nobody disturbs."""
    library = Library.open(Settings(index=index))
    return {text: kind.right(library.ask(Question(text))) for text in QUESTIONS}


def _timeless(answer: Any) -> Any:  # noqa: ANN401 (JSON)
    return json.loads(json.dumps({name: value for name, value in answer.items() if name != "seconds"}))


class Crowd:
    """People who ask one question after the other until the time is up, and what became of each."""

    def __init__(self, address: str, people: int, until: float, kind: type[Program | Page]) -> None:
        """`until` is a moment of the monotonic clock."""
        self.answers: list[tuple[float, float, str, Any]] = []  # asked, answered, question, answer
        self.refused = 0
        self.lost = 0
        self._address = address
        self._until = until
        self._kind = kind
        self._lock = threading.Lock()
        self._people = [threading.Thread(target=self._ask, args=(number,)) for number in range(people)]

    def run(self) -> None:
        """Ask, and come back when everybody has their last answer."""
        for person in self._people:
            person.start()
        for person in self._people:
            person.join()

    def _ask(self, number: int) -> None:
        chosen = random.Random(number)
        with httpx.Client(base_url=self._address, headers={_USER: f"person-{number}"}, timeout=300) as client:
            asking = self._kind(client)
            while monotonic() < self._until:
                self._ask_one(asking, chosen.choice(QUESTIONS))

    def _ask_one(self, asking: Program | Page, question: str) -> None:
        """Ask until there is an answer: whoever is told to come again later does."""
        asked = monotonic()
        for _ in range(20):
            answer, wait = asking.ask(question)
            if answer is not None:
                with self._lock:
                    self.answers.append((asked, monotonic(), question, answer))
                return
            with self._lock:
                self.refused += 1
            sleep(wait)
        with self._lock:
            self.lost += 1


def load(work: Path, people: int, seconds: float, kind: type[Program | Page]) -> None:
    """Let people ask for some time, ingest a paper in the middle, and print what became of it."""
    index, papers = work / "index", work / "new"
    papers.mkdir(exist_ok=True)
    (papers / _NEW_NAME).write_text(_NEW, "utf-8")
    ingest(index, CORPUS)
    command = [sys.executable, "-m", "ofsted_qa", "remove", _NEW_NAME, "--index", str(index)]
    subprocess.run(command, check=False, stderr=subprocess.DEVNULL)  # noqa: S603 - left by a run before
    before = right_answers(index, kind)
    with served(index, signed_in=True) as (address, process):
        crowd = Crowd(address, people, monotonic() + seconds, kind)
        asking = threading.Thread(target=crowd.run)
        asking.start()
        sleep(seconds / 4)
        begun = monotonic()
        ingest(index, papers)
        ingested = monotonic()
        asking.join()
        most = memory(process, "VmHWM")
    after = right_answers(index, kind)
    wrong = sum(
        answer != after[question] and (asked > ingested or answer != before[question])
        for asked, _, question, answer in crowd.answers
    )
    waits = sorted(answered - asked for asked, answered, _, _ in crowd.answers)
    new = sum(answer != before[question] for _, _, question, answer in crowd.answers)
    print(  # noqa: T201
        f"| {kind.__name__} | {people} | {seconds:.0f} | {len(waits)} | {new} | {wrong} | {crowd.lost} "
        f"| {crowd.refused} | {waits[len(waits) // 2]:.1f} | {waits[len(waits) * 95 // 100]:.1f} "
        f"| {waits[-1]:.1f} | {ingested - begun:.1f} | {most} |",
        flush=True,
    )


def ingest(index: Path, papers: Path) -> None:
    """Read papers into an index, in a process of its own."""
    command = [sys.executable, "-m", "ofsted_qa", "ingest", str(papers), "--index", str(index), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def main() -> None:
    """Load both ways in, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=120)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    print(  # noqa: T201
        "| asked through | people | seconds | answers | of the new index | wrong | lost | told to wait | median s "
        "| p95 s | longest s | ingest s | most memory MB |\n|" + " --- |" * 13
    )
    for kind in (Program, Page):
        load(given.work, given.people, given.seconds, kind)


if __name__ == "__main__":
    main()
