from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.stack

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "llama_index_engine.py"


def test_the_example_prints_an_answer_with_its_source_and_passages(starter_index: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, EXAMPLE, starter_index, "Who signed the Ofsted letter to Dudley?"],
        env=os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "[1]" in done.stdout
    assert re.search(r"^ofsted: .*Dudley, 23 March 2017.* \(\d+-\d+\)$", done.stdout, re.MULTILINE)
    assert len(re.findall(r"^0\.\d{4} ", done.stdout, re.MULTILINE)) == 3
