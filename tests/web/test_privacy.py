"""The whole program as it is served: it asks nothing of the network, and works where there is none."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.stack

_QUESTION = {"question": "Who signed the Ofsted letter to Dudley?"}

#: Starts the command and writes down every name that is looked up and every address that is connected to.
_WATCHED = """
import socket, sys
seen = open(sys.argv.pop(1), "a", buffering=1)
look_up = socket.getaddrinfo
def watched(host, *rest, **named):
    seen.write(f"look up {host}\\n")
    return look_up(host, *rest, **named)
socket.getaddrinfo = watched
def hook(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        seen.write(f"connect {arguments[1][0]}\\n")
    elif event in ("socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"):
        seen.write(f"look up {arguments[0]}\\n")
sys.addaudithook(hook)
from ofsted_qa.faces.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
#: In a network of its own, in which every address leads back to it and every packet is seen, whatever sends it: serves,
#: asks over HTTP and by the Model Context Protocol; prints the addresses that packets were sent to, and both answers.
_CUT = """
import asyncio, json, socket, subprocess, sys, threading, urllib.request
from mcp import Client, StdioServerParameters
from mcp.client.stdio import get_default_environment
for line in ("link set lo up", "route add local default dev lo", "-6 route add local default dev lo"):
    subprocess.run(["ip", *line.split()], check=True)
wire = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
wire.bind(("lo", 0))
sent = set()
def watch():
    while True:
        packet = wire.recv(65_535)
        known = packet[0] >> 4 == 4
        place = packet[16:20] if known else packet[24:40]
        sent.add(socket.inet_ntop(socket.AF_INET if known else socket.AF_INET6, place))
threading.Thread(target=watch, daemon=True).start()
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"The watch works.", ("192.0.2.1", 53))
program, index, question = ["-m", "ofsted_qa"], ["--index", sys.argv[1]], {"question": sys.argv[2]}
command = [sys.executable, *program, "serve", "--json", "--port", "0", *index]
server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
address = json.loads(server.stdout.readline())["address"]
body, kind = json.dumps(question).encode(), {"content-type": "application/json"}
answer = urllib.request.urlopen(urllib.request.Request(address + "/api/ask", body, kind), timeout=60).read()
assert b"gradio" in urllib.request.urlopen(address + "/", timeout=60).read()
server.terminate()
server.wait()
async def told():
    environment = get_default_environment() | {"PYTHONPATH": ":".join(sys.path), "HF_HUB_OFFLINE": "1"}
    tools = StdioServerParameters(command=sys.executable, args=[*program, "mcp", *index], env=environment)
    async with Client(tools) as client:
        return (await client.call_tool("ask", question)).content[0].text
told = asyncio.run(told())
print(json.dumps([sorted(sent), json.loads(answer), json.loads(told)]))
"""


@pytest.fixture
def served(starter_index: Path, tmp_path: Path) -> Iterator[tuple[httpx.Client, Path]]:
    """A client of `ofsted-qa serve` in a process of its own, and the file of what it did with the network."""
    seen = tmp_path / "seen"
    arguments = ["serve", "--json", "--port", "0", "--index", str(starter_index)]
    command = [sys.executable, "-c", _WATCHED, str(seen), *arguments]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address = json.loads(process.stdout.readline())["address"]
        with httpx.Client(base_url=address, timeout=60) as client:
            yield client, seen
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        process.stdout.close()


def test_a_served_chat_looks_up_no_name_and_calls_nobody(served: tuple[httpx.Client, Path]) -> None:
    client, seen = served
    assert client.get("/").status_code == 200
    assert client.post("/api/ask", json=_QUESTION).json()["status"] == "answered"
    assert client.post("/api/passages", json=_QUESTION).status_code == 200
    assert client.post("/quotations", data={"quote": "Staff morale is good"}).status_code == 200
    done = set(seen.read_text("utf-8").splitlines())
    assert "look up 127.0.0.1" in done, "the watch works: the server looks up where it listens"
    assert {line.split()[-1] for line in done} <= {"127.0.0.1", "localhost", "::1"}


def test_the_pages_load_nothing_from_elsewhere_and_set_no_cookie(served: tuple[httpx.Client, Path]) -> None:
    client, _ = served
    catalogue = client.get("/api/documents").json()
    for address in ("/", "/documents", f"/documents/{catalogue[0]['document_id']}", "/quotations"):
        page = client.get(address)
        assert "set-cookie" not in page.headers
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert not re.search(r"https?:|[*]", policy), "no other origin may be asked for anything"
        loaded = re.findall(r'<(?:script|img|iframe|link)[^>]+(?:src|href)="((?:https?:)?//[^"]+)', page.text)
        assert [one for one in loaded if not one.startswith(str(client.base_url))] == []


def test_with_the_network_cut_it_answers_and_nothing_in_it_sends_a_packet_elsewhere(starter_index: Path) -> None:
    unshare = shutil.which("unshare")
    alone = [str(unshare), "--user", "--map-root-user", "--net"]
    if unshare is None or shutil.which("ip") is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("this machine allows no network of its own (unshare --net)")
    command = [*alone, sys.executable, "-c", _CUT, str(starter_index), _QUESTION["question"]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    sent, served, told = json.loads(done.stdout)
    assert "192.0.2.1" in sent, "the watch works: one packet was sent on purpose"
    assert set(sent) <= {"192.0.2.1", "127.0.0.1", "::1"}
    assert served["citations"][0]["quote"]
    assert told["citations"] == served["citations"]
