from __future__ import annotations

import socket
import sys

import pytest
from fastapi import FastAPI

from ofsted_qa.faces.web.serving import is_loopback, serve
from ofsted_qa.values import BadInputError


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_hosts_of_this_machine_alone(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "papers.example", "127.0.0.1.example", ""])  # noqa: S104
def test_hosts_that_others_reach(host: str) -> None:
    assert not is_loopback(host)


def _never(address: str) -> None:
    raise AssertionError(address)


def test_a_port_in_use_is_one_plain_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadInputError, match=f"cannot listen on 127.0.0.1 port {port}: address already in use"):
            serve(FastAPI(), "127.0.0.1", port, _never)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("127.0.0.1", -1), ("no such host", 0)])
def test_a_host_or_port_that_is_none_is_refused(host: str, port: int) -> None:
    with pytest.raises(BadInputError):
        serve(FastAPI(), host, port, _never)


def test_nothing_heavy_is_imported_with_the_package() -> None:
    import subprocess

    code = "import sys, ofsted_qa.faces.web; print(*({'gradio', 'fastapi', 'uvicorn'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
