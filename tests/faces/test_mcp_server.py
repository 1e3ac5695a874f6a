"""The tools by the protocol's own client: over pipes with the fake library, and the whole command on the papers."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import get_default_environment

from starter_papers import CORPUS

pytestmark = pytest.mark.stack

HERE = Path(__file__).parent
_FAKE = """
from fake_queried import FakeQueried
from ofsted_qa.faces.mcp import serve_mcp
serve_mcp(FakeQueried())
"""


def _called(arguments: list[str], *calls: tuple[str, dict[str, Any]]) -> tuple[list[Any], list[tuple[bool, str]]]:
    """The tools of a server that is started with these arguments of Python, and what each call gives."""

    async def run() -> tuple[list[Any], list[tuple[bool, str]]]:
        environment = get_default_environment() | {"PYTHONPATH": ":".join(sys.path), "HF_HUB_OFFLINE": "1"}
        server = StdioServerParameters(command=sys.executable, args=arguments, env=environment)
        async with Client(server) as client:
            tools = (await client.list_tools()).tools
            results: list[Any] = [await client.call_tool(*call) for call in calls]
        return tools, [(bool(one.is_error), one.content[0].text) for one in results]

    return asyncio.run(run())


def test_the_tools_say_that_quotations_are_verbatim_and_that_they_only_read() -> None:
    tools, _ = _called(["-c", _FAKE])
    assert [tool.name for tool in tools] == ["documents", "judgements", "ask", "passages", "check_quote"]
    for tool in tools[1:]:
        assert "verbatim" in tool.description
        assert "reference" in tool.description
    assert all(tool.annotations.read_only_hint for tool in tools)


def test_a_call_gives_the_json_and_a_bad_one_a_line() -> None:
    _, results = _called(
        ["-c", _FAKE],
        ("ask", {"question": "Who signed it?"}),
        ("ask", {"question": ""}),
        ("ask", {"question": "x", "since": "soon"}),
        ("nothing", {}),
        ("check_quote", {"quote": "Staff morale is good."}),
    )
    assert [failed for failed, _ in results] == [False, True, True, True, False]
    assert json.loads(results[0][1])["citations"][0]["quote"] == "Jenny Turnross"
    assert all("\n" not in text for failed, text in results if failed)
    assert json.loads(results[4][1])["verdict"] == "verbatim"


def test_the_command_serves_the_papers(starter_index: Path) -> None:
    question = {"question": "Who signed the Ofsted letter to Dudley?"}
    _, [(failed, text)] = _called(["-m", "ofsted_qa", "mcp", "--index", str(starter_index)], ("ask", question))
    assert not failed
    citation = json.loads(text)["citations"][0]
    paper = (CORPUS / citation["document"]).read_text("utf-8")
    assert citation["quote"] in paper


def test_without_the_package_the_line_says_what_to_install() -> None:
    blocked = f"import sys; sys.modules['mcp'] = None; sys.path.insert(0, {str(HERE)!r})\n{_FAKE}"
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True, check=False)
    assert "BadInputError: this needs another package: pip install 'ofsted-qa[mcp]'" in done.stderr
